#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "training/corpus/corpus.h"

namespace partimento::training {

/// Which pieces a run began with, and in which part each stands: corpus.json. Files that come into the
/// folders later are not the run's.
struct RunCorpus {
  std::vector<KnownPiece> pieces;  ///< training, then validation, then test, each as it is read
  std::vector<Part> parts;         ///< as many
};

RunCorpus corpusOf(const Split& parts);

std::string toJson(const RunCorpus& corpus);
/// Throws Error(RunDamaged, {source, "corpus-list", what}).
RunCorpus corpusFromJson(std::string_view text, const std::string& source);

/// The pieces of a scan of `known.pieces` in their parts. Throws Error(CorpusVanished) where one is missing.
Split splitAs(const RunCorpus& known, const Corpus& scanned);

}  // namespace partimento::training
