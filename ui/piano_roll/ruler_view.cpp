#include "ui/piano_roll/ruler_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/piano_roll/notes_view.h"

namespace partimento::ui::roll {
namespace {

constexpr double kEndReach = 6.0;
constexpr int kHandleReach = 8;

}  // namespace

RulerView::RulerView(RollState& state, QWidget* parent)
    : QWidget(parent), m_state(state), m_painter(std::make_unique<RulerPainter>(Theme::current())) {
  setFixedHeight(kRulerHeight);
  setMouseTracking(true);
  setFocusPolicy(Qt::ClickFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Ruler"));
  setAccessibleDescription(tr("Click to move the playhead, drag to set the loop"));
  setToolTip(tr("Click: move the playhead. Drag: set the loop."));
  connect(&m_state, &RollState::changed, this, [this](Changes what) {
    if (what & (Changes(Change::Ruler) | Change::View)) update();
  });
  connect(&m_state, &RollState::playheadMoved, this, [this](Tick before, Tick after) {
    for (Tick tick : {before, after}) {
      const int x = static_cast<int>(std::floor(m_state.scene().geometry.xOf(tick)));
      update(QRect(x - kHandleReach, 0, 2 * kHandleReach + 2, height()));
    }
  });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    m_painter = std::make_unique<RulerPainter>(Theme::current());
    update();
  });
}

void RulerView::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  m_painter->paint(painter, m_state.scene(), event->rect());
}

RulerView::Part RulerView::partAt(QPointF point) const {
  const Scene& scene = m_state.scene();
  if (!scene.loop) return Part::Empty;
  const double begin = scene.geometry.xOf(scene.loop->begin);
  const double end = scene.geometry.xOf(scene.loop->end);
  const double reach = std::min(kEndReach, std::max((end - begin) / 3, 2.0));
  if (point.x() >= end - reach && point.x() <= end + kEndReach) return Part::LoopEnd;
  if (point.x() >= begin - kEndReach && point.x() <= begin + reach) return Part::LoopBegin;
  const bool inside = point.x() > begin && point.x() < end && point.y() < kLoopStripHeight;
  return inside ? Part::LoopBody : Part::Empty;
}

Tick RulerView::snappedAt(QPointF point, Qt::KeyboardModifiers modifiers) const {
  const Scene& scene = m_state.scene();
  const Tick tick = std::max(scene.geometry.tickAt(point.x()), Tick(0));
  return modifiers & (Qt::AltModifier | Qt::ControlModifier) ? tick : scene.grid().snapped(tick);
}

void RulerView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_drag = Drag{.part = partAt(event->position()),
                .press = event->position(),
                .pressTick = snappedAt(event->position(), event->modifiers()),
                .before = m_state.scene().loop};
  if (m_drag->part == Part::LoopBody) setCursor(Qt::ClosedHandCursor);
}

void RulerView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && partAt(event->position()) == Part::LoopBody)
    return m_state.requestLoop(std::nullopt);
  mousePressEvent(event);
}

void RulerView::mouseMoveEvent(QMouseEvent* event) {
  if (!m_drag) return updateCursor(event->position());
  m_drag->moved = m_drag->moved || std::abs(event->position().x() - m_drag->press.x()) >= kDragThreshold;
  if (m_drag->moved) dragTo(event->position(), event->modifiers());
}

void RulerView::dragTo(QPointF point, Qt::KeyboardModifiers modifiers) {
  const Tick here = snappedAt(point, modifiers);
  TickRange loop = m_drag->before.value_or(TickRange{});
  switch (m_drag->part) {
    case Part::Empty:
      loop = {std::min(here, m_drag->pressTick), std::max(here, m_drag->pressTick)};
      break;
    case Part::LoopBegin:
      loop = {std::min(here, loop.end), std::max(here, loop.end)};
      break;
    case Part::LoopEnd:
      loop = {std::min(here, loop.begin), std::max(here, loop.begin)};
      break;
    case Part::LoopBody: {
      const Tick by = std::max(here - m_drag->pressTick, -loop.begin);
      loop = {loop.begin + by, loop.end + by};
      break;
    }
  }
  m_state.setLoop(loop);
}

void RulerView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_drag) return;
  const Drag drag = *m_drag;
  m_drag.reset();
  if (!drag.moved) {
    m_state.requestSeek(snappedAt(event->position(), event->modifiers()));
  } else {
    const auto wanted = m_state.scene().loop;
    m_state.setLoop(drag.before);
    m_state.requestLoop(wanted);
  }
  updateCursor(event->position());
}

void RulerView::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Escape || !m_drag) return QWidget::keyPressEvent(event);
  m_state.setLoop(m_drag->before);
  m_drag.reset();
}

void RulerView::wheelEvent(QWheelEvent* event) {
  handleWheel(m_state, *event, event->position(), WheelAxis::Horizontal);
  event->accept();
}

void RulerView::updateCursor(QPointF point) {
  switch (partAt(point)) {
    case Part::LoopBegin:
    case Part::LoopEnd:
      return setCursor(Qt::SizeHorCursor);
    case Part::LoopBody:
      return setCursor(Qt::OpenHandCursor);
    case Part::Empty:
      return setCursor(Qt::ArrowCursor);
  }
}

}  // namespace partimento::ui::roll
