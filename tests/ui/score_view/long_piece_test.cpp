// Long pieces: the pages follow edits from a thread of their own, and show in the end what they would at
// once.

#include <QApplication>
#include <QKeyEvent>

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "tests/support/patience.h"
#include "ui/score_view/score_canvas.h"
#include "ui/score_view/score_view.h"

namespace partimento::test {
namespace {

using ui::ScoreView;
using ui::score::ScoreCanvas;
using ui::score::ScoreState;

/// Two hands: a tune in eighths over held chords.
ScorePtr pianoPiece(int eighths) {
  Track right;
  Track left;
  right.name = "right hand";
  left.name = "left hand";
  for (int i = 0; i < eighths; ++i)
    right.notes.push_back({.onset = Tick(i * 240), .duration = Tick(240), .pitch = 67 + (i * 7) % 17});
  for (int i = 0; i < eighths / 4; ++i) {
    for (const int above : {0, 4, 7})
      left.notes.push_back({.onset = Tick(i * 960), .duration = Tick(960), .pitch = 43 + i % 5 + above});
  }
  ScoreParts parts;
  parts.tracks = {std::make_shared<const Track>(std::move(right)),
                  std::make_shared<const Track>(std::move(left))};
  return Score::make(std::move(parts));
}

bool sameBars(const notation::Notation& a, const notation::Notation& b) {
  if (a.bars().size() != b.bars().size() || a.parts().size() != b.parts().size()) return false;
  for (std::size_t part = 0; part < a.parts().size(); ++part) {
    for (std::size_t staff = 0; staff < a.parts()[part].staves.size(); ++staff) {
      for (std::size_t bar = 0; bar < a.bars().size(); ++bar) {
        if (a.staffBar(part, staff, bar) != b.staffBar(part, staff, bar)) return false;
      }
    }
  }
  return true;
}

class LongPieceTest : public ::testing::Test {
 protected:
  void open(const ScorePtr& piece) {
    score = piece;
    view = std::make_unique<ScoreView>();
    view->resize(900, 600);
    QObject::connect(view.get(), &ScoreView::editRequested,
                     [this](const ScorePtr& after, const QString&, bool) { score = after; });
    QObject::connect(view.get(), &ScoreView::announced, [this](const QString& text) { said = text; });
    view->setScore(score);
    view->show();
    canvas = view->findChild<ScoreCanvas*>();
  }
  void key(int key) {
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
    QApplication::sendEvent(canvas, &event);
  }
  bool lags() const { return canvas->state().lags(); }
  bool waitForPages() {
    const auto until = std::chrono::steady_clock::now() + kHung;
    while (lags() && std::chrono::steady_clock::now() < until)
      QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    return !lags();
  }
  const notation::Notation& shown() const { return *view->layoutShown()->notation(); }

  std::unique_ptr<ScoreView> view;
  ScoreCanvas* canvas = nullptr;
  ScorePtr score;
  QString said;
};

TEST_F(LongPieceTest, ShortPiecesFollowAtOnce) {
  open(pianoPiece(400));
  view->setSelection({score->track(0).notes[200].id});
  key(Qt::Key_Up);
  EXPECT_FALSE(lags());
  EXPECT_TRUE(sameBars(shown(), *notation::notate(score)));
}

TEST_F(LongPieceTest, PagesAndWordsFollowALittleLater) {
  open(pianoPiece(2400));
  EXPECT_FALSE(lags()) << "nothing is shown before, so that nothing is in the way";
  const NoteId id = score->track(0).notes[1200].id;
  view->setSelection({id});
  const Pitch before = score->track(0).notes[1200].pitch;
  said.clear();
  key(Qt::Key_Up);
  EXPECT_TRUE(lags());
  EXPECT_EQ(score->track(0).notes[1200].pitch, before + 1) << "the score itself is there at once";
  EXPECT_TRUE(said.isEmpty()) << "what is spoken is what is written";
  ASSERT_TRUE(waitForPages());
  EXPECT_FALSE(said.isEmpty());
  EXPECT_TRUE(sameBars(shown(), *notation::notate(score)));
}

TEST_F(LongPieceTest, WhatGoesByThePagesFindsThemUpToDate) {
  open(pianoPiece(2400));
  view->setSelection({score->track(0).notes[1200].id});
  key(Qt::Key_Up);
  ASSERT_TRUE(lags());
  key(Qt::Key_Right);
  EXPECT_FALSE(lags());
  EXPECT_TRUE(sameBars(shown(), *notation::notate(score)));
  EXPECT_EQ(view->selection(), (edits::NoteIds{score->track(0).notes[1201].id}));
  QCoreApplication::processEvents();
  EXPECT_TRUE(sameBars(shown(), *notation::notate(score))) << "an older page does not come back";
}

/// One of the edits that people make: a note moved, lengthened, added or taken away.
ScorePtr edited(const ScorePtr& score, Random& random) {
  const std::size_t track = random.below(2);
  const std::vector<Note>& notes = score->track(track).notes;
  const Note& note = notes[random.below(notes.size())];
  switch (random.below(4)) {
    case 0:
      return edits::moveNotes(score, track, {note.id}, Tick(0), static_cast<int>(random.below(9)) - 4);
    case 1:
      return edits::moveNotes(score, track, {note.id}, Tick(120), 0);
    case 2: {
      Note copy = note;
      copy.id = 0;
      copy.pitch += 12;
      return edits::addNotes(score, track, std::vector{copy});
    }
    default:
      return edits::removeNotes(score, track, {note.id});
  }
}

TEST_F(LongPieceTest, AfterManyEditsThePagesAreThoseOfTheLast) {
  open(pianoPiece(1600));
  Random random(5);
  for (int round = 0; round < 6; ++round) {
    const std::uint64_t inARow = 1 + random.below(6);
    for (std::uint64_t i = 0; i < inARow; ++i) {
      score = edited(score, random);
      view->setScore(score);
      if (random.below(2) == 0) QCoreApplication::processEvents();
    }
    ASSERT_TRUE(waitForPages());
    ASSERT_TRUE(sameBars(shown(), *notation::notate(score))) << "round " << round;
    ASSERT_EQ(shown().score(), score);
  }
}

QImage pictureOf(const ScorePtr& score, const edits::NoteIds& selection) {
  ScoreView fresh;
  fresh.resize(900, 600);
  fresh.setScore(score);
  fresh.show();
  fresh.setSelection(selection);
  return fresh.grab().toImage();
}

TEST_F(LongPieceTest, WhatIsPaintedAnewIsAllThatChanged) {
  open(pianoPiece(240));
  view->grab();  // so that there are pictures to keep
  Random random(9);
  for (int round = 0; round < 30; ++round) {
    score = edited(score, random);
    view->setScore(score);
    ASSERT_EQ(view->grab().toImage(), pictureOf(score, view->selection())) << "round " << round;
  }
}

TEST_F(LongPieceTest, AnEditOfTenThousandNotesLeavesTheInterfaceFree) {
  open(pianoPiece(5714));
  ASSERT_GE(score->noteCount(), 9998U);
  view->setSelection({score->track(0).notes[2500].id});
  QImage image(canvas->size(), QImage::Format_RGB32);
  canvas->render(&image);
  const ProcessorTime time;
  key(Qt::Key_Up);
  ASSERT_TRUE(lags());
  canvas->render(&image);
  while (lags()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  canvas->render(&image);
  EXPECT_LT(time.passed(), limit(std::chrono::milliseconds(20)));
}

TEST_F(LongPieceTest, MayBeClosedWhileThePagesLag) {
  open(pianoPiece(2400));
  view->setSelection({score->track(0).notes[1200].id});
  key(Qt::Key_Up);
  ASSERT_TRUE(lags());
  view.reset();
  QCoreApplication::processEvents();
}

}  // namespace
}  // namespace partimento::test
