#include "ui/common/value_control.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <cmath>

namespace partimento::ui {
namespace {

constexpr int kSliderSteps = 1000;

}  // namespace

ValueControl::ValueControl(ValueControlSpec spec, QWidget* parent)
    : QWidget(parent), m_spec(std::move(spec)) {
  build();
  setValue(m_spec.initial);
  connect(m_slider, &QSlider::valueChanged, this,
          [this](int position) { m_field->setValue(fromSlider(position)); });
  connect(m_field, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(toSlider(value));
    Q_EMIT valueChanged(value);
  });
}

void ValueControl::build() {
  m_name = new QLabel(m_spec.name, this);
  m_slider = new QSlider(Qt::Horizontal, this);
  m_slider->setRange(0, kSliderSteps);
  m_slider->setPageStep(kSliderSteps / 10);
  m_slider->setSingleStep(
      std::max(1, static_cast<int>(kSliderSteps * m_spec.step / (m_spec.maximum - m_spec.minimum))));
  m_slider->setAccessibleName(tr("%1, slider").arg(m_spec.name));
  m_field = new QDoubleSpinBox(this);
  m_field->setDecimals(m_spec.decimals);
  m_field->setRange(m_spec.minimum, m_spec.maximum);
  m_field->setSingleStep(m_spec.step);
  m_field->setSuffix(m_spec.suffix);
  m_field->setSpecialValueText(m_spec.special);
  m_field->setAlignment(Qt::AlignRight);
  m_field->setAccessibleName(m_spec.name);
  m_field->setButtonSymbols(QAbstractSpinBox::NoButtons);
  m_field->setKeyboardTracking(false);
  m_field->setFixedWidth(88);
  m_field->setMinimumHeight(26);
  m_name->setBuddy(m_field);
  m_override = new QLabel(this);
  m_override->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_override->setFixedWidth(88);
  m_override->hide();
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(0);
  grid->addWidget(m_name, 0, 0);
  grid->addWidget(m_field, 0, 1);
  grid->addWidget(m_override, 0, 1);
  grid->addWidget(m_slider, 1, 0, 1, 2);
  grid->setColumnStretch(0, 1);
  setUnavailable(QString());
  m_name->installEventFilter(this);
  m_slider->installEventFilter(this);
}

double ValueControl::value() const {
  return m_field->value();
}

int ValueControl::intValue() const {
  return static_cast<int>(std::lround(m_field->value()));
}

void ValueControl::setValue(double value) {
  m_field->setValue(value);
  const QSignalBlocker quiet(m_slider);
  m_slider->setValue(toSlider(m_field->value()));
}

void ValueControl::setRange(double minimum, double maximum) {
  m_spec.minimum = minimum;
  m_spec.maximum = maximum;
  m_field->setRange(minimum, maximum);
  const QSignalBlocker quiet(m_slider);
  m_slider->setValue(toSlider(m_field->value()));
}

void ValueControl::setUnavailable(const QString& reason) {
  const bool available = reason.isEmpty();
  const QString help =
      available ? m_spec.tooltip + QLatin1Char('\n') + tr("Double-click the name or the slider to reset.")
                : reason;
  for (QWidget* part : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_slider),
                        static_cast<QWidget*>(m_field), static_cast<QWidget*>(this)})
    part->setToolTip(help);
  m_slider->setEnabled(available);
  m_field->setEnabled(available);
  m_name->setEnabled(available);
  m_field->setAccessibleDescription(help);
  m_slider->setAccessibleDescription(help);
}

void ValueControl::setOverride(const QString& text) {
  m_override->setText(text);
  m_override->setVisible(!text.isEmpty());
  m_field->setVisible(text.isEmpty());
}

bool ValueControl::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::MouseButtonDblClick && m_field->isEnabled()) {
    setValue(m_spec.initial);
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

int ValueControl::toSlider(double value) const {
  if (m_spec.scale == ValueControlSpec::Scale::Logarithmic)
    return static_cast<int>(std::lround(kSliderSteps * std::log(value / m_spec.minimum) /
                                        std::log(m_spec.maximum / m_spec.minimum)));
  return static_cast<int>(
      std::lround(kSliderSteps * (value - m_spec.minimum) / (m_spec.maximum - m_spec.minimum)));
}

double ValueControl::fromSlider(int position) const {
  const double way = static_cast<double>(position) / kSliderSteps;
  if (m_spec.scale == ValueControlSpec::Scale::Logarithmic)
    return m_spec.minimum * std::pow(m_spec.maximum / m_spec.minimum, way);
  return m_spec.minimum + way * (m_spec.maximum - m_spec.minimum);
}

}  // namespace partimento::ui
