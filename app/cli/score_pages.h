#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/music/score.h"

namespace partimento::cli {

/// Whether the suffix (in small letters, with its point) names pages of notation: .pdf, .svg, .png.
bool isPages(const std::string& suffix);

/// Notates, engraves and writes A4 pages; SVG and PNG hold one each ("name-1.svg" ...) and where there are
/// several their names are printed. Returns the exit status. Throws as ui::score::exportScore. A build
/// without the desktop part says that it cannot draw.
int writePages(const ScorePtr& score, const std::string& path);

/// The same for a report: returns the files that were written, none in a build without the desktop part.
std::vector<std::filesystem::path> drawPages(const ScorePtr& score, const std::filesystem::path& path);

}  // namespace partimento::cli
