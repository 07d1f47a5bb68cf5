#include "tests/core/musicxml/score_samples.h"

#include <algorithm>
#include <tuple>

#include "core/base/random.h"

namespace partimento::musicxml {

namespace {

int pick(Random& random, std::initializer_list<int> values) {
  return *(values.begin() + random.below(values.size()));
}

/// A line of notes and rests of written values, some of them triplets.
void addLine(Random& random, Track& track, int ticks, int lowest, std::int64_t length) {
  std::int64_t at = 0;
  while (at < length) {
    const int value = ticks * pick(random, {1, 2, 4, 6, 8, 12, 16}) / 4;
    const bool triplet = random.below(6) == 0 && ticks % 3 == 0;
    for (int i = 0; i < (triplet ? 3 : 1); ++i) {
      const int duration = triplet ? ticks / 3 : value;
      const int notes = random.below(4) == 0 ? 1 + static_cast<int>(random.below(3)) : 1;
      const bool rest = random.below(8) == 0;
      for (int k = 0; k < notes && !rest; ++k) {
        Note note;
        note.onset = Tick(at);
        note.duration = Tick(duration);
        note.pitch = lowest + 4 * k + static_cast<int>(random.below(12));
        note.velocity = static_cast<std::uint8_t>(pick(random, {80, 80, 33, 101, 127, 1}));
        const bool doubled = std::ranges::any_of(track.notes, [&note](const Note& other) {
          return other.pitch == note.pitch && other.end() > note.onset;
        });
        if (!doubled) track.notes.push_back(note);
      }
      at += duration;
    }
  }
}

/// Times as a player gives them; notes of one pitch stay apart.
void loosen(Random& random, Track& track, int ticks) {
  for (Note& note : track.notes) {
    note.onset += Tick(static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(ticks) / 16 + 1)));
    note.duration = Tick(std::max<std::int64_t>(
        note.duration.value -
            static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(ticks) / 4 + 1)) - ticks / 16,
        1));
    if (random.below(5) == 0) note.releaseVelocity = static_cast<std::uint8_t>(random.below(128));
  }
}

}  // namespace

ScorePtr randomScore(std::uint64_t seed) {
  Random random(seed + 77);
  ScoreParts parts;
  parts.ticksPerQuarter = pick(random, {480, 480, 96, 384, 960, 1024, 24});
  const int ticks = parts.ticksPerQuarter;
  parts.meter = {{Tick(0), {pick(random, {2, 3, 4, 5}), 4}}};
  if (random.below(3) == 0) {
    const std::int64_t bar = 4LL * ticks * parts.meter[0].signature.numerator / 4;
    parts.meter.push_back({Tick(2 * bar), {6, 8}});
  }
  parts.tempo = {{Tick(0), 400000 + static_cast<std::uint32_t>(random.below(500000))}};
  if (random.below(2) == 0)
    parts.tempo.push_back(
        {Tick(static_cast<std::int64_t>(1 + random.below(8 * static_cast<std::uint64_t>(ticks)))), 300001});
  parts.keys = {{Tick(0), static_cast<int>(random.below(9)) - 4, random.below(2) == 0}};
  const std::uint64_t tracks = 1 + random.below(4);
  for (std::uint64_t i = 0; i < tracks; ++i) {
    Track track;
    track.name = "Track " + std::to_string(i);
    track.channel = static_cast<int>(i);
    track.program = pick(random, {0, 0, 40, 73});
    addLine(random, track, ticks, pick(random, {60, 48, 36, 72}), 16LL * ticks);
    if (random.below(3) == 0) addLine(random, track, ticks, 36, 16LL * ticks);
    if (random.below(3) == 0) loosen(random, track, ticks);
    if (track.notes.empty()) track.notes.push_back({});
    for (Note& note : track.notes) {
      if (note.duration <= Tick(0)) note.duration = Tick(ticks);
    }
    parts.tracks.push_back(std::make_shared<Track>(std::move(track)));
  }
  return Score::make(parts);
}

std::vector<std::string> describeTracks(const Score& score, int ticks) {
  const std::int64_t wanted = ticks > 0 ? ticks : score.ticksPerQuarter();
  const auto text = [&](Tick time) {
    const std::int64_t scaled = time.value * wanted;
    return std::to_string(scaled / score.ticksPerQuarter()) +
           (scaled % score.ticksPerQuarter() == 0 ? "" : "~");
  };
  std::vector<std::string> lines;
  for (const TrackPtr& track : score.tracks()) {
    if (track->notes.empty()) continue;
    std::vector<Note> notes = track->notes;
    std::ranges::sort(notes, [](const Note& a, const Note& b) {
      return std::tuple(a.onset, a.pitch, a.duration, a.velocity) <
             std::tuple(b.onset, b.pitch, b.duration, b.velocity);
    });
    std::string line =
        track->name + ' ' + std::to_string(track->channel) + ' ' + std::to_string(track->program) + ':';
    for (const Note& note : notes) {
      line += ' ' + std::to_string(note.pitch) + '@' + text(note.onset) + '+' + text(note.duration) + '*' +
              std::to_string(note.velocity) + '/' + std::to_string(note.releaseVelocity);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace partimento::musicxml
