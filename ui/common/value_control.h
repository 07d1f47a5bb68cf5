#pragma once

#include <QString>
#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QSlider;

namespace partimento::ui {

/// What a ValueControl shows and allows.
struct ValueControlSpec {
  QString name;       ///< label and accessible name
  QString tooltip{};  ///< one sentence
  QString suffix{};   ///< unit, with its leading space
  QString special{};  ///< shown in place of the lowest value ("off"); empty: none
  double minimum = 0;
  double maximum = 100;
  double initial = 0;  ///< the value that a double-click on the name or the slider brings back
  double step = 1;
  int decimals = 0;
  enum class Scale { Linear, Logarithmic } scale = Scale::Linear;  ///< how the slider's way maps to values
};

/// A name, a slider and a number field with its unit. A double-click on the name or the slider resets.
class ValueControl : public QWidget {
  Q_OBJECT

 public:
  explicit ValueControl(ValueControlSpec spec, QWidget* parent = nullptr);

  double value() const;
  int intValue() const;
  /// Sets without valueChanged when nothing changes; clamps to the range.
  void setValue(double value);
  void setRange(double minimum, double maximum);
  /// Disables the control and says why in its tooltip; an empty reason enables it again.
  void setUnavailable(const QString& reason);
  /// Text in the place of the number, with the slider at rest ("included"); empty: the number.
  void setOverride(const QString& text);
  QDoubleSpinBox* field() const { return m_field; }

 Q_SIGNALS:
  void valueChanged(double value);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  int toSlider(double value) const;
  double fromSlider(int position) const;

  ValueControlSpec m_spec;
  QLabel* m_name = nullptr;
  QSlider* m_slider = nullptr;
  QDoubleSpinBox* m_field = nullptr;
  QLabel* m_override = nullptr;
};

}  // namespace partimento::ui
