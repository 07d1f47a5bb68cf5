#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/analysis/measures.h"
#include "core/analysis/passage_index.h"
#include "core/analysis/repetition.h"
#include "core/engine/quality.h"
#include "core/music/score.h"

namespace partimento::training {

/// Where a piece is cut in two.
struct PieceCut {
  Tick from;  ///< the continuation begins
  Tick to;
};

struct PieceMeasures {
  std::vector<PieceValue> values;  ///< in the order of measureIds(), then of shareIds()
  analysis::RepetitionProfile repetition;
  analysis::LengthHistogram lengths{};
  CopiedPassage copied;
};

/// What is compared as a distribution, and what as a share of pieces. Those of four voices are only there
/// where the score has four lines.
std::span<const std::string_view> measureIds();
std::span<const std::string_view> shareIds();

/// Measures a piece's continuation: texture, tonality, rhythm, what it brings back of the opening, how it
/// keeps the opening's key and metre, how it ends, and what it shares with the training pieces. What
/// needs a key is read against the estimated one of the opening, and left out where that is not clear.
PieceMeasures measurePiece(const Score& score, PieceCut cut, const analysis::PassageIndex& training);

/// The passage's top line, for passages shared with the training record, which holds lengths by class.
analysis::NoteLine noteLineOf(std::span<const Note> line, int ticksPerQuarter);
/// Index in tokens::kDurationSteps of the longest class that is not longer.
std::uint8_t lengthClassOf(Tick length, int ticksPerQuarter);

}  // namespace partimento::training
