#include "core/analysis/measures.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/analysis/metre_keeping.h"
#include "core/analysis/repetition.h"
#include "core/base/random.h"
#include "tests/core/analysis/passages.h"

namespace partimento::analysis {
namespace {

using test::passage;
using test::Played;
using test::quarters;

TEST(PassageOf, TakesWhatBeginsInsideAndCutsItsEnd) {
  const ScorePtr score = test::scoreOf({{{0, 6, 60}, {6, 4, 62}, {10, 1, 64}}, {{4, 1, 48}, {5, 0, 50}}});
  const Passage cut = passageOf(*score, Tick(4 * test::kQuarter), Tick(8 * test::kQuarter));
  ASSERT_EQ(cut.notes.size(), 2U);
  EXPECT_EQ(cut.notes[0].pitch, 48);
  EXPECT_EQ(cut.notes[1].pitch, 62);
  EXPECT_EQ(cut.notes[1].duration, Tick(2 * test::kQuarter));
  ASSERT_EQ(cut.lines.size(), 2U);
  EXPECT_EQ(cut.lines[0].size(), 1U);
  ASSERT_EQ(barsOf(cut).size(), 1U);
  EXPECT_EQ(barsOf(cut)[0].end, Tick(8 * test::kQuarter));
}

TEST(PassageOf, LastBarIsCutAndUpbeatIsNoBar) {
  const ScorePtr score = test::scoreOf({quarters({60, 62, 64, 65, 67, 69, 71, 72})}, {3, 4});
  const Passage cut = passageOf(*score, Tick(test::kQuarter), Tick(7 * test::kQuarter));
  const std::vector<BarSpan> bars = barsOf(cut);
  ASSERT_EQ(bars.size(), 2U);
  EXPECT_EQ(bars[0].start, Tick(3 * test::kQuarter));
  EXPECT_EQ(bars[1].end, Tick(7 * test::kQuarter));
}

TEST(Measures, EntropyOfWindows) {
  // One class in the first bar, four in the second, none in the third.
  const Passage piece = passage({quarters({60, 72, 60, 60, 60, 62, 64, 65})}, 12);
  EXPECT_DOUBLE_EQ(*windowedEntropy(piece, 1), 1);
  EXPECT_NEAR(*windowedEntropy(piece, 4), 5.0 / 8 * std::log2(8.0 / 5) + 3.0 / 8 * 3, 1e-12);
  const double five = 5.0 / 8 * std::log2(8.0 / 5) + 3.0 / 8 * 3;
  EXPECT_NEAR(*windowedEntropy(piece, 2), (five + 2) / 2, 1e-12) << "windows overlap, none is cut short";
  EXPECT_FALSE(windowedEntropy(passage({{}}, 4), 1));
}

TEST(Measures, ScaleConsistency) {
  EXPECT_DOUBLE_EQ(*scaleConsistency(test::notesOf(quarters({62, 64, 66, 67, 69, 71, 73}))), 1);  // D major
  EXPECT_DOUBLE_EQ(*scaleConsistency(test::notesOf(quarters({60, 62, 63, 65, 67, 68, 70}))), 1);  // C minor
  EXPECT_DOUBLE_EQ(
      *scaleConsistency(test::notesOf(quarters({60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71}))), 7.0 / 12);
  EXPECT_FALSE(scaleConsistency({}));
}

TEST(Measures, GrooveComparesBars) {
  // Bars: four quarters, four quarters, silence. 64 places a bar.
  const Passage piece = passage({quarters({60, 60, 60, 60, 62, 62, 62, 62})}, 12);
  EXPECT_DOUBLE_EQ(*groove(piece), (1 + 2 * (1 - 4.0 / 64)) / 3);
  EXPECT_DOUBLE_EQ(*adjacentGroove(piece), (1 + 1 - 4.0 / 64) / 2);
  EXPECT_FALSE(groove(passage({quarters({60})}, 4)));
}

TEST(Measures, DensityPolyphonyLengthRange) {
  // A held note of a bar under two quarter notes and then half a bar of silence: 120 quarters a minute.
  const Passage piece = passage({{{0, 4, 48}}, {{0, 1, 60}, {2, 1, 64}}}, 8);
  EXPECT_DOUBLE_EQ(notesPerBar(piece), 1.5);
  EXPECT_DOUBLE_EQ(notesPerSecond(piece), 3.0 / 4);
  EXPECT_DOUBLE_EQ(*polyphony(piece), 6.0 / 4);
  EXPECT_DOUBLE_EQ(*polyphonyRate(piece), 0.5);
  EXPECT_DOUBLE_EQ(*meanLength(piece), 2);
  EXPECT_DOUBLE_EQ(*pitchRange(piece.notes), 16);
  EXPECT_FALSE(polyphony(passage({{}}, 4)));
}

TEST(Measures, LengthHistogramTakesTheNearestClass) {
  const Passage piece = passage({{{0, 1, 60}, {1, 0.5, 60}, {1.5, 0.45, 60}, {2, 0.01, 60}, {4, 9, 60}}}, 16);
  const LengthHistogram histogram = lengthHistogram(piece);
  EXPECT_DOUBLE_EQ(histogram[6], 0.2);   // quarter
  EXPECT_DOUBLE_EQ(histogram[3], 0.4);   // eighth
  EXPECT_DOUBLE_EQ(histogram[0], 0.2);   // sixteenth and shorter
  EXPECT_DOUBLE_EQ(histogram[11], 0.2);  // whole and longer
}

TEST(Measures, TransposingChangesNothingButPitches) {
  Random random(3);
  std::vector<Played> line;
  for (int i = 0; i < 40; ++i) {
    line.push_back({i * 0.5, 0.25 * static_cast<double>(1 + random.below(4)),
                    50 + static_cast<Pitch>(random.below(24))});
  }
  const Passage piece = passage({line}, 20);
  for (Played& note : line) note.pitch += 7;
  const Passage moved = passage({line}, 20);
  EXPECT_NEAR(*windowedEntropy(piece, 1), *windowedEntropy(moved, 1), 1e-12);
  EXPECT_NEAR(*scaleConsistency(piece.notes), *scaleConsistency(moved.notes), 1e-12);
  EXPECT_EQ(*groove(piece), *groove(moved));
  EXPECT_EQ(lengthHistogram(piece), lengthHistogram(moved));
  EXPECT_EQ(repetitionProfile(piece, Tick(0)), repetitionProfile(moved, Tick(0)));
}

TEST(Repetition, ProfileOfALoopOfTwoBars) {
  const Passage piece =
      passage({quarters({60, 62, 64, 65, 67, 67, 67, 67, 60, 62, 64, 65, 67, 67, 67, 67})}, 16);
  const RepetitionProfile profile = repetitionProfile(piece, Tick(0));
  EXPECT_DOUBLE_EQ(*profile[0], 0);
  EXPECT_DOUBLE_EQ(*profile[1], 1);
  EXPECT_DOUBLE_EQ(*profile[2], 0);
  EXPECT_FALSE(profile[3]);
  EXPECT_DOUBLE_EQ(*heardBefore(piece, Tick(8 * test::kQuarter)), 1);
  // all but the first bar: nothing of it, then all
  EXPECT_DOUBLE_EQ(*heardBefore(piece, Tick(0)), 2.0 / 3);
}

TEST(Repetition, CountsPairsWhoseLaterBarIsNew) {
  const Passage piece = passage({quarters({60, 60, 60, 60, 62, 60, 60, 60, 64, 60, 60, 65})}, 12);
  // the last two bars: 3 of 5 notes; then 2 of 6
  const RepetitionProfile profile = repetitionProfile(piece, Tick(8 * test::kQuarter));
  EXPECT_DOUBLE_EQ(*profile[0], 2.0 / 6);
  EXPECT_DOUBLE_EQ(*profile[1], 2.0 / 6);
  EXPECT_DOUBLE_EQ(*profileError(profile, {0.5, std::nullopt, 1.0}), 0.5 - 2.0 / 6);
  EXPECT_FALSE(profileError(profile, {}));
}

TEST(Metre, OnTheGridAndOnTheBeat) {
  const MetreKeeping straight = *metreKeeping(passage({quarters({60, 62, 64, 65, 67, 69, 71, 72})}, 8));
  EXPECT_DOUBLE_EQ(straight.onGrid, 1);
  EXPECT_DOUBLE_EQ(straight.barsBegun, 1);
  EXPECT_TRUE(straight.keeps());
  // Late by a 1/24 quarter, and by an eighth: the first off the grid, the second off the beat.
  std::vector<Played> late = quarters({60, 62, 64, 65, 67, 69, 71});
  for (Played& note : late) note.at += 1.0 / 24;
  EXPECT_DOUBLE_EQ(metreKeeping(passage({late}, 8))->onGrid, 0);
  for (Played& note : late) note.at += 0.5 - 1.0 / 24;
  EXPECT_DOUBLE_EQ(metreKeeping(passage({late}, 8))->onGrid, 1);
  EXPECT_DOUBLE_EQ(metreKeeping(passage({late}, 8))->barsBegun, 0);
  EXPECT_FALSE(metreKeeping(passage({late}, 8))->keeps());
  EXPECT_FALSE(metreKeeping(passage({{}}, 8)));
}

TEST(Metre, Endings) {
  const std::vector<Played> line = {{0, 1, 62}, {1, 1, 67}, {2, 2, 60}};
  const Ending ending = *endingOf(passage({line, {{2, 2, 48}}}, 8), Key{0, false});
  EXPECT_TRUE(ending.onTonic);
  EXPECT_DOUBLE_EQ(ending.length, 2);
  EXPECT_TRUE(ending.onBarLine);
  const Ending open = *endingOf(passage({{{0, 1, 62}, {1, 1, 67}}}, 8), Key{0, false});
  EXPECT_FALSE(open.onTonic);
  EXPECT_FALSE(open.onBarLine);
  // a dotted quarter is one beat of 6/8
  EXPECT_DOUBLE_EQ(endingOf(passage({{{0, 1.5, 60}}}, 6, {6, 8}), Key{0, false})->length, 1);
}

}  // namespace
}  // namespace partimento::analysis
