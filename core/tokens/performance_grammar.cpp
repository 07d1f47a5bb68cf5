#include "core/tokens/performance_grammar.h"

#include <algorithm>
#include <array>

#include "core/tokens/melody_tokenizer.h"
#include "core/tokens/note_lists.h"
#include "core/tokens/token_ranges.h"

namespace partimento::tokens {

namespace {

using P = PerformanceTokenizer;

constexpr TokenRun kOns{0, P::kFirstOff};
constexpr TokenRun kOffs{P::kFirstOff, P::kFirstShift};
constexpr TokenRun kShiftRun{P::kFirstShift, P::kFirstVelocity};
constexpr TokenRun kVelocityRun{P::kFirstVelocity, P::kEnd};

/// A key's age is kept in four bits: 0 up, 1 to 15 down for 0 to 14 times this many ticks. 14 of them are
/// the longest hold, just under eight seconds.
constexpr std::uint32_t kAgeTicks = 57;
constexpr std::uint32_t kOldest = 15;
constexpr std::size_t kAgesPerWord = 8;

struct Own {
  std::array<std::uint32_t, (kHighestPitch + 1) / kAgesPerWord> ages{};
  std::uint32_t phase = 0;     // ticks since ages last grew
  std::uint32_t silence = 0;   // ticks since a key was down
  std::uint32_t velocity = 0;  // bin + 1; 0: none said
  std::uint8_t awaitsOn = 0;   // a velocity was said
  std::uint8_t struck = 0;     // an on was said in this tick
  std::uint16_t spare = 0;

  std::uint32_t age(int pitch) const {
    const auto at = static_cast<std::size_t>(pitch);
    return ages[at / kAgesPerWord] >> (4 * (at % kAgesPerWord)) & 15U;
  }
  void setAge(int pitch, std::uint32_t age) {
    const auto at = static_cast<std::size_t>(pitch);
    const auto shift = 4 * (at % kAgesPerWord);
    ages[at / kAgesPerWord] = (ages[at / kAgesPerWord] & ~(15U << shift)) | age << shift;
  }
  std::uint32_t oldest() const {
    std::uint32_t most = 0;
    for (int pitch = 0; pitch <= kHighestPitch; ++pitch) most = std::max(most, age(pitch));
    return most;
  }
  void grow(std::uint32_t ticks) {
    const std::uint32_t by = (phase + ticks) / kAgeTicks;
    phase = (phase + ticks) % kAgeTicks;
    for (int pitch = 0; by > 0 && pitch <= kHighestPitch; ++pitch) {
      if (age(pitch) > 0) setAge(pitch, std::min(kOldest, age(pitch) + by));
    }
  }
};

int velocityOf(Token token) {
  return 4 * (token - P::kFirstVelocity) + 2;
}

/// Time passes at most until the oldest key has been down for too long.
TokenSet shiftsWithin(std::int64_t ticks) {
  TokenSet set;
  set.insertRange(P::kFirstShift,
                  P::kFirstShift + static_cast<Token>(std::clamp<std::int64_t>(ticks, 1, P::kShifts)));
  return set;
}

}  // namespace

PerformanceGrammar::PerformanceGrammar(int offset) : m_symbols(P::kVocabulary) {
  using Kind = Symbol::Kind;
  for (Token token = 0; token < P::kVocabulary; ++token) {
    Symbol& symbol = m_symbols[static_cast<std::size_t>(token)];
    const auto sounding = [offset](int pitch) {
      return foldInto(pitch - offset, kLowestPitch, kHighestPitch);
    };
    if (kOns.contains(token)) symbol = {Kind::Pitch, sounding(token)};
    if (kOffs.contains(token)) symbol = {Kind::NoteOff, sounding(token - P::kFirstOff)};
    if (kShiftRun.contains(token)) {
      symbol = {Kind::Shift, (token - P::kFirstShift + 1) * P::kMillisecondsPerTick};
    }
    if (kVelocityRun.contains(token)) symbol = {Kind::Velocity, velocityOf(token)};
    if (token == P::kEnd) symbol = {Kind::End, 0};
  }
  m_keys = soundingAsSaid(kOns, kLowestPitch, offset);
}

void PerformanceGrammar::advance(GrammarState& state, Token token) const {
  Own own = state.get<Own>();
  if (kOns.contains(token)) {
    if (own.age(token) == 0) ++state.open;
    own.setAge(token, 1);
    own.awaitsOn = 0;
    own.struck = 1;
    own.silence = 0;
    ++state.notes;
  } else if (kOffs.contains(token)) {
    const int pitch = token - P::kFirstOff;
    if (own.age(pitch) > 0) --state.open;
    own.setAge(pitch, 0);
  } else if (kShiftRun.contains(token)) {
    const auto ticks = static_cast<std::uint32_t>(token - P::kFirstShift + 1);
    own.grow(ticks);
    own.struck = 0;
    own.silence = state.open > 0 ? 0 : std::min(own.silence + ticks, 1U << 20);
    state.time += std::int64_t{ticks} * P::kMillisecondsPerTick;
  } else if (kVelocityRun.contains(token)) {
    own.velocity = static_cast<std::uint32_t>(token - P::kFirstVelocity) + 1;
    own.awaitsOn = 1;
  } else if (token == P::kEnd) {
    state.ended = true;
    state.open = 0;
  }
  state.whole = own.awaitsOn == 0;
  state.put(own);
}

TokenSet PerformanceGrammar::allowed(const GrammarState& state, const Horizon& horizon) const {
  const Own own = state.get<Own>();
  const bool waits = state.time < horizon.from;
  const bool mayStrike =
      !waits && (state.open < kMostKeys || own.awaitsOn != 0) && state.notes < horizon.notes;
  TokenSet ons, offs;
  for (int pitch = 0; pitch <= kHighestPitch; ++pitch) {
    if (own.age(pitch) == 0) {
      ons.insert(pitch);
    } else if (own.struck == 0) {
      offs.insert(P::kFirstOff + pitch);
    }
  }
  ons &= m_keys;
  if (own.awaitsOn != 0) return ons;
  const std::uint32_t oldest = own.oldest();
  const bool overdue = oldest >= kOldest && own.struck == 0;
  if (overdue) {
    TokenSet due;
    offs.forEach([&](Token token) {
      if (own.age(token - P::kFirstOff) >= kOldest) due.insert(token);
    });
    return due;
  }
  TokenSet set = offs;
  if (mayStrike && own.velocity > 0) set |= ons;
  if (mayStrike) {
    set.insertRange(kVelocityRun.first, kVelocityRun.end);
    if (own.velocity > 0) set.erase(kVelocityRun.first + static_cast<Token>(own.velocity) - 1);
  }
  const bool tooQuiet = mayStrike && state.open == 0 && own.silence >= kLongestSilence;
  if (!tooQuiet) {
    const std::int64_t tillOldest =
        oldest == 0 ? P::kShifts : std::int64_t{kOldest - std::min(oldest, kOldest)} * kAgeTicks - own.phase;
    const std::int64_t tillFrom =
        waits ? (horizon.from - state.time + P::kMillisecondsPerTick - 1) / P::kMillisecondsPerTick
              : P::kShifts;
    set |= shiftsWithin(std::min(tillOldest, tillFrom));
  }
  if (state.notes >= horizon.endFrom) set.insert(P::kEnd);
  return set;
}

Played PerformanceGrammar::read(std::span<const Token> tokens, std::int64_t end) const {
  Played played;
  GrammarState state = start();
  std::array<std::int64_t, kHighestPitch + 1> open;  // index of the note on each key
  open.fill(-1);
  const auto close = [&](int pitch) {
    std::int64_t& at = open[static_cast<std::size_t>(pitch)];
    if (at < 0) return;
    PlayedNote& note = played.notes[static_cast<std::size_t>(at)];
    note.duration = std::max<std::int64_t>(state.time - note.onset, P::kMillisecondsPerTick);
    at = -1;
  };
  int velocity = PlayedNote{}.velocity;
  for (std::size_t i = 0; i < tokens.size() && !state.ended; ++i) {
    const Token token = tokens[i];
    if (kOffs.contains(token)) close(token - P::kFirstOff);
    if (kVelocityRun.contains(token)) velocity = velocityOf(token);
    if (kOns.contains(token)) {
      close(token);
      PlayedNote note;
      note.onset = state.time;
      note.pitch = m_symbols[static_cast<std::size_t>(token)].value;
      note.velocity = static_cast<std::uint8_t>(velocity);
      note.firstToken = note.pitchToken = note.lastToken = static_cast<std::int32_t>(i);
      open[static_cast<std::size_t>(token)] = std::ssize(played.notes);
      played.notes.push_back(note);
    }
    advance(state, token);
  }
  for (int pitch = 0; pitch <= kHighestPitch; ++pitch) close(pitch);
  tidy(played.notes, end);
  played.end = std::min(state.time, end);
  for (const PlayedNote& note : played.notes) played.end = std::max(played.end, note.onset + note.duration);
  return played;
}

}  // namespace partimento::tokens
