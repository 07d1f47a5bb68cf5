#include "core/decode/trace_recorder.h"

#include <algorithm>

namespace partimento::decode {

TraceRecorder::TraceRecorder(int vocabularySize, std::size_t limitBytes)
    : m_width(static_cast<std::size_t>(vocabularySize)), m_limit(limitBytes) {}

void TraceRecorder::record(std::span<const NodeIndex> nodes, std::span<const float> rows) {
  if (!enabled() || nodes.empty()) return;
  Block& block = m_blocks.emplace_back();
  block.nodes.assign(nodes.begin(), nodes.end());
  block.rows.assign(rows.begin(), rows.end());
  m_bytes += block.nodes.capacity() * sizeof(NodeIndex) + block.rows.capacity() * sizeof(float);
}

void TraceRecorder::recordMerged(const Merged& merged) {
  if (!enabled()) return;
  const std::size_t fairShare = m_limit / 16 / sizeof(Merged);
  if (m_merged.size() >= fairShare) {
    m_truncated = true;
    return;
  }
  m_merged.push_back(merged);
}

template <typename Keep>
void TraceRecorder::compact(Block& block, Keep&& keep) {
  Block smaller;
  for (std::size_t i = 0; i < block.nodes.size(); ++i) {
    if (!keep(block.nodes[i], i)) continue;
    smaller.nodes.push_back(block.nodes[i]);
    const auto row = block.rows.begin() + static_cast<std::ptrdiff_t>(i * m_width);
    smaller.rows.insert(smaller.rows.end(), row, row + static_cast<std::ptrdiff_t>(m_width));
  }
  if (smaller.nodes.size() == block.nodes.size()) return;
  m_truncated = true;
  smaller.nodes.shrink_to_fit();
  smaller.rows.shrink_to_fit();
  block = std::move(smaller);
}

void TraceRecorder::countBytes() {
  std::erase_if(m_blocks, [](const Block& block) { return block.nodes.empty(); });
  m_bytes = 0;
  for (const Block& block : m_blocks) {
    m_bytes += block.nodes.capacity() * sizeof(NodeIndex) + block.rows.capacity() * sizeof(float);
  }
}

void TraceRecorder::makeSpace(const SearchTree& tree, std::span<const NodeIndex> living) {
  std::vector<bool> alive(static_cast<std::size_t>(tree.size()), false);
  for (NodeIndex node : living) {
    for (NodeIndex i = node; i >= kRoot && !alive[static_cast<std::size_t>(i)]; i = tree[i].parent) {
      alive[static_cast<std::size_t>(i)] = true;
    }
  }
  for (Block& block : m_blocks) {
    compact(block, [&](NodeIndex node, std::size_t) { return alive[static_cast<std::size_t>(node)]; });
  }
  countBytes();
  // room for what follows, or the next step would come back here
  const std::size_t wanted = m_limit / 4 * 3;
  for (std::size_t mostRows = 512; m_bytes > wanted && mostRows > 0; mostRows /= 2) {
    for (Block& block : m_blocks) {
      compact(block, [&](NodeIndex, std::size_t rank) { return rank < mostRows; });
    }
    countBytes();
  }
  if (m_bytes <= m_limit) return;
  while (!m_blocks.empty() && m_bytes > wanted) {
    m_blocks.erase(m_blocks.begin());
    countBytes();
  }
}

std::span<const float> TraceRecorder::row(NodeIndex node) const {
  const auto after = std::upper_bound(m_blocks.begin(), m_blocks.end(), node,
                                      [](NodeIndex n, const Block& b) { return n < b.nodes.front(); });
  if (after == m_blocks.begin()) return {};
  const Block& block = *std::prev(after);
  const auto found = std::lower_bound(block.nodes.begin(), block.nodes.end(), node);
  if (found == block.nodes.end() || *found != node) return {};
  const auto offset = static_cast<std::size_t>(found - block.nodes.begin()) * m_width;
  return std::span<const float>(block.rows).subspan(offset, m_width);
}

}  // namespace partimento::decode
