#pragma once

#include <QImage>
#include <memory>

#include "core/music/score.h"
#include "ui/piano_roll/piano_roll.h"

namespace partimento::test {

/// A score of one track at 480 ticks a quarter.
ScorePtr scoreOf(std::vector<Note> notes, TimeSignature signature = {});
Note noteAt(double quarter, double quarters, Pitch pitch, Origin origin = Origin::Seed);
/// Eight bars: a seed, its continuation by a model, edited notes and one against a rule.
ScorePtr seedAndModel();
/// `count` random notes over `quarters` quarters; the same for the same arguments.
ScorePtr denseScore(std::size_t count, double quarters);
/// Two takes that go on from the seed of seedAndModel.
std::vector<ui::roll::Ghost> twoTakes();

/// A roll of this size with a score, laid out as if shown.
std::unique_ptr<ui::PianoRoll> makeRoll(const ScorePtr& score, QSize size);
/// The roll with everything on it: ghosts, loop, scale, selection, playhead, lit keys.
std::unique_ptr<ui::PianoRoll> busyRoll(QSize size);
/// The widget as it looks on a screen of this scale.
QImage picture(QWidget& widget, double devicePixelRatio);

}  // namespace partimento::test
