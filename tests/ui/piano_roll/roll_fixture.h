#pragma once

#include <QSignalSpy>
#include <QTest>
#include <memory>

#include <gtest/gtest.h>

#include "tests/ui/support/pointer.h"
#include "tests/ui/support/roll_scenes.h"
#include "ui/piano_roll/keyboard_view.h"
#include "ui/piano_roll/notes_view.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/piano_roll/ruler_view.h"
#include "ui/piano_roll/velocity_lane.h"

namespace partimento::test {

/// A roll of 1000 x 600 with 96 px a quarter: the grid is the sixteenth, 24 px wide; a row is 16 px high.
class RollTest : public ::testing::Test {
 protected:
  struct Edit {
    ScorePtr after;
    QString name;
    bool continues;
  };
  struct Sound {
    int pitch;  ///< -1: silence
    int velocity;
  };

  void SetUp() override { start(scoreOf({})); }
  void start(const ScorePtr& score);
  /// Notes at (quarter, quarters, pitch), in the track's order.
  void start(std::vector<Note> notes) { start(scoreOf(std::move(notes))); }

  const std::vector<Note>& notes() const { return roll->score()->track(0).notes; }
  /// Middle of the row of a pitch, at a time.
  QPointF at(double quarter, Pitch pitch) const;
  QPointF middleOf(const Note& note) const;
  QPointF rightEdgeOf(const Note& note) const;
  QPointF leftEdgeOf(const Note& note) const;
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;
  const ui::roll::Scene& scene() const { return view->scene(); }

  std::unique_ptr<ui::PianoRoll> roll;
  ui::roll::NotesView* view = nullptr;
  std::unique_ptr<Pointer> hand;
  std::vector<Edit> steps;
  std::vector<Sound> sounds;
};

double quartersOf(Tick tick);

}  // namespace partimento::test
