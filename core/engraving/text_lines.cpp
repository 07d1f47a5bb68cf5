#include "core/engraving/text_lines.h"

#include <algorithm>
#include <sstream>

#include "core/engraving/drawing.h"

namespace partimento::engraving {

namespace {

constexpr double kLeastShare = 0.7;

std::vector<std::string> breakWords(const std::string& text, double size, double width) {
  std::vector<std::string> lines;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const std::string longer = lines.empty() ? word : lines.back() + ' ' + word;
    if (!lines.empty() && textWidth(longer, size) <= width) {
      lines.back() = longer;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

double widest(const std::vector<std::string>& lines, double size) {
  double most = 0;
  for (const std::string& line : lines) most = std::max(most, textWidth(line, size));
  return most;
}

}  // namespace

std::vector<TextLine> fitText(const std::string& text, double size, double width) {
  std::vector<std::string> lines;
  std::istringstream given(text);
  for (std::string line; std::getline(given, line);) lines.push_back(line);
  double share = std::min(1.0, width / std::max(widest(lines, size), 1e-9));
  if (share < kLeastShare) {
    std::vector<std::string> broken;
    for (const std::string& line : lines) {
      for (std::string& part : breakWords(line, size * kLeastShare, width)) broken.push_back(std::move(part));
    }
    lines = std::move(broken);
    share = std::min(kLeastShare, width / std::max(widest(lines, size), 1e-9));
  }
  std::vector<TextLine> fitted;
  for (std::string& line : lines) fitted.push_back({std::move(line), size * share});
  return fitted;
}

}  // namespace partimento::engraving
