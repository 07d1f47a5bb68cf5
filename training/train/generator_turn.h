#pragma once

#include <mutex>

#include "core/models/torch_parts.h"

namespace partimento::training {

/// Holds torch's default generator for one owner: its state is put in at the beginning and taken out again at
/// the end, and what was there before comes back. Owners in other threads wait.
class GeneratorTurn {
 public:
  /// An undefined state is filled from the generator's present one.
  explicit GeneratorTurn(torch::Tensor& state);
  ~GeneratorTurn();
  GeneratorTurn(const GeneratorTurn&) = delete;
  GeneratorTurn& operator=(const GeneratorTurn&) = delete;

 private:
  std::unique_lock<std::mutex> m_lock;
  torch::Tensor& m_state;
  torch::Tensor m_before;
};

/// The state that follows from a seed.
torch::Tensor seededGenerator(std::uint64_t seed);

}  // namespace partimento::training
