#pragma once

#include <cstddef>
#include <vector>

namespace partimento::engraving {

/// What a bar takes of a line.
struct BarWidth {
  double natural = 0;    ///< of its music at rest
  double least = 0;      ///< with the springs pressed
  double between = 0;    ///< of the bar line and signatures before it inside a line
  double lineStart = 0;  ///< of the signatures where it begins a line
  double lineEnd = 0;    ///< of the bar line and warnings where it ends one
};

/// How many bars stand on each line, so that all lines together deviate least from their natural width (the
/// last one may stay short). `firstIndent` narrows the first line. A bar that is too wide stands alone.
std::vector<std::size_t> breakLines(const std::vector<BarWidth>& bars, double lineWidth, double firstIndent);

}  // namespace partimento::engraving
