#include "ui/common/panel_scroll.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QScrollBar>

namespace partimento::ui {
namespace {

constexpr int kLeastHeight = 80;

bool holdsAValue(const QWidget* widget) {
  return qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
         qobject_cast<const QComboBox*>(widget);
}

}  // namespace

PanelScroll::PanelScroll(QWidget* body, QWidget* parent) : QScrollArea(parent) {
  setWidget(body);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  body->installEventFilter(this);
  for (QWidget* child : body->findChildren<QWidget*>()) {
    if (!holdsAValue(child)) continue;
    child->setFocusPolicy(Qt::StrongFocus);  // by Tab and click, not by the wheel
    child->installEventFilter(this);
  }
}

QSize PanelScroll::minimumSizeHint() const {
  return {widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width(), kLeastHeight};
}

QSize PanelScroll::sizeHint() const {
  return minimumSizeHint().expandedTo({0, 240});
}

bool PanelScroll::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::LayoutRequest) updateGeometry();
  const auto* control = qobject_cast<const QWidget*>(watched);
  if (event->type() == QEvent::Wheel && control && widget()->isAncestorOf(control) && !control->hasFocus()) {
    event->ignore();  // it goes on to the scroll area
    return true;
  }
  return QScrollArea::eventFilter(watched, event);
}

}  // namespace partimento::ui
