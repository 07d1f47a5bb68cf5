#pragma once

#include <filesystem>

#include "core/engraving/layout.h"

class QPrinter;

namespace partimento::ui::score {

/// How a piece goes to a file.
struct ScoreExport {
  std::filesystem::path target;  ///< .pdf, .svg or .png
  double pngDotsPerInch = 200;
};

/// Writes A4 pages, black on white, with every sign and letter as an outline. A PDF holds all pages; SVG and
/// PNG hold one each: with several pages "name.svg" becomes "name-1.svg", "name-2.svg". Returns the files
/// written. Any thread while a QGuiApplication lives. Throws Error(FileNotWritable), Error(UnknownFormat).
std::vector<std::filesystem::path> exportScore(const engraving::Layout& layout, const ScoreExport& how);

/// Prints all pages, each as large as the paper allows. GUI thread.
void printScore(const engraving::Layout& layout, QPrinter& printer);

}  // namespace partimento::ui::score
