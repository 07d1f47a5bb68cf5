// The arithmetic of the roll, without widgets.

#include "ui/piano_roll/geometry.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

#include "tests/ui/support/roll_scenes.h"
#include "ui/piano_roll/grid.h"
#include "ui/piano_roll/note_index.h"

namespace partimento::ui::roll {
namespace {

using test::noteAt;
using test::scoreOf;

Geometry geometryOf(double pixelsPerQuarter) {
  Geometry geometry;
  geometry.pixelsPerTick = pixelsPerQuarter / 480.0;
  geometry.rowHeight = 16;
  geometry.view = QSizeF(1000, 600);
  return geometry;
}

TEST(Geometry, MapsTicksAndPitchesThereAndBack) {
  Geometry geometry = geometryOf(96);
  geometry.scrollX = 1234.5;
  geometry.scrollY = 321.25;
  for (int tick = 0; tick < 20000; tick += 37)
    EXPECT_NEAR(static_cast<double>(geometry.tickAt(geometry.xOf(Tick(tick)) + 1e-6).value), tick, 1);
  for (Pitch pitch = kLowestPitch; pitch <= kHighestPitch; ++pitch) {
    EXPECT_EQ(geometry.pitchAt(geometry.yOf(pitch) + 0.01), pitch);
    EXPECT_EQ(geometry.pitchAt(geometry.yOf(pitch) + geometry.rowHeight - 0.01), pitch);
  }
}

TEST(Geometry, KeepsTheTickUnderThePointerWhileZooming) {
  Geometry geometry = geometryOf(96);
  geometry.scrollX = 5000;
  const double x = 317;
  const double before = (x + geometry.scrollX - kLeadIn) / geometry.pixelsPerTick;
  for (double factor : {1.2, 0.5, 3.0, 0.9}) {
    geometry.zoomTime(geometry.pixelsPerTick * factor, x);
    EXPECT_NEAR((x + geometry.scrollX - kLeadIn) / geometry.pixelsPerTick, before, 1e-6);
  }
}

TEST(PitchRows, FoldToGivenPitches) {
  const PitchRows rows(std::vector<Pitch>{60, 62, 64, 72});
  EXPECT_EQ(rows.count(), 4);
  EXPECT_TRUE(rows.isFolded());
  EXPECT_EQ(rows.pitchAt(0), 72);
  EXPECT_EQ(rows.pitchAt(3), 60);
  EXPECT_EQ(rows.rowOf(62), 2);
  EXPECT_TRUE(rows.shows(64));
  EXPECT_FALSE(rows.shows(63));
  EXPECT_EQ(rows.pitchAt(-5), 72);
  EXPECT_EQ(rows.pitchAt(99), 60);
}

TEST(HitAreas, AreTheEdgesAndTheBody) {
  const QRectF note(100, 50, 96, 16);
  EXPECT_EQ(partAt(note, {101, 55}), NotePart::LeftEdge);
  EXPECT_EQ(partAt(note, {150, 55}), NotePart::Body);
  EXPECT_EQ(partAt(note, {190, 55}), NotePart::RightEdge);
  EXPECT_EQ(partAt(note, {198, 55}), NotePart::RightEdge) << "a little outside";
  EXPECT_EQ(partAt(note, {200, 55}), NotePart::None);
  EXPECT_EQ(partAt(note, {150, 67}), NotePart::None);
}

TEST(HitAreas, LeaveABodyToShortNotes) {
  const QRectF note(100, 50, 10, 16);
  EXPECT_EQ(partAt(note, {101, 55}), NotePart::Body);
  EXPECT_EQ(partAt(note, {105, 55}), NotePart::Body);
  EXPECT_EQ(partAt(note, {109, 55}), NotePart::RightEdge);
}

class AdaptiveGrid : public ::testing::TestWithParam<std::pair<double, double>> {};

TEST_P(AdaptiveGrid, IsAsFineAsOneCanSee) {
  const auto [pixelsPerQuarter, quarters] = GetParam();
  const ScorePtr score = scoreOf({});
  const Grid grid(*score, {}, pixelsPerQuarter / 480.0);
  EXPECT_EQ(grid.stepAt(Tick(0)), Tick(static_cast<std::int64_t>(quarters * 480)));
}

INSTANTIATE_TEST_SUITE_P(Zooms, AdaptiveGrid,
                         ::testing::Values(std::pair{3.0, 4.0}, std::pair{5.0, 4.0}, std::pair{20.0, 1.0},
                                           std::pair{30.0, 0.5}, std::pair{96.0, 0.25},
                                           std::pair{130.0, 0.125}, std::pair{1000.0, 0.0625}));

TEST(Grid, CountsDottedBeatsInSixEight) {
  const ScorePtr score = scoreOf({}, {6, 8});
  EXPECT_EQ(Grid(*score, {}, 12.0 / 480).stepAt(Tick(0)), Tick(720));
  EXPECT_EQ(Grid(*score, {}, 30.0 / 480).stepAt(Tick(0)), Tick(240));
  const auto lines = Grid(*score, {}, 30.0 / 480).lines(Tick(0), Tick(1440));
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[0].weight, LineWeight::Bar);
  EXPECT_EQ(lines[1].weight, LineWeight::Grid);
  EXPECT_EQ(lines[3].weight, LineWeight::Beat);
}

TEST(Grid, TakesAFixedValueAndTriplets) {
  const ScorePtr score = scoreOf({});
  EXPECT_EQ(Grid(*score, {.denominator = 8}, 0.2).stepAt(Tick(0)), Tick(240));
  EXPECT_EQ(Grid(*score, {.denominator = 8, .triplet = true}, 0.2).stepAt(Tick(0)), Tick(160));
}

TEST(Grid, SnapsToTheNearestLineAndToBars) {
  const ScorePtr score = scoreOf({}, {7, 8});
  const Grid grid(*score, {.denominator = 4}, 0.2);
  EXPECT_EQ(grid.snapped(Tick(100)), Tick(0));
  EXPECT_EQ(grid.snapped(Tick(300)), Tick(480));
  EXPECT_EQ(grid.snapped(Tick(1650)), Tick(1680)) << "the bar line comes before the next quarter";
  EXPECT_EQ(grid.next(Tick(1440)), Tick(1680));
  EXPECT_EQ(grid.previous(Tick(1680)), Tick(1440));
  EXPECT_EQ(grid.previous(Tick(0)), Tick(0));
  EXPECT_EQ(Grid(*score, {.denominator = 4, .snap = false}, 0.2).snapped(Tick(1650)), Tick(1650));
}

TEST(Grid, ThinsOutBarsWhereTheyWouldCrowd) {
  const ScorePtr score = scoreOf({}, {1, 4});
  const Grid grid(*score, {}, 3.0 / 480);
  const auto lines = grid.lines(Tick(0), Tick(480 * 64));
  ASSERT_FALSE(lines.empty());
  for (const GridLine& line : lines) EXPECT_EQ(line.bar % grid.barStride({1, 4}), 0);
  EXPECT_LT(lines.size(), 33U);
}

TEST(NoteIndex, FindsWhatSoundsAndNothingLater) {
  std::mt19937 random(3);
  std::vector<Note> notes;
  for (int i = 0; i < 2000; ++i)
    notes.push_back(noteAt(static_cast<double>(random() % 4000) / 4.0,
                           static_cast<double>(random() % 64) / 4.0, static_cast<int>(40 + random() % 40)));
  const ScorePtr score = scoreOf(notes);
  const auto& sorted = score->track(0).notes;
  const NoteIndex index(sorted);
  for (int trial = 0; trial < 200; ++trial) {
    const Tick begin(static_cast<std::int64_t>(random() % (480 * 1000)));
    const Tick end = begin + Tick(static_cast<std::int64_t>(random() % 9600));
    std::set<NoteId> found;
    for (const Note& note : index.around(begin, end)) {
      found.insert(note.id);
      EXPECT_LT(note.onset, end);
    }
    for (const Note& note : sorted) {
      if (note.onset >= end || note.end() < begin) continue;
      EXPECT_TRUE(found.contains(note.id));
    }
  }
}

}  // namespace
}  // namespace partimento::ui::roll
