// Notes and places in words.

#include <QCoreApplication>
#include <array>

#include "ui/common/music_names.h"
#include "ui/piano_roll/commands.h"

namespace partimento::ui::roll {
namespace {

struct NoteValue {
  int sixtyFourths;
  const char* name;
};

constexpr std::array<NoteValue, 13> kNoteValues = {{
    {96, QT_TRANSLATE_NOOP("PianoRoll", "dotted whole note")},
    {64, QT_TRANSLATE_NOOP("PianoRoll", "whole note")},
    {48, QT_TRANSLATE_NOOP("PianoRoll", "dotted half note")},
    {32, QT_TRANSLATE_NOOP("PianoRoll", "half note")},
    {24, QT_TRANSLATE_NOOP("PianoRoll", "dotted quarter note")},
    {16, QT_TRANSLATE_NOOP("PianoRoll", "quarter note")},
    {12, QT_TRANSLATE_NOOP("PianoRoll", "dotted eighth note")},
    {8, QT_TRANSLATE_NOOP("PianoRoll", "eighth note")},
    {6, QT_TRANSLATE_NOOP("PianoRoll", "dotted sixteenth note")},
    {4, QT_TRANSLATE_NOOP("PianoRoll", "sixteenth note")},
    {3, QT_TRANSLATE_NOOP("PianoRoll", "dotted thirty-second note")},
    {2, QT_TRANSLATE_NOOP("PianoRoll", "thirty-second note")},
    {1, QT_TRANSLATE_NOOP("PianoRoll", "sixty-fourth note")},
}};

QString originSentence(Origin origin) {
  switch (origin) {
    case Origin::Model:
      return QCoreApplication::translate("PianoRoll", "by the model");
    case Origin::EditedModel:
      return QCoreApplication::translate("PianoRoll", "by the model, then edited");
    case Origin::Seed:
      break;
  }
  return QString();
}

}  // namespace

QString spokenLength(const Scene& scene, Tick at, Tick length) {
  const std::int64_t quarter = scene.score->ticksPerQuarter();
  for (const NoteValue& value : kNoteValues) {
    if (length.value * 16 == quarter * value.sixtyFourths)
      return QCoreApplication::translate("PianoRoll", value.name);
  }
  const Tick beat = scene.score->meter().beatLength(scene.score->meter().at(at).signature);
  const double beats = static_cast<double>(length.value) / static_cast<double>(beat.value);
  return QCoreApplication::translate("PianoRoll", "%1 beats").arg(QString::number(beats, 'g', 3));
}

QString spokenPlace(const Scene& scene, Tick tick) {
  const BarPosition position = scene.score->meter().at(tick);
  const Tick beat = scene.score->meter().beatLength(position.signature);
  const std::int64_t number = position.inBar.value / beat.value;
  const Tick rest = position.inBar - beat * number;
  const QString place =
      QCoreApplication::translate("PianoRoll", "bar %1, beat %2").arg(position.bar + 1).arg(number + 1);
  if (rest == Tick(0)) return place;
  const double share = static_cast<double>(rest.value) / static_cast<double>(beat.value);
  return QCoreApplication::translate("PianoRoll", "%1 plus %2").arg(place, QString::number(share, 'g', 2));
}

QString spokenNote(const Scene& scene, const Note& note) {
  QString text = QCoreApplication::translate("PianoRoll", "%1, %2, %3")
                     .arg(noteName(note.pitch, scene.naming, *scene.score, note.onset),
                          spokenPlace(scene, note.onset), spokenLength(scene, note.onset, note.duration));
  const QString origin = originSentence(note.origin);
  if (!origin.isEmpty()) text = QCoreApplication::translate("PianoRoll", "%1, %2").arg(text, origin);
  if (note.relaxed != RelaxedRule::None)
    text = QCoreApplication::translate("PianoRoll", "%1, against a rule").arg(text);
  return text;
}

}  // namespace partimento::ui::roll
