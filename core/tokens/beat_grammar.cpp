#include "core/tokens/beat_grammar.h"

#include <algorithm>

#include "core/tokens/melody_tokenizer.h"
#include "core/tokens/note_lists.h"

namespace partimento::tokens {

namespace {

using B = BeatTokenizer;
using Kind = Symbol::Kind;

/// What was read last.
enum Phase : std::uint8_t { Start, Bar, Meter, Tempo, Position, Track, Velocity, Pitch, Duration };

constexpr std::uint8_t kNone = 0xFF;

bool isWhole(std::uint8_t phase) {
  return phase <= Tempo || phase == Duration;
}

}  // namespace

struct BeatGrammar::Own {
  std::int32_t bar = 0;  // counted from 0
  std::int32_t barStart = 0;
  std::int16_t position = -1;   // in the bar, of the last onset
  std::int16_t pitchBelow = 0;  // the next pitch of the chord is lower than this token
  std::uint8_t phase = Start;
  std::uint8_t meter = kNone;
  std::uint8_t tempo = kNone;
  std::uint8_t track = kNone;
  std::uint8_t velocity = kNone;
  std::uint8_t empty = 0;       // bars since the last note
  std::uint16_t notesHere = 0;  // at this position

  int barLength() const { return static_cast<int>(barSteps(kMeters[meter])); }
};

BeatGrammar::BeatGrammar(const BeatTokenizer& tokenizer, const GrammarSetting& setting)
    : m_pitches(tokenizer.pitchRun()),
      m_durations(tokenizer.durationRun()),
      m_firstMeter(setting.meter),
      m_symbols(static_cast<std::size_t>(tokenizer.vocabularySize())) {
  const auto put = [this](TokenRun run, Kind kind, auto&& value) {
    for (Token token = run.first; token < run.end; ++token) {
      m_symbols[static_cast<std::size_t>(token)] = {kind, value(token - run.first)};
    }
  };
  const PitchRange range = tokenizer.pitchRange();
  put({B::kBegin, B::kBegin + 1}, Kind::Begin, [](int) { return 0; });
  put({B::kEnd, B::kEnd + 1}, Kind::End, [](int) { return 0; });
  put({B::kBar, B::kBar + 1}, Kind::Bar, [](int) { return 0; });
  put(B::kMeterRun, Kind::Meter, [](int i) { return meterValue(kMeters[static_cast<std::size_t>(i)]); });
  put(B::kTempoRun, Kind::Tempo, [](int i) { return B::tempoOf(i); });
  put(B::kTrackRun, Kind::Track, [](int i) { return i; });
  put(B::kVelocityRun, Kind::Velocity, [](int i) { return B::velocityOf(i); });
  put(B::kPositionRun, Kind::Position, [](int i) { return i; });
  put(m_pitches, Kind::Pitch,
      [&](int i) { return foldInto(range.lowest + i - setting.offset, kLowestPitch, kHighestPitch); });
  m_playable = soundingAsSaid(m_pitches, range.lowest, setting.offset);
  put(m_durations, Kind::Duration, [](int i) { return kBeatLengths[static_cast<std::size_t>(i)]; });
}

GrammarState BeatGrammar::start() const {
  GrammarState state;
  state.put(Own{});
  return state;
}

void BeatGrammar::startBar(GrammarState& state, Own& own) const {
  const bool first = own.phase == Start;
  if (!first) {
    own.barStart += own.barLength();
    ++own.bar;
    own.empty = static_cast<std::uint8_t>(std::min(own.empty + 1, 255));
  }
  own.meter = first ? static_cast<std::uint8_t>(meterIndex(m_firstMeter).value_or(2)) : own.meter;
  own.position = -1;
  own.phase = Bar;
  state.time = own.barStart;
}

void BeatGrammar::advance(GrammarState& state, Token token) const {
  Own own = state.get<Own>();
  if (token == B::kEnd) {
    state.ended = state.whole;
  } else if (token == B::kBar) {
    if (isWhole(own.phase)) startBar(state, own);
  } else if (own.phase != Start) {
    say(state, own, token);
  }
  state.whole = isWhole(own.phase);
  state.line = own.track == kNone ? 0 : own.track;
  state.put(own);
}

void BeatGrammar::say(GrammarState& state, Own& own, Token token) const {
  const bool startsBar = own.phase == Bar || own.phase == Meter || own.phase == Tempo;
  const bool startsChord = own.phase == Position || own.phase == Track || own.phase == Velocity;
  if (B::kMeterRun.contains(token) && own.phase == Bar) {
    own.meter = static_cast<std::uint8_t>(token - B::kMeterRun.first);
    own.phase = Meter;
  } else if (B::kTempoRun.contains(token) && (own.phase == Bar || own.phase == Meter)) {
    own.tempo = static_cast<std::uint8_t>(token - B::kTempoRun.first);
    own.phase = Tempo;
  } else if (B::kPositionRun.contains(token) && (startsBar || own.phase == Duration)) {
    const int position = token - B::kPositionRun.first;
    if (position <= own.position || position >= own.barLength()) return;
    own.position = static_cast<std::int16_t>(position);
    own.pitchBelow = static_cast<std::int16_t>(m_pitches.end);
    own.notesHere = 0;
    own.phase = Position;
    state.time = own.barStart + position;
  } else if (B::kTrackRun.contains(token) && (own.phase == Position || own.phase == Duration)) {
    const int track = token - B::kTrackRun.first;
    if (own.phase == Duration && track <= own.track) return;
    own.track = static_cast<std::uint8_t>(track);
    own.pitchBelow = static_cast<std::int16_t>(m_pitches.end);
    own.phase = Track;
  } else if (B::kVelocityRun.contains(token) && (own.phase == Position || own.phase == Track)) {
    own.velocity = static_cast<std::uint8_t>(token - B::kVelocityRun.first);
    own.phase = Velocity;
  } else if (m_pitches.contains(token) && (startsChord || own.phase == Duration)) {
    if (token >= own.pitchBelow) return;
    own.pitchBelow = static_cast<std::int16_t>(token);
    own.phase = Pitch;
  } else if (m_durations.contains(token) && own.phase == Pitch) {
    own.phase = Duration;
    own.empty = 0;
    ++own.notesHere;
    ++state.notes;
  }
}

void BeatGrammar::insertBar(const GrammarState& state, const Own& own, const Horizon& horizon,
                            TokenSet& set) const {
  const bool mayBeEmpty = own.empty < kMostEmptyBars || state.time < horizon.from;
  if (own.phase == Duration || mayBeEmpty) set.insert(B::kBar);
}

void BeatGrammar::insertPositions(const Own& own, const Horizon& horizon, TokenSet& set) const {
  const std::int64_t first = std::max<std::int64_t>(
      own.position + 1, std::max<std::int64_t>(horizon.from, own.barStart) - own.barStart);
  const std::int64_t end = std::min<std::int64_t>(
      own.barLength(), std::max<std::int64_t>(horizon.to, own.barStart) - own.barStart);
  for (std::int64_t position = first; position < end; ++position) {
    set.insert(B::kPositionRun.first + static_cast<Token>(position));
  }
}

void BeatGrammar::insertPitches(const Own& own, TokenSet& set) const {
  if (own.track == kNone || own.velocity == kNone) return;
  TokenSet lower;
  lower.insertRange(m_pitches.first, own.pitchBelow);
  set |= lower & m_playable;
}

TokenSet BeatGrammar::allowed(const GrammarState& state, const Horizon& horizon) const {
  const Own own = state.get<Own>();
  TokenSet set;
  const auto insertOthers = [&set](TokenRun run, int from, std::uint8_t but) {
    set.insertRange(run.first + from, run.end);
    if (but != kNone) set.erase(run.first + but);
  };
  switch (own.phase) {
    case Start:
      set.insert(B::kBar);
      return set;
    case Bar:
      insertOthers(B::kMeterRun, 0, own.bar == 0 ? kNone : own.meter);
      if (own.bar == 0) return set;
      [[fallthrough]];
    case Meter:
      insertOthers(B::kTempoRun, 0, own.tempo);
      if (own.tempo == kNone) return set;
      [[fallthrough]];
    case Tempo:
      insertPositions(own, horizon, set);
      insertBar(state, own, horizon, set);
      break;
    case Position:
      insertOthers(B::kTrackRun, 0, own.track);
      [[fallthrough]];
    case Track:
      if (own.track != kNone) insertOthers(B::kVelocityRun, 0, own.velocity);
      insertPitches(own, set);
      return set;
    case Velocity:
      insertPitches(own, set);
      return set;
    case Pitch:
      set.insertRange(m_durations.first, m_durations.end);
      return set;
    default: {
      const bool mayPlay = state.time >= horizon.from;
      if (mayPlay) insertPitches(own, set);
      if (mayPlay) insertOthers(B::kTrackRun, own.track + 1, kNone);
      insertPositions(own, horizon, set);
      set.insert(B::kBar);
    }
  }
  if (state.notes >= horizon.endFrom) set.insert(B::kEnd);
  if (set.empty()) set.insert(B::kBar);
  return set;
}

BarPlace BeatGrammar::place(const GrammarState& state) const {
  const Own own = state.get<Own>();
  if (own.meter == kNone) return placeInBar(m_firstMeter, 0, 0);
  return placeInBar(kMeters[own.meter], state.time - own.barStart, own.bar);
}

Played BeatGrammar::read(std::span<const Token> tokens, std::int64_t end) const {
  Played played;
  GrammarState state = start();
  Own before = state.get<Own>();
  std::int32_t pitchAt = -1;
  for (std::size_t i = 0; i < tokens.size() && !state.ended; ++i) {
    const Token token = tokens[i];
    const std::int32_t notes = state.notes;
    advance(state, token);
    const Own own = state.get<Own>();
    if (own.phase == Meter && before.phase == Bar) played.meter.push_back({own.barStart, kMeters[own.meter]});
    if (own.phase == Tempo && before.phase != Tempo) {
      played.tempo.push_back({own.barStart, B::tempoOf(own.tempo)});
    }
    if (own.phase == Pitch && before.phase != Pitch) pitchAt = static_cast<std::int32_t>(i);
    if (state.notes != notes) {
      PlayedNote note;
      note.onset = state.time;
      note.duration = m_symbols[static_cast<std::size_t>(token)].value;
      note.pitch = m_symbols[static_cast<std::size_t>(tokens[static_cast<std::size_t>(pitchAt)])].value;
      note.velocity = static_cast<std::uint8_t>(own.velocity == kNone ? 80 : B::velocityOf(own.velocity));
      note.line = state.line;
      note.firstToken = note.pitchToken = pitchAt;
      note.lastToken = static_cast<std::int32_t>(i);
      played.notes.push_back(note);
    }
    before = own;
  }
  tidy(played.notes, end);
  for (const PlayedNote& note : played.notes) played.end = std::max(played.end, note.onset + note.duration);
  played.end = std::max(played.end, std::min(state.time, end));
  return played;
}

}  // namespace partimento::tokens
