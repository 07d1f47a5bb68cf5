#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "core/models/torch_parts.h"
#include "training/data/stream.h"

namespace partimento::training {

/// Part of a stream: tokens [begin, end) are read, the token after each is to be predicted.
struct Window {
  std::size_t stream = 0;
  std::int64_t begin = 0;
  std::int64_t end = 0;

  std::int64_t length() const { return end - begin; }
  bool operator==(const Window&) const = default;
};

/// Windows that go through a network together.
using Group = std::vector<Window>;

/// Windows of about `length` tokens that cover every predicted token once. They begin where no note is half
/// said, at a drawn phase, so that short contexts are taught too; windows of like length stand together in
/// groups of `batch`, groups shuffled.
std::vector<Group> drawGroups(const std::vector<Stream>& streams, std::int64_t length, std::size_t batch,
                              Random& random);
/// Each stream whole, in groups of like length that hold at most `tokens` together (or one stream).
std::vector<Group> wholeGroups(const std::vector<Stream>& streams, std::int64_t tokens);

/// What one forward pass reads. On the CPU; to() moves it.
struct Batch {
  torch::Tensor tokens;        ///< (batch, time) int64
  torch::Tensor context;       ///< (batch, time, kContextColumns) int64; undefined where streams have none
  torch::Tensor targets;       ///< (batch, time) int64; -1 where nothing is asked
  torch::Tensor said;          ///< (batch, time) int64, Said of each target
  std::int64_t predicted = 0;  ///< how many are asked

  Batch to(const torch::Device& device) const;
};

Batch makeBatch(const std::vector<Stream>& streams, const Group& group);

}  // namespace partimento::training
