#include "ui/piano_roll/keyboard_view.h"

#include <QMouseEvent>
#include <QPaintEvent>
#include <QWheelEvent>

#include "ui/piano_roll/notes_view.h"

namespace partimento::ui::roll {

KeyboardView::KeyboardView(RollState& state, QWidget* parent)
    : QWidget(parent), m_state(state), m_painter(std::make_unique<KeyboardPainter>(Theme::current())) {
  setFixedWidth(kKeyboardWidth);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setCursor(Qt::PointingHandCursor);
  setAccessibleName(tr("Piano keys"));
  setToolTip(tr("Press a key to hear it"));
  connect(&m_state, &RollState::changed, this, [this](Changes what) {
    if (what & (Changes(Change::Keys) | Change::View)) update();
  });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    m_painter = std::make_unique<KeyboardPainter>(Theme::current());
    update();
  });
}

void KeyboardView::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  m_painter->paint(painter, m_state.scene(), event->rect(), m_hovered);
}

void KeyboardView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton)
    m_state.pressKey(m_state.scene().geometry.pitchAt(event->position().y()));
}

void KeyboardView::mouseMoveEvent(QMouseEvent* event) {
  const Pitch pitch = m_state.scene().geometry.pitchAt(event->position().y());
  setHovered(pitch);
  if (event->buttons() & Qt::LeftButton) m_state.pressKey(pitch);
}

void KeyboardView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) m_state.pressKey(-1);
}

void KeyboardView::leaveEvent(QEvent*) {
  setHovered(-1);
}

void KeyboardView::wheelEvent(QWheelEvent* event) {
  if (event->modifiers() & Qt::ControlModifier) {
    m_state.zoomRows(event->angleDelta().y() > 0 ? 1.15 : 1 / 1.15, event->position().y());
  } else {
    handleWheel(m_state, *event, event->position(), WheelAxis::Vertical);
  }
  event->accept();
}

void KeyboardView::setHovered(Pitch pitch) {
  if (pitch == m_hovered) return;
  m_hovered = pitch;
  update();
}

}  // namespace partimento::ui::roll
