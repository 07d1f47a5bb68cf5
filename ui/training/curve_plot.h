#pragma once

#include <vector>

#include "ui/training/line_names.h"
#include "ui/training/plot_view.h"
#include "ui/training/training_host.h"

class QCPAxisRect;
class QCPGraph;
class QCPItemRect;
class QCPItemStraightLine;
class QCPItemText;

namespace partimento::ui {

/// The curves of one run, or of several over each other: losses in nats a note above, learning rates below.
/// The line of a training loss is smoothed over what came before; the unsmoothed one stays behind it, faint.
/// Held-out losses are dashed with a dot at each. Where validation has turned, the rest is marked.
class CurvePlot : public PlotView {
  Q_OBJECT

 public:
  explicit CurvePlot(QWidget* parent = nullptr);

  enum class Along { Steps, Time };
  /// The first is the one that is shown, the others are compared with it.
  void setRuns(std::vector<RunViewPtr> runs);
  void setAlong(Along along);
  /// Weight of the past, 0 to 0.99.
  void setSmoothing(double weight);
  /// A mark where a checkpoint is that is heard; none: step 0.
  void markStep(std::int64_t step);

  /// Every point of every run that is shown, as comma-separated values. Throws what writing files throws.
  void exportTable(const QString& path) const;

 protected:
  void restyle() override;
  void fitRanges() override;
  int places() const override;
  int placeAt(double x) const override;
  QString showCursor(int place) override;

 private:
  struct Lines {
    QCPGraph* raw = nullptr;
    QCPGraph* smooth = nullptr;
    QCPGraph* heldOut = nullptr;
    QCPGraph* rate = nullptr;
    QCPItemText* name = nullptr;
    QCPItemText* heldOutName = nullptr;
  };

  void buildAxes();
  Lines makeLines();
  void draw();
  void drawRun(std::size_t index);
  void drawOverfit();
  void drawMark();
  void label(QCPItemText*& item, const QString& text, double x, double y, const QColor& color);
  QColor colorOf(std::size_t index) const;
  double xOf(std::int64_t step, double seconds) const;
  QString told(const TrainPoint& point, double smooth, const std::vector<ValidationPoint>& validation) const;

  std::vector<RunViewPtr> m_runs;
  std::vector<Lines> m_lines;
  std::vector<double> m_smooth;  // of the first run
  LineNames m_names;
  Along m_along = Along::Steps;
  double m_weight = 0.9;
  std::int64_t m_marked = 0;
  QCPAxisRect* m_losses = nullptr;
  QCPAxisRect* m_rates = nullptr;
  QCPItemStraightLine* m_cursor = nullptr;
  QCPItemStraightLine* m_mark = nullptr;
  QCPItemStraightLine* m_turn = nullptr;
  QCPItemRect* m_after = nullptr;
  QCPItemText* m_turnText = nullptr;
};

}  // namespace partimento::ui
