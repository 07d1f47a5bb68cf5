#pragma once

#include <QString>

class QComboBox;
class QFormLayout;
class QLabel;
class QWidget;

/// What the pages of the MIDI dialog are made of.
namespace partimento::ui {

QComboBox* choiceBox(const QString& name, const QString& tooltip, QWidget* parent);
QFormLayout* formOf(QWidget* page);
/// Second text that changes, as wide as the fields.
QLabel* changingText(QWidget* parent);

}  // namespace partimento::ui
