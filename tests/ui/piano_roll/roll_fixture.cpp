#include "tests/ui/piano_roll/roll_fixture.h"

namespace partimento::test {

double quartersOf(Tick tick) {
  return static_cast<double>(tick.value) / 480.0;
}

void RollTest::start(const ScorePtr& score) {
  roll = makeRoll(score, QSize(1000, 600));
  roll->setHorizontalZoom(96);
  roll->setVerticalZoom(16);
  roll->showPitch(60);
  view = roll->findChild<ui::roll::NotesView*>();
  view->setFocus();
  hand = std::make_unique<Pointer>(view);
  steps.clear();
  sounds.clear();
  QObject::connect(roll.get(), &ui::PianoRoll::editRequested, roll.get(),
                   [this](const ScorePtr& after, const QString& name, bool continues) {
                     steps.push_back({after, name, continues});
                   });
  QObject::connect(roll.get(), &ui::PianoRoll::noteAuditioned, roll.get(), [this](int pitch, int velocity) {
    sounds.push_back({pitch, velocity});
  });
  QObject::connect(roll.get(), &ui::PianoRoll::auditionStopped, roll.get(), [this] {
    sounds.push_back({-1, 0});
  });
}

QPointF RollTest::at(double quarter, Pitch pitch) const {
  const ui::roll::Geometry& geometry = scene().geometry;
  return QPointF(geometry.xOf(Tick(std::llround(quarter * 480))),
                 geometry.yOf(pitch) + geometry.rowHeight / 2);
}

QPointF RollTest::middleOf(const Note& note) const {
  return scene().geometry.rectOf(note).center();
}

QPointF RollTest::rightEdgeOf(const Note& note) const {
  const QRectF rect = scene().geometry.rectOf(note);
  return QPointF(rect.right() - 2, rect.center().y());
}

QPointF RollTest::leftEdgeOf(const Note& note) const {
  const QRectF rect = scene().geometry.rectOf(note);
  return QPointF(rect.left() + 2, rect.center().y());
}

void RollTest::key(Qt::Key key, Qt::KeyboardModifiers modifiers) const {
  QTest::keyClick(view, key, modifiers);
}

}  // namespace partimento::test
