#pragma once

#include <array>

#include "core/tokens/bar_layout.h"
#include "core/tokens/token_ranges.h"
#include "core/tokens/tokenizer.h"

namespace partimento::tokens {

/// Lengths that the beat representation can say, in 1/24 quarter notes; another length becomes the nearest.
inline constexpr std::array<int, 63> kBeatLengths = {
    1,  2,  3,  4,  5,  6,  7,  8,  9,   10,  11,  12,  13,  14,  15,  16,  17,  18,  19,  20,  21,
    22, 23, 24, 26, 27, 28, 30, 32, 33,  36,  39,  40,  42,  44,  45,  48,  52,  54,  56,  60,  64,
    66, 72, 78, 80, 84, 90, 96, 99, 108, 112, 120, 126, 132, 144, 168, 180, 192, 216, 240, 288, 384};

/// Scores of any number of tracks, in time relative to the beat (after REMI, Huang and Yang 2020, with metre
/// as music has it):
///
///   Bar [Meter] [Tempo] ( Position ( [Track] [Velocity] (Pitch Duration)+ )+ )* Bar ...
///
/// Positions and durations count 1/24 quarter notes, so triplets and thirty-seconds are exact. Meter, Tempo,
/// Track and Velocity are said where they change, the first three of them at the start; a velocity holds for
/// the chord that a track begins at one position. Positions rise in the bar, tracks at a position, and
/// pitches of a chord fall. An upbeat is a first bar whose first position is not 0.
class BeatTokenizer final : public Tokenizer {
 public:
  static constexpr const char* kName = "beat-24/1";
  static constexpr Token kPadding = 0;
  static constexpr Token kBegin = 1;
  static constexpr Token kEnd = 2;
  static constexpr Token kBar = 3;
  static constexpr TokenRun kMeterRun{4, 4 + static_cast<Token>(kMeters.size())};
  static constexpr TokenRun kTempoRun{kMeterRun.end, kMeterRun.end + 32};
  static constexpr TokenRun kTrackRun{kTempoRun.end, kTempoRun.end + 16};
  static constexpr TokenRun kVelocityRun{kTrackRun.end, kTrackRun.end + 32};
  static constexpr TokenRun kPositionRun{kVelocityRun.end, kVelocityRun.end + kLongestBarSteps};

  /// Throws RangeInvalid for a range below an octave.
  explicit BeatTokenizer(PitchRange range);

  std::string_view name() const override { return kName; }
  PitchRange pitchRange() const override { return m_range; }
  SpecialTokens special() const override { return {kPadding, kBegin, kEnd}; }
  TimeBase timeBase() const override { return TimeBase::Steps; }
  int vocabularySize() const override { return durationRun().end; }
  std::unique_ptr<Grammar> grammar(const GrammarSetting& setting = {}) const override;
  EncodedScore encode(const Score& score, const EncodeSettings& settings = {}) const override;
  bool transpose(std::span<Token> tokens, int semitones) const override;

  TokenRun pitchRun() const {
    return {kPositionRun.end, kPositionRun.end + m_range.highest - m_range.lowest + 1};
  }
  TokenRun durationRun() const {
    return {pitchRun().end, pitchRun().end + static_cast<Token>(kBeatLengths.size())};
  }
  Token durationToken(std::int64_t steps) const;

  /// Quarter notes a minute of a tempo symbol: 26 to 280 in steps of 8 %, 120 among them.
  static int tempoOf(int index);
  static int nearestTempo(double quartersPerMinute);
  /// Of a velocity symbol.
  static int velocityOf(int index) { return 4 * index + 2; }

 private:
  PitchRange m_range;
};

}  // namespace partimento::tokens
