#pragma once

#include <QBasicTimer>
#include <QWidget>
#include <optional>

#include "ui/score_view/page_geometry.h"
#include "ui/score_view/score_state.h"
#include "ui/score_view/staff_commands.h"
#include "ui/score_view/tile_cache.h"

namespace partimento::ui::score {

/// The pages: paints them from tiles, gives pointer and keyboard to the state.
class ScoreCanvas : public QWidget {
  Q_OBJECT

 public:
  explicit ScoreCanvas(ScoreState& state, QWidget* parent = nullptr);

  const PageGeometry& geometry() const { return m_geometry; }
  /// For those who read the score aloud.
  ScoreState& state() { return m_state; }
  /// Where a box of a page stands, in the widget.
  QRect placeOf(const HeadPlace& place) const;
  PagePoint pageAt(QPoint widget) const { return m_geometry.pageAt(pixels(widget)); }
  /// Percent of the usual size: 100 is 8 device-independent pixels a staff space.
  double zoom() const;
  void setZoom(double percent);
  void zoomAt(double factor, QPointF at);
  /// A page (or the line's height) fills the width (height) of the view.
  void zoomToFit();
  /// In device pixels.
  void scrollTo(int x, int y);
  /// The same by wheel, bar or hand: others may want to come along.
  void scrollByHand(int x, int y);
  void reveal(NoteId id);
  void revealTick(Tick tick);
  /// The line of music (or the place on the endless one) moves to the beginning of the view.
  void turnTo(Tick tick);
  /// What of the piece is in view, from the first line of music that is mostly seen to the last.
  std::pair<Tick, Tick> shownTime() const;
  /// Turns pages and lines in time with the playhead.
  void follow();
  /// The timer that paints ahead, one tile at a time.
  int prefetchTimer() const { return m_prefetch.timerId(); }

 Q_SIGNALS:
  void viewChanged();
  void scrolled();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void timerEvent(QTimerEvent* event) override;
  bool focusNextPrevChild(bool next) override;

 private:
  void stateChanged(Changes what);
  void syncGeometry();
  void paintTiles(QPainter& painter, const QRect& exposed);
  void prefetch();
  void updatePlayhead(Tick before, Tick after);
  void clickAt(QPointF at, Qt::KeyboardModifiers modifiers);
  void dragTo(QPointF at);
  /// Shows what a click there would write.
  void showPen(const std::optional<PagePoint>& point);
  void finishBand(Qt::KeyboardModifiers modifiers);
  QPointF pixels(QPointF at) const { return at * devicePixelRatioF(); }
  QRect toWidget(const QRectF& device) const;
  void show(const QRectF& device);

  ScoreState& m_state;
  ScoreInk m_ink;
  TileCache m_tiles;
  PageGeometry m_geometry;
  Tick m_paintedPlayhead;
  double m_zoom = 100;
  std::optional<QPointF> m_press;
  bool m_pressedHead = false;
  std::optional<commands::HeadDrag> m_drag;
  std::optional<QRectF> m_band;
  std::optional<QPointF> m_panFrom;
  QBasicTimer m_prefetch;
  bool m_fits = true;  // nobody has zoomed: the page goes with the width of the view
};

}  // namespace partimento::ui::score
