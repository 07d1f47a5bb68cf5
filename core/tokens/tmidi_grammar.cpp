#include "core/tokens/tmidi_grammar.h"

#include <algorithm>

#include "core/tokens/melody_tokenizer.h"
#include "core/tokens/note_lists.h"
#include "core/tokens/token_ranges.h"

namespace partimento::tokens {

namespace {

using Kind = Symbol::Kind;

constexpr int kIdsPerField = 128;  // of the three-token form
constexpr int kLargest = TmidiTokenizer::kLargest;

}  // namespace

TmidiGrammar::TmidiGrammar(TmidiTokenizer::Form form, int offset)
    : m_document(form == TmidiTokenizer::Form::Document) {
  m_symbols.assign(m_document ? 4 : 1, std::vector<Symbol>(m_document ? 128 : 384));
  const auto table = [&](Field field) -> std::vector<Symbol>& {
    return m_symbols[m_document ? static_cast<std::size_t>(field) : 0];
  };
  const auto put = [&](Field field, int number, Symbol symbol) {
    table(field)[static_cast<std::size_t>(tokenOf(field, number))] = symbol;
  };
  for (int n = 0; n <= kLargest; ++n) {
    put(Field::Delta, n, {Kind::Shift, n * TmidiTokenizer::kDeltaMilliseconds});
    if (n == 0) continue;
    put(Field::Length, n, {Kind::Length, n * TmidiTokenizer::kLengthMilliseconds});
    put(Field::Pitch, n, {Kind::Pitch, foldInto(n - offset, kLowestPitch, kHighestPitch)});
  }
  m_playable = soundingAsSaid({tokenOf(Field::Pitch, 1), tokenOf(Field::Pitch, kLargest) + 1}, 1, offset);
  const SpecialTokens special = TmidiTokenizer(form).special();
  if (m_document) {
    m_symbols[0][TmidiTokenizer::kSeparator] = {Kind::Separator, 0};
  } else {
    m_symbols[0][static_cast<std::size_t>(special.begin)] = {Kind::Begin, 0};
    m_symbols[0][static_cast<std::size_t>(special.end)] = {Kind::End, 0};
  }
}

Token TmidiGrammar::tokenOf(Field field, int number) const {
  if (m_document) return number;
  return kIdsPerField * (static_cast<int>(field) - static_cast<int>(Field::Delta)) + number;
}

int TmidiGrammar::numberOf(Field field, Token token) const {
  const int number = token - tokenOf(field, 0);
  return number >= (field == Field::Delta ? 0 : 1) && number <= kLargest ? number : -1;
}

GrammarState TmidiGrammar::start() const {
  GrammarState state;
  expect(state, {}, firstField());
  return state;
}

void TmidiGrammar::expect(GrammarState& state, Own own, Field field) const {
  own.field = static_cast<std::uint32_t>(field);
  state.put(own);
  state.field = m_document ? static_cast<std::uint8_t>(field) : 0;
  state.whole = field == firstField();
}

void TmidiGrammar::advance(GrammarState& state, Token token) const {
  Own own = state.get<Own>();
  const auto field = static_cast<Field>(own.field);
  if (!m_document && token == TmidiTokenizer(TmidiTokenizer::Form::ThreeTokens).special().end) {
    state.ended = state.whole;
    return;
  }
  if (m_document && token == TmidiTokenizer::kSeparator) return expect(state, own, Field::Delta);
  if (field == Field::Separator) return;
  const int number = numberOf(field, token);
  if (number < 0) return expect(state, own, firstField());
  switch (field) {
    case Field::Separator:
      return;
    case Field::Delta:
      state.time += std::int64_t{number} * TmidiTokenizer::kDeltaMilliseconds;
      if (number > 0) own = {};
      return expect(state, own, Field::Length);
    case Field::Length:
      own.length = static_cast<std::uint32_t>(number);
      return expect(state, own, Field::Pitch);
    case Field::Pitch:
      own.struck[static_cast<std::size_t>(number / 32)] |= 1U << (number % 32);
      ++own.atOnce;
      ++state.notes;
      return expect(state, own, firstField());
  }
}

TokenSet TmidiGrammar::allowed(const GrammarState& state, const Horizon& horizon) const {
  const Own own = state.get<Own>();
  const auto field = static_cast<Field>(own.field);
  TokenSet set;
  switch (field) {
    case Field::Separator:
      set.insert(TmidiTokenizer::kSeparator);
      break;
    case Field::Delta: {
      std::int64_t least = own.atOnce >= kMostAtOnce ? 1 : 0;
      if (state.time < horizon.from) {
        constexpr std::int64_t kUnit = TmidiTokenizer::kDeltaMilliseconds;
        least = (horizon.from - state.time + kUnit - 1) / kUnit;
      }
      const int from = static_cast<int>(std::min<std::int64_t>(least, kLargest));
      set.insertRange(tokenOf(field, from), tokenOf(field, kLargest + 1));
      if (!m_document && state.notes >= horizon.endFrom) {
        set.insert(TmidiTokenizer(TmidiTokenizer::Form::ThreeTokens).special().end);
      }
      break;
    }
    case Field::Length:
      set.insertRange(tokenOf(field, 1), tokenOf(field, kLargest + 1));
      break;
    case Field::Pitch:
      for (int n = 1; n <= kLargest; ++n) {
        const bool isStruck = (own.struck[static_cast<std::size_t>(n / 32)] >> (n % 32) & 1U) != 0;
        if (!isStruck) set.insert(tokenOf(field, n));
      }
      set &= m_playable;
      break;
  }
  return set;
}

Played TmidiGrammar::read(std::span<const Token> tokens, std::int64_t end) const {
  Played played;
  GrammarState state = start();
  for (std::size_t i = 0; i < tokens.size() && !state.ended; ++i) {
    const Own before = state.get<Own>();
    const std::int32_t notes = state.notes;
    advance(state, tokens[i]);
    if (state.notes == notes) continue;
    const int number = numberOf(Field::Pitch, tokens[i]);
    PlayedNote note;
    note.onset = state.time;
    note.duration = std::int64_t{before.length} * TmidiTokenizer::kLengthMilliseconds;
    note.pitch = m_symbols.back()[static_cast<std::size_t>(tokenOf(Field::Pitch, number))].value;
    note.velocity = TmidiTokenizer::kVelocity;
    note.pitchToken = note.lastToken = static_cast<std::int32_t>(i);
    note.firstToken = note.lastToken - (m_document ? 3 : 2);
    played.notes.push_back(note);
  }
  tidy(played.notes, end);
  for (const PlayedNote& note : played.notes) played.end = std::max(played.end, note.onset + note.duration);
  return played;
}

}  // namespace partimento::tokens
