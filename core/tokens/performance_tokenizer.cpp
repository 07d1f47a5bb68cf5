#include "core/tokens/performance_tokenizer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "core/tokens/melody_tokenizer.h"
#include "core/tokens/note_lists.h"
#include "core/tokens/performance_grammar.h"

namespace partimento::tokens {

namespace {

constexpr int kSustainController = 64;
constexpr int kPedalDown = 64;
constexpr int kOpeningVelocity = 80;

std::int64_t gridTick(const Score& score, Tick tick) {
  return std::llround(score.tempo().secondsAt(tick).value * 1000 /
                      PerformanceTokenizer::kMillisecondsPerTick);
}

/// When the pedals of the channels are down.
class Pedals {
 public:
  explicit Pedals(const Score& score) {
    for (const TrackPtr& track : score.tracks()) {
      for (const ControlEvent& event : track->controls) {
        const bool isPedal =
            event.kind == ControlEvent::Kind::Controller && event.number == kSustainController;
        if (isPedal) m_changes[track->channel].emplace(event.at, event.value >= kPedalDown);
      }
    }
  }

  /// Where a note that is let go at `end` stops to sound.
  Tick released(int channel, Tick end, Tick lastEnd) const {
    const auto pedal = m_changes.find(channel);
    if (pedal == m_changes.end()) return end;
    auto next = pedal->second.upper_bound(end);
    const bool isDown = next != pedal->second.begin() && std::prev(next)->second;
    if (!isDown) return end;
    next = std::find_if(next, pedal->second.end(), [](const auto& change) { return !change.second; });
    return next == pedal->second.end() ? std::max(end, lastEnd) : next->first;
  }

 private:
  std::map<int, std::multimap<Tick, bool>> m_changes;
};

struct KeyNote {
  std::int64_t on = 0;  // 10 ms
  std::int64_t off = 0;
  Pitch pitch = 60;
  int velocity = 0;  // bin
  std::int32_t index = 0;
};

struct Event {
  std::int64_t at = 0;
  bool isOn = false;
  const KeyNote* note = nullptr;
};

/// Notes as they sound on one keyboard. Of two that strike a key in one tick the longer stays.
std::vector<KeyNote> keyNotes(const Score& score, const EncodeSettings& settings, EncodedScore& encoded) {
  const Pedals pedals(score);
  std::vector<KeyNote> notes;
  for (const SourceNote& note : notesOf(score)) {
    const std::int64_t on = gridTick(score, note.onset);
    const std::int64_t let = std::max(on + 1, gridTick(score, note.end));
    const std::int64_t off = gridTick(score, pedals.released(note.channel, note.end, score.end()));
    const Pitch wanted = note.pitch + settings.offset;
    const Pitch pitch = foldInto(wanted, kLowestPitch, kHighestPitch);
    encoded.folded += pitch != wanted ? 1 : 0;
    const std::int64_t pedalled = std::min(off, on + PerformanceTokenizer::kLongestPedal);
    notes.push_back({on, std::max(let, pedalled), pitch, note.velocity / 4, note.index});
  }
  std::ranges::stable_sort(notes, [](const KeyNote& a, const KeyNote& b) {
    return std::tuple(a.on, a.pitch, -a.off) < std::tuple(b.on, b.pitch, -b.off);
  });
  const auto same = [](const KeyNote& a, const KeyNote& b) { return a.on == b.on && a.pitch == b.pitch; };
  const auto first = std::unique(notes.begin(), notes.end(), same);
  encoded.dropped += notes.end() - first;
  notes.erase(first, notes.end());
  std::array<KeyNote*, kHighestPitch + 1> sounding{};
  for (KeyNote& note : notes) {
    KeyNote*& before = sounding[static_cast<std::size_t>(note.pitch)];
    if (before) before->off = std::min(before->off, note.on);
    before = &note;
  }
  return notes;
}

std::vector<Event> eventsOf(const std::vector<KeyNote>& notes) {
  std::vector<Event> events;
  events.reserve(2 * notes.size());
  for (const KeyNote& note : notes) {
    events.push_back({note.on, true, &note});
    events.push_back({note.off, false, &note});
  }
  std::ranges::stable_sort(events, [](const Event& a, const Event& b) {
    return std::tuple(a.at, a.isOn, a.note->pitch) < std::tuple(b.at, b.isOn, b.note->pitch);
  });
  return events;
}

void emit(EncodedScore& encoded, Token token, std::int32_t note) {
  encoded.tokens.push_back(token);
  encoded.noteOf.push_back(note);
}

void emitShift(EncodedScore& encoded, std::int64_t ticks) {
  for (; ticks > 0; ticks -= PerformanceTokenizer::kShifts) {
    const std::int64_t step = std::min<std::int64_t>(ticks, PerformanceTokenizer::kShifts);
    emit(encoded, PerformanceTokenizer::kFirstShift + static_cast<Token>(step) - 1, -1);
  }
}

}  // namespace

std::unique_ptr<Grammar> PerformanceTokenizer::grammar(const GrammarSetting& setting) const {
  return std::make_unique<PerformanceGrammar>(setting.offset);
}

EncodedScore PerformanceTokenizer::encode(const Score& score, const EncodeSettings& settings) const {
  EncodedScore encoded;
  const std::vector<KeyNote> notes = keyNotes(score, settings, encoded);
  if (notes.empty()) return encoded;
  encoded.notes = std::ssize(notes);
  encoded.originTime = Seconds(static_cast<double>(notes.front().on) * kMillisecondsPerTick / 1000);
  std::int64_t now = notes.front().on;
  int velocity = -1;
  for (const Event& event : eventsOf(notes)) {
    emitShift(encoded, event.at - now);
    now = event.at;
    const KeyNote& note = *event.note;
    if (event.isOn && note.velocity != velocity) {
      velocity = note.velocity;
      emit(encoded, kFirstVelocity + velocity, note.index);
    }
    emit(encoded, (event.isOn ? 0 : kFirstOff) + note.pitch, note.index);
  }
  return encoded;
}

EncodedScore PerformanceTokenizer::opening(const Score& score) const {
  EncodedScore encoded = Tokenizer::opening(score);
  encoded.tokens = {kFirstVelocity + kOpeningVelocity / 4};
  encoded.noteOf = {-1};
  return encoded;
}

bool PerformanceTokenizer::transpose(std::span<Token> tokens, int semitones) const {
  const auto isKey = [](Token token) { return token >= 0 && token < kFirstShift; };
  for (const Token token : tokens) {
    const int pitch = token % kFirstOff + semitones;
    if (isKey(token) && (pitch < kLowestPitch || pitch > kHighestPitch)) return false;
  }
  for (Token& token : tokens) {
    if (isKey(token)) token += semitones;
  }
  return true;
}

}  // namespace partimento::tokens
