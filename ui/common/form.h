#pragma once

#include <QString>
#include <initializer_list>

#include "ui/common/theme.h"

class QToolButton;
class QWidget;

namespace partimento::ui {

/// Name, tooltip and height that every control of a dialog has.
template <typename Field>
Field* field(Field* control, const QString& name, const QString& tooltip) {
  control->setAccessibleName(name);
  control->setToolTip(tooltip);
  control->setMinimumHeight(space::kControlHeight);
  return control;
}

/// A small button with a sign on it.
QToolButton* signButton(const QString& sign, const QString& name, QWidget* parent);
/// Controls in a row under a caption, which is the first one's label.
QWidget* captioned(const QString& caption, std::initializer_list<QWidget*> controls, QWidget* parent);

}  // namespace partimento::ui
