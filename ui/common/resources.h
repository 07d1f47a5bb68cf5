#pragma once

namespace partimento::ui {

/// Makes the icons and demo seeds that are linked into the program available. Call once, at the start of
/// main.
void initResources();

}  // namespace partimento::ui
