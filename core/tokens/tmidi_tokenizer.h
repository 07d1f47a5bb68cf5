#pragma once

#include "core/tokens/tokenizer.h"

namespace partimento::tokens {

/// The code of GIGA-Piano: absolute time, one stream of notes, no velocity. Each note is Separator, delta,
/// length, pitch: milliseconds since the note before / 16 (0 to 126), its length / 32 (1 to 126), its pitch
/// (1 to 126). The three numbers share the ids 0 to 126; only the place after the separator (127) tells them
/// apart, so the grammar has four fields.
///
/// The three-token form leaves the separator out and gives each number ids of its own: delta, 128 + length,
/// 256 + pitch; Begin is 127, Padding 128, End 256.
class TmidiTokenizer final : public Tokenizer {
 public:
  enum class Form : std::uint8_t { Document, ThreeTokens };

  static constexpr const char* kName = "tmidi-128/1";
  static constexpr const char* kThreeTokenName = "tmidi-3/1";
  static constexpr Token kSeparator = 127;
  static constexpr int kLargest = 126;  ///< of each number
  static constexpr int kDeltaMilliseconds = 16;
  static constexpr int kLengthMilliseconds = 32;
  static constexpr std::uint8_t kVelocity = 90;

  explicit TmidiTokenizer(Form form) : m_form(form) {}

  std::string_view name() const override { return m_form == Form::Document ? kName : kThreeTokenName; }
  PitchRange pitchRange() const override { return {1, kLargest}; }
  SpecialTokens special() const override;
  TimeBase timeBase() const override { return TimeBase::Milliseconds; }
  int vocabularySize() const override { return m_form == Form::Document ? 128 : 384; }
  std::unique_ptr<Grammar> grammar(const GrammarSetting& setting = {}) const override;
  /// Notes by start, at one start from high to low. Pitches beyond the range count as its ends.
  EncodedScore encode(const Score& score, const EncodeSettings& settings = {}) const override;
  EncodedScore opening(const Score& score) const override;
  bool transpose(std::span<Token> tokens, int semitones) const override;

 private:
  Form m_form;
};

}  // namespace partimento::tokens
