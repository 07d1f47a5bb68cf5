#pragma once

#include <QCursor>

#include "ui/piano_roll/scene.h"

namespace partimento::ui::roll {

/// The pointer's shape over a part of a note (or none) with a tool in hand: it tells what a press would do.
QCursor toolCursor(Tool tool, NotePart part, Qt::KeyboardModifiers modifiers);

}  // namespace partimento::ui::roll
