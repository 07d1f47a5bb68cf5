#include "core/music/score.h"

#include <algorithm>
#include <atomic>
#include <tuple>
#include <utility>

namespace partimento {

namespace {

std::atomic<NoteId> nextId{1};

TrackPtr settled(const TrackPtr& track) {
  const auto& notes = track->notes;
  const auto misplaced = std::adjacent_find(
      notes.begin(), notes.end(), [](const Note& a, const Note& b) { return b.id == 0 || noteBefore(b, a); });
  if (misplaced == notes.end() && (notes.empty() || notes.front().id != 0)) return track;
  auto copy = std::make_shared<Track>(*track);
  for (Note& note : copy->notes) {
    if (note.id == 0) note.id = newNoteId();
  }
  std::sort(copy->notes.begin(), copy->notes.end(), noteBefore);
  return copy;
}

std::vector<Note> withoutIds(std::vector<Note> notes) {
  for (Note& note : notes) {
    note.id = 0;
    note.voice = 0;
    note.spelling = 0;
  }
  std::sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) {
    if (noteBefore(a, b) || noteBefore(b, a)) return noteBefore(a, b);
    return std::tie(a.duration, a.velocity, a.releaseVelocity, a.origin, a.relaxed) <
           std::tie(b.duration, b.velocity, b.releaseVelocity, b.origin, b.relaxed);
  });
  return notes;
}

bool sameTrack(const Track& a, const Track& b) {
  if (a.notes.size() != b.notes.size()) return false;
  Track left = a;
  Track right = b;
  left.notes = withoutIds(std::move(left.notes));
  right.notes = withoutIds(std::move(right.notes));
  return left == right;
}

}  // namespace

NoteId newNoteId() {
  return newNoteIds(1);
}

NoteId newNoteIds(std::size_t count) {
  return nextId.fetch_add(count, std::memory_order_relaxed);
}

void reserveNoteIds(NoteId highest) {
  NoteId current = nextId.load(std::memory_order_relaxed);
  while (current <= highest &&
         !nextId.compare_exchange_weak(current, highest + 1, std::memory_order_relaxed)) {
  }
}

Score::Score(ScoreParts parts)
    : m_parts(std::move(parts)),
      m_tempo(m_parts.ticksPerQuarter, m_parts.tempo),
      m_meter(m_parts.ticksPerQuarter, m_parts.meter) {}

ScorePtr Score::make(ScoreParts parts) {
  for (TrackPtr& track : parts.tracks) track = settled(track);
  return ScorePtr(new Score(std::move(parts)));
}

ScorePtr Score::empty() {
  ScoreParts parts;
  parts.tempo = {TempoChange{}};
  parts.meter = {MeterChange{}};
  parts.tracks = {std::make_shared<Track>()};
  return make(std::move(parts));
}

std::size_t Score::noteCount() const {
  std::size_t count = 0;
  for (const TrackPtr& track : m_parts.tracks) count += track->notes.size();
  return count;
}

Tick Score::end() const {
  Tick last;
  for (const TrackPtr& track : m_parts.tracks) {
    for (const Note& note : track->notes) last = std::max(last, note.end());
  }
  return last;
}

bool Score::sameMusic(const Score& other) const {
  if (ticksPerQuarter() != other.ticksPerQuarter() || m_tempo != other.m_tempo || m_meter != other.m_meter ||
      m_parts.keys != other.m_parts.keys || m_parts.raw != other.m_parts.raw ||
      m_parts.tracks.size() != other.m_parts.tracks.size()) {
    return false;
  }
  return std::equal(m_parts.tracks.begin(), m_parts.tracks.end(), other.m_parts.tracks.begin(),
                    [](const TrackPtr& a, const TrackPtr& b) { return a == b || sameTrack(*a, *b); });
}

bool Score::operator==(const Score& other) const {
  return ticksPerQuarter() == other.ticksPerQuarter() && m_tempo == other.m_tempo &&
         m_meter == other.m_meter && m_parts.keys == other.m_parts.keys && m_parts.raw == other.m_parts.raw &&
         std::equal(m_parts.tracks.begin(), m_parts.tracks.end(), other.m_parts.tracks.begin(),
                    other.m_parts.tracks.end(),
                    [](const TrackPtr& a, const TrackPtr& b) { return a == b || *a == *b; });
}

}  // namespace partimento
