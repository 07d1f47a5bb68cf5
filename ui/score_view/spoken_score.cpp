// Notes in words, as they are written.

#include <QCoreApplication>
#include <array>

#include "ui/score_view/staff_commands.h"

namespace partimento::ui::score {
namespace {

using notation::NoteBase;

constexpr std::array<const char*, 11> kValues = {
    QT_TRANSLATE_NOOP("ScoreView", "longa"),
    QT_TRANSLATE_NOOP("ScoreView", "breve"),
    QT_TRANSLATE_NOOP("ScoreView", "whole note"),
    QT_TRANSLATE_NOOP("ScoreView", "half note"),
    QT_TRANSLATE_NOOP("ScoreView", "quarter note"),
    QT_TRANSLATE_NOOP("ScoreView", "eighth note"),
    QT_TRANSLATE_NOOP("ScoreView", "sixteenth note"),
    QT_TRANSLATE_NOOP("ScoreView", "thirty-second note"),
    QT_TRANSLATE_NOOP("ScoreView", "sixty-fourth note"),
    QT_TRANSLATE_NOOP("ScoreView", "hundred-and-twenty-eighth note"),
    QT_TRANSLATE_NOOP("ScoreView", "two-hundred-and-fifty-sixth note"),
};

QString said(const char* text) {
  return QCoreApplication::translate("ScoreView", text);
}

QString originOf(Origin origin) {
  if (origin == Origin::Model) return said(QT_TRANSLATE_NOOP("ScoreView", "by the model"));
  if (origin == Origin::EditedModel) return said(QT_TRANSLATE_NOOP("ScoreView", "by the model, then edited"));
  return {};
}

QString beatOf(const notation::Bar& bar, notation::Fraction at) {
  const bool compound =
      bar.signature.numerator > 3 && bar.signature.numerator % 3 == 0 && bar.signature.denominator >= 8;
  const notation::Fraction beat(compound ? 12 : 4, bar.signature.denominator);
  const notation::Fraction count = at / beat;
  const auto whole = static_cast<int>(count.floor());
  if (count == notation::Fraction(whole))
    return said(QT_TRANSLATE_NOOP("ScoreView", "beat %1")).arg(whole + 1);
  return said(QT_TRANSLATE_NOOP("ScoreView", "after beat %1")).arg(whole + 1);
}

}  // namespace

QString spokenValue(const notation::WrittenValue& value) {
  QString text = said(kValues[static_cast<std::size_t>(value.base)]);
  if (value.dots == 1) text = said(QT_TRANSLATE_NOOP("ScoreView", "dotted %1")).arg(text);
  if (value.dots > 1) text = said(QT_TRANSLATE_NOOP("ScoreView", "double dotted %1")).arg(text);
  if (value.ratio == notation::Ratio{3, 2})
    return said(QT_TRANSLATE_NOOP("ScoreView", "%1 in a triplet")).arg(text);
  if (!value.ratio.plain()) text = said(QT_TRANSLATE_NOOP("ScoreView", "%1 in a tuplet")).arg(text);
  return text;
}

QString spokenPitch(notation::SpelledPitch pitch, NoteNaming naming) {
  static constexpr std::array<const char*, 5> kAlterations = {
      QT_TRANSLATE_NOOP("ScoreView", "%1 double flat %2"), QT_TRANSLATE_NOOP("ScoreView", "%1 flat %2"),
      QT_TRANSLATE_NOOP("ScoreView", "%1 %2"), QT_TRANSLATE_NOOP("ScoreView", "%1 sharp %2"),
      QT_TRANSLATE_NOOP("ScoreView", "%1 double sharp %2")};
  // German has a word of its own for each.
  if (naming == NoteNaming::German || pitch.alter == 0 || std::abs(pitch.alter) > 2)
    return QString::fromStdString(notation::spelledName(pitch, naming));
  const notation::SpelledPitch plain{pitch.step, 0, pitch.octave};
  QString letter = QString::fromStdString(notation::spelledName(plain, naming));
  const QString octave = QString::number(pitch.octave);
  letter.chop(octave.size());
  return said(kAlterations[static_cast<std::size_t>(pitch.alter + 2)]).arg(letter, octave);
}

QString spokenBeat(const notation::Notation& notation, std::size_t bar, notation::Fraction at) {
  const notation::Bar& here = notation.bars()[bar];
  return said(QT_TRANSLATE_NOOP("ScoreView", "bar %1")).arg(here.number) + QStringLiteral(", ") +
         beatOf(here, at);
}

QString spokenVoice(const notation::StaffBar& bar, std::size_t voice) {
  if (bar.voices.size() < 2) return {};
  return said(QT_TRANSLATE_NOOP("ScoreView", "voice %1")).arg(bar.voices[voice].number + 1);
}

QString spokenRest(const ScoreScene& scene, const RestPlace& place) {
  const notation::Notation& notation = *scene.layout->notation();
  const notation::Event& rest = eventOf(notation, place);
  QStringList words{
      said(QT_TRANSLATE_NOOP("ScoreView", "rest")), spokenBeat(notation, place.bar, rest.at),
      rest.wholeBar ? said(QT_TRANSLATE_NOOP("ScoreView", "whole bar")) : spokenValue(rest.value)};
  const QString voice = spokenVoice(notation.staffBar(place.part, place.staff, place.bar), place.voice);
  if (!voice.isEmpty()) words << voice;
  return words.join(QStringLiteral(", "));
}

QString spokenNote(const ScoreScene& scene, NoteId id) {
  const notation::Notation& notation = *scene.layout->notation();
  const std::vector<notation::NotePlace> places = notation.find(id);
  if (places.empty()) return {};
  const notation::NotePlace& place = places.front();
  const notation::WrittenNote& note = notation.note(place);
  const notation::Event& event =
      notation.staffBar(place.part, place.staff, place.bar).voices[place.voice].events[place.event];
  QStringList words{spokenPitch(note.pitch, scene.naming), spokenBeat(notation, place.bar, event.at)};
  words << (place.grace == notation::NotePlace::Grace::None
                ? spokenValue(event.value)
                : said(QT_TRANSLATE_NOOP("ScoreView", "grace note")));
  if (places.size() > 1) words << said(QT_TRANSLATE_NOOP("ScoreView", "tied"));
  const QString voice = spokenVoice(notation.staffBar(place.part, place.staff, place.bar), place.voice);
  if (!voice.isEmpty()) words << voice;
  const auto count = static_cast<int>(event.notes.size());
  if (count > 1)
    words << QCoreApplication::translate("ScoreView", "in a chord of %n note(s)", nullptr, count);
  if (const NoteMarks::Mark* mark = scene.marks.find(id)) {
    if (const QString origin = originOf(mark->origin); !origin.isEmpty()) words << origin;
    if (mark->relaxed != RelaxedRule::None) words << said(QT_TRANSLATE_NOOP("ScoreView", "against a rule"));
  }
  return words.join(QStringLiteral(", "));
}

}  // namespace partimento::ui::score
