#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "training/corpus/corpus.h"

namespace partimento::training {

namespace {

constexpr std::size_t kGram = 8;
constexpr double kSimilar = 0.5;
/// A gram that so many pieces share (a scale, one repeated note) says nothing and costs quadratic time.
constexpr std::size_t kTooCommon = 200;

std::vector<std::uint64_t> gramsOf(const Piece& piece) {
  std::vector<std::uint64_t> grams;
  for (std::size_t i = kGram; i < piece.line.size(); ++i) {
    std::uint64_t gram = 0;
    for (std::size_t k = i - kGram; k < i; ++k) {
      gram = gram << 8 | static_cast<std::uint8_t>(piece.line[k + 1].pitch - piece.line[k].pitch);
    }
    grams.push_back(gram);
  }
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

class UnionFind {
 public:
  explicit UnionFind(std::size_t size) : m_parents(size) {
    std::iota(m_parents.begin(), m_parents.end(), 0U);
  }

  std::size_t root(std::size_t i) {
    while (m_parents[i] != i) i = m_parents[i] = m_parents[m_parents[i]];
    return i;
  }
  /// The lower index becomes the root, whatever the order of the calls.
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    m_parents[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> m_parents;
};

}  // namespace

void clusterNearCopies(std::vector<Piece>& pieces) {
  std::vector<std::size_t> open;
  std::int64_t next = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].cluster < 0) open.push_back(i);
    next = std::max(next, pieces[i].cluster + 1);
  }
  std::vector<std::vector<std::uint64_t>> grams;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> holders;
  UnionFind groups(open.size());
  for (std::size_t i = 0; i < open.size(); ++i) {
    grams.push_back(gramsOf(pieces[open[i]]));
    std::unordered_map<std::size_t, std::size_t> shared;
    for (const std::uint64_t gram : grams[i]) {
      std::vector<std::size_t>& others = holders[gram];
      if (others.size() >= kTooCommon) continue;
      for (const std::size_t other : others) ++shared[other];
      others.push_back(i);
    }
    for (const auto& [other, count] : shared) {
      const auto all = static_cast<double>(grams[i].size() + grams[other].size() - count);
      if (static_cast<double>(count) > kSimilar * all) groups.join(i, other);
    }
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    pieces[open[i]].cluster = next + static_cast<std::int64_t>(groups.root(i));
  }
}

}  // namespace partimento::training
