#include "core/tokens/chorale_grammar.h"

#include <algorithm>
#include <cstdlib>

#include "core/tokens/melody_tokenizer.h"

namespace partimento::tokens {

namespace {

using C = ChoraleTokenizer;
using Kind = Symbol::Kind;

/// What comes next.
enum Phase : std::uint8_t { Line, Meter, Voice, Length };

constexpr std::uint8_t kNone = 0xFF;
constexpr int kOctave = 12;
constexpr int kFifth = 7;

}  // namespace

struct ChoraleGrammar::Own {
  std::int32_t bar = -1;
  std::int32_t barStart = 0;
  std::uint8_t phase = Line;
  std::uint8_t meter = kNone;
  std::uint8_t voice = 0;
  std::uint8_t begun = 0;                                                   // notes that begin in this slice
  std::uint8_t singing = 0;                                                 // bit v: voice v sounds
  std::uint8_t barIsSaid = 0;                                               // a bar line was read here
  std::uint16_t calm = 0;                                                   // steps since a note began
  std::array<std::uint8_t, kVoices> before = {kNone, kNone, kNone, kNone};  // pitches of the last slice
  std::array<std::uint8_t, kVoices> now = {kNone, kNone, kNone, kNone};

  std::int64_t barEnd() const { return barStart + barSteps(kMeters[meter]); }
  bool sings() const { return (singing >> voice & 1U) != 0; }
  void sing(bool on) {
    const auto bit = static_cast<std::uint8_t>(1U << voice);
    singing = static_cast<std::uint8_t>(on ? singing | bit : singing & ~bit);
  }
};

ChoraleGrammar::ChoraleGrammar(const ChoraleTokenizer& tokenizer, const GrammarSetting& setting,
                               std::vector<PlayedNote> soprano)
    : m_pitches(tokenizer.pitchRun()),
      m_durations(tokenizer.durationRun()),
      m_firstMeter(setting.meter),
      m_symbols(static_cast<std::size_t>(tokenizer.vocabularySize())),
      m_soprano(std::move(soprano)),
      m_noParallels(setting.noParallels) {
  const auto put = [this](TokenRun run, Kind kind, auto&& value) {
    for (Token token = run.first; token < run.end; ++token) {
      m_symbols[static_cast<std::size_t>(token)] = {kind, value(token - run.first)};
    }
  };
  const auto nothing = [](int) { return 0; };
  put({C::kBegin, C::kBegin + 1}, Kind::Begin, nothing);
  put({C::kEnd, C::kEnd + 1}, Kind::End, nothing);
  put({C::kBar, C::kBar + 1}, Kind::Bar, nothing);
  put({C::kHold, C::kHold + 1}, Kind::Hold, nothing);
  put({C::kRest, C::kRest + 1}, Kind::Rest, nothing);
  put(C::kMeterRun, Kind::Meter, [](int i) { return meterValue(kMeters[static_cast<std::size_t>(i)]); });
  put(m_pitches, Kind::Pitch, [&](int i) {
    return foldInto(tokenizer.pitchRange().lowest + i - setting.offset, kLowestPitch, kHighestPitch);
  });
  put(m_durations, Kind::Duration, [](int i) { return kDurationSteps[static_cast<std::size_t>(i)]; });
  for (const PlayedNote& note : m_soprano) {
    m_givenUntil = note.onset + note.duration;
    m_sopranoTokens.push_back(tokenizer.pitchToken(note.pitch + setting.offset));
  }
}

GrammarState ChoraleGrammar::start() const {
  GrammarState state;
  state.put(Own{});
  return state;
}

void ChoraleGrammar::startBar(GrammarState& state, Own& own) const {
  if (own.meter == kNone) own.meter = static_cast<std::uint8_t>(meterIndex(m_firstMeter).value_or(2));
  own.barStart = static_cast<std::int32_t>(state.time);
  ++own.bar;
  own.phase = Meter;
}

void ChoraleGrammar::endSlice(GrammarState& state, Own& own, int steps) const {
  state.time += steps;
  own.calm = own.begun > 0 ? static_cast<std::uint16_t>(steps)
                           : static_cast<std::uint16_t>(std::min(own.calm + steps, 1 << 15));
  own.begun = 0;
  own.voice = 0;
  own.before = own.now;
  own.phase = state.time >= own.barEnd() ? Line : Voice;
}

void ChoraleGrammar::advance(GrammarState& state, Token token) const {
  Own own = state.get<Own>();
  const bool atSlice = own.phase != Length && own.voice == 0;
  if (token == C::kEnd) {
    state.ended = state.ended || atSlice;
  } else if (token == C::kBar) {
    if (own.phase == Line) startBar(state, own);
  } else if (C::kMeterRun.contains(token) && own.phase == Meter) {
    own.meter = static_cast<std::uint8_t>(token - C::kMeterRun.first);
    own.phase = Voice;
  } else if (m_durations.contains(token) && own.phase == Length) {
    endSlice(state, own, m_symbols[static_cast<std::size_t>(token)].value);
  } else if (own.phase == Meter || own.phase == Voice) {
    const bool isPitch = m_pitches.contains(token);
    const bool isVoice = isPitch || token == C::kHold || token == C::kRest;
    if (isVoice) {
      if (isPitch) ++own.begun, ++state.notes;
      if (token != C::kHold) {
        own.sing(isPitch);
        own.now[own.voice] =
            isPitch ? static_cast<std::uint8_t>(m_symbols[static_cast<std::size_t>(token)].value) : kNone;
      }
      own.phase = ++own.voice == kVoices ? Length : Voice;
    }
  }
  state.line = own.phase == Length ? 0 : own.voice;
  state.whole = own.phase != Length && own.voice == 0;
  state.put(own);
}

TokenSet ChoraleGrammar::voices(const GrammarState& state, const Own& own) const {
  if (own.voice == 0 && state.time < m_givenUntil) return givenSoprano(state.time);
  TokenSet set;
  const std::int64_t tieEnd = m_ends[own.voice];
  if (own.sings() && state.time < tieEnd) {
    set.insert(C::kHold);
    return set;
  }
  set.insertRange(m_pitches.first, m_pitches.end);
  if (m_noParallels) forbidParallels(own, set);
  const bool mustBegin = own.voice == kVoices - 1 && own.begun == 0 && own.calm >= kLongestCalm;
  if (mustBegin) return set;
  set.insert(C::kRest);
  if (own.sings() && state.time != tieEnd) set.insert(C::kHold);
  return set;
}

void ChoraleGrammar::forbidParallels(const Own& own, TokenSet& set) const {
  const int from = own.before[own.voice];
  if (from == kNone) return;
  for (std::size_t above = 0; above < own.voice; ++above) {
    const int otherFrom = own.before[above];
    const int otherTo = own.now[above];
    if (otherFrom == kNone || otherTo == kNone || otherTo == otherFrom) continue;
    const int interval = std::abs(otherFrom - from) % kOctave;
    if (interval != 0 && interval != kFifth) continue;
    for (Token token = m_pitches.first; token < m_pitches.end; ++token) {
      const int to = m_symbols[static_cast<std::size_t>(token)].value;
      const bool together = (to > from && otherTo > otherFrom) || (to < from && otherTo < otherFrom);
      if (together && std::abs(otherTo - to) % kOctave == interval) set.erase(token);
    }
  }
}

std::int64_t ChoraleGrammar::tieEndsAfter(std::int64_t time) const {
  std::int64_t next = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t end : m_ends) next = end > time ? std::min(next, end) : next;
  return next;
}

TokenSet ChoraleGrammar::givenSoprano(std::int64_t time) const {
  TokenSet set;
  const auto after = std::ranges::upper_bound(m_soprano, time, {}, &PlayedNote::onset);
  const auto last = after == m_soprano.begin() ? m_soprano.end() : std::prev(after);
  const bool sounds = last != m_soprano.end() && time < last->onset + last->duration;
  if (!sounds) {
    set.insert(C::kRest);
  } else if (last->onset == time) {
    set.insert(m_sopranoTokens[static_cast<std::size_t>(last - m_soprano.begin())]);
  } else {
    set.insert(C::kHold);
  }
  return set;
}

std::int64_t ChoraleGrammar::sopranoChangeAfter(std::int64_t time) const {
  std::int64_t next = std::numeric_limits<std::int64_t>::max();
  const auto after = std::ranges::upper_bound(m_soprano, time, {}, &PlayedNote::onset);
  if (after != m_soprano.end()) next = after->onset;
  if (after == m_soprano.begin()) return next;
  const std::int64_t end = std::prev(after)->onset + std::prev(after)->duration;
  return end > time ? std::min(next, end) : next;
}

TokenSet ChoraleGrammar::allowed(const GrammarState& state, const Horizon& horizon) const {
  const Own own = state.get<Own>();
  TokenSet set;
  const bool mayEnd = state.whole && state.notes >= horizon.endFrom;
  switch (own.phase) {
    case Line:
      set.insert(C::kBar);
      break;
    case Meter:
      set.insertRange(C::kMeterRun.first, C::kMeterRun.end);
      if (own.bar == 0) return set;
      set.erase(C::kMeterRun.first + own.meter);
      set |= voices(state, own);
      return set;
    case Voice:
      set = voices(state, own);
      break;
    default: {
      std::int64_t room = own.barEnd() - state.time;
      room = std::min(room, tieEndsAfter(state.time) - state.time);
      if (state.time < m_givenUntil) room = std::min(room, sopranoChangeAfter(state.time) - state.time);
      for (Token token = m_durations.first; token < m_durations.end; ++token) {
        const int steps = m_symbols[static_cast<std::size_t>(token)].value;
        if (steps <= room) set.insert(token);
      }
      return set;
    }
  }
  if (mayEnd) set.insert(C::kEnd);
  return set;
}

BarPlace ChoraleGrammar::place(const GrammarState& state) const {
  const Own own = state.get<Own>();
  if (own.bar < 0) return placeInBar(m_firstMeter, 0, 0);
  return placeInBar(kMeters[own.meter], state.time - own.barStart, own.bar);
}

Played ChoraleGrammar::read(std::span<const Token> tokens, std::int64_t end) const {
  Played played;
  GrammarState state = start();
  std::array<std::int64_t, kVoices> singing;  // index of the note of each voice
  singing.fill(-1);
  const auto close = [&](std::size_t voice) {
    if (singing[voice] < 0) return;
    PlayedNote& note = played.notes[static_cast<std::size_t>(singing[voice])];
    note.duration = std::max<std::int64_t>(state.time - note.onset, 1);
    singing[voice] = -1;
  };
  std::size_t whole = 0;  // tokens up to the end of the last slice
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    GrammarState next = state;
    advance(next, tokens[i]);
    if (next.whole) whole = i + 1;
  }
  for (std::size_t i = 0; i < whole && !state.ended; ++i) {
    const Token token = tokens[i];
    const Own before = state.get<Own>();
    const std::int32_t notes = state.notes;
    const std::size_t voice = before.voice;
    GrammarState next = state;
    advance(next, token);
    const bool isVoice = before.phase == Voice || before.phase == Meter;
    if (isVoice && (token == C::kRest || next.notes != notes)) close(voice);
    if (next.notes != notes) {
      PlayedNote note;
      note.onset = state.time;
      note.pitch = m_symbols[static_cast<std::size_t>(token)].value;
      note.line = static_cast<std::uint8_t>(voice);
      note.firstToken = note.pitchToken = note.lastToken = static_cast<std::int32_t>(i);
      singing[voice] = std::ssize(played.notes);
      played.notes.push_back(note);
    }
    const Own own = next.get<Own>();
    if (before.phase == Meter && C::kMeterRun.contains(token)) {
      played.meter.push_back({own.barStart, kMeters[own.meter]});
    }
    state = next;
  }
  for (std::size_t voice = 0; voice < kVoices; ++voice) close(voice);
  tidy(played.notes, end);
  played.end = std::min(state.time, end);
  return played;
}

}  // namespace partimento::tokens
