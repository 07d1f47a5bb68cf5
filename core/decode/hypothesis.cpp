#include "core/decode/hypothesis.h"

#include <algorithm>

#include "core/base/error.h"

namespace partimento::decode {

namespace {

std::int64_t endStep(const LengthSettings& length, const Timeline& timeline) {
  if (length.bars == 0) return std::numeric_limits<std::int64_t>::max();
  const std::int64_t bar = timeline.stepsPerBar;
  const std::int64_t seedBars = (timeline.promptEnd - timeline.firstBar + bar - 1) / bar;
  return timeline.firstBar + (seedBars + length.bars) * bar;
}

}  // namespace

StreamTracker::StreamTracker(const tokens::Grammar& grammar, const Settings& settings,
                             const Timeline& timeline, std::span<const Token> prompt)
    : m_grammar(grammar),
      m_settings(settings),
      m_timeline(timeline),
      m_end(endStep(settings.length, timeline)) {
  for (int field = 0; field < grammar.fields(); ++field) m_fields.emplace_back(grammar.symbols(field));
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
  if (symbol.kind == Symbol::Kind::Pitch && leads && plays(state, token)) play(state, symbol.value);
  const bool rests = symbol.kind == Symbol::Kind::Rest && m_grammar.lines() == 1;
  if (rests && state.rests < std::numeric_limits<std::uint8_t>::max()) ++state.rests;

  m_grammar.advance(state.grammar, token);
  state.step = state.grammar.time;
  state.notes = state.grammar.notes - m_promptNotes;
  const bool isFull =
      state.notes >= m_settings.length.notes && state.grammar.whole && state.grammar.open == 0;
  state.finished = state.grammar.ended || (endsAtBarLine() ? state.step >= m_end : isFull);
}

void StreamTracker::play(HypothesisState& state, Pitch pitch) const {
  const KeyMemory::Key key = keyOf(state, pitch);
  if (key != HypothesisState::kNoKey) {
    const bool again = key == state.lastKey;
    if (!again) state.run = 0;
    if (state.run < std::numeric_limits<std::uint16_t>::max()) ++state.run;
    state.lastKey = key;
    state.memory.push(key, m_settings.rules.tabu);
  }
  state.lastPitch = static_cast<std::int16_t>(pitch);
  state.rests = 0;
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
      break;
  }
  return vocabulary(state).pitch(key);
}

}  // namespace partimento::decode
