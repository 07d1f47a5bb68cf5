#pragma once

#include <initializer_list>
#include <memory>
#include <vector>

#include "core/analysis/passage.h"

namespace partimento::analysis::test {

inline constexpr std::int64_t kQuarter = 480;

/// In quarter notes.
struct Played {
  double at = 0;
  double length = 1;
  Pitch pitch = 60;
};

inline std::vector<Note> notesOf(const std::vector<Played>& played) {
  std::vector<Note> notes;
  for (const Played& each : played) {
    Note note;
    note.onset = Tick(static_cast<std::int64_t>(each.at * kQuarter));
    note.duration = Tick(static_cast<std::int64_t>(each.length * kQuarter));
    note.pitch = each.pitch;
    notes.push_back(note);
  }
  return notes;
}

inline ScorePtr scoreOf(const std::vector<std::vector<Played>>& lines, TimeSignature meter = {}) {
  ScoreParts parts;
  parts.meter = {{Tick(0), meter}};
  for (const std::vector<Played>& line : lines) {
    auto track = std::make_shared<Track>();
    track->notes = notesOf(line);
    parts.tracks.push_back(std::move(track));
  }
  return Score::make(std::move(parts));
}

/// From the start, so many quarter notes.
inline Passage passage(const std::vector<std::vector<Played>>& lines, double quarters,
                       TimeSignature meter = {}) {
  return passageOf(*scoreOf(lines, meter), Tick(0), Tick(static_cast<std::int64_t>(quarters * kQuarter)));
}

/// Quarter notes one after the other.
inline std::vector<Played> quarters(std::initializer_list<Pitch> pitches) {
  std::vector<Played> played;
  for (const Pitch pitch : pitches) played.push_back({static_cast<double>(played.size()), 1, pitch});
  return played;
}

}  // namespace partimento::analysis::test
