#include "core/music/quantise.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace partimento {
namespace {

ScorePtr scoreOf(std::vector<std::int64_t> onsets, TimeSignature meter = {4, 4}) {
  ScoreParts parts;
  parts.meter = {{Tick(0), meter}};
  Track track;
  for (const std::int64_t onset : onsets) {
    Note note;
    note.onset = Tick(onset);
    note.duration = Tick(100);
    track.notes.push_back(note);
  }
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  return Score::make(std::move(parts));
}

std::vector<std::int64_t> quantised(const ScorePtr& score, const edits::QuantiseSettings& settings) {
  edits::NoteIds ids;
  for (const Note& note : score->track(0).notes) ids.insert(note.id);
  std::vector<std::int64_t> onsets;
  const ScorePtr after = edits::quantise(score, 0, ids, settings);
  for (const Note& note : after->track(0).notes) {
    onsets.push_back(note.onset.value);
    EXPECT_EQ(note.duration, Tick(100));
  }
  return onsets;
}

using Onsets = std::vector<std::int64_t>;

TEST(Quantise, PutsNotesOnTheNearestLine) {
  EXPECT_EQ(quantised(scoreOf({20, 230, 500, 700}), {Tick(240)}), (Onsets{0, 240, 480, 720}));
}

TEST(Quantise, StrengthGoesPartOfTheWay) {
  EXPECT_EQ(quantised(scoreOf({20, 500}), {Tick(240), 0.5}), (Onsets{10, 490}));
  EXPECT_EQ(quantised(scoreOf({20, 500}), {Tick(240), 0}), (Onsets{20, 500}));
}

TEST(Quantise, SwingDelaysEverySecondStep) {
  EXPECT_EQ(quantised(scoreOf({0, 240, 480, 720}), {Tick(240), 1, 2.0 / 3}), (Onsets{0, 320, 480, 800}));
  EXPECT_EQ(quantised(scoreOf({0, 240, 480, 720}), {Tick(240), 1, 0.75}), (Onsets{0, 360, 480, 840}));
}

TEST(Quantise, SwingDoesNotCrossTheBarLine) {
  // 3/8: a bar of three eighths; the second pair is cut by the bar line.
  EXPECT_EQ(quantised(scoreOf({480, 700, 730}, {3, 8}), {Tick(240), 1, 0.6}), (Onsets{480, 720, 720}));
}

TEST(Quantise, SwingingTwiceChangesNothingMore) {
  const edits::QuantiseSettings settings{Tick(120), 1, 0.62};
  for (std::int64_t at = 0; at < 2000; at += 7) {
    const Onsets once = quantised(scoreOf({at}), settings);
    EXPECT_EQ(quantised(scoreOf(once), settings), once) << at;
  }
}

TEST(Quantise, RefusesAGridThatIsNone) {
  EXPECT_THROW(edits::quantise(scoreOf({1}), 0, {}, {Tick(0)}), Error);
}

}  // namespace
}  // namespace partimento
