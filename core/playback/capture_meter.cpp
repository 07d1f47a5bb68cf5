#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "core/playback/capture_pulse.h"

namespace partimento::playback {

namespace {

// How much a bar line is expected where the music begins, and how usual the metres are.
constexpr double kBeginsOnTheBar = 0.15;
constexpr double kLikeness = 2.0;

struct MeterShape {
  TimeSignature meter;
  int bar = 0;   // cells
  int step = 0;  // cells between places where a bar line may be
  double usual = 0;
};

constexpr std::array<MeterShape, 3> kShapes = {{
    {{4, 4}, 48, 12, 0.12},
    {{3, 4}, 36, 12, 0.06},
    {{6, 8}, 36, 6, 0},
}};

int modulo(int cell, int bar) {
  return ((cell % bar) + bar) % bar;
}

/// How much a note belongs to a place of the bar.
double accent(const MeterShape& shape, int place) {
  if (place == 0) return 1;
  if (shape.meter == TimeSignature{6, 8}) return place == 18 ? 0.55 : place % 6 == 0 ? 0 : -0.35;
  if (shape.meter == TimeSignature{4, 4} && place == 24) return 0.45;
  if (place % 12 == 0) return 0.15;
  return place % 6 == 0 ? -0.15 : -0.35;
}

/// Longer until the next one, louder and lower: more likely to stand on a bar line.
std::vector<double> weights(const std::vector<Onset>& onsets, const std::vector<int>& cells) {
  std::vector<double> all(onsets.size());
  double pitch = 0;
  for (const Onset& onset : onsets) pitch += onset.lowest / static_cast<double>(onsets.size());
  double sum = 0;
  for (std::size_t i = 0; i < onsets.size(); ++i) {
    const int gap = i + 1 < onsets.size() ? cells[i + 1] - cells[i] : 24;
    const double length = std::sqrt(std::min(gap, 36) / 12.0);
    const double low = 1 + 0.015 * std::clamp(pitch - onsets[i].lowest, -12.0, 24.0);
    all[i] = length * low * (0.5 + onsets[i].weight);
    sum += all[i];
  }
  for (double& one : all) one /= sum;
  return all;
}

/// Share of the onsets that have another one a bar later, above what chance gives, and of these that move
/// alike.
double likeness(const std::vector<Onset>& onsets, const std::vector<int>& cells, int bar) {
  std::map<int, std::size_t> at;
  for (std::size_t i = 0; i < cells.size(); ++i) at.emplace(cells[i], i);
  double same = 0;
  double possible = 0;
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    if (cells[i] + bar > cells.back()) break;
    possible += 1;
    const auto later = at.find(cells[i] + bar);
    if (later == at.end() || later->second + 1 >= cells.size()) continue;
    const std::size_t j = later->second;
    const bool rhythm = cells[i + 1] - cells[i] == cells[j + 1] - cells[j];
    const bool melody = onsets[i + 1].lowest - onsets[i].lowest == onsets[j + 1].lowest - onsets[j].lowest;
    same += 0.2 + (rhythm ? 0.4 : 0) + (rhythm && melody ? 0.4 : 0);
  }
  return possible >= 4 ? same / possible : 0;
}

}  // namespace

MeterGuess guessMeter(const std::vector<Onset>& onsets, const std::vector<int>& cells,
                      std::optional<TimeSignature> meter) {
  MeterGuess best;
  if (onsets.empty()) return best;
  double highest = -std::numeric_limits<double>::infinity();
  const std::vector<double> weight = weights(onsets, cells);
  std::vector<MeterShape> shapes(kShapes.begin(), kShapes.end());
  if (meter) {
    const int bar = meter->numerator * 4 * kCellsPerQuarter / std::max(meter->denominator, 1);
    const int step = meter->denominator >= 8 ? 6 : 12;
    shapes = {{*meter, std::max(bar, 1), step, 0}};
  }
  for (const MeterShape& shape : shapes) {
    // Phrases of two bars repeat as often as bars do.
    const double alike = kLikeness * 0.5 *
                         std::max(likeness(onsets, cells, shape.bar), likeness(onsets, cells, 2 * shape.bar));
    for (int phase = 0; phase < shape.bar; phase += shape.step) {
      double score = shape.usual + alike;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        score += weight[i] * accent(shape, modulo(cells[i] - phase, shape.bar));
      }
      if (modulo(cells.front() - phase, shape.bar) == 0) score += kBeginsOnTheBar;
      if (score <= highest) continue;
      highest = score;
      best = {shape.meter, cells.front() - modulo(cells.front() - phase, shape.bar)};
    }
  }
  return best;
}

}  // namespace partimento::playback
