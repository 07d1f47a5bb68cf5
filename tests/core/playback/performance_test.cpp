// Files that were played rather than written: recognised, read, written down with every note.

#include "core/playback/performance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/formats/midi.h"
#include "tests/support/paths.h"

namespace partimento::playback {
namespace {

struct Player {
  double filesTempo = 120;    // what the file says
  double playersTempo = 120;  // what was played
  double unsteady = 0.012;    // seconds
};

/// Bars of a quarter, two eighths and two quarters over halves, as the player's fingers send them.
ScorePtr played(const Player& player, std::uint64_t seed) {
  Random random(seed);
  const double ticks = 480 * player.filesTempo / 60;  // a second
  const auto at = [&](double quarters) {
    const double seconds = 0.7 + quarters * 60 / player.playersTempo;
    return Tick(
        std::llround((seconds + player.unsteady * (random.uniform() + random.uniform() - 1)) * ticks));
  };
  Track track;
  constexpr std::array<int, 8> kTune = {0, 4, 7, 4, 5, 2, 7, 11};
  for (int eighth = 0; eighth < 96; ++eighth) {
    const int inBar = eighth % 8;
    if (inBar == 1 || inBar == 5 || inBar == 7) continue;
    Note note;
    note.onset = at(eighth * 0.5);
    const double length = inBar == 2 || inBar == 3 ? 0.45 : 0.9;
    note.duration = std::max(at(eighth * 0.5 + length) - note.onset, Tick(1));
    note.pitch = 72 + kTune[static_cast<std::size_t>(eighth % 8)];
    note.velocity = eighth % 8 == 0 ? 100 : 70;
    track.notes.push_back(note);
    if (eighth % 4 != 0) continue;
    note.onset = at(eighth * 0.5);
    note.duration = std::max(at(eighth * 0.5 + 1.9) - note.onset, Tick(1));
    note.pitch = eighth % 8 == 0 ? 48 : 43;
    track.notes.push_back(note);
  }
  ScoreParts parts = Score::empty()->parts();
  parts.ticksPerQuarter = 480;
  parts.tempo = {{Tick(0), static_cast<std::uint32_t>(std::lround(60e6 / player.filesTempo))}};
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  return Score::make(std::move(parts));
}

TEST(Performance, IsToldFromWriting) {
  EXPECT_EQ(timingOf(*played({120, 120, 0}, 1)), Timing::Written) << "every note on the grid, but late: "
                                                                     "0.7 s are 1.4 quarters";
  EXPECT_EQ(timingOf(*played({100, 100, 0.02}, 2)), Timing::OnTheBeat);
  EXPECT_EQ(timingOf(*played({120, 87, 0.012}, 3)), Timing::FreelyPlayed);
  EXPECT_EQ(timingOf(*Score::empty()), Timing::Written);
}

TEST(Performance, ThePhraseHasEveryNoteInOrder) {
  const ScorePtr score = played({120, 90, 0.012}, 4);
  const ScorePhrase all = phraseOf(*score);
  ASSERT_EQ(all.phrase.notes.size(), score->noteCount());
  EXPECT_EQ(all.phrase.notes.front().onset, 0);
  EXPECT_TRUE(std::is_sorted(all.phrase.notes.begin(), all.phrase.notes.end(),
                             [](const PlayedNote& a, const PlayedNote& b) { return a.onset < b.onset; }));
}

TEST(Performance, IsWrittenDownOnItsOwnBeats) {
  const ScorePtr score = played({120, 90, 0.012}, 5);
  const ScorePhrase all = phraseOf(*score);
  const CaptureReading reading = readPhrase(all.phrase);
  EXPECT_NEAR(reading.tempo.value, 90, 2);
  EXPECT_EQ(reading.meter, (TimeSignature{4, 4}));
  const ScorePtr written = writtenPerformance(score, all, reading, {}, TempoSource::Reading);
  ASSERT_EQ(written->noteCount(), score->noteCount());
  std::map<NoteId, Note> before;
  for (const Note& note : score->track(0).notes) before[note.id] = note;
  std::size_t eighths = 0;
  for (const Note& note : written->track(0).notes) {
    ASSERT_TRUE(before.contains(note.id));
    EXPECT_EQ(note.pitch, before[note.id].pitch);
    EXPECT_EQ(note.velocity, before[note.id].velocity);
    eighths += note.onset.value % 240 == 0;
  }
  EXPECT_EQ(eighths, written->noteCount()) << "on eighths, as it was meant";
  EXPECT_EQ(written->meter().at(written->track(0).notes.front().onset).inBar, Tick(0));
}

TEST(Performance, TheFilesOwnBeatsAreKeptWhereTheyMeanSomething) {
  const ScorePtr score = played({100, 100, 0.02}, 6);
  const ScorePhrase all = phraseOf(*score);
  const ScorePtr written = writtenPerformance(score, all, readingOfFile(*score, all), {}, TempoSource::File);
  EXPECT_EQ(written->tempo().changes(), score->tempo().changes());
  ASSERT_EQ(written->noteCount(), score->noteCount());
  for (const Note& note : written->track(0).notes) EXPECT_EQ(note.onset.value % 40, 0) << note.onset.value;
}

TEST(Performance, HalfTheBeatsAreTheStrongerOnes) {
  const ScorePtr score = played({120, 90, 0.012}, 8);
  const ScorePhrase all = phraseOf(*score);
  const CaptureReading reading = readPhrase(all.phrase);
  const CaptureReading twice = withBeats(all.phrase, reading, 2);
  EXPECT_NEAR(twice.tempo.value, 2 * reading.tempo.value, 1e-9);
  const CaptureReading back = withBeats(all.phrase, twice, 0.5);
  ASSERT_EQ(back.places.size(), reading.places.size());
  const double moved = back.places.front() - reading.places.front();
  for (std::size_t i = 0; i < back.places.size(); ++i)
    ASSERT_NEAR(back.places[i] - reading.places[i], moved, 1e-9);
  EXPECT_EQ(moved, 0) << "the beats that had the quarters";
}

TEST(Performance, OtherBarsLeaveTheBeats) {
  const ScorePtr score = played({120, 90, 0.012}, 7);
  const ScorePhrase all = phraseOf(*score);
  const CaptureReading reading = readPhrase(all.phrase);
  const CaptureReading waltz = withBars(all.phrase, reading, TimeSignature{3, 4}, 1);
  EXPECT_EQ(waltz.places, reading.places);
  EXPECT_EQ(waltz.meter, (TimeSignature{3, 4}));
  EXPECT_EQ(withBars(all.phrase, reading, reading.meter, 0).firstBar, reading.firstBar);
}

TEST(Performance, HumanRecordingsAreToldFromScores) {
  const auto corpora = test::corporaFolder();
  if (!corpora || !std::filesystem::exists(*corpora / "nc-piano-asap")) GTEST_SKIP() << "no corpora here";
  int performances = 0;
  int recognised = 0;
  int scores = 0;
  int taken = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpora / "nc-piano-asap")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".mid")) continue;
    const Timing timing = timingOf(*formats::readMidiFile(entry.path()).score);
    if (name.find(".perf") != std::string::npos) {
      ++performances;
      recognised += timing != Timing::Written;
    } else {
      ++scores;
      taken += timing == Timing::Written;
    }
  }
  std::printf("performances recognised %d of %d, scores let through %d of %d\n", recognised, performances,
              taken, scores);
  EXPECT_GT(performances, 50);
  EXPECT_EQ(recognised, performances);
  EXPECT_GE(taken * 100, scores * 95) << "cadenzas in odd values";
}

}  // namespace
}  // namespace partimento::playback
