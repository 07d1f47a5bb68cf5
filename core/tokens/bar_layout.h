#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/music/score.h"

namespace partimento::tokens {

/// Metres that have a symbol; the order is part of the vocabularies and only ever grows. All bars of scores
/// are said in these: one of another metre, or a bar cut short, as bars of these that fill it.
inline constexpr std::array<TimeSignature, 30> kMeters = {
    {{2, 4}, {3, 4}, {4, 4}, {2, 2},  {3, 2},  {3, 8},   {6, 8},  {9, 8},  {12, 8}, {6, 4},
     {4, 2}, {2, 1}, {1, 4}, {5, 4},  {4, 8},  {2, 8},   {5, 8},  {7, 8},  {1, 8},  {8, 4},
     {7, 4}, {1, 1}, {1, 2}, {6, 16}, {9, 16}, {12, 16}, {3, 16}, {4, 16}, {1, 16}, {1, 32}}};
/// Of the longest of them, in 1/24 quarter notes.
inline constexpr int kLongestBarSteps = 192;

/// Index in kMeters.
std::optional<int> meterIndex(TimeSignature signature);

/// Value of a Symbol::Kind::Meter.
constexpr int meterValue(TimeSignature signature) {
  return signature.numerator * 256 + signature.denominator;
}

struct LaidBar {
  std::int64_t start = 0;  ///< in 1/24 quarter notes from the first bar line
  int meter = 0;           ///< index in kMeters
};

/// The bars of a stretch of a score, one after the other without a gap.
struct BarLayout {
  std::int64_t originStep = 0;  ///< of the first bar line, in 1/24 quarter notes from tick 0; may be negative
  std::vector<LaidBar> bars;
};

/// Bars from that of `first` to that of `last`. A first bar of the score that is shorter than the next one is
/// an upbeat: it becomes the end of a full bar of the next one's metre. `pickup`: see EncodeSettings.
BarLayout layBars(const Score& score, Tick first, Tick last, Tick pickup);

}  // namespace partimento::tokens
