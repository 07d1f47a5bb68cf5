#include "core/music/voice.h"

#include <algorithm>
#include <utility>

namespace partimento {

int polyphony(const Track& track) {
  std::vector<std::pair<Tick, int>> edges;
  edges.reserve(2 * track.notes.size());
  for (const Note& note : track.notes) {
    if (note.duration <= Tick(0)) continue;
    edges.emplace_back(note.onset, 1);
    edges.emplace_back(note.end(), -1);
  }
  std::sort(edges.begin(), edges.end());  // at one tick -1 sorts before 1: the end comes first
  int sounding = 0;
  int most = 0;
  for (const auto& [tick, change] : edges) {
    sounding += change;
    most = std::max(most, sounding);
  }
  return most;
}

std::vector<Note> extractLine(const Track& track, VoiceLine line) {
  const auto outer = [line](const Note& a, const Note& b) {
    return line == VoiceLine::Top ? a.pitch > b.pitch : a.pitch < b.pitch;
  };
  std::vector<Note> result;
  for (const Note& note : track.notes) {
    if (note.duration <= Tick(0)) continue;
    if (!result.empty() && result.back().onset == note.onset) {
      if (outer(note, result.back())) result.back() = note;
      continue;
    }
    if (!result.empty() && result.back().end() > note.onset && outer(result.back(), note)) continue;
    result.push_back(note);
  }
  for (std::size_t i = 0; i + 1 < result.size(); ++i) {
    result[i].duration = std::min(result[i].duration, result[i + 1].onset - result[i].onset);
  }
  return result;
}

}  // namespace partimento
