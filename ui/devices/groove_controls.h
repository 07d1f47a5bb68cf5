#pragma once

class QWidget;

namespace partimento::ui {

class ValueControl;

/// How much quantising moves notes, in percent.
ValueControl* strengthControl(double strength, QWidget* parent);
/// Where the second of two notes falls, in percent; both as shares of 1 in the preferences.
ValueControl* swingControl(double swing, QWidget* parent);

}  // namespace partimento::ui
