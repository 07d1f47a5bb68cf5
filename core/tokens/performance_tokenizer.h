#pragma once

#include "core/tokens/tokenizer.h"

namespace partimento::tokens {

/// Keyboard performance as 388 events and two marks: note on (0 to 127), note off (128 to 255), time that
/// passes (256 to 355: 10 ms to 1 s; longer gaps repeat 1 s), velocity (356 to 387: a quarter of it), End
/// (388), Padding (389). The events of Oore et al. 2018 and Huang et al. 2018, in the numbering of the usual
/// processor.
///
/// Times are rounded once, from the score's own seconds to the 10 ms grid, so that rounding never adds up.
/// The pedal (controller 64 from 64 on, per channel) holds notes until it rises or their key is struck again,
/// for eight seconds at most. Within one tick: offs, then ons, each after a velocity where it changes. All
/// tracks play on one keyboard: of two notes on one key the earlier ends where the later begins.
class PerformanceTokenizer final : public Tokenizer {
 public:
  static constexpr const char* kName = "performance-388/1";
  static constexpr Token kFirstOff = 128;
  static constexpr Token kFirstShift = 256;
  static constexpr Token kFirstVelocity = 356;
  static constexpr Token kEnd = 388;
  static constexpr Token kPadding = 389;
  static constexpr int kVocabulary = 390;
  static constexpr int kShifts = 100;
  static constexpr int kVelocities = 32;
  static constexpr int kMillisecondsPerTick = 10;
  static constexpr int kLongestPedal = 800;  ///< ticks

  std::string_view name() const override { return kName; }
  PitchRange pitchRange() const override { return {kLowestPitch, kHighestPitch}; }
  SpecialTokens special() const override { return {kPadding, -1, kEnd}; }
  TimeBase timeBase() const override { return TimeBase::Milliseconds; }
  int vocabularySize() const override { return kVocabulary; }
  std::unique_ptr<Grammar> grammar(const GrammarSetting& setting = {}) const override;
  EncodedScore encode(const Score& score, const EncodeSettings& settings = {}) const override;
  EncodedScore opening(const Score& score) const override;
  bool transpose(std::span<Token> tokens, int semitones) const override;
};

}  // namespace partimento::tokens
