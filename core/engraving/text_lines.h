#pragma once

#include <string>
#include <vector>

namespace partimento::engraving {

struct TextLine {
  std::string text;
  double size = 2;
};

/// A text in lines of at most `width`: in one of the size wished where that fits, in a smaller one down to
/// seven tenths, then broken between words; a word that is too wide alone makes all lines smaller. Line feeds
/// break lines. None for an empty text.
std::vector<TextLine> fitText(const std::string& text, double size, double width);

}  // namespace partimento::engraving
