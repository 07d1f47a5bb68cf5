#pragma once

#include <QApplication>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "tests/ui/support/pointer.h"
#include "ui/score_view/score_canvas.h"
#include "ui/score_view/score_view.h"

namespace partimento::test {

using ui::ScoreView;
using ui::score::headsOf;
using ui::score::ScoreCanvas;

inline Note noteAt(double quarter, double quarters, Pitch pitch, Origin origin = Origin::Seed) {
  Note note;
  note.onset = Tick(static_cast<std::int64_t>(quarter * 480));
  note.duration = Tick(static_cast<std::int64_t>(quarters * 480));
  note.pitch = pitch;
  note.origin = origin;
  return note;
}

inline ScorePtr scoreOf(std::vector<Note> notes) {
  Track track;
  track.notes = std::move(notes);
  ScoreParts parts;
  parts.keys = {{Tick(0), 0, false}};
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  return Score::make(std::move(parts));
}

/// The score under hand and keys, as a window would send them.
class ScoreViewTest : public ::testing::Test {
 protected:
  void SetUp() override {
    view = std::make_unique<ScoreView>();
    view->resize(900, 600);
    QObject::connect(view.get(), &ScoreView::editRequested,
                     [this](const ScorePtr& after, const QString& name, bool on) {
                       score = after;
                       steps.emplace_back(name, on);
                     });
    QObject::connect(view.get(), &ScoreView::announced, [this](const QString& text) { said = text; });
    show(scoreOf({noteAt(0, 1, 60), noteAt(1, 1, 64), noteAt(2, 1, 67), noteAt(3, 1, 72)}));
    view->show();
    canvas = view->findChild<ScoreCanvas*>();
  }

  void show(ScorePtr shown) {
    score = std::move(shown);
    view->setScore(score);
  }
  const std::vector<Note>& notes() const { return score->track(0).notes; }
  void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QKeyEvent event(QEvent::KeyPress, key, modifiers);
    QApplication::sendEvent(canvas, &event);
  }
  QPointF placeOf(NoteId id) const {
    const auto heads = headsOf(*view->layoutShown(), {id});
    return canvas->geometry().viewOf(heads.at(0).page, heads.at(0).box.centre());
  }

  std::unique_ptr<ScoreView> view;
  ScoreCanvas* canvas = nullptr;
  ScorePtr score;
  std::vector<std::pair<QString, bool>> steps;
  QString said;
};

}  // namespace partimento::test
