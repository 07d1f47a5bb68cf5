// What the canvas does with pointer and keys.

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

#include "ui/score_view/score_canvas.h"
#include "ui/score_view/staff_commands.h"

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
  if (note != 0 || m_state.scene().caret.on) clickAt(at, event->modifiers());
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
    scrollTo(m_geometry.scrollX - qRound(way.x()), m_geometry.scrollY - qRound(way.y()));
    return;
  }
  const PagePoint point = m_geometry.pageAt(at);
  const NoteId note = noteAt(*m_state.scene().layout, point.page, point.at, kReach);
  if (m_press && (event->buttons() & Qt::LeftButton)) {
    const bool far = QLineF(*m_press, at).length() > kDragThreshold * devicePixelRatioF();
    const PagePoint from = m_geometry.pageAt(*m_press);
    const bool onNote = noteAt(*m_state.scene().layout, from.page, from.at, kReach) != 0;
    if (m_band || (far && !onNote && !m_state.scene().caret.on)) {
      m_band = QRectF(*m_press, at).normalized();
      update();
    }
    return;
  }
  m_state.setHovered(note);
  setCursor(note != 0                  ? Qt::PointingHandCursor
            : m_state.scene().caret.on ? Qt::CrossCursor
                                       : Qt::ArrowCursor);
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
  m_state.settle();
  if (m_band) return finishBand(event->modifiers());
  const PagePoint point = m_geometry.pageAt(press);
  const bool onNote = noteAt(*m_state.scene().layout, point.page, point.at, kReach) != 0;
  if (!onNote && !m_state.scene().caret.on) clickAt(press, event->modifiers());
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
  scrollTo(m_geometry.scrollX - qRound(way.x()), m_geometry.scrollY - qRound(way.y()));
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
