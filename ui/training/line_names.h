#pragma once

#include <QPointF>
#include <map>
#include <vector>

class QCPItemText;
class QCustomPlot;

namespace partimento::ui {

/// Heights nearest to those wanted that are at least so far apart, in the same order.
std::vector<double> movedApart(std::vector<double> wanted, double least);

/// Names at the ends of a plot's lines; where two would lie over each other they are moved apart.
class LineNames {
 public:
  explicit LineNames(QCustomPlot& plot) : m_plot(plot) {}
  /// Where the line ends, in the item's axes.
  void place(QCPItemText* item, const QPointF& end) { m_ends[item] = end; }
  void forget(QCPItemText* item) { m_ends.erase(item); }
  /// Before every drawing: heights on the screen follow from the zoom.
  void spread();

 private:
  QCustomPlot& m_plot;
  std::map<QCPItemText*, QPointF> m_ends;
};

}  // namespace partimento::ui
