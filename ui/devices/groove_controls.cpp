#include "ui/devices/groove_controls.h"

#include <QCoreApplication>

#include "ui/common/value_control.h"

namespace partimento::ui {
namespace {

class Groove {
  Q_DECLARE_TR_FUNCTIONS(Groove)
};

}  // namespace

ValueControl* strengthControl(double strength, QWidget* parent) {
  auto* control =
      new ValueControl({.name = Groove::tr("Strength"),
                        .tooltip = Groove::tr("100 % puts notes on the grid, 50 % halves the distance"),
                        .suffix = Groove::tr(" %"),
                        .minimum = 0,
                        .maximum = 100,
                        .initial = 100,
                        .step = 5},
                       parent);
  control->setValue(strength * 100);
  return control;
}

ValueControl* swingControl(double swing, QWidget* parent) {
  auto* control = new ValueControl(
      {.name = Groove::tr("Swing"),
       .tooltip = Groove::tr("Where the second of two notes falls: 50 % evenly, 67 % as triplets"),
       .suffix = Groove::tr(" %"),
       .minimum = 50,
       .maximum = 75,
       .initial = 50},
      parent);
  control->setValue(swing * 100);
  return control;
}

}  // namespace partimento::ui
