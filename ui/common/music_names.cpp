#include "ui/common/music_names.h"

#include <QCoreApplication>
#include <QLocale>
#include <cstring>

#include "core/music/symbol.h"
#include "core/notation/spelling.h"

namespace partimento::ui {
namespace {

class MusicNames {
  Q_DECLARE_TR_FUNCTIONS(MusicNames)
};

struct NamedMode {
  const char* mode;
  const char* text;
};

constexpr NamedMode kModes[] = {
    {"major", QT_TRANSLATE_NOOP("MusicNames", "major")},
    {"minor", QT_TRANSLATE_NOOP("MusicNames", "minor")},
    {"harmonic minor", QT_TRANSLATE_NOOP("MusicNames", "harmonic minor")},
    {"melodic minor", QT_TRANSLATE_NOOP("MusicNames", "melodic minor")},
    {"dorian", QT_TRANSLATE_NOOP("MusicNames", "dorian")},
    {"phrygian", QT_TRANSLATE_NOOP("MusicNames", "phrygian")},
    {"lydian", QT_TRANSLATE_NOOP("MusicNames", "lydian")},
    {"mixolydian", QT_TRANSLATE_NOOP("MusicNames", "mixolydian")},
    {"locrian", QT_TRANSLATE_NOOP("MusicNames", "locrian")},
    {"major pentatonic", QT_TRANSLATE_NOOP("MusicNames", "major pentatonic")},
    {"minor pentatonic", QT_TRANSLATE_NOOP("MusicNames", "minor pentatonic")},
    {"blues", QT_TRANSLATE_NOOP("MusicNames", "blues")},
    {"whole tone", QT_TRANSLATE_NOOP("MusicNames", "whole tone")},
    {"chromatic", QT_TRANSLATE_NOOP("MusicNames", "chromatic")},
};

}  // namespace

QString modeName(const char* mode) {
  for (const NamedMode& named : kModes) {
    if (std::strcmp(named.mode, mode) == 0) return MusicNames::tr(named.text);
  }
  return QString::fromLatin1(mode);
}

int keyTonic(const KeySignature& key) {
  const int major = ((key.sharps * 7) % 12 + 12) % 12;
  return key.minor ? (major + 9) % 12 : major;
}

QString keyName(const KeySignature& key, NoteNaming naming) {
  static constexpr const char* kEnglishFlats[] = {"C",  "Db", "D",  "Eb", "E",  "F",
                                                  "Gb", "G",  "Ab", "A",  "Bb", "B"};
  static constexpr const char* kSolfegeFlats[] = {"Do",   "Reb", "Re",  "Mib", "Mi",  "Fa",
                                                  "Solb", "Sol", "Lab", "La",  "Sib", "Si"};
  static constexpr const char* kGermanFlats[] = {"C",   "Des", "D",  "Es", "E", "F",
                                                 "Ges", "G",   "As", "A",  "B", "H"};
  const int tonic = keyTonic(key);
  const char* const* flats = naming == NoteNaming::English   ? kEnglishFlats
                             : naming == NoteNaming::Solfege ? kSolfegeFlats
                                                             : kGermanFlats;
  QString name = key.sharps < 0 ? QString::fromLatin1(flats[tonic])
                                : QString::fromStdString(pitchClassName(tonic, naming));
  name.replace(QLatin1Char('#'), QChar(0x266F));
  if (name.size() > 1 && name.endsWith(QLatin1Char('b'))) name[name.size() - 1] = QChar(0x266D);
  return key.minor ? MusicNames::tr("%1 minor").arg(name) : MusicNames::tr("%1 major").arg(name);
}

QString meterName(TimeSignature signature) {
  return QStringLiteral("%1/%2").arg(signature.numerator).arg(signature.denominator);
}

QString noteName(Pitch pitch, NoteNaming naming) {
  return QString::fromStdString(pitchName(pitch, naming));
}

QString noteName(Pitch pitch, NoteNaming naming, const Score& score, Tick at) {
  const auto key = notation::keyAt(score, at);
  if (!key) return noteName(pitch, naming);
  return QString::fromStdString(notation::spelledName(notation::spellPitch(pitch, {*key, {}, {}}), naming));
}

QString noteValueName(int steps) {
  struct Named {
    int steps;
    const char* name;
  };
  static constexpr Named kNamed[] = {{3, QT_TRANSLATE_NOOP("MusicNames", "thirty-second note")},
                                     {4, QT_TRANSLATE_NOOP("MusicNames", "triplet sixteenth note")},
                                     {6, QT_TRANSLATE_NOOP("MusicNames", "sixteenth note")},
                                     {8, QT_TRANSLATE_NOOP("MusicNames", "triplet eighth note")},
                                     {9, QT_TRANSLATE_NOOP("MusicNames", "dotted sixteenth note")},
                                     {12, QT_TRANSLATE_NOOP("MusicNames", "eighth note")},
                                     {16, QT_TRANSLATE_NOOP("MusicNames", "triplet quarter note")},
                                     {18, QT_TRANSLATE_NOOP("MusicNames", "dotted eighth note")},
                                     {24, QT_TRANSLATE_NOOP("MusicNames", "quarter note")},
                                     {36, QT_TRANSLATE_NOOP("MusicNames", "dotted quarter note")},
                                     {48, QT_TRANSLATE_NOOP("MusicNames", "half note")},
                                     {72, QT_TRANSLATE_NOOP("MusicNames", "dotted half note")},
                                     {96, QT_TRANSLATE_NOOP("MusicNames", "whole note")},
                                     {144, QT_TRANSLATE_NOOP("MusicNames", "dotted whole note")}};
  for (const Named& named : kNamed) {
    if (named.steps == steps) return MusicNames::tr(named.name);
  }
  const double quarters = static_cast<double>(steps) / kStepsPerQuarter;
  return MusicNames::tr("%1 quarter notes").arg(QLocale().toString(quarters, 'g', 3));
}

QString ruleName(RelaxedRule rule) {
  switch (rule) {
    case RelaxedRule::None:
      return {};
    case RelaxedRule::Tabu:
      return MusicNames::tr("tabu list");
    case RelaxedRule::Repetition:
      return MusicNames::tr("repetition limit");
    case RelaxedRule::Range:
      return MusicNames::tr("range");
    case RelaxedRule::Scale:
      return MusicNames::tr("scale");
    case RelaxedRule::Exclusion:
      return MusicNames::tr("forbidden area");
  }
  return {};
}

QString relaxedSentence(RelaxedRule rule) {
  if (rule == RelaxedRule::None) return {};
  return MusicNames::tr("No note was left that kept every rule, so here the %1 gave way.")
      .arg(ruleName(rule));
}

}  // namespace partimento::ui
