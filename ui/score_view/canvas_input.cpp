// What the canvas does with pointer and keys.

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

#include "ui/score_view/score_canvas.h"
#include "ui/score_view/staff_pen.h"

namespace partimento::ui::score {
namespace {

constexpr double kReach = 0.6;  // spaces around a head that still hit it
constexpr double kDragThreshold = 4;
constexpr double kWheelNotch = 120;
constexpr double kScrollPerNotch = 90;  // device-independent pixels
constexpr double kZoomPerNotch = 1.14;

}  // namespace

void ScoreCanvas::mousePressEvent(QMouseEvent* event) {
  const QPointF at = pixels(event->position());
  if (event->button() == Qt::MiddleButton) {
    m_panFrom = at;
    setCursor(Qt::ClosedHandCursor);
    return;
  }
  if (event->button() != Qt::LeftButton) return;
  m_press = at;
  m_state.settle();
  const PagePoint point = m_geometry.pageAt(at);
  const NoteId note = noteAt(*m_state.scene().layout, point.page, point.at, kReach);
  m_pressedHead = note != 0;
  if (note != 0 || m_state.scene().caret.on) clickAt(at, event->modifiers());
  m_drag = note != 0 ? commands::holdHead(m_state, note) : std::nullopt;
}

void ScoreCanvas::clickAt(QPointF at, Qt::KeyboardModifiers modifiers) {
  const PagePoint point = m_geometry.pageAt(at);
  const NoteId note = noteAt(*m_state.scene().layout, point.page, point.at, kReach);
  const auto music = m_state.scene().layout->musicAt(point.page, point.at);
  if (m_state.scene().caret.on && music && note == 0) return commands::writeAt(m_state, *music);
  if (note != 0) return commands::clickNote(m_state, note, modifiers);
  if (!(modifiers & Qt::ControlModifier)) m_state.setSelection(m_state.scene().track, {});
  if (music) commands::clickPlace(m_state, *music);
  const std::optional<RestPlace> rest = restAt(*m_state.scene().layout, point.page, point.at);
  rest ? commands::selectRest(m_state, *rest) : m_state.setRest({});
}

void ScoreCanvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = pixels(event->position());
  if (m_panFrom) {
    const QPointF way = at - *m_panFrom;
    m_panFrom = at;
    scrollByHand(m_geometry.scrollX - qRound(way.x()), m_geometry.scrollY - qRound(way.y()));
    return;
  }
  if (m_press && (event->buttons() & Qt::LeftButton)) return dragTo(at);
  const PagePoint point = m_geometry.pageAt(at);
  const NoteId note = noteAt(*m_state.scene().layout, point.page, point.at, kReach);
  m_state.setHovered(note);
  showPen(note == 0 ? std::optional(point) : std::nullopt);
  setCursor(note != 0                  ? Qt::PointingHandCursor
            : m_state.scene().caret.on ? Qt::CrossCursor
                                       : Qt::ArrowCursor);
}

void ScoreCanvas::dragTo(QPointF at) {
  const bool far = QLineF(*m_press, at).length() > kDragThreshold * devicePixelRatioF();
  if (m_drag && (far || m_drag->moved)) {
    setCursor(Qt::SizeVerCursor);
    const double step = m_geometry.space / 2.0;
    return commands::dragHead(m_state, *m_drag, qRound((m_press->y() - at.y()) / step));
  }
  if (!m_band && (!far || m_pressedHead || m_state.scene().caret.on)) return;
  m_band = QRectF(*m_press, at).normalized();
  update();
}

void ScoreCanvas::showPen(const std::optional<PagePoint>& point) {
  const ScoreScene& scene = m_state.scene();
  const bool writing = scene.caret.on && point && !m_state.lags();
  const auto music = writing ? scene.layout->musicAt(point->page, point->at) : std::nullopt;
  m_state.setPen(music ? std::optional(penPlace(*scene.layout, *music, m_state.value())) : std::nullopt);
}

void ScoreCanvas::finishBand(Qt::KeyboardModifiers modifiers) {
  const PagePoint from = m_geometry.pageAt(m_band->topLeft());
  const PagePoint to = m_geometry.pageAt(m_band->bottomRight());
  m_band.reset();
  const engraving::Layout& layout = *m_state.scene().layout;
  edits::NoteIds ids;
  for (std::size_t page = from.page; page <= to.page; ++page) {
    const double top = page == from.page ? from.at.y : 0;
    const double bottom = page == to.page ? to.at.y : layout.pageHeight();
    ids.merge(notesIn(layout, page, {from.at.x, top, to.at.x, bottom}));
  }
  commands::selectAmong(m_state, ids, modifiers);
  update();
}

void ScoreCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::MiddleButton) {
    m_panFrom.reset();
    unsetCursor();
    return;
  }
  if (event->button() != Qt::LeftButton || !m_press) return;
  const QPointF press = *m_press;
  m_press.reset();
  m_drag.reset();
  m_state.settle();
  if (m_band) return finishBand(event->modifiers());
  if (!m_pressedHead && !m_state.scene().caret.on) clickAt(press, event->modifiers());
}

void ScoreCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_state.settle();
  const PagePoint point = m_geometry.pageAt(pixels(event->position()));
  if (noteAt(*m_state.scene().layout, point.page, point.at, kReach) != 0) return;
  const auto music = m_state.scene().layout->musicAt(point.page, point.at);
  if (music) commands::writeAt(m_state, *music);
}

void ScoreCanvas::leaveEvent(QEvent*) {
  m_state.setHovered(0);
  m_state.setPen(std::nullopt);
}

void ScoreCanvas::wheelEvent(QWheelEvent* event) {
  const QPointF notches = QPointF(event->angleDelta()) / kWheelNotch;
  event->accept();
  if (event->modifiers() & Qt::ControlModifier) {
    if (notches.y() != 0) zoomAt(std::pow(kZoomPerNotch, notches.y()), event->position());
    return;
  }
  QPointF way = notches * kScrollPerNotch * devicePixelRatioF();
  if (!event->pixelDelta().isNull()) way = QPointF(event->pixelDelta()) * devicePixelRatioF();
  const bool sideways = (event->modifiers() & Qt::ShiftModifier) || m_state.scene().form == Form::Line;
  if (sideways && way.x() == 0) way = QPointF(way.y(), 0);
  scrollByHand(m_geometry.scrollX - qRound(way.x()), m_geometry.scrollY - qRound(way.y()));
}

void ScoreCanvas::keyPressEvent(QKeyEvent* event) {
  if (!commands::handleKey(m_state, *event)) QWidget::keyPressEvent(event);
}

void ScoreCanvas::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
  commands::present(m_state);
}

bool ScoreCanvas::focusNextPrevChild(bool next) {
  // Tab goes from note to note, and leaves after the last, as on the roll.
  if (commands::selectNeighbour(m_state, next ? 1 : -1)) return true;
  return QWidget::focusNextPrevChild(next);
}

}  // namespace partimento::ui::score
