#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/measures.h"
#include "core/analysis/repetition.h"
#include "core/analysis/set_comparison.h"
#include "core/decode/settings.h"
#include "core/music/score.h"

/// How the music that a style makes compares with the pieces that it was to learn from.
namespace partimento {

struct QualitySettings {
  std::string styleId;
  std::vector<std::string> corpora;  ///< folders with .mid files; what the style was trained on is left out
  int samples = 50;                  ///< openings to continue; fewer where there are fewer pieces
  int openingBars = 4;               ///< after an upbeat
  int fewestBars = 4;                ///< a piece that goes on for less is left out
  int mostBars = 16;          ///< the continuation is as long as the piece goes on, at most so many bars
  decode::Settings decoding;  ///< its length is not read
  std::uint64_t randomSeed = 1;
};

/// A quantity that every piece has.
struct QualityMeasure {
  std::string id;  ///< see training/evaluate/piece_measures.h
  analysis::SetComparison comparison;
};

/// Something that is so of a piece or not.
struct QualityShare {
  std::string id;
  int pieces = 0;  ///< in which it is defined for both
  int real = 0;
  int generated = 0;
};

/// A stretch of a training piece that comes back.
struct CopiedPassage {
  std::size_t notes = 0;
  Tick from;  ///< where it begins in the sample; its end
  Tick to;
};

/// Measures of one piece by id; those that are undefined are left out. Shares are 0 or 1.
struct PieceValue {
  std::string id;
  double value = 0;
};

/// One opening and what the style made of it.
struct QualitySample {
  std::string file;  ///< of the real piece: corpus/path
  ScorePtr score;    ///< opening and generated continuation, a track a line
  Tick from;         ///< of the continuation
  Tick to;
  int bars = 0;   ///< of the continuation
  int notes = 0;  ///< generated
  double logProbability = 0;
  int relaxations = 0;   ///< notes for which a rule gave way
  CopiedPassage copied;  ///< the longest from the training pieces
  CopiedPassage inReal;  ///< the longest in the real continuation
  std::vector<PieceValue> real;
  std::vector<PieceValue> generated;
};

struct QualityReport {
  QualitySettings settings;
  std::string style;
  std::string tokenizer;
  std::string weightHash;
  std::vector<std::string> corpora;  ///< by name, as recipes have them
  int heldOut = 0;   ///< pieces of the corpora that the style was not trained on, near copies counted once
  int tooShort = 0;  ///< of those looked at, left out for their length
  std::vector<QualitySample> samples;
  std::vector<QualityMeasure> measures;
  std::vector<QualityShare> shares;
  analysis::RepetitionProfile realRepetition;
  analysis::RepetitionProfile generatedRepetition;
  std::optional<double> repetitionError;
  analysis::LengthHistogram realLengths{};
  analysis::LengthHistogram generatedLengths{};
  double composeSeconds = 0;  ///< that the continuations took
  double musicSeconds = 0;    ///< that they play
};

}  // namespace partimento
