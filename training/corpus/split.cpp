#include <algorithm>
#include <map>

#include "core/base/random.h"
#include "training/corpus/corpus.h"

namespace partimento::training {

namespace {

/// One odd piece must not decide when a small run stops.
constexpr std::ptrdiff_t kFewestValidation = 3;

std::map<std::int64_t, Part> partsOfClusters(const Corpus& corpus) {
  std::map<std::int64_t, Part> parts;
  for (const Piece& piece : corpus.pieces) parts[piece.cluster] = partOf(piece.cluster);
  for (const Part wanted : {Part::Validation, Part::Test}) {
    const auto is = [](Part part) { return [part](const auto& entry) { return entry.second == part; }; };
    if (parts.size() < 3 || std::any_of(parts.begin(), parts.end(), is(wanted))) continue;
    const auto given = std::find_if(parts.begin(), parts.end(), is(Part::Training));
    if (given != parts.end()) given->second = wanted;
  }
  const auto count = [&parts](Part wanted) {
    return std::count_if(parts.begin(), parts.end(),
                         [&](const auto& entry) { return entry.second == wanted; });
  };
  for (auto entry = parts.begin(); entry != parts.end() && count(Part::Test) > 1; ++entry) {
    if (count(Part::Validation) >= kFewestValidation) break;
    if (entry->second == Part::Test) entry->second = Part::Validation;
  }
  return parts;
}

}  // namespace

Part partOf(std::int64_t cluster) {
  const std::uint64_t bucket = Random(static_cast<std::uint64_t>(cluster)).below(10);
  return bucket == 0 ? Part::Test : bucket == 1 ? Part::Validation : Part::Training;
}

Split split(const Corpus& corpus) {
  Split result;
  const std::map<std::int64_t, Part> partOfCluster = partsOfClusters(corpus);
  for (const Piece& piece : corpus.pieces) {
    switch (partOfCluster.at(piece.cluster)) {
      case Part::Training:
        result.training.push_back(&piece);
        break;
      case Part::Validation:
        result.validation.push_back(&piece);
        break;
      case Part::Test:
        result.test.push_back(&piece);
        break;
    }
  }
  return result;
}

}  // namespace partimento::training
