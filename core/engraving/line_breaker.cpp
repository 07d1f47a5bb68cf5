#include "core/engraving/line_breaker.h"

#include <algorithm>
#include <limits>

namespace partimento::engraving {
namespace {

constexpr std::size_t kMostBars = 40;
constexpr double kLonelyBar = 4.0;  // penalty for a last line of one bar

/// Badness of bars that want `natural` in `room`: stretching is cheaper than pressing.
double badness(double natural, double room, bool last) {
  const double ratio = room / natural;
  if (ratio >= 1) return last ? 0 : (ratio - 1) * (ratio - 1) * 10;
  return (1 / ratio - 1) * (1 / ratio - 1) * 40;
}

}  // namespace

std::vector<std::size_t> breakLines(const std::vector<BarWidth>& bars, double lineWidth, double firstIndent) {
  const std::size_t count = bars.size();
  std::vector<double> best(count + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> from(count + 1, 0);
  best[0] = 0;
  for (std::size_t first = 0; first < count; ++first) {
    const double line = lineWidth - (first == 0 ? firstIndent : 0);
    double natural = 0;
    double least = 0;
    double fixed = bars[first].lineStart;
    for (std::size_t end = first + 1; end <= std::min(count, first + kMostBars); ++end) {
      const BarWidth& bar = bars[end - 1];
      natural += bar.natural;
      least += bar.least;
      if (end - first > 1) fixed += bar.between;
      const double room = line - fixed - bar.lineEnd;
      const bool fits = least <= room;
      if (!fits && end - first > 1) break;
      const bool last = end == count;
      double cost = fits ? badness(natural, room, last) : 1000.0;
      if (last && end - first == 1 && count > 2) cost += kLonelyBar;
      if (best[first] + cost + 0.02 >= best[end]) continue;
      best[end] = best[first] + cost + 0.02;
      from[end] = first;
    }
  }
  std::vector<std::size_t> lines;
  for (std::size_t end = count; end > 0; end = from[end]) lines.push_back(end - from[end]);
  std::reverse(lines.begin(), lines.end());
  return lines;
}

}  // namespace partimento::engraving
