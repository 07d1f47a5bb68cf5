#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/decode/search.h"
#include "core/decode/vocabulary.h"
#include "core/tokens/grammar.h"

namespace partimento::decode {

/// Keys of the last played notes, newest first. Fixed size: copying a hypothesis allocates nothing.
class KeyMemory {
 public:
  using Key = std::int16_t;

  int size() const { return m_size; }
  /// Age 0 is the newest; age < size().
  Key newest(int age) const { return m_keys[static_cast<std::size_t>((m_head + kMaxTabu - age) % kMaxTabu)]; }
  /// Forgets the oldest beyond `capacity` (at most kMaxTabu; 0 keeps nothing).
  void push(Key key, int capacity) {
    if (capacity == 0) return;
    m_head = static_cast<std::uint8_t>((m_head + 1) % kMaxTabu);
    m_keys[m_head] = key;
    if (m_size < capacity) ++m_size;
  }

 private:
  std::array<Key, kMaxTabu> m_keys{};
  std::uint8_t m_head = 0;
  std::uint8_t m_size = 0;
};

/// What the rules need to know of a hypothesis: a plain value, copied from parent to child.
struct HypothesisState {
  static constexpr KeyMemory::Key kNoKey = std::numeric_limits<KeyMemory::Key>::min();

  tokens::GrammarState grammar;
  std::int64_t step = 0;   ///< where the next note begins, or the one that is being said
  std::int32_t notes = 0;  ///< generated, said in full
  std::int16_t lastPitch = -1;
  std::uint16_t run = 0;  ///< how many times in a row lastKey was played
  KeyMemory::Key lastKey = kNoKey;
  std::uint8_t rests = 0;  ///< rests since the last note, where there is one line
  /// Under TabuKey::PitchDuration: which length was said for the note to come; 0: none.
  std::uint8_t saidLength = 0;
  bool awaitsLength = false;  ///< and lastPitch's length is to be said next: only then it is one of the keys
  bool finished = false;
  KeyMemory memory;
};

/// Follows a stream token by token. Immutable: all it changes is the state. Notes of the leading line alone
/// enter the memory.
class StreamTracker {
 public:
  /// All are borrowed. Throws Internal when the prompt is empty, holds a token outside the vocabulary or ends
  /// within a note.
  StreamTracker(const tokens::Grammar& grammar, const Settings& settings, const Timeline& timeline,
                std::span<const Token> prompt);

  const HypothesisState& afterPrompt() const { return m_afterPrompt; }
  void advance(HypothesisState& state, Token token) const;

  const tokens::Grammar& grammar() const { return m_grammar; }
  int vocabularySize() const { return m_grammar.vocabularySize(); }
  /// What the next token can mean.
  const Vocabulary& vocabulary(const HypothesisState& state) const { return m_fields[state.grammar.field]; }
  const std::vector<Vocabulary>& fields() const { return m_fields; }
  /// What the grammar allows within the wished length.
  TokenSet grammatical(const HypothesisState& state) const {
    return m_grammar.allowed(state.grammar, m_horizon);
  }
  bool choosesPitch(const HypothesisState& state) const {
    return !(grammatical(state) & vocabulary(state).pitches()).empty();
  }
  /// Whether the token begins a note.
  bool plays(const HypothesisState& state, Token token) const {
    return vocabulary(state)[token].kind == Symbol::Kind::Pitch &&
           m_grammar.sustaining(state.grammar) != token;
  }
  const Settings& settings() const { return m_settings; }
  const Timeline& timeline() const { return m_timeline; }
  /// Step at which the piece ends; none (the largest number) where the length is in notes.
  std::int64_t end() const { return m_end; }
  bool endsAtBarLine() const { return m_settings.length.bars > 0; }
  /// Most notes that can fill the time left; none (the largest number) where several sound at once.
  std::int64_t mostNotes(const HypothesisState& state) const;
  bool hasEnd() const;
  /// Whether rules judge the next token, of which `grammatical` are possible: it begins a note or a rest, or
  /// says a note's length where that counts.
  bool isJudged(const HypothesisState& state, const TokenSet& grammatical) const;
  /// Adds the tokens after this state that play one of the keys, or a pitch that is left no length but
  /// theirs.
  void forbidKeys(const HypothesisState& state, std::span<const KeyMemory::Key> keys,
                  TokenSet& forbidden) const;

 private:
  void read(std::span<const Token> prompt);
  void play(HypothesisState& state, Pitch pitch) const;
  void remember(HypothesisState& state, KeyMemory::Key key) const;
  void followLength(HypothesisState& state, const Symbol& said, bool begins) const;
  /// What makes two notes "the same"; kNoKey where there is none (the first note has no interval).
  KeyMemory::Key keyOf(const HypothesisState& before, Pitch pitch) const;
  const TokenSet& tokensOf(const HypothesisState& state, KeyMemory::Key key) const;
  bool lengthCounts() const { return m_settings.rules.tabuKey == TabuKey::PitchDuration; }
  /// From 1, by length; lengths beyond the 255th are one.
  std::uint8_t lengthIndex(int value) const;
  void forbidTimedKeys(const HypothesisState& state, std::span<const KeyMemory::Key> keys,
                       TokenSet& forbidden) const;
  void forbidLengths(const Vocabulary& vocabulary, Pitch pitch, std::span<const KeyMemory::Key> keys,
                     TokenSet& forbidden) const;

  const tokens::Grammar& m_grammar;
  std::vector<Vocabulary> m_fields;
  std::vector<int> m_lengths;  // different ones, ascending
  const Settings& m_settings;
  Timeline m_timeline;
  std::int64_t m_end;
  std::int32_t m_promptNotes = 0;
  tokens::Horizon m_horizon;
  HypothesisState m_afterPrompt;
};

}  // namespace partimento::decode
