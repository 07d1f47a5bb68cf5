#include "core/engraving/beams.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/engraving/rules.h"
#include "core/engraving/stems.h"

namespace partimento::engraving {
namespace {

constexpr double kSteepest = 0.3;

/// Slant of the whole beam by the interval between its outer notes, in staff steps.
double slantFor(int steps, double way) {
  constexpr std::array<double, 8> kSlant = {0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.25, 1.5};
  const double slant = kSlant[static_cast<std::size_t>(std::min(std::abs(steps), 7))];
  const double most = std::floor(way * kSteepest * 4) / 4;
  return std::min(slant, std::max(most, 0.25)) * (steps < 0 ? -1 : 1);
}

/// Everything below counts heights towards the beam, so that it reads like stems up.
struct Heights {
  const std::vector<BeamStem>& stems;
  int direction;

  double head(std::size_t i) const { return -direction * stems[i].near; }
  double way(std::size_t i) const { return stems[i].x - stems.front().x; }
};

double slant(const Heights& heights) {
  const std::size_t last = heights.stems.size() - 1;
  const double from = heights.head(0);
  const double to = heights.head(last);
  const double higher = std::max(from, to);
  for (std::size_t i = 1; i < last; ++i) {
    // An inner note nearer to the beam than both ends: a slope would lie about the line of the music.
    if (heights.head(i) > higher || (heights.head(i) == higher && from == to)) return 0;
  }
  const auto steps = static_cast<int>(std::lround((to - from) * 2));
  return slantFor(steps, heights.way(last));
}

/// Nearest height at or above that leaves no sliver of white between beam and staff line.
double settled(double height, double slantOfBeam) {
  if (height > rules::kStaffHalf + 0.75) return height;
  double settledHeight = std::ceil(height * 4 - 0.01) / 4;
  const double part = settledHeight - std::floor(settledHeight);
  if (slantOfBeam == 0 && part > 0.7) settledHeight += 0.25;
  return settledHeight;
}

void addBeam(const BeamLine& line, double left, double right, double depth, int direction, NoteId note,
             Drawing& drawing) {
  const double away = direction * depth;
  const double inner = away + direction * rules::kBeam;
  drawing.quads.push_back({{{{left, line.at(left) + away},
                             {right, line.at(right) + away},
                             {right, line.at(right) + inner},
                             {left, line.at(left) + inner}}},
                           Role::Beam,
                           note});
}

}  // namespace

BeamLine fitBeam(const std::vector<BeamStem>& stems, int direction) {
  const Heights heights{stems, direction};
  const std::size_t last = stems.size() - 1;
  double rise = slant(heights);
  const double way = std::max(heights.way(last), 0.1);
  int most = 1;
  for (const BeamStem& stem : stems) most = std::max(most, stem.beams);
  double base = -1e9;
  for (std::size_t i = 0; i < stems.size(); ++i) {
    const double here = rise * heights.way(i) / way;
    const double length = std::max(3.25 + (most > 2 ? 0.75 * (most - 2) : 0.0), leastStem(stems[i].beams));
    base = std::max(base, heights.head(i) + (i == 0 || i == last ? length : length - 0.25) - here);
    base = std::max(base, -here);  // the middle line
  }
  base = settled(base, rise);
  BeamLine line;
  line.x = stems.front().x;
  line.y = -direction * base;
  line.slope = -direction * rise / way;
  return line;
}

void drawBeams(const std::vector<BeamStem>& stems, const BeamLine& line, int direction, Drawing& drawing) {
  using notation::Beam;
  constexpr double kHalfStem = rules::kStem / 2;
  const auto& notes = stems.front().event->notes;
  const NoteId note = notes.empty() ? 0 : notes.front().ref.id;
  addBeam(line, stems.front().x - kHalfStem, stems.back().x + kHalfStem, 0, direction, note, drawing);
  for (std::size_t level = 1; level < notation::kMaxBeams; ++level) {
    const double depth = static_cast<double>(level) * rules::kBeamStep;
    std::optional<double> open;
    for (std::size_t i = 0; i < stems.size(); ++i) {
      const double x = stems[i].x;
      switch (stems[i].event->beams[level]) {
        case Beam::Begin:
          open = x - kHalfStem;
          break;
        case Beam::End:
          addBeam(line, open.value_or(x - rules::kBeamHook), x + kHalfStem, depth, direction, note, drawing);
          open.reset();
          break;
        case Beam::ForwardHook: {
          const double room = i + 1 < stems.size() ? stems[i + 1].x - x : rules::kBeamHook;
          addBeam(line, x - kHalfStem, x + std::min(rules::kBeamHook, room * 0.6), depth, direction, note,
                  drawing);
          break;
        }
        case Beam::BackwardHook: {
          const double room = i > 0 ? x - stems[i - 1].x : rules::kBeamHook;
          addBeam(line, x - std::min(rules::kBeamHook, room * 0.6), x + kHalfStem, depth, direction, note,
                  drawing);
          break;
        }
        default:
          break;
      }
    }
  }
}

}  // namespace partimento::engraving
