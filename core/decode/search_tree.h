#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/music/symbol.h"

namespace partimento::decode {

/// Index of a node; 0 is the prompt.
using NodeIndex = std::int32_t;
inline constexpr NodeIndex kRoot = 0;

/// Every hypothesis that was ever kept, by parent: what it costs to keep whole paths without copying them.
class SearchTree {
 public:
  struct Node {
    NodeIndex parent = -1;
    Token token = 0;
    float raw = 0;          ///< log p of the token
    float constrained = 0;  ///< log q of the token
    float mass = 0;         ///< log of the mass that the rules left at the parent
  };

  SearchTree() : m_nodes(1), m_stepStarts{0} {}

  /// Nodes added from now on belong to the next step.
  void beginStep() { m_stepStarts.push_back(static_cast<NodeIndex>(m_nodes.size())); }
  NodeIndex add(const Node& node) {
    m_nodes.push_back(node);
    return static_cast<NodeIndex>(m_nodes.size() - 1);
  }

  const Node& operator[](NodeIndex index) const { return m_nodes[static_cast<std::size_t>(index)]; }
  NodeIndex size() const { return static_cast<NodeIndex>(m_nodes.size()); }
  /// Steps begun; step 0 is the prompt.
  int steps() const { return static_cast<int>(m_stepStarts.size()); }
  NodeIndex stepBegin(int step) const { return m_stepStarts[static_cast<std::size_t>(step)]; }
  NodeIndex stepEnd(int step) const { return step + 1 < steps() ? stepBegin(step + 1) : size(); }

  /// Nodes from the first after the root to `last`.
  std::vector<NodeIndex> path(NodeIndex last) const {
    std::vector<NodeIndex> nodes;
    for (NodeIndex i = last; i > kRoot; i = (*this)[i].parent) nodes.push_back(i);
    std::reverse(nodes.begin(), nodes.end());
    return nodes;
  }

 private:
  std::vector<Node> m_nodes;
  std::vector<NodeIndex> m_stepStarts;
};

}  // namespace partimento::decode
