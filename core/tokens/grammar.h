#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "core/music/meter_map.h"
#include "core/music/note.h"
#include "core/music/symbol.h"
#include "core/tokens/bar_place.h"
#include "core/tokens/token_set.h"

/// What may follow in a stream of tokens, and what the stream has said so far.
namespace partimento::tokens {

/// What GrammarState::time counts.
enum class TimeBase : std::uint8_t {
  Steps,         ///< 1/24 quarter note; 0 is the bar line at which the first bar starts
  Milliseconds,  ///< from the start of the stream
};

/// Where a stream of tokens stands: a plain value of fixed size, so that copying a hypothesis allocates
/// nothing. Made by Grammar::start, changed by Grammar::advance alone.
struct GrammarState {
  std::int64_t time = 0;                ///< in the grammar's time base: where the next note would begin
  std::int32_t notes = 0;               ///< said in full
  std::uint8_t field = 0;               ///< which table of symbols gives the meaning of the next token
  std::uint8_t line = 0;                ///< voice, hand or track of the next pitch; 0 is the leading one
  std::uint8_t open = 0;                ///< notes that sound until a later token ends them
  bool whole = true;                    ///< no note is half said: the stream may be cut here
  bool ended = false;                   ///< an End was read: nothing follows
  std::array<std::uint32_t, 25> own{};  ///< the grammar's own, see get and put

  template <typename Own>
  Own get() const {
    static_assert(std::is_trivially_copyable_v<Own> && sizeof(Own) <= sizeof(own));
    Own value;
    std::memcpy(static_cast<void*>(&value), own.data(), sizeof(Own));
    return value;
  }
  template <typename Own>
  void put(const Own& value) {
    static_assert(std::is_trivially_copyable_v<Own> && sizeof(Own) <= sizeof(own));
    static_assert(std::has_unique_object_representations_v<Own>, "states are compared byte by byte");
    std::memcpy(own.data(), &value, sizeof(Own));
  }
  bool operator==(const GrammarState&) const = default;
};

/// Limits of what is generated; without them anything grammatical goes.
struct Horizon {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();  ///< no note begins before
  std::int64_t to = std::numeric_limits<std::int64_t>::max();    ///< none begins at or after; they end here
  /// A length in notes: where notes stay open until a token ends them, none begins once so many are said.
  std::int32_t notes = std::numeric_limits<std::int32_t>::max();
  std::int32_t endFrom = std::numeric_limits<std::int32_t>::max();  ///< End may follow once so many are said
};

/// A note that a stream says, with the tokens that say it.
struct PlayedNote {
  std::int64_t onset = 0;     ///< in the grammar's time base
  std::int64_t duration = 1;  ///< at least 1
  Pitch pitch = 60;           ///< as it sounds
  std::uint8_t velocity = 80;
  std::uint8_t line = 0;
  std::int32_t firstToken = 0;  ///< index in the stream of the first token that speaks of it alone
  std::int32_t pitchToken = 0;  ///< of the token that chose the pitch
  std::int32_t lastToken = 0;   ///< of the token that completed what is said of it at its onset

  bool operator==(const PlayedNote&) const = default;
};

/// What a stream says.
struct Played {
  struct Tempo {
    std::int64_t at = 0;
    int quartersPerMinute = 120;
    bool operator==(const Tempo&) const = default;
  };
  struct Meter {
    std::int64_t at = 0;
    TimeSignature signature;
    bool operator==(const Meter&) const = default;
  };

  std::vector<PlayedNote> notes;  ///< by onset, line, pitch; no two of one line and pitch overlap
  std::vector<Tempo> tempo;
  std::vector<Meter> meter;
  std::int64_t end = 0;  ///< time at which the stream ends
};

/// The grammar of one representation for one piece (its first metre, its transposition): a state machine
/// over tokens. Immutable, safe from any thread; the states belong to the caller.
///
/// Every stream of allowed tokens says valid music: each note has an end, none hangs. `allowed` is never
/// empty before the end, and so built that time always goes on.
class Grammar {
 public:
  virtual ~Grammar() = default;

  virtual int vocabularySize() const = 0;
  /// How many tables of symbols there are: one, unless the meaning of a token depends on its place. Of
  /// streams that continue one prompt, those of equal length are in the same field.
  virtual int fields() const { return 1; }
  /// The meaning of every token where GrammarState::field is `field`; pitches as they sound. Lives as long
  /// as the grammar.
  virtual std::span<const Symbol> symbols(int field) const = 0;
  virtual TimeBase timeBase() const = 0;
  /// Voices that are told apart; see GrammarState::line.
  virtual int lines() const { return 1; }

  virtual GrammarState start() const = 0;
  /// Reads a token of the vocabulary. One that the grammar does not allow here changes nothing that would
  /// make the music invalid; most are passed over.
  virtual void advance(GrammarState& state, Token token) const = 0;
  virtual TokenSet allowed(const GrammarState& state, const Horizon& horizon) const = 0;
  /// The pitch token that here says that the note of the line goes on, where a representation says it so; no
  /// note begins with it, and rules for notes do not judge it. -1: there is none.
  virtual Token sustaining(const GrammarState&) const { return -1; }
  /// Where in the bar the next token stands; all 0 where time does not count in beats.
  virtual BarPlace place(const GrammarState&) const { return {}; }

  /// The music of a stream, from the start; tokens outside the vocabulary are passed over. What is half said
  /// at its end is left out; open notes end with the stream, at `end` at the latest.
  virtual Played read(std::span<const Token> tokens,
                      std::int64_t end = std::numeric_limits<std::int64_t>::max()) const = 0;
};

/// What a network may want to know of every token of a stream besides the token.
struct Trail {
  std::vector<BarPlace> places;      ///< by token: where the stream stands before it
  std::vector<std::int64_t> times;   ///< by token, in the time base: before it
  std::vector<std::uint8_t> fields;  ///< by token: which table gives its meaning
  std::vector<std::uint8_t> lines;   ///< by token: GrammarState::line before it
  GrammarState end;                  ///< after the last: its `notes` count the notes
};

Trail follow(const Grammar& grammar, std::span<const Token> tokens);

/// How many of the tokens are said before `cut`, in the time base: up to the first place at or after it where
/// no note is half said, unless a note that begins there has been said by then.
std::size_t lengthUpTo(const Grammar& grammar, std::span<const Token> tokens, std::int64_t cut);

}  // namespace partimento::tokens
