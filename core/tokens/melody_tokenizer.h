#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/music/note.h"
#include "core/music/step_grid.h"
#include "core/music/symbol.h"
#include "core/tokens/tokenizer.h"

namespace partimento::tokens {

/// Lengths that have a symbol of their own, in 1/24 quarter notes: what covers 99.5 % of the notes of fiddle
/// tunes and art songs. 1 is among them, so every length is a sum of classes and no time is ever lost.
inline constexpr std::array<int, 25> kDurationSteps = {1,  2,  3,  4,  6,  8,  9,  12, 16,  18,  21,  24, 30,
                                                       32, 36, 42, 48, 60, 72, 84, 96, 108, 120, 144, 192};
/// A shorter silence before the next note is articulation: the note is taken to reach the next one.
inline constexpr int kShortestRestSteps = 3;

/// How notes stand to tokens: normalised pitch = sounding pitch + offset.
struct MelodyFrame {
  int ticksPerQuarter = 480;
  int offset = 0;              ///< semitones
  std::int64_t startStep = 0;  ///< decode: where the first token begins, in 1/24 quarter from tick 0
};

/// A melody in the order in which a model reads it: (Pitch | Rest) Duration (Pitch | Rest) Duration ...
struct EncodedMelody {
  std::vector<Token> tokens;
  std::int64_t startStep = 0;  ///< onset of the first note, in 1/24 quarter from tick 0
  int foldedNotes = 0;         ///< how many notes were moved by octaves into the range
};

/// Melodies as alternating pitch and duration symbols on a grid of 1/24 quarter note.
///
/// Vocabulary: Padding, Begin, Rest, the pitches of the range, the durations. Onsets on the grid survive
/// encode -> decode exactly. A note whose length has no class becomes the longest class that fits, then
/// rests; a pitch outside the range is moved by octaves. Of a score it says the top line of the first track
/// with notes. Immutable, safe from any thread.
class MelodyTokenizer final : public Tokenizer {
 public:
  static constexpr const char* kName = "melody-24/1";
  static constexpr Token kPadding = 0;
  static constexpr Token kBegin = 1;
  static constexpr Token kRest = 2;
  static constexpr Token kFirstPitch = 3;

  explicit MelodyTokenizer(PitchRange range);

  const PitchRange& range() const { return m_range; }
  int pitchCount() const { return m_range.highest - m_range.lowest + 1; }
  int durationCount() const { return static_cast<int>(kDurationSteps.size()); }
  Token firstDuration() const { return kFirstPitch + pitchCount(); }
  int vocabularySize() const override { return firstDuration() + durationCount(); }

  std::string_view name() const override { return kName; }
  PitchRange pitchRange() const override { return m_range; }
  SpecialTokens special() const override { return {kPadding, kBegin, -1}; }
  TimeBase timeBase() const override { return TimeBase::Steps; }
  std::unique_ptr<Grammar> grammar(const GrammarSetting& setting = {}) const override;
  EncodedScore encode(const Score& score, const EncodeSettings& settings = {}) const override;
  bool transpose(std::span<Token> tokens, int semitones) const override;

  /// Rest counts as a pitch: it stands where a pitch may stand.
  bool isPitch(Token token) const { return token >= kRest && token < firstDuration(); }
  bool isDuration(Token token) const { return token >= firstDuration() && token < vocabularySize(); }
  /// The octave of `normalised` that lies in the range.
  Token pitchToken(Pitch normalised) const;
  /// Longest class that is not longer than `steps`, which must be positive.
  Token durationToken(int steps) const;
  int durationSteps(Token token) const {
    return kDurationSteps[static_cast<std::size_t>(token - firstDuration())];
  }

  /// What each token means when normalised pitches sound `offset` semitones lower; sounding pitches are kept
  /// within 0..127 by octaves.
  std::vector<Symbol> symbols(int offset) const;

  /// `notes` sorted by onset; where they overlap, the earlier one ends at the next onset; of two on one grid
  /// step the later stays. `frame.startStep` is not read.
  EncodedMelody encode(std::span<const Note> notes, const MelodyFrame& frame) const;
  /// Tokens that are no pitch, rest or duration are passed over, and so is a pitch without a duration.
  std::vector<Note> decode(std::span<const Token> tokens, const MelodyFrame& frame) const;

 private:
  PitchRange m_range;
};

/// The octave of `pitch` that lies in the range, which must be an octave at least.
Pitch foldInto(Pitch pitch, Pitch lowest, Pitch highest);
/// Semitones, -6 to 5, that take a key to C major or A minor. `tonic` is a pitch class.
int offsetToNormalKey(int tonic, bool minor);
/// `keyOffset` moved by octaves so that the notes' mean pitch comes as near as possible to `center`.
int octaveNearest(std::span<const Note> notes, int keyOffset, double center);

using partimento::stepOfTick;
using partimento::tickOfStep;

}  // namespace partimento::tokens
