#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/models/model_config.h"
#include "core/models/token_context.h"
#include "core/tokens/tokenizer.h"
#include "training/corpus/corpus.h"

/// Pieces as networks read them.
namespace partimento::training {

/// What a token says, for figures that compare like with like.
enum class Said : std::uint8_t { Pitch, Duration, Other };

/// One piece, or a part of one, as tokens.
struct Stream {
  std::vector<Token> tokens;                ///< Begin first, where the vocabulary has one
  std::vector<models::ContextRow> context;  ///< a row a token; empty where the network reads none
  std::vector<Said> said;                   ///< by token
  std::vector<bool> whole;  ///< by token: no note is half said before it, so that a window may begin here
  tokens::GrammarSetting setting;
  std::int64_t notes = 0;
  std::uint64_t contentHash = 0;  ///< of its piece

  /// Tokens that are predicted: all but the first.
  std::int64_t predicted() const { return std::max<std::int64_t>(std::ssize(tokens) - 1, 0); }
};

/// How pieces become streams; chosen from the training part, kept in the style pack.
struct Representation {
  std::shared_ptr<const tokens::Tokenizer> tokenizer;
  models::ContextUse context = models::ContextUse::Read;
  bool normalisesKey = false;  ///< pieces are moved to C major or A minor, octaves to come near `center`
  double center = 69;
};

/// The tokenizer's full name ("melody-24/1", "chorale-16/1") for a short one ("melody", "chorale-16"). Throws
/// Error(SettingInvalid).
std::string fullTokenizerName(std::string_view name);

/// A melody's pitch range is that of the pieces, but for a thousandth of their notes at either end.
Representation chooseRepresentation(std::string_view tokenizer, const std::vector<const Piece*>& pieces);
/// As a style has it.
Representation representationOf(const models::ModelConfig& config, double center);

/// How a piece is changed before it is read.
struct Alteration {
  int semitones = 0;
  double tempo = 1;  ///< times as fast
  int velocity = 0;
  /// A network that reads to the end is told where the piece ends.
  bool tellsEnd = false;

  bool operator==(const Alteration&) const = default;
};

/// The piece in its estimated key where the representation normalises keys. A melody that changes its metre
/// comes in one stream for each part long enough, because its metre is no token. No stream where the
/// representation can say nothing of it.
std::vector<Stream> streamsOf(const Piece& piece, const Representation& representation,
                              const Alteration& alteration = {});
/// For training: a piece whose key is doubtful comes in both candidate keys.
std::vector<Stream> trainingStreams(const Piece& piece, const Representation& representation,
                                    const Alteration& alteration = {});

/// Semitones from sounding to normalised pitch: the estimated key, then the octave nearest the centre.
int offsetOf(std::span<const Note> notes, double center);

/// A key estimate with less lead over the second best is doubtful.
inline constexpr double kDoubtfulKey = 0.05;

}  // namespace partimento::training
