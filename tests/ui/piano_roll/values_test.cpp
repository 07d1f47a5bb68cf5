// Values in: what setters do to the view.

#include <QPaintEvent>
#include <QScrollBar>

#include "tests/ui/piano_roll/roll_fixture.h"

namespace partimento::test {
namespace {

/// Adds up the area that paint events of a widget ask for.
class PaintWatch : public QObject {
 public:
  explicit PaintWatch(QWidget* widget) { widget->installEventFilter(this); }
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint) m_region += static_cast<QPaintEvent*>(event)->region();
    return false;
  }
  QRegion take() { return std::exchange(m_region, QRegion()); }

 private:
  QRegion m_region;
};

TEST_F(RollTest, ThePlayheadRepaintsOnlyAStrip) {
  start(denseScore(500, 100));
  roll->setPlaying(true);
  QApplication::processEvents();
  PaintWatch watch(view);
  roll->setPlayhead(Tick(960));
  QApplication::processEvents();
  watch.take();
  roll->setPlayhead(Tick(975));
  QApplication::processEvents();
  const QRegion painted = watch.take();
  EXPECT_FALSE(painted.isEmpty());
  EXPECT_LT(painted.boundingRect().width(), 60);
}

TEST_F(RollTest, ThePageTurnsWhilePlaying) {
  roll->setPlaying(true);
  roll->setPlayhead(Tick(480 * 40));
  EXPECT_GT(scene().geometry.scrollX, 0);
  const double x = scene().geometry.xOf(Tick(480 * 40));
  EXPECT_GE(x, 0);
  EXPECT_LT(x, view->width() / 2.0);
  roll->setFollow(ui::roll::Follow::Off);
  const double before = scene().geometry.scrollX;
  roll->setPlayhead(Tick(0));
  EXPECT_EQ(scene().geometry.scrollX, before);
}

TEST_F(RollTest, FoldsToTheScaleAndToUsedPitches) {
  start({noteAt(0, 1, 60), noteAt(1, 1, 61)});
  roll->setScale(makeScale(0, "major"));
  roll->setFold(ui::roll::Fold::Scale);
  EXPECT_TRUE(scene().geometry.rows.shows(62));
  EXPECT_TRUE(scene().geometry.rows.shows(61)) << "a note is there";
  EXPECT_FALSE(scene().geometry.rows.shows(63));
  roll->setFold(ui::roll::Fold::Used);
  EXPECT_EQ(scene().geometry.rows.count(), 2);
  roll->setFold(ui::roll::Fold::Off);
  EXPECT_EQ(scene().geometry.rows.count(), 128);
}

TEST_F(RollTest, SelectionForgetsNotesThatAreGone) {
  start({noteAt(0, 1, 60), noteAt(1, 1, 61)});
  roll->selectAll();
  QSignalSpy changes(roll.get(), &ui::PianoRoll::selectionChanged);
  roll->setScore(edits::removeNotes(roll->score(), 0, {notes()[0].id}));
  EXPECT_EQ(roll->selection().size(), 1U);
  EXPECT_EQ(changes.count(), 1);
}

TEST_F(RollTest, ATrackThatDoesNotExistShowsNothingAndTakesNoEdits) {
  start({noteAt(0, 1, 60)});
  roll->setTrack(7);
  hand->doubleClick(at(1, 60));
  key(Qt::Key_Delete);
  key(Qt::Key_Return);
  roll->paste();
  EXPECT_TRUE(steps.empty());
}

TEST_F(RollTest, ScrollBarsFollowAndLead) {
  auto* bar = roll->findChildren<QScrollBar*>().constFirst();
  roll->showTick(Tick(480 * 60));
  EXPECT_GT(bar->maximum() + bar->pageStep(), 0);
  roll->setHorizontalZoom(200);
  bar->setValue(150);
  EXPECT_EQ(scene().geometry.scrollX, 150);
}

TEST_F(RollTest, ZoomToFitShowsEveryNote) {
  start(denseScore(200, 64));
  roll->zoomToFit();
  for (const Note& note : notes()) {
    EXPECT_GE(scene().geometry.xOf(note.onset), 0);
    EXPECT_LE(scene().geometry.xOf(note.end()), view->width());
  }
}

TEST_F(RollTest, ZoomKeepsWhenTheResolutionChanges) {
  const double zoom = roll->horizontalZoom();
  ScoreParts parts;
  parts.ticksPerQuarter = 96;
  parts.tracks = {std::make_shared<Track>()};
  roll->setScore(Score::make(parts));
  EXPECT_DOUBLE_EQ(roll->horizontalZoom(), zoom);
}

}  // namespace
}  // namespace partimento::test
