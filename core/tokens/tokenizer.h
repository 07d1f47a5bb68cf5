#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/music/score.h"
#include "core/tokens/grammar.h"

namespace partimento::tokens {

/// Range of a vocabulary, in key-normalised pitches; at least an octave.
struct PitchRange {
  Pitch lowest = 48;
  Pitch highest = 96;

  bool operator==(const PitchRange&) const = default;
};

/// What a grammar must know of its piece beforehand. Representations that say their metre in tokens read only
/// the offset.
struct GrammarSetting {
  TimeSignature meter;         ///< of the first bar
  int offset = 0;              ///< normalised pitch = sounding pitch + offset
  std::int64_t startTime = 0;  ///< of the first token; not 0 for melodies alone (EncodedScore::startTime)
  /// Four voices: no two go on in one direction from a perfect fifth, octave or unison to another.
  bool noParallels = false;
  /// The bar in which the piece's last note begins, that of the stream's begin being 0; negative: not known.
  /// Grammars do not read it; networks that know how far the end is do.
  std::int32_t lastBar = -1;
};

struct EncodeSettings {
  int offset = 0;  ///< semitones added to every pitch: key normalisation or augmentation
  /// Length of the upbeat that the score hides at the start of a full first bar; 0: bar lines are the
  /// score's. Read by the representations that say bars.
  Tick pickup;
};

/// A score as a stream of tokens.
struct EncodedScore {
  std::vector<Token> tokens;
  /// By token: the note it belongs to (0 is the first note of the first track, and so on through the score's
  /// tracks), or -1 where it belongs to none (bars, time).
  std::vector<std::int32_t> noteOf;
  Tick origin;                 ///< what time 0 of the stream is in the score, in steps; may be before tick 0
  Seconds originTime;          ///< the same where time counts in milliseconds
  std::int64_t startTime = 0;  ///< of the first token, in the time base
  TimeSignature meter;         ///< of the first bar
  std::int64_t notes = 0;      ///< said by the stream
  std::int64_t folded = 0;     ///< of them moved by octaves into the vocabulary's range
  std::int64_t dropped = 0;    ///< that the representation cannot say, percussion not counted

  GrammarSetting setting(int offset) const { return {meter, offset, startTime}; }
};

/// Where decoded music stands.
struct DecodeFrame {
  int offset = 0;  ///< the one it was encoded with
  int ticksPerQuarter = 480;
  Tick origin;                     ///< as in EncodedScore
  Seconds originTime;              ///< as in EncodedScore
  std::vector<TempoChange> tempo;  ///< of the whole score; what the tokens say is written over it
  std::vector<MeterChange> meter;
  std::int64_t startTime = 0;  ///< as in EncodedScore
};

/// "pitch:60", "meter:3/4", "hold": a stable English name, for logs, tests and the command line.
std::string symbolName(const Symbol& symbol);

/// Ids of tokens that are no music; -1 where a vocabulary has none.
struct SpecialTokens {
  Token padding = -1;
  Token begin = -1;
  Token end = -1;
};

/// One way of saying music in tokens. Immutable, safe from any thread.
class Tokenizer {
 public:
  virtual ~Tokenizer() = default;

  /// Name and version, as style cards keep it: "chorale-24/1". makeTokenizer knows it.
  virtual std::string_view name() const = 0;
  /// Pitches that the vocabulary can say, normalised.
  virtual PitchRange pitchRange() const = 0;
  virtual SpecialTokens special() const = 0;
  virtual TimeBase timeBase() const = 0;
  virtual int vocabularySize() const = 0;

  virtual std::unique_ptr<Grammar> grammar(const GrammarSetting& setting = {}) const = 0;

  /// Percussion (channel 10) is left out. No tokens when the score has no other note. The stream starts
  /// with Begin where the vocabulary has one; it has no End: who wants one appends it.
  virtual EncodedScore encode(const Score& score, const EncodeSettings& settings = {}) const = 0;

  /// What a stream says before a first note, in metre and tempo of the score's start: from here a model
  /// begins by itself. Of the score's tracks nothing is read. Never empty; it may end within what is said of
  /// the note before its pitch.
  virtual EncodedScore opening(const Score& score) const;

  /// Moves every pitch of a stream. False, and the stream unchanged, when one would leave the range.
  virtual bool transpose(std::span<Token> tokens, int semitones) const = 0;

  /// A score of the music that the grammar reads in the tokens: a track a line, notes marked Origin::Model.
  ScorePtr decode(std::span<const Token> tokens, const DecodeFrame& frame) const;
  std::int64_t countNotes(std::span<const Token> tokens) const;
};

/// The tokenizer of that name (see README.md), over the range where the representation has one. Throws
/// SettingInvalid for an unknown name, RangeInvalid for a range below an octave.
std::unique_ptr<Tokenizer> makeTokenizer(std::string_view name, std::optional<PitchRange> range = {});
/// Every name that makeTokenizer knows.
std::span<const std::string_view> tokenizerNames();

}  // namespace partimento::tokens
