#include "tests/ui/support/roll_scenes.h"

#include <QApplication>
#include <cmath>
#include <random>

namespace partimento::test {
namespace {

constexpr int kTpq = 480;

Tick ticks(double quarters) {
  return Tick(std::llround(quarters * kTpq));
}

}  // namespace

ScorePtr scoreOf(std::vector<Note> notes, TimeSignature signature) {
  auto track = std::make_shared<Track>();
  track->name = "Melody";
  track->notes = std::move(notes);
  ScoreParts parts;
  parts.ticksPerQuarter = kTpq;
  parts.meter = {{Tick(0), signature}};
  parts.tracks = {track};
  return Score::make(std::move(parts));
}

Note noteAt(double quarter, double quarters, Pitch pitch, Origin origin) {
  Note note;
  note.onset = ticks(quarter);
  note.duration = ticks(quarters);
  note.pitch = pitch;
  note.velocity = 90;
  note.origin = origin;
  return note;
}

ScorePtr seedAndModel() {
  const std::vector<Pitch> seed = {69, 71, 72, 74, 76, 74, 72, 71, 69, 64, 67, 69, 71, 69};
  const std::vector<double> seedLengths = {1, 0.5, 0.5, 1, 1, 0.5, 0.5, 0.5, 0.5, 2, 1, 1, 4, 2};
  std::vector<Note> notes;
  double at = 0;
  for (std::size_t i = 0; i < seed.size(); ++i) {
    notes.push_back(noteAt(at, seedLengths[i], seed[i]));
    notes.back().velocity = static_cast<std::uint8_t>(40 + (i * 23) % 85);
    at += seedLengths[i];
  }
  const std::vector<Pitch> model = {72, 74, 76, 77, 76, 74, 72, 71, 74, 72, 69, 67, 69, 71, 69};
  for (std::size_t i = 0; i < model.size(); ++i) {
    const double length = i % 4 == 3 ? 2 : i % 2 ? 0.5 : 1;
    Note note = noteAt(at, length, model[i], i % 6 == 4 ? Origin::EditedModel : Origin::Model);
    note.velocity = static_cast<std::uint8_t>(35 + (i * 31) % 90);
    if (i == 8) note.relaxed = RelaxedRule::Tabu;
    notes.push_back(note);
    at += length;
  }
  return scoreOf(std::move(notes));
}

ScorePtr denseScore(std::size_t count, double quarters) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> pitch(36, 96);
  std::uniform_int_distribution<int> velocity(20, 127);
  std::uniform_int_distribution<int> length(1, 8);
  std::uniform_int_distribution<int> origin(0, 2);
  std::vector<Note> notes;
  for (std::size_t i = 0; i < count; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(count);
    Note note = noteAt(std::floor(share * quarters * 8) / 8, length(random) / 8.0, pitch(random),
                       static_cast<Origin>(origin(random)));
    note.velocity = static_cast<std::uint8_t>(velocity(random));
    notes.push_back(note);
  }
  return scoreOf(std::move(notes));
}

std::vector<ui::roll::Ghost> twoTakes() {
  const auto take = [](std::uint64_t id, int shift) {
    ui::roll::Ghost ghost;
    ghost.take = id;
    ghost.name = QStringLiteral("Take %1").arg(id);
    for (int i = 0; i < 12; ++i)
      ghost.notes.push_back(noteAt(16 + i * 0.75, i % 3 == 2 ? 1.0 : 0.5,
                                   67 + ((i * (5 + shift)) % 13) + shift, Origin::Model));
    return ghost;
  };
  return {take(1, 0), take(2, -4)};
}

std::unique_ptr<ui::PianoRoll> makeRoll(const ScorePtr& score, QSize size) {
  auto roll = std::make_unique<ui::PianoRoll>();
  roll->setAttribute(Qt::WA_DontShowOnScreen);
  roll->resize(size);
  roll->setScore(score);
  roll->show();
  QApplication::processEvents();
  return roll;
}

std::unique_ptr<ui::PianoRoll> busyRoll(QSize size) {
  const ScorePtr score = seedAndModel();
  std::unique_ptr<ui::PianoRoll> roll = makeRoll(score, size);
  roll->setGhosts(twoTakes(), 0);
  roll->setSeedEnd(ticks(16));
  roll->setScale(makeScale(9, "minor"));
  roll->setLoop(ui::roll::TickRange{ticks(8), ticks(16)});
  roll->zoomToFit();
  const auto& notes = score->track(0).notes;
  roll->setSelection({notes[3].id, notes[4].id, notes[18].id});
  roll->setLitKeys({71});
  roll->setPlaying(true);
  roll->setPlayhead(ticks(6.6));
  roll->setExclusions({{.fromStep = 24 * 20, .toStep = 24 * 24, .lowest = 78, .highest = 80}});
  return roll;
}

QImage picture(QWidget& widget, double devicePixelRatio) {
  QImage image(widget.size() * devicePixelRatio, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(devicePixelRatio);
  image.fill(Qt::transparent);
  widget.render(&image);
  return image;
}

}  // namespace partimento::test
