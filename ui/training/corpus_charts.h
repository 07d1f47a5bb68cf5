#pragma once

#include <QWidget>

#include "core/engine/corpus_report.h"
#include "core/music/pitch_name.h"

namespace partimento::ui {

class BarChart;

/// What a corpus holds, in five pictures: keys, metres, range, note lengths, lengths of the pieces.
class CorpusCharts : public QWidget {
  Q_OBJECT

 public:
  explicit CorpusCharts(QWidget* parent = nullptr);
  void display(const CorpusReport& report, NoteNaming naming);

 private:
  void showKeys(const CorpusReport& report, NoteNaming naming);
  void showMeters(const CorpusReport& report);
  void showPitches(const CorpusReport& report, NoteNaming naming);
  void showLengths(const CorpusReport& report);
  void showPieces(const CorpusReport& report);

  BarChart* m_keys;
  BarChart* m_meters;
  BarChart* m_pitches;
  BarChart* m_lengths;
  BarChart* m_pieces;
};

/// The corpus in one or two sentences: "238 of 250 files, 12,345 notes, about 41 minutes of music."
QString corpusSentence(const CorpusReport& report);

}  // namespace partimento::ui
