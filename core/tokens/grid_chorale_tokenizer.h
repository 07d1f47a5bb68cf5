#pragma once

#include "core/tokens/token_ranges.h"
#include "core/tokens/tokenizer.h"
#include "core/tokens/voices.h"

namespace partimento::tokens {

/// Four voices on the sixteenth grid of the JSB chorales benchmark: at every sixteenth the pitch (or Rest) of
/// soprano, alto, tenor and bass. A pitch that stays the same is one note: as in the benchmark, repeated
/// notes merge, and what happens between two sixteenths is lost.
class GridChoraleTokenizer final : public Tokenizer {
 public:
  static constexpr const char* kName = "chorale-16/1";
  static constexpr Token kPadding = 0;
  static constexpr Token kBegin = 1;
  static constexpr Token kEnd = 2;
  static constexpr Token kRest = 3;
  static constexpr Token kFirstPitch = 4;
  static constexpr int kCellSteps = 6;  ///< a sixteenth, in 1/24 quarter notes

  /// Throws RangeInvalid for a range below an octave.
  explicit GridChoraleTokenizer(PitchRange range);

  std::string_view name() const override { return kName; }
  PitchRange pitchRange() const override { return m_range; }
  SpecialTokens special() const override { return {kPadding, kBegin, kEnd}; }
  TimeBase timeBase() const override { return TimeBase::Steps; }
  int vocabularySize() const override { return pitchRun().end; }
  std::unique_ptr<Grammar> grammar(const GrammarSetting& setting = {}) const override;
  EncodedScore encode(const Score& score, const EncodeSettings& settings = {}) const override;
  bool transpose(std::span<Token> tokens, int semitones) const override;

  TokenRun pitchRun() const { return {kFirstPitch, kFirstPitch + m_range.highest - m_range.lowest + 1}; }

 private:
  PitchRange m_range;
};

}  // namespace partimento::tokens
