#include "core/tokens/note_lists.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "core/tokens/token_ranges.h"

namespace partimento::tokens {

std::vector<SourceNote> notesOf(const Score& score) {
  std::vector<SourceNote> notes;
  notes.reserve(score.noteCount());
  std::int32_t index = 0;
  std::int32_t tracks = 0;
  for (const TrackPtr& track : score.tracks()) {
    if (track->channel == kPercussionChannel || track->notes.empty()) {
      index += static_cast<std::int32_t>(track->notes.size());
      continue;
    }
    for (const Note& note : track->notes) {
      notes.push_back({index++, tracks, static_cast<std::uint8_t>(track->channel), note.onset, note.end(),
                       note.pitch, note.velocity});
    }
    ++tracks;
  }
  return notes;
}

void tidy(std::vector<PlayedNote>& notes, std::int64_t end) {
  std::erase_if(notes, [end](const PlayedNote& note) { return note.onset >= end; });
  std::ranges::stable_sort(notes, [](const PlayedNote& a, const PlayedNote& b) {
    return std::tuple(a.onset, a.line, a.pitch, -a.duration) <
           std::tuple(b.onset, b.line, b.pitch, -b.duration);
  });
  const auto same = [](const PlayedNote& a, const PlayedNote& b) {
    return a.onset == b.onset && a.line == b.line && a.pitch == b.pitch;
  };
  notes.erase(std::unique(notes.begin(), notes.end(), same), notes.end());
  std::map<std::pair<int, Pitch>, PlayedNote*> sounding;
  for (PlayedNote& note : notes) {
    note.duration = std::clamp<std::int64_t>(note.duration, 1, end - note.onset);
    PlayedNote*& before = sounding[{note.line, note.pitch}];
    if (before) before->duration = std::min(before->duration, note.onset - before->onset);
    before = &note;
  }
}

std::int64_t millisecondsAt(const Score& score, Tick tick) {
  return std::llround(score.tempo().secondsAt(tick).value * 1000);
}

}  // namespace partimento::tokens
