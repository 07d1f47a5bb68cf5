#pragma once

#include <QWidget>

#include "ui/training/plot_view.h"
#include "ui/training/study.h"

class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;
class QLabel;
class QProgressBar;
class QPushButton;

namespace partimento::ui {

/// The curve of a range test: loss over the learning rate, with its three readings.
class RatePlot : public PlotView {
  Q_OBJECT

 public:
  explicit RatePlot(QWidget* parent = nullptr);
  void setSearch(const RateSearch& search);

 protected:
  void restyle() override;
  void fitRanges() override;
  int places() const override { return static_cast<int>(m_search.rates.size()); }
  int placeAt(double x) const override;
  QString showCursor(int place) override;

 private:
  RateSearch m_search;
  QCPGraph* m_losses = nullptr;
  QCPItemStraightLine* m_cursor = nullptr;
  std::vector<QCPItemStraightLine*> m_marks;
  std::vector<QCPItemText*> m_names;
};

/// Tests which learning rates a network bears, shows the curve, and offers its readings.
class RateFinder : public QWidget {
  Q_OBJECT

 public:
  explicit RateFinder(Study& study, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// Answer with Study::findRate.
  void wanted();
  void chosen(double rate);

 private:
  void showSearch(const RateSearch& search);
  void showReadings();
  void showState();

  Study& m_study;
  RateSearch m_search;
  QPushButton* m_find;
  QProgressBar* m_bar;
  QLabel* m_text;
  RatePlot* m_plot;
  QPushButton* m_valley;
  QPushButton* m_minimum;
  QPushButton* m_steepest;
};

}  // namespace partimento::ui
