#pragma once

#include <QWidget>
#include <vector>

namespace partimento::ui {

struct ChartBar {
  QString label;  ///< under the bar; empty: none
  double value = 0;
  QString tip;  ///< the whole truth about the bar, for tooltip and screen reader
};

/// A small bar chart with a title and a sentence that sums it up. Left and Right go from bar to bar when it
/// has the focus; the one reached is told in the place of the sentence.
class BarChart : public QWidget {
  Q_OBJECT

 public:
  explicit BarChart(const QString& title, QWidget* parent = nullptr);
  void setBars(std::vector<ChartBar> bars, const QString& sentence);
  const std::vector<ChartBar>& bars() const { return m_bars; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QRectF plotArea() const;
  int barAt(const QPointF& position) const;
  void setCurrent(int index);

  QString m_title;
  QString m_sentence;
  std::vector<ChartBar> m_bars;
  int m_current = -1;
};

}  // namespace partimento::ui
