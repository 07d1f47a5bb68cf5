#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/engine/quality.h"
#include "training/data/stream.h"
#include "training/evaluate/piece_measures.h"

namespace partimento::training {

/// A piece as a style says it, cut in two between bars: at a bar line, or before it by the piece's upbeat.
struct Opening {
  std::vector<Token> prompt;  ///< up to the cut; a note that is tied over it is said in full
  tokens::GrammarSetting setting;
  tokens::DecodeFrame frame;   ///< of the prompt and what is said after it
  std::int64_t cutTime = 0;    ///< in the representation's time
  std::int64_t promptEnd = 0;  ///< not before the cut
  std::int64_t barTime = 0;    ///< length of a bar of the metre at the cut
  int bars = 0;                ///< that the real piece goes on, at most the most that are wanted
  PieceCut cut;
  ScorePtr real;  ///< the whole piece, as the representation says it
};

/// The opening of a piece with what really follows. Keys are normalised as in composing: by what the opening
/// alone shows. None where the piece goes on for too few bars or too few notes stand on either side.
std::optional<Opening> openingOf(const Piece& piece, const Representation& representation,
                                 const QualitySettings& settings);

}  // namespace partimento::training
