#pragma once

#include <QWidget>
#include <functional>

class QCPAxis;
class QCustomPlot;
class QLabel;

namespace partimento::ui {

/// A plot in the colours of the theme with a line of text above it that tells what is under the cursor.
/// Ctrl+wheel zooms at the pointer, a drag moves, a double-click or 0 shows everything, + and - zoom, Left
/// and Right move the cursor (Shift: ten points).
class PlotView : public QWidget {
  Q_OBJECT

 public:
  explicit PlotView(QWidget* parent = nullptr);

  /// Everything in sight, and so for as long as nobody zooms.
  void fit();
  bool isFitted() const { return m_fitted; }
  void zoom(double factor);
  QString readout() const;
  QSize sizeHint() const override;

  /// Writes what is seen; the suffix says how: .png at twice the size, else .svg. Throws
  /// Error(FileNotWritable).
  void exportPicture(const QString& path) const;

 protected:
  QCustomPlot& plot() const { return *m_plot; }
  void styleAxis(QCPAxis& axis) const;
  /// Draws soon.
  void redraw();

  /// Puts everything in the colours of the theme.
  virtual void restyle();
  /// Ranges that show everything.
  virtual void fitRanges() = 0;
  /// How many places the cursor can stand at, and the place nearest to an x.
  virtual int places() const = 0;
  virtual int placeAt(double x) const = 0;
  /// Puts the cursor on a place, -1: takes it away. Returns what is told.
  virtual QString showCursor(int place) = 0;
  /// Tells again what is under the cursor.
  void tell();

  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void moveCursor(int by);

  QLabel* m_readout;
  QCustomPlot* m_plot;
  bool m_fitted = true;
  int m_place = -1;
};

}  // namespace partimento::ui
