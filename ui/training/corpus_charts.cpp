#include "ui/training/corpus_charts.h"

#include <QGridLayout>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/common/music_names.h"
#include "ui/common/theme.h"
#include "ui/training/bar_chart.h"
#include "ui/training/job_text.h"

namespace partimento::ui {
namespace {

constexpr int kColumns = 2;
constexpr int kPieceClasses = 12;
constexpr int kOctave = 12;

QString pieces(std::int64_t count) {
  return CorpusCharts::tr("%n piece(s)", nullptr, static_cast<int>(count));
}

QString notes(std::int64_t count) {
  return CorpusCharts::tr("%1 notes").arg(countText(count));
}

QString keyText(int key, NoteNaming naming) {
  const QString tonic = QString::fromStdString(tonicName(key % kOctave, key >= kOctave, naming));
  return key < kOctave ? CorpusCharts::tr("%1 major").arg(tonic) : CorpusCharts::tr("%1 minor").arg(tonic);
}

/// 1, 2, 5, 10, 20 ...: the first that is not below `least`.
int roundStep(double least) {
  int step = 1;
  for (int turn = 0; step < least; ++turn) step = turn % 3 == 1 ? step / 2 * 5 : step * 2;
  return step;
}

}  // namespace

CorpusCharts::CorpusCharts(QWidget* parent)
    : QWidget(parent),
      m_keys(new BarChart(tr("Keys"), this)),
      m_meters(new BarChart(tr("Metres"), this)),
      m_pitches(new BarChart(tr("Range"), this)),
      m_lengths(new BarChart(tr("Note lengths"), this)),
      m_pieces(new BarChart(tr("Notes in a piece"), this)) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(space::kGrid);
  int place = 0;
  for (BarChart* chart : {m_keys, m_meters, m_pitches, m_lengths}) {
    grid->addWidget(chart, place / kColumns, place % kColumns);
    ++place;
  }
  grid->addWidget(m_pieces, place / kColumns, 0, 1, kColumns);
}

void CorpusCharts::display(const CorpusReport& report, NoteNaming naming) {
  showKeys(report, naming);
  showMeters(report);
  showPitches(report, naming);
  showLengths(report);
  showPieces(report);
}

void CorpusCharts::showKeys(const CorpusReport& report, NoteNaming naming) {
  std::vector<ChartBar> bars;
  for (int key = 0; key < static_cast<int>(report.keys.size()); ++key) {
    const int count = report.keys[static_cast<std::size_t>(key)];
    const QString tonic = QString::fromStdString(tonicName(key % kOctave, key >= kOctave, naming));
    bars.push_back({key < kOctave ? tonic : tonic.toLower(), static_cast<double>(count),
                    QStringLiteral("%1: %2").arg(keyText(key, naming), pieces(count))});
  }
  const auto most = std::max_element(report.keys.begin(), report.keys.end());
  const QString often =
      *most == 0 ? tr("No key could be told.")
                 : tr("Most often %1.").arg(keyText(static_cast<int>(most - report.keys.begin()), naming));
  m_keys->setBars(std::move(bars), often);
}

void CorpusCharts::showMeters(const CorpusReport& report) {
  std::vector<std::pair<QString, int>> meters;
  for (const auto& [name, count] : report.meters) meters.emplace_back(QString::fromStdString(name), count);
  std::stable_sort(meters.begin(), meters.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<ChartBar> bars;
  for (const auto& [name, count] : meters)
    bars.push_back({name, static_cast<double>(count), QStringLiteral("%1: %2").arg(name, pieces(count))});
  const QString sentence = meters.empty() ? QString() : tr("Most often %1.").arg(meters.front().first);
  m_meters->setBars(std::move(bars), sentence);
}

void CorpusCharts::showPitches(const CorpusReport& report, NoteNaming naming) {
  const auto used = [](std::int64_t count) { return count > 0; };
  const auto first = std::find_if(report.pitches.begin(), report.pitches.end(), used);
  if (first == report.pitches.end()) return m_pitches->setBars({}, QString());
  const auto last = std::find_if(report.pitches.rbegin(), report.pitches.rend(), used).base() - 1;
  const int lowest = static_cast<int>(first - report.pitches.begin());
  const int highest = static_cast<int>(last - report.pitches.begin());
  std::vector<ChartBar> bars;
  for (int pitch = lowest; pitch <= highest; ++pitch) {
    const std::int64_t count = report.pitches[static_cast<std::size_t>(pitch)];
    const QString name = noteName(pitch, naming);
    bars.push_back({pitch % kOctave == 0 ? name : QString(), static_cast<double>(count),
                    QStringLiteral("%1: %2").arg(name, notes(count))});
  }
  m_pitches->setBars(std::move(bars),
                     tr("%1 to %2.").arg(noteName(lowest, naming), noteName(highest, naming)));
}

void CorpusCharts::showLengths(const CorpusReport& report) {
  const QString names[] = {tr("32nd or shorter"),
                           tr("16th"),
                           tr("dotted 16th or triplet eighth"),
                           tr("eighth"),
                           tr("dotted eighth or triplet quarter"),
                           tr("quarter"),
                           tr("dotted quarter"),
                           tr("half"),
                           tr("dotted half"),
                           tr("whole"),
                           tr("longer")};
  const char* const labels[] = {"1/32", "1/16", "", "1/8", "", "1/4", "", "1/2", "", "1/1", ""};
  std::vector<ChartBar> bars;
  for (std::size_t i = 0; i < report.lengths.size(); ++i)
    bars.push_back({QString::fromLatin1(labels[i]), static_cast<double>(report.lengths[i]),
                    QStringLiteral("%1: %2").arg(names[i], notes(report.lengths[i]))});
  const auto most = std::max_element(report.lengths.begin(), report.lengths.end());
  m_lengths->setBars(std::move(bars), tr("Most often: %1.").arg(names[most - report.lengths.begin()]));
}

void CorpusCharts::showPieces(const CorpusReport& report) {
  if (report.pieceNotes.empty()) return m_pieces->setBars({}, QString());
  const int step = roundStep(static_cast<double>(report.pieceNotes.back()) / kPieceClasses);
  std::vector<int> counts(static_cast<std::size_t>(report.pieceNotes.back() / step + 1));
  for (const int length : report.pieceNotes) ++counts[static_cast<std::size_t>(length / step)];
  std::vector<ChartBar> bars;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto from = static_cast<std::int64_t>(i) * step;
    bars.push_back(
        {countText(from), static_cast<double>(counts[i]),
         tr("%1 to %2 notes: %3").arg(countText(from), countText(from + step - 1), pieces(counts[i]))});
  }
  const int middle = report.pieceNotes[report.pieceNotes.size() / 2];
  m_pieces->setBars(std::move(bars), tr("Half of the pieces have fewer than %1.").arg(notes(middle)));
}

QString corpusSentence(const CorpusReport& report) {
  QString text = CorpusCharts::tr("%1 of %2 files can be used: %3 in %4.")
                     .arg(countText(report.pieces), countText(report.files), notes(report.notes),
                          CorpusCharts::tr("%n tune(s)", nullptr, report.clusters));
  text +=
      QLatin1Char(' ') +
      CorpusCharts::tr("%1 to learn from, %2 held out to listen while it learns, %3 for the test at the end.")
          .arg(countText(report.trainingPieces), countText(report.validationPieces),
               countText(report.testPieces));
  return text;
}

}  // namespace partimento::ui
