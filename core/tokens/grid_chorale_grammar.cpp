#include "core/tokens/grid_chorale_grammar.h"

#include <algorithm>
#include <array>

#include "core/tokens/melody_tokenizer.h"

namespace partimento::tokens {

namespace {

using G = GridChoraleTokenizer;

}  // namespace

struct GridChoraleGrammar::Own {
  std::array<std::uint16_t, kVoices> singing{};  // token, 0: none
  std::uint16_t voice = 0;
  std::uint16_t calm = 0;   // sixteenths since a note began
  std::uint32_t begun = 0;  // notes that begin in this sixteenth
};

GridChoraleGrammar::GridChoraleGrammar(const GridChoraleTokenizer& tokenizer, const GrammarSetting& setting)
    : m_pitches(tokenizer.pitchRun()),
      m_meter(setting.meter),
      m_symbols(static_cast<std::size_t>(tokenizer.vocabularySize())) {
  using Kind = Symbol::Kind;
  m_symbols[G::kBegin] = {Kind::Begin, 0};
  m_symbols[G::kEnd] = {Kind::End, 0};
  m_symbols[G::kRest] = {Kind::Rest, 0};
  for (Token token = m_pitches.first; token < m_pitches.end; ++token) {
    const Pitch normalised = tokenizer.pitchRange().lowest + token - m_pitches.first;
    const Pitch pitch = foldInto(normalised - setting.offset, kLowestPitch, kHighestPitch);
    m_symbols[static_cast<std::size_t>(token)] = {Kind::Pitch, pitch};
  }
}

GrammarState GridChoraleGrammar::start() const {
  GrammarState state;
  state.put(Own{});
  return state;
}

Token GridChoraleGrammar::sustaining(const GrammarState& state) const {
  const Own own = state.get<Own>();
  return own.singing[own.voice] > 0 ? own.singing[own.voice] : -1;
}

void GridChoraleGrammar::advance(GrammarState& state, Token token) const {
  Own own = state.get<Own>();
  if (token == G::kEnd) state.ended = state.ended || own.voice == 0;
  const bool isPitch = m_pitches.contains(token);
  if (!isPitch && token != G::kRest) return;
  const bool begins = isPitch && own.singing[own.voice] != token;
  if (begins) ++own.begun, ++state.notes;
  own.singing[own.voice] = isPitch ? static_cast<std::uint16_t>(token) : 0;
  if (++own.voice == kVoices) {
    state.time += G::kCellSteps;
    own.calm = own.begun > 0 ? 0 : static_cast<std::uint16_t>(std::min(own.calm + 1, 1 << 15));
    own.begun = 0;
    own.voice = 0;
  }
  state.line = static_cast<std::uint8_t>(own.voice);
  state.whole = own.voice == 0;
  state.put(own);
}

TokenSet GridChoraleGrammar::allowed(const GrammarState& state, const Horizon& horizon) const {
  const Own own = state.get<Own>();
  TokenSet set;
  set.insertRange(m_pitches.first, m_pitches.end);
  const bool mustBegin = own.voice == kVoices - 1 && own.begun == 0 && own.calm >= kLongestCalm;
  if (mustBegin) {
    if (own.singing[own.voice] > 0) set.erase(own.singing[own.voice]);
    return set;
  }
  set.insert(G::kRest);
  if (own.voice == 0 && state.notes >= horizon.endFrom) set.insert(G::kEnd);
  return set;
}

BarPlace GridChoraleGrammar::place(const GrammarState& state) const {
  return BarClock(m_meter).placeAt(state.time);
}

Played GridChoraleGrammar::read(std::span<const Token> tokens, std::int64_t end) const {
  Played played;
  std::array<std::int64_t, kVoices> singing;  // index of the note of each voice
  singing.fill(-1);
  std::vector<std::pair<Token, std::int32_t>> cells;  // with their places in the stream
  for (std::size_t i = 0; i < tokens.size() && tokens[i] != G::kEnd; ++i) {
    const bool isCell = m_pitches.contains(tokens[i]) || tokens[i] == G::kRest;
    if (isCell) cells.emplace_back(tokens[i], static_cast<std::int32_t>(i));
  }
  cells.resize(cells.size() / kVoices * kVoices);
  std::array<Token, kVoices> last{};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t voice = i % kVoices;
    const auto [token, at] = cells[i];
    const auto time = static_cast<std::int64_t>(i / kVoices) * G::kCellSteps;
    if (token == last[voice] && singing[voice] >= 0) {
      played.notes[static_cast<std::size_t>(singing[voice])].duration += G::kCellSteps;
      continue;
    }
    last[voice] = token;
    singing[voice] = token == G::kRest ? -1 : std::ssize(played.notes);
    if (token == G::kRest) continue;
    PlayedNote note;
    note.onset = time;
    note.duration = G::kCellSteps;
    note.pitch = m_symbols[static_cast<std::size_t>(token)].value;
    note.line = static_cast<std::uint8_t>(voice);
    note.firstToken = note.pitchToken = note.lastToken = at;
    played.notes.push_back(note);
  }
  std::ranges::stable_sort(played.notes, {}, &PlayedNote::onset);
  std::erase_if(played.notes, [end](const PlayedNote& note) { return note.onset >= end; });
  for (PlayedNote& note : played.notes) note.duration = std::min(note.duration, end - note.onset);
  played.end = std::min(static_cast<std::int64_t>(cells.size() / kVoices) * G::kCellSteps, end);
  return played;
}

}  // namespace partimento::tokens
