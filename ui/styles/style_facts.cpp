#include "ui/styles/style_facts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace partimento::ui {
namespace {

class StyleFacts {
  Q_DECLARE_TR_FUNCTIONS(StyleFacts)
};

/// What the packs that come with the program say, for translators.
[[maybe_unused]] constexpr const char* kShippedTexts[] = {
    QT_TRANSLATE_NOOP("StylePacks", "Fiddle tunes"),
    QT_TRANSLATE_NOOP("StylePacks", "Fiddle tunes (GPT)"),
    QT_TRANSLATE_NOOP("StylePacks",
                      "The fiddle tunes again, by a network that looks back at all it has heard: it brings "
                      "strains back as the tunes do."),
    QT_TRANSLATE_NOOP("StylePacks", "Fiddle tunes (LSTM)"),
    QT_TRANSLATE_NOOP("StylePacks",
                      "The fiddle tunes by a network that remembers: steady in its metre, and it looks back "
                      "over eight bars to come round again."),
    QT_TRANSLATE_NOOP("StylePacks", "Fiddle tunes (relu)"),
    QT_TRANSLATE_NOOP("StylePacks", "Fiddle tunes (sigmoid)"),
    QT_TRANSLATE_NOOP(
        "StylePacks",
        "Reels, jigs and hornpipes in the manner of eighteenth- and nineteenth-century fiddle collections."),
    QT_TRANSLATE_NOOP("StylePacks",
                      "The fiddle tunes again, learned with the relu activation: for comparing the three."),
    QT_TRANSLATE_NOOP(
        "StylePacks",
        "The fiddle tunes again, learned with the sigmoid activation: for comparing the three."),
    QT_TRANSLATE_NOOP("StylePacks", "Art songs"),
    QT_TRANSLATE_NOOP(
        "StylePacks",
        "Vocal lines in the manner of nineteenth-century art songs: singable steps, long notes and rests "
        "for breath."),
    QT_TRANSLATE_NOOP("StylePacks", "Four voices"),
    QT_TRANSLATE_NOOP("StylePacks", "Psalms, hymns and motets in four parts, of four centuries."),
    QT_TRANSLATE_NOOP("StylePacks", "Hymns"),
    QT_TRANSLATE_NOOP("StylePacks",
                      "Four voices, as hymn books have them: goes on in four parts, or harmonises a melody."),
    QT_TRANSLATE_NOOP("StylePacks", "Piano"),
    QT_TRANSLATE_NOOP("StylePacks", "Two hands at a keyboard, of any style from Bach to Debussy."),
    QT_TRANSLATE_NOOP("StylePacks", "Baroque keyboard"),
    QT_TRANSLATE_NOOP("StylePacks",
                      "Two hands that answer each other, in the manner of Bach, Scarlatti and their time."),
    QT_TRANSLATE_NOOP("StylePacks", "Romantic piano"),
    QT_TRANSLATE_NOOP("StylePacks", "Melody and accompaniment, in the manner of Chopin and his century."),
    QT_TRANSLATE_NOOP("StylePacks", "Late piano"),
    QT_TRANSLATE_NOOP("StylePacks",
                      "Free harmony and floating lines, in the manner of Scriabin, Debussy and Satie.")};

QString number(double value, int decimals) {
  return QLocale().toString(value, 'f', decimals);
}

}  // namespace

QString styleName(const StyleInfo& style) {
  return QCoreApplication::translate("StylePacks", style.name.c_str());
}

QString styleSentence(const StyleInfo& style) {
  return QCoreApplication::translate("StylePacks", style.sentence.c_str());
}

QString styleFacts(const StyleInfo& style) {
  QStringList facts;
  if (style.receptiveField > 0)
    facts << StyleFacts::tr("remembers %n note(s)", nullptr, style.receptiveField);
  if (style.family == "gpt") facts << StyleFacts::tr("transformer");
  if (style.family == "lstm") facts << StyleFacts::tr("recurrent network");
  if (!style.activation.empty()) facts << QString::fromStdString(style.activation);
  if (style.pitchPerplexity > 0)
    facts << StyleFacts::tr("perplexity %1").arg(number(style.pitchPerplexity, 2));
  return facts.join(QStringLiteral(" · "));
}

QString styleOrigin(const StyleInfo& style) {
  return style.replaces.empty() ? QString() : StyleFacts::tr("Yours, replaces the shipped one");
}

QString styleDetails(const StyleInfo& style) {
  QStringList lines;
  if (style.pitchPerplexity > 0) {
    lines << StyleFacts::tr(
                 "On pieces it never saw, it is as unsure of the next pitch as if it had to guess among %1.")
                 .arg(number(style.pitchPerplexity, 2));
  }
  if (style.baselinePitchPerplexity > 0)
    lines << StyleFacts::tr("The best n-gram model needs %1 on the same notes.")
                 .arg(number(style.baselinePitchPerplexity, 2));
  if (style.durationPerplexity > 0)
    lines << StyleFacts::tr("For durations: %1.").arg(number(style.durationPerplexity, 2));
  if (style.receptiveField > 0)
    lines << StyleFacts::tr("Each note depends on the last %n note(s).", nullptr, style.receptiveField);
  if (style.parameters > 0)
    lines << StyleFacts::tr("%1 million weights, activation %2.")
                 .arg(number(static_cast<double>(style.parameters) / 1e6, 2),
                      QString::fromStdString(style.activation));
  for (const SourceCredit& source : style.sources)
    lines << StyleFacts::tr("Learned from: %1 (%2).")
                 .arg(QString::fromStdString(source.name), QString::fromStdString(source.licence));
  if (!style.replaces.empty())
    lines << StyleFacts::tr("It lies in %1 and stands in for the style of the same id in %2.")
                 .arg(QString::fromStdString(style.folder), QString::fromStdString(style.replaces));
  return lines.join(QLatin1Char('\n'));
}

}  // namespace partimento::ui
