#include "core/decode/hypothesis.h"

#include <algorithm>

#include "core/base/error.h"

namespace partimento::decode {

namespace {

// Keys of TabuKey::PitchDuration: the length's index above seven bits of pitch.
constexpr int kPitchBits = 7;

KeyMemory::Key timedKey(Pitch pitch, std::uint8_t length) {
  return static_cast<KeyMemory::Key>(length << kPitchBits | pitch);
}

Pitch pitchOf(KeyMemory::Key timed) {
  return timed & kHighestPitch;
}

int lengthOf(KeyMemory::Key timed) {
  return timed >> kPitchBits;
}

}  // namespace

std::optional<std::int64_t> endOf(const LengthSettings& length, const Timeline& timeline) {
  if (length.bars == 0) return std::nullopt;
  const std::int64_t bar = timeline.stepsPerBar;
  const std::int64_t seedBars = (timeline.promptEnd - timeline.firstBar + bar - 1) / bar;
  return timeline.firstBar + (seedBars + length.bars) * bar;
}

StreamTracker::StreamTracker(const tokens::Grammar& grammar, const Settings& settings,
                             const Timeline& timeline, std::span<const Token> prompt)
    : m_grammar(grammar),
      m_settings(settings),
      m_timeline(timeline),
      m_end(endOf(settings.length, timeline).value_or(std::numeric_limits<std::int64_t>::max())) {
  for (int field = 0; field < grammar.fields(); ++field) m_fields.emplace_back(grammar.symbols(field));
  for (const Vocabulary& field : m_fields) {
    field.lengths().forEach([&](Token token) { m_lengths.push_back(field[token].value); });
  }
  std::ranges::sort(m_lengths);
  m_lengths.erase(std::unique(m_lengths.begin(), m_lengths.end()), m_lengths.end());
  m_horizon.from = timeline.promptEnd;
  m_horizon.to = m_end;
  read(prompt);
}

void StreamTracker::read(std::span<const Token> prompt) {
  if (prompt.empty()) throw Error(ErrorCode::Internal, {"empty prompt"});
  HypothesisState& state = m_afterPrompt;
  state.grammar = m_grammar.start();
  for (Token token : prompt) {
    if (token < 0 || token >= vocabularySize()) {
      throw Error(ErrorCode::Internal, {"prompt token outside the vocabulary"});
    }
    advance(state, token);
  }
  const bool withinNote = !state.grammar.whole && state.lastPitch >= 0;
  if (withinNote) throw Error(ErrorCode::Internal, {"the prompt ends within a note"});
  m_promptNotes = state.grammar.notes;
  const LengthSettings& length = m_settings.length;
  if (!endsAtBarLine()) m_horizon.notes = m_promptNotes + length.notes;
  if (length.minNotes > 0) m_horizon.endFrom = m_promptNotes + length.minNotes;
  state.notes = 0;
  state.finished = false;
  state.grammar.ended = false;
}

void StreamTracker::advance(HypothesisState& state, Token token) const {
  const Symbol& symbol = vocabulary(state)[token];
  const bool leads = state.grammar.line == 0;
  const bool begins = symbol.kind == Symbol::Kind::Pitch && leads && plays(state, token);
  if (begins) play(state, symbol.value);
  const bool isRest = symbol.kind == Symbol::Kind::Rest;
  const bool rests = isRest && m_grammar.lines() == 1;
  if (rests && state.rests < std::numeric_limits<std::uint8_t>::max()) ++state.rests;
  if (isRest && leads && m_settings.rules.restResetsRun) state.run = 0;

  m_grammar.advance(state.grammar, token);
  if (lengthCounts()) followLength(state, symbol, begins);
  state.step = state.grammar.time;
  state.notes = state.grammar.notes - m_promptNotes;
  const bool isFull =
      state.notes >= m_settings.length.notes && state.grammar.whole && state.grammar.open == 0;
  state.finished = state.grammar.ended || (endsAtBarLine() ? state.step >= m_end : isFull);
}

void StreamTracker::play(HypothesisState& state, Pitch pitch) const {
  if (!lengthCounts()) remember(state, keyOf(state, pitch));
  state.lastPitch = static_cast<std::int16_t>(pitch);
  state.rests = 0;
}

void StreamTracker::remember(HypothesisState& state, KeyMemory::Key key) const {
  if (key == HypothesisState::kNoKey) return;
  const bool again = key == state.lastKey;
  if (!again) state.run = 0;
  if (state.run < std::numeric_limits<std::uint16_t>::max()) ++state.run;
  state.lastKey = key;
  state.memory.push(key, m_settings.rules.tabu);
}

/// Some representations say a note's length after its pitch, some before, some not with the note at all: the
/// grammar shows which.
void StreamTracker::followLength(HypothesisState& state, const Symbol& said, bool begins) const {
  const bool isLength = said.kind == Symbol::Kind::Duration || said.kind == Symbol::Kind::Length;
  const std::uint8_t length = isLength ? lengthIndex(said.value) : std::uint8_t{0};
  if (begins) {
    state.awaitsLength = !(grammatical(state) & vocabulary(state).lengths()).empty();
    if (!state.awaitsLength) remember(state, timedKey(state.lastPitch, state.saidLength));
  } else if (isLength && state.awaitsLength) {
    remember(state, timedKey(state.lastPitch, length));
    state.awaitsLength = false;
  }
  const bool isOfTheNext = isLength && !state.grammar.whole;
  if (isOfTheNext) state.saidLength = length;
  if (state.grammar.whole) state.saidLength = 0;
}

std::uint8_t StreamTracker::lengthIndex(int value) const {
  const auto at = std::ranges::lower_bound(m_lengths, value) - m_lengths.begin();
  return static_cast<std::uint8_t>(
      std::min<std::ptrdiff_t>(at + 1, std::numeric_limits<std::uint8_t>::max()));
}

std::int64_t StreamTracker::mostNotes(const HypothesisState& state) const {
  if (!endsAtBarLine()) return m_settings.length.notes;
  const int shortest = m_fields.front().shortestDuration();
  if (m_grammar.lines() > 1 || shortest == 0) return std::numeric_limits<std::int32_t>::max();
  return state.notes + (m_end - state.step) / shortest + 1;
}

bool StreamTracker::hasEnd() const {
  return std::ranges::any_of(m_fields, [](const Vocabulary& field) { return !field.ends().empty(); });
}

KeyMemory::Key StreamTracker::keyOf(const HypothesisState& before, Pitch pitch) const {
  switch (m_settings.rules.tabuKey) {
    case TabuKey::Pitch:
      return static_cast<KeyMemory::Key>(pitch);
    case TabuKey::PitchClass:
      return static_cast<KeyMemory::Key>(pitch % 12);
    case TabuKey::Interval:
      if (before.lastPitch < 0) return HypothesisState::kNoKey;
      return static_cast<KeyMemory::Key>(pitch - before.lastPitch);
    case TabuKey::PitchDuration:
      break;  // see followLength
  }
  return HypothesisState::kNoKey;
}

const TokenSet& StreamTracker::tokensOf(const HypothesisState& state, KeyMemory::Key key) const {
  switch (m_settings.rules.tabuKey) {
    case TabuKey::PitchClass:
      return vocabulary(state).pitchClass(key);
    case TabuKey::Interval:
      return vocabulary(state).pitch(state.lastPitch + key);
    case TabuKey::Pitch:
    case TabuKey::PitchDuration:
      break;
  }
  return vocabulary(state).pitch(key);
}

bool StreamTracker::isJudged(const HypothesisState& state, const TokenSet& grammatical) const {
  const Vocabulary& vocabulary = this->vocabulary(state);
  return state.awaitsLength || !(grammatical & (vocabulary.pitches() | vocabulary.rests())).empty();
}

void StreamTracker::forbidKeys(const HypothesisState& state, std::span<const KeyMemory::Key> keys,
                               TokenSet& forbidden) const {
  if (lengthCounts()) return forbidTimedKeys(state, keys, forbidden);
  for (const KeyMemory::Key key : keys) forbidden |= tokensOf(state, key);
}

void StreamTracker::forbidTimedKeys(const HypothesisState& state, std::span<const KeyMemory::Key> keys,
                                    TokenSet& forbidden) const {
  if (state.awaitsLength) return forbidLengths(vocabulary(state), state.lastPitch, keys, forbidden);
  const TokenSet possible = grammatical(state);
  for (const KeyMemory::Key key : keys) {
    const Pitch pitch = pitchOf(key);
    (possible & vocabulary(state).pitch(pitch)).forEach([&](Token token) {
      tokens::GrammarState next = state.grammar;
      m_grammar.advance(next, token);
      const Vocabulary& nextVocabulary = m_fields[next.field];
      const TokenSet lengths = m_grammar.allowed(next, m_horizon) & nextVocabulary.lengths();
      TokenSet taken;
      forbidLengths(nextVocabulary, pitch, keys, taken);
      const bool leavesNone = lengths.empty() ? lengthOf(key) == state.saidLength : (lengths - taken).empty();
      if (leavesNone) forbidden.insert(token);
    });
  }
}

void StreamTracker::forbidLengths(const Vocabulary& vocabulary, Pitch pitch,
                                  std::span<const KeyMemory::Key> keys, TokenSet& forbidden) const {
  vocabulary.lengths().forEach([&](Token token) {
    const KeyMemory::Key key = timedKey(pitch, lengthIndex(vocabulary[token].value));
    if (std::ranges::find(keys, key) != keys.end()) forbidden.insert(token);
  });
}

}  // namespace partimento::decode
