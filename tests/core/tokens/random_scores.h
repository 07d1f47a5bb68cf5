#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "core/base/random.h"
#include "core/music/score.h"
#include "core/tokens/grammar.h"
#include "core/tokens/melody_tokenizer.h"

/// Music drawn by chance, seeded.
namespace partimento::tokens::test {

inline int below(Random& random, int bound) {
  return static_cast<int>(random.below(static_cast<std::uint64_t>(bound)));
}

struct ScoreWish {
  int tracks = 1;
  int notes = 60;            ///< of each track
  bool chords = true;        ///< several notes at once, none of one pitch overlapping
  std::vector<int> lengths;  ///< in 1/24 quarter notes; empty: any number of ticks, off the grid
  int lowest = 45;
  int highest = 80;
  std::vector<MeterChange> meter;
  int ticksPerQuarter = 480;
  std::uint32_t microsPerQuarter = 500000;
  int leastGap = 0;  ///< steps of silence, where there is one
};

inline Note randomNote(Random& random, const ScoreWish& wish, std::int64_t step, int length) {
  Note note;
  note.onset = tickOfStep(step, wish.ticksPerQuarter);
  note.duration = tickOfStep(step + length, wish.ticksPerQuarter) - note.onset;
  if (wish.lengths.empty()) {
    note.onset += Tick(below(random, 15));
    note.duration = Tick(1 + below(random, 900));
  }
  note.pitch = wish.lowest + below(random, wish.highest - wish.lowest + 1);
  note.velocity = static_cast<std::uint8_t>(1 + below(random, 127));
  return note;
}

inline TrackPtr randomTrack(Random& random, const ScoreWish& wish, int channel) {
  auto track = std::make_shared<Track>();
  track->channel = channel;
  std::int64_t step = below(random, 60);
  std::vector<Tick> busy(128, Tick(-1));
  for (int i = 0; i < wish.notes; ++i) {
    const int length = wish.lengths.empty()
                           ? 12
                           : wish.lengths[random.below(static_cast<std::uint64_t>(wish.lengths.size()))];
    const Note note = randomNote(random, wish, step, length);
    Tick& until = busy[static_cast<std::size_t>(note.pitch)];
    if (note.onset >= until) {
      track->notes.push_back(note);
      until = note.end();
    }
    const bool together = wish.chords && below(random, 3) == 0;
    if (together) continue;
    step += wish.chords ? 1 + below(random, 30) : length;
    if (!wish.chords && below(random, 4) == 0) step += wish.leastGap + below(random, 40);
  }
  std::ranges::sort(track->notes, noteBefore);
  return track;
}

inline ScorePtr randomScore(Random& random, const ScoreWish& wish) {
  ScoreParts parts;
  parts.ticksPerQuarter = wish.ticksPerQuarter;
  parts.tempo = {{Tick(0), wish.microsPerQuarter}};
  parts.meter = wish.meter;
  for (int i = 0; i < wish.tracks; ++i) parts.tracks.push_back(randomTrack(random, wish, i));
  return Score::make(std::move(parts));
}

inline std::vector<Note> allNotes(const Score& score) {
  std::vector<Note> notes;
  for (const TrackPtr& track : score.tracks()) {
    notes.insert(notes.end(), track->notes.begin(), track->notes.end());
  }
  std::ranges::sort(notes, [](const Note& a, const Note& b) {
    return std::tuple(a.onset, a.pitch, a.duration) < std::tuple(b.onset, b.pitch, b.duration);
  });
  return notes;
}

}  // namespace partimento::tokens::test
