#pragma once

#include "core/tokens/bar_layout.h"
#include "core/tokens/token_ranges.h"
#include "core/tokens/tokenizer.h"
#include "core/tokens/voices.h"

namespace partimento::tokens {

/// Four voices in slices of time in which nobody moves, metre said:
///
///   Bar [Meter] ( soprano alto tenor bass Duration )+ Bar ...        a voice: Pitch | Hold | Rest
///
/// No slice crosses a bar line, so the durations of a bar fill it; they are those of the melody, and one of
/// them is 1/24 quarter note, so every onset and end on that grid is exact. The soprano is said first: when
/// it is given, the others follow it (see harmonise). An upbeat is a first bar that begins with rests.
class ChoraleTokenizer final : public Tokenizer {
 public:
  static constexpr const char* kName = "chorale-24/1";
  static constexpr Token kPadding = 0;
  static constexpr Token kBegin = 1;
  static constexpr Token kEnd = 2;
  static constexpr Token kBar = 3;
  static constexpr Token kHold = 4;
  static constexpr Token kRest = 5;
  static constexpr TokenRun kMeterRun{6, 6 + static_cast<Token>(kMeters.size())};

  /// Throws RangeInvalid for a range below an octave.
  explicit ChoraleTokenizer(PitchRange range);

  std::string_view name() const override { return kName; }
  PitchRange pitchRange() const override { return m_range; }
  SpecialTokens special() const override { return {kPadding, kBegin, kEnd}; }
  TimeBase timeBase() const override { return TimeBase::Steps; }
  int vocabularySize() const override { return durationRun().end; }
  std::unique_ptr<Grammar> grammar(const GrammarSetting& setting = {}) const override;
  /// A grammar in which the soprano is given until its last note ends: the other voices and the slices are
  /// free, and from then on all voices are. `soprano` in the stream's time and as it sounds, by onset, not
  /// overlapping.
  std::unique_ptr<Grammar> harmonise(const GrammarSetting& setting, std::vector<PlayedNote> soprano) const;
  /// A grammar of four voices that go on after notes which somebody wrote: a voice holds its last one to its
  /// end and no longer. `ends` in the stream's time.
  std::unique_ptr<Grammar> continuing(const GrammarSetting& setting, const VoiceEnds& ends) const;
  EncodedScore encode(const Score& score, const EncodeSettings& settings = {}) const override;
  bool transpose(std::span<Token> tokens, int semitones) const override;

  TokenRun pitchRun() const { return {kMeterRun.end, kMeterRun.end + m_range.highest - m_range.lowest + 1}; }
  TokenRun durationRun() const;
  Token pitchToken(Pitch normalised) const;

 private:
  PitchRange m_range;
};

}  // namespace partimento::tokens
