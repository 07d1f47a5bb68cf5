#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/engine/corpus_report.h"
#include "core/music/score.h"
#include "training/corpus/corpus.h"

namespace partimento::training {

/// What a file holds for a representation.
struct UsableFile {
  ScorePtr score;
  std::vector<Note> line;
  std::uint64_t contentHash = 0;
};
struct UselessFile {
  SkipReason reason = SkipReason::Damaged;
  std::string detail;
};
using FileContent = std::variant<UsableFile, UselessFile>;

/// Parses a MIDI file and takes from it what the representation reads. Never throws for what is in a file.
FileContent readContent(std::span<const std::byte> file, const std::string& name, Material material);

/// A usable content from its score alone, as readContent left it.
UsableFile contentOf(ScorePtr score, Material material);

}  // namespace partimento::training
