#pragma once

#include "ui/devices/midi_preferences.h"

class QComboBox;
class QWidget;

namespace partimento::ui {

/// The grids one quantises to; "not at all" first where that is allowed.
enum class NoGrid { Allowed, NotAllowed };
QComboBox* gridCombo(NoGrid none, QWidget* parent);
GridChoice chosenGrid(const QComboBox& combo);
void chooseGrid(QComboBox& combo, const GridChoice& grid);

}  // namespace partimento::ui
