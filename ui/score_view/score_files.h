#pragma once

#include <filesystem>
#include <vector>

#include "core/music/score.h"

namespace partimento::ui::score {

/// Notates, engraves and writes a piece to .pdf, .svg or .png in a program without a window: starts what it
/// needs of Qt, once, and needs no screen. Returns the files written; throws as exportScore. Main thread.
std::vector<std::filesystem::path> writePagesWithoutScreen(const ScorePtr& score,
                                                           const std::filesystem::path& target);

}  // namespace partimento::ui::score
