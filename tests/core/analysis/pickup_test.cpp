// Upbeats that a file hides in a full bar.

#include "core/analysis/pickup.h"

#include <gtest/gtest.h>

#include "core/music/edits.h"
#include "tests/core/analysis/passages.h"

namespace partimento::analysis {
namespace {

using test::Played;

/// Quarter, eighth, quarter, eighth ... with a dotted quarter at the end, after an upbeat.
std::vector<Played> jig(double upbeat) {
  std::vector<Played> notes;
  if (upbeat > 0) notes.push_back({0, upbeat, 67});
  double at = upbeat;
  const auto play = [&](double length, Pitch pitch) {
    notes.push_back({at, length, pitch});
    at += length;
  };
  for (int i = 0; i < 15; ++i) {
    play(1, 72);
    play(0.5, 74);
    play(1, 76);
    play(0.5, 74);
  }
  play(1.5, 72);
  play(1, 72);
  return notes;
}

std::vector<Played> later(std::vector<Played> notes, double by) {
  for (Played& note : notes) note.at += by;
  return notes;
}

TEST(Pickup, IsFoundFromLongNotesOnBeats) {
  EXPECT_EQ(findPickup(test::notesOf(jig(0.5)), {6, 8}, 480), Tick(240));
  EXPECT_EQ(findPickup(test::notesOf(jig(0)), {6, 8}, 480), Tick(0));
}

TEST(Pickup, AnUpbeatThatIsWrittenIsLeftAlone) {
  EXPECT_EQ(findPickup(test::notesOf(later(jig(0.5), 2.5)), {6, 8}, 480), Tick(0));
  EXPECT_EQ(findPickup({}, {4, 4}, 480), Tick(0));
}

TEST(Pickup, IsProposedForOneLineInOneMetre) {
  const TimeSignature sixEight{6, 8};
  const ScorePtr hidden = test::scoreOf({jig(0.5)}, sixEight);
  EXPECT_EQ(hiddenPickup(*hidden), Tick(240));
  EXPECT_EQ(hiddenPickup(*test::scoreOf({jig(0)}, sixEight)), Tick(0));
  EXPECT_EQ(hiddenPickup(*test::scoreOf({later(jig(0.5), 2.5)}, sixEight)), Tick(0));
  EXPECT_EQ(hiddenPickup(*test::scoreOf({jig(0.5), jig(0.5)}, sixEight)), Tick(0))
      << "another line beside it";
  EXPECT_EQ(hiddenPickup(*Score::empty()), Tick(0));
  std::vector<Played> chords = jig(0.5);
  chords.insert(chords.begin(), {0, 0.5, 60});
  EXPECT_EQ(hiddenPickup(*test::scoreOf({chords}, sixEight)), Tick(0)) << "several notes at once";
}

TEST(Pickup, IsNotProposedOnceTheBarLinesWereMoved) {
  const ScorePtr hidden = test::scoreOf({jig(0.5)}, {6, 8});
  const ScorePtr moved = edits::setPickup(hidden, hiddenPickup(*hidden));
  EXPECT_EQ(moved->meter().at(Tick(240)).bar, 1);
  EXPECT_EQ(moved->meter().at(Tick(240)).inBar, Tick(0));
  EXPECT_EQ(moved->track(0).notes, hidden->track(0).notes);
  EXPECT_EQ(hiddenPickup(*moved), Tick(0));
}

TEST(Pickup, IsNotProposedWhereALongerUpbeatFitsClearlyBetter) {
  // Three eighths before the bar in 4/4: a half and two quarters in every bar.
  std::vector<Played> notes = {{0, 0.5, 60}, {0.5, 0.5, 62}, {1, 0.5, 64}};
  for (int bar = 0; bar < 12; ++bar) {
    notes.push_back({1.5 + 4 * bar, 2, 65});
    notes.push_back({3.5 + 4 * bar, 1, 67});
    notes.push_back({4.5 + 4 * bar, 1, 64});
  }
  notes.push_back({49.5, 2.5, 65});
  EXPECT_NE(findPickup(test::notesOf(notes), {4, 4}, 480), Tick(0));
  EXPECT_EQ(hiddenPickup(*test::scoreOf({notes}, {4, 4})), Tick(0));
}

}  // namespace
}  // namespace partimento::analysis
