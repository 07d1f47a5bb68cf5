#include "core/tokens/pair_grammar.h"

#include <algorithm>
#include <map>
#include <string>

#include "core/base/error.h"

namespace partimento::tokens {

namespace {

constexpr int kLongestDuration = 1 << 20;

struct Own {
  std::uint32_t waits = 0;  // for a duration
  std::uint32_t note = 0;   // what waits is a note, not a rest
};

[[noreturn]] void fail(const std::string& value, const std::string& allowed) {
  throw Error(ErrorCode::SettingInvalid, {"vocabulary", value, allowed});
}

void checkValue(const Symbol& symbol) {
  const bool pitchBroken =
      symbol.kind == Symbol::Kind::Pitch && (symbol.value < kLowestPitch || symbol.value > kHighestPitch);
  const bool durationBroken =
      symbol.kind == Symbol::Kind::Duration && (symbol.value < 1 || symbol.value > kLongestDuration);
  if (pitchBroken || durationBroken) fail(std::to_string(symbol.value), "pitches 0-127, durations >= 1");
}

}  // namespace

PairGrammar::PairGrammar(std::vector<Symbol> symbols, TimeSignature meter, std::int64_t startTime)
    : PairGrammar(std::move(symbols), barSteps(meter), startTime) {
  m_meter = meter;
}

PairGrammar::PairGrammar(std::vector<Symbol> symbols, std::int64_t stepsPerBar, std::int64_t startTime)
    : m_symbols(std::move(symbols)), m_stepsPerBar(stepsPerBar), m_startTime(startTime) {
  if (m_symbols.size() > kMaxVocabulary) {
    fail(std::to_string(m_symbols.size()), "<= " + std::to_string(kMaxVocabulary));
  }
  std::map<int, TokenSet> lengths;
  bool hasPitch = false;
  for (Token token = 0; token < vocabularySize(); ++token) {
    const Symbol& symbol = m_symbols[static_cast<std::size_t>(token)];
    checkValue(symbol);
    hasPitch = hasPitch || symbol.kind == Symbol::Kind::Pitch;
    if (symbol.kind == Symbol::Kind::Pitch || symbol.kind == Symbol::Kind::Rest) m_events.insert(token);
    if (symbol.kind == Symbol::Kind::End) m_ends.insert(token);
    if (symbol.kind != Symbol::Kind::Duration) continue;
    m_durations.insert(token);
    lengths[symbol.value].insert(token);
  }
  if (!hasPitch || lengths.empty()) fail("no pitch or no duration", "both");
  TokenSet upTo;
  for (const auto& [steps, tokens] : lengths) {
    upTo |= tokens;
    m_lengths.push_back({steps, tokens, upTo});
  }
}

GrammarState PairGrammar::start() const {
  GrammarState state;
  state.time = m_startTime;
  return state;
}

void PairGrammar::advance(GrammarState& state, Token token) const {
  if (token < 0 || token >= vocabularySize()) return;
  const Symbol& symbol = m_symbols[static_cast<std::size_t>(token)];
  switch (symbol.kind) {
    case Symbol::Kind::Pitch:
    case Symbol::Kind::Rest:
      state.put(Own{1, symbol.kind == Symbol::Kind::Pitch ? 1U : 0U});
      state.whole = false;
      break;
    case Symbol::Kind::Duration: {
      const Own own = state.get<Own>();
      if (own.waits == 0) break;
      state.time += symbol.value;
      state.notes += static_cast<std::int32_t>(own.note);
      state.whole = true;
      state.put(Own{});
      break;
    }
    case Symbol::Kind::End:
      state.ended = state.whole;
      break;
    default:
      break;
  }
}

TokenSet PairGrammar::allowed(const GrammarState& state, const Horizon& horizon) const {
  if (state.get<Own>().waits == 0) {
    const bool mayEnd = state.notes >= horizon.endFrom && state.time % m_stepsPerBar == 0;
    return mayEnd ? m_events | m_ends : m_events;
  }
  if (horizon.to == Horizon{}.to) return m_durations;
  return durationsWithin(horizon.to - state.time);
}

TokenSet PairGrammar::durationsWithin(std::int64_t steps) const {
  const auto longer = std::upper_bound(m_lengths.begin(), m_lengths.end(), steps,
                                       [](std::int64_t s, const Length& length) { return s < length.steps; });
  TokenSet allowed;
  const bool fits = longer != m_lengths.begin();
  if (fits) allowed = std::prev(longer)->upTo;
  const bool exact = fits && std::prev(longer)->steps == steps;
  if (!exact && longer != m_lengths.end()) allowed |= longer->exactly;
  return allowed;
}

BarPlace PairGrammar::place(const GrammarState& state) const {
  return BarClock(m_meter).placeAt(state.time);
}

Played PairGrammar::read(std::span<const Token> tokens, std::int64_t end) const {
  Played played;
  GrammarState state = start();
  Token pitchAt = -1;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const GrammarState before = state;
    advance(state, tokens[i]);
    const bool inside = tokens[i] >= 0 && tokens[i] < vocabularySize();
    if (!inside) continue;
    const Symbol& symbol = m_symbols[static_cast<std::size_t>(tokens[i])];
    if (symbol.kind == Symbol::Kind::Pitch) pitchAt = static_cast<Token>(i);
    if (state.notes == before.notes || before.time >= end) continue;
    PlayedNote note;
    note.onset = before.time;
    note.duration = std::min(state.time, end) - before.time;
    note.pitch = m_symbols[static_cast<std::size_t>(tokens[static_cast<std::size_t>(pitchAt)])].value;
    note.firstToken = note.pitchToken = pitchAt;
    note.lastToken = static_cast<std::int32_t>(i);
    played.notes.push_back(note);
  }
  played.end = std::min(state.time, end);
  return played;
}

}  // namespace partimento::tokens
