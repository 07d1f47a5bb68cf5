#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/decode/search_tree.h"

namespace partimento::decode {

/// Keeps, while searching, what the network said after each kept hypothesis, within a memory limit. When the
/// limit is met, rows that no living hypothesis descends from go first, then those of the lowest rank.
class TraceRecorder {
 public:
  /// `vocabularySize` floats a row. A limit of 0 records nothing.
  TraceRecorder(int vocabularySize, std::size_t limitBytes);

  bool enabled() const { return m_limit > 0; }
  /// One row for each node, in the nodes' order of rank, which is that of their indexes; all nodes belong to
  /// the same step, later than those of the calls before.
  void record(std::span<const NodeIndex> nodes, std::span<const float> rows);
  bool needsSpace() const { return m_bytes > m_limit; }
  /// Makes room; `living` are the hypotheses whose paths must stay.
  void makeSpace(const SearchTree& tree, std::span<const NodeIndex> living);

  /// A hypothesis that lost against another with the same future.
  struct Merged {
    NodeIndex parent = kRoot;
    Token token = 0;
    float raw = 0;
  };
  void recordMerged(const Merged& merged);
  const std::vector<Merged>& merged() const { return m_merged; }

  /// The row recorded for a node; empty where memory did not allow it.
  std::span<const float> row(NodeIndex node) const;
  std::size_t bytes() const { return m_bytes; }
  bool truncated() const { return m_truncated; }

 private:
  struct Block {
    std::vector<NodeIndex> nodes;  ///< by rank
    std::vector<float> rows;
  };
  template <typename Keep>
  void compact(Block& block, Keep&& keep);
  void countBytes();

  std::size_t m_width;
  std::size_t m_limit;
  std::size_t m_bytes = 0;
  bool m_truncated = false;
  std::vector<Block> m_blocks;
  std::vector<Merged> m_merged;
};

}  // namespace partimento::decode
