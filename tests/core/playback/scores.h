#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/music/score.h"

namespace partimento::playback::test {

inline Note note(std::int64_t onset, std::int64_t duration, Pitch pitch) {
  Note made;
  made.onset = Tick(onset);
  made.duration = Tick(duration);
  made.pitch = pitch;
  return made;
}

inline Track track(std::vector<Note> notes, int channel = 0, int program = 0) {
  Track made;
  made.channel = channel;
  made.program = program;
  made.notes = std::move(notes);
  return made;
}

/// 480 ticks a quarter, 120 quarters a minute: at 48 kHz a tick is 50 frames, a quarter 24000.
inline ScorePtr score(std::vector<Track> tracks, std::vector<TempoChange> tempo = {},
                      std::vector<MeterChange> meter = {}) {
  ScoreParts parts;
  parts.tempo = std::move(tempo);
  parts.meter = std::move(meter);
  for (Track& one : tracks) parts.tracks.push_back(std::make_shared<Track>(std::move(one)));
  return Score::make(std::move(parts));
}

/// A few tracks with overlapping notes, pedals, programs, tempo and metre changes.
inline ScorePtr randomScore(Random& random) {
  std::vector<Track> tracks;
  const std::uint64_t count = random.below(5);
  for (std::uint64_t t = 0; t < count; ++t) {
    Track made = track({}, random.below(4) == 0 ? 9 : static_cast<int>(random.below(3)),
                       static_cast<int>(random.below(4)));
    made.muted = random.below(6) == 0;
    made.solo = random.below(10) == 0;
    const std::uint64_t notes = random.below(60);
    for (std::uint64_t i = 0; i < notes; ++i) {
      made.notes.push_back(note(static_cast<std::int64_t>(random.below(4000)),
                                static_cast<std::int64_t>(random.below(900)),
                                static_cast<Pitch>(55 + random.below(12))));
    }
    std::int64_t at = 0;
    for (std::uint64_t i = random.below(8); i > 0; --i) {
      at += static_cast<std::int64_t>(random.below(900));
      made.controls.push_back({Tick(at), ControlEvent::Kind::Controller,
                               static_cast<std::uint8_t>(random.below(2) == 0 ? 64 : 7),
                               static_cast<std::int16_t>(random.below(128))});
    }
    tracks.push_back(std::move(made));
  }
  std::vector<TempoChange> tempo;
  for (std::uint64_t i = random.below(3); i > 0; --i) {
    tempo.push_back({Tick(static_cast<std::int64_t>(random.below(3000))),
                     static_cast<std::uint32_t>(100000 + random.below(900000))});
  }
  std::vector<MeterChange> meter;
  if (random.below(2) == 0) meter.push_back({Tick(0), {static_cast<int>(1 + random.below(7)), 8}});
  return score(std::move(tracks), std::move(tempo), std::move(meter));
}

}  // namespace partimento::playback::test
