#pragma once

#include <QLabel>

#include "core/base/units.h"

namespace partimento::ui {

/// Explanatory text under a control: second text colour, wraps.
QLabel* secondLabel(const QString& text, QWidget* parent = nullptr);
/// Title of a panel or a page.
QLabel* titleLabel(const QString& text, QWidget* parent = nullptr);
/// A font whose figures all have one width, so that a running position does not jitter.
QFont tabularFont(const QFont& base);
/// "0:07", "1:02:30".
QString clockText(Seconds time);

}  // namespace partimento::ui
