#pragma once

#include <memory>

#include "ui/piano_roll/gestures.h"

namespace partimento::ui::roll {

class RollState;

/// What a press with a button and the tool in hand begins: selects what it must and returns the gesture.
/// Null: the press was all there is to it.
std::unique_ptr<Gesture> gestureForPress(RollState& state, const PointerState& press, Qt::MouseButton button);
/// The same for the second press of a double-click.
std::unique_ptr<Gesture> gestureForDoubleClick(RollState& state, const PointerState& press);

}  // namespace partimento::ui::roll
