#include "ui/piano_roll/velocity_lane.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QWheelEvent>

#include "ui/piano_roll/notes_view.h"

namespace partimento::ui::roll {
namespace {

constexpr int kLaneHeight = 84;

}  // namespace

VelocityLane::VelocityLane(RollState& state, QWidget* parent)
    : QWidget(parent), m_state(state), m_painter(std::make_unique<VelocityPainter>(Theme::current())) {
  setFixedHeight(kLaneHeight);
  setMouseTracking(true);
  setFocusPolicy(Qt::ClickFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Velocities"));
  setAccessibleDescription(tr("With notes selected, Alt+Up and Alt+Down change their velocity"));
  connect(&m_state, &RollState::changed, this, [this](Changes what) {
    if (what & (Changes(Change::Notes) | Change::View)) update();
  });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    m_painter = std::make_unique<VelocityPainter>(Theme::current());
    update();
  });
}

VelocityScale VelocityLane::scale() const {
  return {.height = static_cast<double>(height())};
}

std::optional<Note> VelocityLane::shownNote() const {
  if (!m_pointer) return std::nullopt;
  return stemAt(m_state.scene(), scale(), *m_pointer);
}

void VelocityLane::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  m_painter->paint(painter, m_state.scene(), scale(), event->rect(), shownNote());
}

void VelocityLane::mousePressEvent(QMouseEvent* event) {
  m_pointer = event->position();
  if (event->button() != Qt::LeftButton || m_state.gesture() || !m_state.scene().hasTrack()) return;
  const PointerState press{event->position(), event->modifiers()};
  m_state.begin(std::make_unique<VelocityGesture>(m_state.scene(), scale(), press), press);
}

void VelocityLane::mouseMoveEvent(QMouseEvent* event) {
  m_pointer = event->position();
  setCursor(shownNote() ? Qt::SizeVerCursor : Qt::CrossCursor);
  if (m_state.gesture()) return m_state.drag({event->position(), event->modifiers()});
  update();
}

void VelocityLane::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) m_state.finish();
}

void VelocityLane::leaveEvent(QEvent*) {
  m_pointer.reset();
  update();
}

void VelocityLane::wheelEvent(QWheelEvent* event) {
  handleWheel(m_state, *event, event->position(), WheelAxis::Horizontal);
  event->accept();
}

void VelocityLane::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && m_state.gesture()) return m_state.cancel();
  QWidget::keyPressEvent(event);
}

}  // namespace partimento::ui::roll
