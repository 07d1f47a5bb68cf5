#include "ui/piano_roll/notes_view.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/common/music_names.h"
#include "ui/piano_roll/commands.h"
#include "ui/piano_roll/tool_cursors.h"
#include "ui/piano_roll/tools.h"

namespace partimento::ui::roll {
namespace {

constexpr double kWheelNotch = 120.0;
constexpr double kZoomPerNotch = 1.18;
constexpr double kPixelsPerNotch = 72.0;
constexpr int kAutoScrollMs = 16;
constexpr double kMostAutoScroll = 24.0;

PointerState pointerOf(const QMouseEvent& event) {
  return {event.position(), event.modifiers()};
}

}  // namespace

void handleWheel(RollState& state, const QWheelEvent& event, QPointF at, WheelAxis axis) {
  // With Alt, Qt swaps the axes: the larger one is the one that was turned.
  const QPoint angle = event.angleDelta();
  const double turned = std::abs(angle.y()) >= std::abs(angle.x()) ? angle.y() : angle.x();
  const double notches = turned / kWheelNotch;
  if (event.modifiers() & Qt::ControlModifier) {
    const double factor = std::pow(kZoomPerNotch, notches);
    if (event.modifiers() & Qt::ShiftModifier) return state.zoomRows(factor, at.y());
    return state.zoomTime(factor, at.x());
  }
  const QPoint exact = event.pixelDelta();
  double x = exact.isNull() ? angle.x() / kWheelNotch * kPixelsPerNotch : exact.x();
  double y = exact.isNull() ? angle.y() / kWheelNotch * kPixelsPerNotch : exact.y();
  if (((event.modifiers() & Qt::ShiftModifier) || axis == WheelAxis::Horizontal) && x == 0) std::swap(x, y);
  const Geometry& geometry = state.scene().geometry;
  state.scrollTo(geometry.scrollX - x, geometry.scrollY - y);
}

NotesView::NotesView(RollState& state, QWidget* parent)
    : QWidget(parent), m_state(state), m_painter(std::make_unique<RollPainter>(Theme::current())) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMinimumSize(120, 80);
  setAccessibleName(tr("Notes"));
  connect(&m_state, &RollState::changed, this, [this](Changes what) {
    if (what & (Changes(Change::Notes) | Change::View)) update();
  });
  connect(&m_state, &RollState::playheadMoved, this, &NotesView::updatePlayhead);
  connect(&m_state, &RollState::toolChanged, this, [this] { updateCursor(m_pointer, Qt::NoModifier); });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    m_painter = std::make_unique<RollPainter>(Theme::current());
    update();
  });
}

void NotesView::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  m_painter->paint(painter, m_state.scene(), event->rect());
}

void NotesView::resizeEvent(QResizeEvent*) {
  m_state.setViewSize(size());
}

void NotesView::updatePlayhead(Tick before, Tick after) {
  for (Tick tick : {before, after}) {
    const double x = m_state.scene().geometry.xOf(tick);
    if (x < -kPlayheadTrail || x > width() + kPlayheadTrail) continue;
    update(QRect(static_cast<int>(std::floor(x - kPlayheadTrail)), 0, static_cast<int>(kPlayheadTrail) + 4,
                 height()));
  }
}

void NotesView::start(std::unique_ptr<Gesture> gesture, const PointerState& press, Qt::MouseButton button) {
  if (!gesture) return;
  m_button = button;
  m_state.begin(std::move(gesture), press);
  if (m_state.gesture() && m_state.scene().tool != Tool::Eraser && button == Qt::LeftButton)
    setCursor(m_state.gesture()->cursor());
}

void NotesView::mousePressEvent(QMouseEvent* event) {
  m_pointer = event->position();
  m_state.setCursorShown(false);
  if (m_state.gesture()) return;
  if (event->button() == Qt::MiddleButton) {
    m_panFrom = m_pointer;
    setCursor(Qt::ClosedHandCursor);
    return;
  }
  if (event->button() == Qt::RightButton && m_state.rightButton() == RightButton::OpensMenu) {
    const Hit hit = noteAt(m_state.scene(), m_pointer);
    if (hit.part != NotePart::None && !m_state.selection().contains(hit.note.id))
      m_state.setSelection({hit.note.id});
    Q_EMIT menuRequested(event->globalPosition().toPoint());
    return;
  }
  if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton) return;
  const PointerState press = pointerOf(*event);
  start(gestureForPress(m_state, press, event->button()), press, event->button());
}

void NotesView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return mousePressEvent(event);
  m_pointer = event->position();
  if (m_state.gesture()) return;
  const PointerState press = pointerOf(*event);
  start(gestureForDoubleClick(m_state, press), press, Qt::LeftButton);
}

void NotesView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF before = m_pointer;
  m_pointer = event->position();
  if (m_panFrom) {
    const QPointF way = m_pointer - before;
    const Geometry& geometry = m_state.scene().geometry;
    m_state.scrollTo(geometry.scrollX - way.x(), geometry.scrollY - way.y());
    return;
  }
  if (m_state.gesture()) {
    m_state.drag(pointerOf(*event));
    const bool outside = !QRectF(rect()).contains(m_pointer);
    if (outside && !m_autoScroll.isActive()) m_autoScroll.start(kAutoScrollMs, this);
    if (!outside) m_autoScroll.stop();
    return;
  }
  updateCursor(m_pointer, event->modifiers());
}

void NotesView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::MiddleButton && m_panFrom) {
    m_panFrom.reset();
    return updateCursor(event->position(), event->modifiers());
  }
  if (event->button() != m_button) return;
  m_button = Qt::NoButton;
  m_autoScroll.stop();
  m_state.finish();
  updateCursor(event->position(), event->modifiers());
}

void NotesView::timerEvent(QTimerEvent* event) {
  if (event->timerId() != m_autoScroll.timerId()) return QWidget::timerEvent(event);
  if (!m_state.gesture()) return m_autoScroll.stop();
  const auto beyond = [](double place, double size) {
    const double way = place < 0 ? place : std::max(0.0, place - size);
    return std::clamp(way * 0.4, -kMostAutoScroll, kMostAutoScroll);
  };
  const Geometry& geometry = m_state.scene().geometry;
  m_state.scrollTo(geometry.scrollX + beyond(m_pointer.x(), width()),
                   geometry.scrollY + beyond(m_pointer.y(), height()));
  redrag(QGuiApplication::keyboardModifiers());
}

void NotesView::redrag(Qt::KeyboardModifiers modifiers) {
  if (m_state.gesture()) m_state.drag({m_pointer, modifiers});
}

void NotesView::leaveEvent(QEvent*) {
  if (!m_state.gesture()) m_state.setHovered(0);
}

void NotesView::updateCursor(QPointF at, Qt::KeyboardModifiers modifiers) {
  const Hit hit = noteAt(m_state.scene(), at);
  m_state.setHovered(hit.part == NotePart::None ? 0 : hit.note.id);
  setCursor(toolCursor(m_state.scene().tool, hit.part, modifiers));
}

void NotesView::wheelEvent(QWheelEvent* event) {
  handleWheel(m_state, *event, event->position(), WheelAxis::Vertical);
  redrag(event->modifiers());
  event->accept();
}

bool NotesView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    // Without a gesture Esc belongs to the window first: it may have something to stop.
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool yields = key->key() == Qt::Key_Escape && !m_state.gesture();
    if (!yields && commands::wantsKey(m_state, *key)) event->accept();
    return event->isAccepted() || QWidget::event(event);
  }
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    if (showToolTip(help->pos(), help->globalPos())) return true;
  }
  return QWidget::event(event);
}

bool NotesView::showToolTip(const QPoint& at, const QPoint& globalPosition) {
  const Hit hit = noteAt(m_state.scene(), at);
  if (hit.part == NotePart::None || hit.note.relaxed == RelaxedRule::None) {
    QToolTip::hideText();
    return false;
  }
  const QString text =
      spokenNote(m_state.scene(), hit.note) + QLatin1Char('\n') + relaxedSentence(hit.note.relaxed);
  QToolTip::showText(globalPosition, text, this);
  return true;
}

bool NotesView::focusNextPrevChild(bool next) {
  return commands::selectNeighbour(m_state, next ? 1 : -1) || QWidget::focusNextPrevChild(next);
}

void NotesView::keyPressEvent(QKeyEvent* event) {
  const bool modifier = event->key() == Qt::Key_Alt || event->key() == Qt::Key_Control;
  if (modifier && m_state.gesture()) return redrag(event->modifiers());
  if (event->key() == Qt::Key_Shift && !m_state.gesture()) updateCursor(m_pointer, Qt::ShiftModifier);
  if (!commands::handleKey(m_state, *event)) QWidget::keyPressEvent(event);
}

void NotesView::keyReleaseEvent(QKeyEvent* event) {
  const bool modifier = event->key() == Qt::Key_Alt || event->key() == Qt::Key_Control;
  if (modifier && m_state.gesture()) return redrag(event->modifiers());
  if (event->key() == Qt::Key_Shift && !m_state.gesture()) updateCursor(m_pointer, Qt::NoModifier);
  QWidget::keyReleaseEvent(event);
}

void NotesView::focusInEvent(QFocusEvent* event) {
  const bool byKeyboard = event->reason() == Qt::TabFocusReason ||
                          event->reason() == Qt::BacktabFocusReason ||
                          event->reason() == Qt::ShortcutFocusReason;
  if (byKeyboard) m_state.setCursorShown(true);
  QWidget::focusInEvent(event);
}

void NotesView::focusOutEvent(QFocusEvent* event) {
  m_state.setCursorShown(false);
  QWidget::focusOutEvent(event);
}

void NotesView::contextMenuEvent(QContextMenuEvent* event) {
  if (event->reason() != QContextMenuEvent::Keyboard) return event->accept();
  const Geometry& geometry = m_state.scene().geometry;
  const EditCursor& cursor = m_state.scene().cursor;
  const QPointF at(geometry.xOf(cursor.tick), geometry.yOf(cursor.pitch));
  Q_EMIT menuRequested(mapToGlobal(at.toPoint()));
}

}  // namespace partimento::ui::roll
