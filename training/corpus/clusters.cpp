#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "core/base/error.h"
#include "training/corpus/corpus.h"

namespace partimento::training {

namespace {

constexpr std::size_t kGram = 8;
constexpr double kSimilar = 0.5;
/// A gram that so many pieces share (a scale, one repeated note) says nothing and costs quadratic time.
constexpr std::size_t kTooCommon = 200;
/// A manifest's numbers have at most 15 digits.
constexpr std::int64_t kBeyondManifests = std::int64_t{1} << 62;

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

std::int64_t numberOf(std::uint64_t contentHash) {
  return kBeyondManifests + static_cast<std::int64_t>(contentHash % (kBeyondManifests / 2));
}

}  // namespace

void clusterNearCopies(std::vector<Piece>& pieces, const ScanProgress& proceed) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].cluster < 0) open.push_back(i);
  }
  std::vector<std::vector<std::uint64_t>> grams;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> holders;
  UnionFind groups(open.size());
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (proceed && !proceed(static_cast<double>(i) / static_cast<double>(open.size())))
      throw Error(ErrorCode::Cancelled);
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
  std::vector<std::uint64_t> smallest(open.size(), ~std::uint64_t{0});
  for (std::size_t i = 0; i < open.size(); ++i) {
    std::uint64_t& hash = smallest[groups.root(i)];
    hash = std::min(hash, pieces[open[i]].contentHash);
  }
  std::unordered_set<std::int64_t> taken;
  std::vector<std::int64_t> numbers(open.size());
  for (std::size_t i = 0; i < open.size(); ++i) {
    const std::size_t root = groups.root(i);
    if (root == i) {
      numbers[i] = numberOf(smallest[i]);
      while (!taken.insert(numbers[i]).second) ++numbers[i];
    }
    pieces[open[i]].cluster = numbers[root];
  }
}

void numberClustersByPlace(std::vector<Piece>& pieces) {
  std::int64_t next = 0;
  for (const Piece& piece : pieces) {
    if (piece.cluster < kBeyondManifests) next = std::max(next, piece.cluster + 1);
  }
  std::unordered_map<std::int64_t, std::int64_t> numbers;
  std::int64_t place = 0;
  for (Piece& piece : pieces) {
    if (piece.cluster < kBeyondManifests) continue;
    piece.cluster = numbers.emplace(piece.cluster, next + place).first->second;
    ++place;
  }
}

}  // namespace partimento::training
