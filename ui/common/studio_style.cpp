#include "ui/common/studio_style.h"

#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <algorithm>

#include "ui/common/theme.h"

namespace partimento::ui {
namespace {

constexpr int kIndicator = 16;
constexpr int kSliderHandle = 14;
constexpr int kSliderThickness = 20;
constexpr double kGroove = 4.0;

bool has(const QStyleOption& option, QStyle::StateFlag flag) {
  return option.state.testFlag(flag);
}

/// Focus that came by the keyboard deserves a ring; a click knows where it was.
bool showsFocus(const QStyleOption& option) {
  return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

void drawBox(QPainter& painter, const QRect& rect, const QColor& fill, const QColor& edge,
             double width = 1.0) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setBrush(fill);
  painter.setPen(edge.alpha() > 0 ? QPen(edge, width) : QPen(Qt::NoPen));
  const double inset = width / 2;
  painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), space::kCorner,
                          space::kCorner);
  painter.restore();
}

void drawChevron(QPainter& painter, const QRectF& area, Qt::ArrowType direction, const QColor& color) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.translate(area.center());
  const int turns = direction == Qt::DownArrow   ? 0
                    : direction == Qt::LeftArrow ? 1
                    : direction == Qt::UpArrow   ? 2
                                                 : 3;
  painter.rotate(90.0 * turns);
  const double reach = std::min({4.0, area.width() / 2 - 1, area.height() / 2 - 0.5});
  painter.drawPolyline(QPolygonF({{-reach, -reach / 2}, {0, reach / 2}, {reach, -reach / 2}}));
  painter.restore();
}

QColor fieldEdge(const Theme& theme, const QStyleOption& option) {
  if (has(option, QStyle::State_HasFocus)) return theme.accent;
  if (!has(option, QStyle::State_Enabled)) return theme.line;
  return has(option, QStyle::State_MouseOver) ? theme.outline : mixed(theme.outline, theme.line, 0.45);
}

QColor markColor(const Theme& theme, const QStyleOption& option) {
  return has(option, QStyle::State_Enabled) ? theme.secondText : mixed(theme.secondText, theme.panel, 0.45);
}

void drawButton(QPainter& painter, const QStyleOption& option) {
  const Theme& theme = Theme::current();
  const bool on = has(option, QStyle::State_On);
  QColor fill = on ? mixed(theme.accent, theme.panel, 0.22) : theme.control;
  QColor edge = on ? theme.accent : mixed(theme.outline, theme.line, 0.30);
  if (!has(option, QStyle::State_Enabled)) {
    fill = mixed(theme.control, theme.panel, 0.5);
    edge = theme.line;
  } else if (has(option, QStyle::State_Sunken)) {
    fill = mixed(theme.text, fill, 0.14);
  } else if (has(option, QStyle::State_MouseOver)) {
    fill = on ? mixed(theme.accent, theme.panel, 0.30) : theme.controlHover;
  }
  const bool focus = showsFocus(option);
  drawBox(painter, option.rect, fill, focus ? theme.accent : edge, focus ? 2.0 : 1.0);
}

void drawToolButton(QPainter& painter, const QStyleOption& option) {
  const Theme& theme = Theme::current();
  if (!has(option, QStyle::State_AutoRaise)) return drawButton(painter, option);
  const bool on = has(option, QStyle::State_On);
  QColor fill = on ? mixed(theme.accent, theme.panel, 0.24) : QColor(Qt::transparent);
  const QColor edge = on ? theme.accent : QColor(Qt::transparent);
  if (has(option, QStyle::State_Enabled)) {
    if (has(option, QStyle::State_Sunken)) {
      fill = mixed(theme.text, theme.control, 0.14);
    } else if (has(option, QStyle::State_MouseOver)) {
      fill = on ? mixed(theme.accent, theme.panel, 0.32) : theme.controlHover;
    }
  }
  if (fill.alpha() > 0) drawBox(painter, option.rect, fill, edge);
}

void drawCheck(QPainter& painter, const QStyleOption& option, bool round) {
  const Theme& theme = Theme::current();
  const bool marked = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
  const bool enabled = has(option, QStyle::State_Enabled);
  QColor fill = marked ? theme.accent : theme.control;
  if (!enabled) fill = marked ? theme.line : theme.panel;
  QColor edge = marked ? fill : has(option, QStyle::State_MouseOver) ? theme.accent : theme.outline;
  if (!enabled) edge = theme.line;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setBrush(fill);
  painter.setPen(QPen(edge, 1));
  const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
  const double corner = round ? box.width() / 2 : 3.0;
  painter.drawRoundedRect(box, corner, corner);
  const QColor ink = enabled ? theme.onAccent : theme.secondText;
  if (marked && round) {
    painter.setBrush(ink);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(box.center(), 3, 3);
  } else if (has(option, QStyle::State_NoChange)) {
    painter.fillRect(QRectF(box.left() + 3, box.center().y() - 1, box.width() - 6, 2), ink);
  } else if (marked) {
    painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF center = box.center();
    painter.drawPolyline(
        QPolygonF({center + QPointF(-3.6, 0.2), center + QPointF(-1, 2.8), center + QPointF(3.8, -2.8)}));
  }
  painter.restore();
}

void drawSlider(QPainter& painter, const QStyleOptionSlider& option, const QRect& handle) {
  const Theme& theme = Theme::current();
  const bool enabled = has(option, QStyle::State_Enabled);
  const bool horizontal = option.orientation == Qt::Horizontal;
  const QPointF knob = QRectF(handle).center();
  const QRectF area(option.rect);
  const double reach = kSliderHandle / 2.0;
  QRectF groove =
      horizontal ? QRectF(area.left() + reach, knob.y() - kGroove / 2, area.width() - 2 * reach, kGroove)
                 : QRectF(knob.x() - kGroove / 2, area.top() + reach, kGroove, area.height() - 2 * reach);
  QRectF done = groove;
  // Of a vertical slider the part below the handle is the value, unless it is upside down.
  if (horizontal) {
    option.upsideDown ? done.setLeft(knob.x()) : done.setRight(knob.x());
  } else {
    option.upsideDown ? done.setTop(knob.y()) : done.setBottom(knob.y());
  }
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(Qt::NoPen);
  painter.setBrush(mixed(theme.outline, theme.line, 0.35));
  painter.drawRoundedRect(groove, kGroove / 2, kGroove / 2);
  painter.setBrush(enabled ? theme.accent : theme.outline);
  painter.drawRoundedRect(done, kGroove / 2, kGroove / 2);
  const bool active = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
  if (showsFocus(option)) {
    painter.setPen(QPen(theme.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(knob, reach + 1.5, reach + 1.5);
  }
  painter.setPen(QPen(theme.panel, 2));
  painter.setBrush(!enabled ? theme.outline : active ? mixed(theme.text, theme.accent, 0.3) : theme.accent);
  painter.drawEllipse(knob, reach - 0.5, reach - 0.5);
  painter.restore();
}

}  // namespace

StudioStyle::StudioStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void StudioStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const {
  const Theme& theme = Theme::current();
  switch (element) {
    case PE_PanelButtonCommand: {
      const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
      const bool flat = button && (button->features & QStyleOptionButton::Flat);
      const bool rests = !(option->state & (State_MouseOver | State_Sunken | State_On));
      if (!flat || !rests || showsFocus(*option)) drawButton(*painter, *option);
      return;
    }
    case PE_PanelButtonTool:
      return drawToolButton(*painter, *option);
    case PE_PanelLineEdit: {
      const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
      const bool inside = frame && frame->lineWidth == 0;
      if (!inside) drawBox(*painter, option->rect, theme.control, fieldEdge(theme, *option));
      return;
    }
    case PE_FrameLineEdit:
      return;
    case PE_FrameFocusRect:
      // Push buttons wear the ring on their own edge.
      if (!showsFocus(*option) || qobject_cast<const QPushButton*>(widget)) return;
      return drawBox(*painter, option->rect, Qt::transparent, theme.accent, 1.5);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
      return drawCheck(*painter, *option, false);
    case PE_IndicatorRadioButton:
      return drawCheck(*painter, *option, true);
    case PE_IndicatorArrowDown:
      return drawChevron(*painter, option->rect, Qt::DownArrow, markColor(theme, *option));
    case PE_IndicatorArrowUp:
      return drawChevron(*painter, option->rect, Qt::UpArrow, markColor(theme, *option));
    case PE_IndicatorArrowLeft:
      return drawChevron(*painter, option->rect, Qt::LeftArrow, markColor(theme, *option));
    case PE_IndicatorArrowRight:
      return drawChevron(*painter, option->rect, Qt::RightArrow, markColor(theme, *option));
    default:
      QProxyStyle::drawPrimitive(element, option, painter, widget);
  }
}

void StudioStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                     QPainter* painter, const QWidget* widget) const {
  const Theme& theme = Theme::current();
  if (control == CC_ComboBox) {
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (combo && combo->frame) {
      const bool enabled = has(*option, State_Enabled);
      const QColor fill = !enabled                        ? mixed(theme.control, theme.panel, 0.5)
                          : has(*option, State_MouseOver) ? theme.controlHover
                                                          : theme.control;
      const bool focus = showsFocus(*option);
      drawBox(*painter, option->rect, fill, focus ? theme.accent : fieldEdge(theme, *option),
              focus ? 2.0 : 1.0);
      const QRect arrow = proxy()->subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
      return drawChevron(*painter, arrow, Qt::DownArrow, markColor(theme, *option));
    }
  }
  if (control == CC_SpinBox) {
    if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option)) {
      if (spin->frame) drawBox(*painter, option->rect, theme.control, fieldEdge(theme, *option));
      if (spin->buttonSymbols == QAbstractSpinBox::NoButtons) return;
      for (SubControl part : {SC_SpinBoxUp, SC_SpinBoxDown}) {
        const bool up = part == SC_SpinBoxUp;
        const bool works =
            spin->stepEnabled & (up ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled);
        const bool active = works && (option->activeSubControls & part) && has(*option, State_MouseOver);
        const QColor color = !works ? theme.line : active ? theme.accent : markColor(theme, *option);
        drawChevron(*painter, proxy()->subControlRect(CC_SpinBox, option, part, widget),
                    up ? Qt::UpArrow : Qt::DownArrow, color);
      }
      return;
    }
  }
  if (control == CC_Slider) {
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (slider && slider->tickPosition == QSlider::NoTicks)
      return drawSlider(*painter, *slider,
                        proxy()->subControlRect(CC_Slider, option, SC_SliderHandle, widget));
  }
  QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int StudioStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
      return kIndicator;
    case PM_SliderLength:
      return kSliderHandle;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
      return kSliderThickness;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
      return 0;
    default:
      return QProxyStyle::pixelMetric(metric, option, widget);
  }
}

int StudioStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* data) const {
  if (hint == SH_Slider_AbsoluteSetButtons) return Qt::LeftButton;
  if (hint == SH_EtchDisabledText || hint == SH_DitherDisabledText) return 0;
  return QProxyStyle::styleHint(hint, option, widget, data);
}

QSize StudioStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                    const QWidget* widget) const {
  QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
  if (type == CT_PushButton || type == CT_ComboBox || type == CT_SpinBox || type == CT_LineEdit)
    wanted.setHeight(std::max(wanted.height(), space::kControlHeight));
  return wanted;
}

}  // namespace partimento::ui
