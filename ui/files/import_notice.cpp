#include "ui/files/import_notice.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringList>

namespace partimento::ui {
namespace {

class ImportNotice {
  Q_DECLARE_TR_FUNCTIONS(ImportNotice)
};

using musicxml::MusicXmlWarning;
using musicxml::MusicXmlWarningCode;

/// The kinds of musicxml::LeftOut by their identifiers.
QString leftOutText(const std::string& name) {
  static const QHash<QString, QString> kTexts = {
      {QStringLiteral("slurs"), ImportNotice::tr("slurs")},
      {QStringLiteral("articulations"), ImportNotice::tr("articulations")},
      {QStringLiteral("ornaments"), ImportNotice::tr("ornaments")},
      {QStringLiteral("tremolos"), ImportNotice::tr("tremolos")},
      {QStringLiteral("fermatas"), ImportNotice::tr("fermatas")},
      {QStringLiteral("arpeggios"), ImportNotice::tr("arpeggios")},
      {QStringLiteral("glissandi"), ImportNotice::tr("glissandi")},
      {QStringLiteral("techniques"), ImportNotice::tr("fingerings and playing techniques")},
      {QStringLiteral("note-heads"), ImportNotice::tr("special note heads")},
      {QStringLiteral("cue-notes"), ImportNotice::tr("cue notes")},
      {QStringLiteral("figured-bass"), ImportNotice::tr("figured bass")},
      {QStringLiteral("fret-diagrams"), ImportNotice::tr("fret diagrams")},
      {QStringLiteral("bar-repeats"), ImportNotice::tr("bar repeat signs")},
      {QStringLiteral("slashes"), ImportNotice::tr("slash notation")},
      {QStringLiteral("text-lines"), ImportNotice::tr("lines and brackets")},
      {QStringLiteral("registrations"), ImportNotice::tr("registrations")},
      {QStringLiteral("microtones"), ImportNotice::tr("microtones")},
      {QStringLiteral("pictures"), ImportNotice::tr("pictures")}};
  return kTexts.value(QString::fromStdString(name), ImportNotice::tr("other signs"));
}

QString musicXmlNotice(const QString& fileName, const std::vector<MusicXmlWarning>& warnings) {
  QStringList leftOut;
  bool repeats = false;
  int odd = 0;
  for (const MusicXmlWarning& warning : warnings) {
    if (warning.code == MusicXmlWarningCode::LeftOut) {
      leftOut << leftOutText(warning.arguments.front());
    } else if (warning.code == MusicXmlWarningCode::RepeatsNotPlayed) {
      repeats = true;
    } else {
      ++odd;
    }
  }
  QStringList sentences{ImportNotice::tr("“%1” was opened.").arg(fileName)};
  if (!leftOut.isEmpty())
    sentences << ImportNotice::tr("Left out, as a piece has no place for them: %1.")
                     .arg(leftOut.join(QStringLiteral(", ")));
  if (repeats) sentences << ImportNotice::tr("Repeats are not played out.");
  if (odd > 0) sentences << ImportNotice::tr("%n place(s) did not follow the standard.", nullptr, odd);
  return sentences.join(QLatin1Char(' '));
}

}  // namespace

QString importNotice(const QString& fileName, const musicxml::MusicImport& import) {
  if (!import.musicXml.empty()) return musicXmlNotice(fileName, import.musicXml);
  if (import.midi.empty()) return {};
  return ImportNotice::tr("“%1” was opened with %n warning(s): parts of it did not follow the standard.",
                          nullptr, static_cast<int>(import.midi.size()))
      .arg(fileName);
}

}  // namespace partimento::ui
