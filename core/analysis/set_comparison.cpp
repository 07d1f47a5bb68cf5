#include "core/analysis/set_comparison.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/random.h"

namespace partimento::analysis {

namespace {

constexpr std::size_t kGridPoints = 1000;
constexpr double kBandwidthsBeyond = 3;
constexpr double kKernelReach = 5;  ///< in bandwidths: what lies beyond is below a millionth
constexpr double kLeastDensity = 1e-12;

/// Equally spaced points and the values' weights on them, each value shared by its two neighbours.
struct Grid {
  double lowest = 0;
  double step = 0;

  std::vector<double> weights(std::span<const double> values) const {
    std::vector<double> weights(kGridPoints + 1);
    for (const double value : values) {
      const double place = std::clamp((value - lowest) / step, 0.0, static_cast<double>(kGridPoints - 1));
      const auto below = static_cast<std::size_t>(place);
      const double above = place - static_cast<double>(below);
      weights[below] += 1 - above;
      weights[below + 1] += above;
    }
    weights.pop_back();
    return weights;
  }
};

double scottBandwidth(std::span<const double> values, double deviation) {
  return deviation * std::pow(static_cast<double>(values.size()), -0.2);
}

/// Sums to 1 over the grid.
std::vector<double> densityOn(const Grid& grid, std::span<const double> values, double bandwidth) {
  const std::vector<double> weights = grid.weights(values);
  const double scale = grid.step / bandwidth;
  const auto reach = static_cast<std::size_t>(std::ceil(kKernelReach / scale));
  std::vector<double> kernel(std::min(reach, kGridPoints - 1) + 1);
  for (std::size_t i = 0; i < kernel.size(); ++i) {
    const double away = static_cast<double>(i) * scale;
    kernel[i] = std::exp(-0.5 * away * away);
  }
  std::vector<double> padded(kGridPoints + 2 * (kernel.size() - 1));
  std::copy(weights.begin(), weights.end(), padded.begin() + std::ssize(kernel) - 1);
  std::vector<double> density(kGridPoints);
  const double* const middle = padded.data() + kernel.size() - 1;
  for (std::size_t k = 0; k < kernel.size(); ++k) {
    const double weight = k == 0 ? kernel[0] / 2 : kernel[k];
    const double* const left = middle - k;
    const double* const right = middle + k;
    for (std::size_t i = 0; i < kGridPoints; ++i) density[i] += weight * (left[i] + right[i]);
  }
  double sum = 0;
  for (const double value : density) sum += value;
  for (double& value : density) value /= sum;
  return density;
}

/// Distances of the pieces of an index list, within the real set and between the sets.
struct Distances {
  std::vector<double> within;
  std::vector<double> between;
};

Distances distancesOf(std::span<const double> real, std::span<const double> generated,
                      std::span<const std::size_t> pieces) {
  Distances distances;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::size_t j = 0; j < pieces.size(); ++j) {
      if (pieces[i] == pieces[j]) continue;
      distances.within.push_back(std::abs(real[pieces[i]] - real[pieces[j]]));
      distances.between.push_back(std::abs(real[pieces[i]] - generated[pieces[j]]));
    }
  }
  return distances;
}

std::optional<DensityComparison> compareAmong(std::span<const double> real, std::span<const double> generated,
                                              std::span<const std::size_t> pieces) {
  const Distances distances = distancesOf(real, generated, pieces);
  return compareDensities(distances.within, distances.between);
}

Estimate estimateOf(double value, std::vector<double> resampled) {
  Estimate estimate{value, value, value};
  if (resampled.empty()) return estimate;
  std::sort(resampled.begin(), resampled.end());
  const auto at = [&](double share) {
    return resampled[static_cast<std::size_t>(share * static_cast<double>(resampled.size() - 1))];
  };
  estimate.low = std::min(value, at(0.025));
  estimate.high = std::max(value, at(0.975));
  return estimate;
}

/// Rounding alone is no variance.
bool varies(const Spread& spread) {
  return spread.deviation > 1e-9 * std::max(1.0, std::abs(spread.mean));
}

bool same(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(a));
}

std::optional<UsualValue> usualValue(std::span<const double> real, std::span<const double> generated) {
  // A value that half of the pieces have is one of the two in the middle.
  std::vector<double> sorted(real.begin(), real.end());
  std::sort(sorted.begin(), sorted.end());
  for (const std::size_t middle : {(sorted.size() - 1) / 2, sorted.size() / 2}) {
    const auto count = [value = sorted[middle]](std::span<const double> values) {
      return static_cast<int>(
          std::count_if(values.begin(), values.end(), [value](double each) { return same(each, value); }));
    };
    const UsualValue usual{sorted[middle], count(real), count(generated)};
    if (usual.real * 2 >= std::ssize(real)) return usual;
  }
  return std::nullopt;
}

double meanDifference(std::span<const double> real, std::span<const double> generated,
                      std::span<const std::size_t> pieces) {
  double sum = 0;
  for (const std::size_t piece : pieces) sum += generated[piece] - real[piece];
  return sum / static_cast<double>(pieces.size());
}

}  // namespace

Spread spreadOf(std::span<const double> values) {
  Spread spread;
  if (values.empty()) return spread;
  const auto count = static_cast<double>(values.size());
  for (const double value : values) spread.mean += value;
  spread.mean /= count;
  if (values.size() < 2) return spread;
  double squares = 0;
  for (const double value : values) squares += (value - spread.mean) * (value - spread.mean);
  spread.deviation = std::sqrt(squares / (count - 1));
  return spread;
}

std::optional<DensityComparison> compareDensities(std::span<const double> a, std::span<const double> b) {
  const Spread spreadA = spreadOf(a);
  const Spread spreadB = spreadOf(b);
  if (a.size() < 2 || b.size() < 2 || !varies(spreadA) || !varies(spreadB)) return std::nullopt;
  const double widthA = scottBandwidth(a, spreadA.deviation);
  const double widthB = scottBandwidth(b, spreadB.deviation);
  const auto [lowestA, highestA] = std::minmax_element(a.begin(), a.end());
  const auto [lowestB, highestB] = std::minmax_element(b.begin(), b.end());
  const double beyond = kBandwidthsBeyond * std::max(widthA, widthB);
  Grid grid;
  grid.lowest = std::min(*lowestA, *lowestB) - beyond;
  grid.step = (std::max(*highestA, *highestB) + beyond - grid.lowest) / (kGridPoints - 1);
  const std::vector<double> p = densityOn(grid, a, widthA);
  const std::vector<double> q = densityOn(grid, b, widthB);
  DensityComparison comparison;
  for (std::size_t i = 0; i < kGridPoints; ++i) {
    comparison.overlap += std::min(p[i], q[i]);
    const double pDensity = std::max(p[i] / grid.step, kLeastDensity);
    const double qDensity = std::max(q[i] / grid.step, kLeastDensity);
    comparison.divergence += pDensity * std::log(pDensity / qDensity) * grid.step;
  }
  comparison.overlap = std::min(comparison.overlap, 1.0);
  comparison.divergence = std::max(comparison.divergence, 0.0);
  return comparison;
}

SetComparison compareSets(std::span<const double> real, std::span<const double> generated,
                          const ComparisonSettings& settings) {
  const std::size_t count = std::min(real.size(), generated.size());
  SetComparison comparison;
  comparison.pieces = static_cast<int>(count);
  if (count == 0) return comparison;
  comparison.real = spreadOf(real.first(count));
  comparison.generated = spreadOf(generated.first(count));
  comparison.usual = usualValue(real.first(count), generated.first(count));
  std::vector<std::size_t> pieces(count);
  for (std::size_t i = 0; i < count; ++i) pieces[i] = i;
  const double difference = meanDifference(real, generated, pieces);
  std::optional<DensityComparison> whole;
  if (!comparison.usual) whole = compareAmong(real, generated, pieces);
  Random random(settings.randomSeed);
  std::vector<double> differences;
  std::vector<double> overlaps;
  std::vector<double> divergences;
  for (int i = 0; i < settings.resamples; ++i) {
    for (std::size_t& piece : pieces) piece = random.below(count);
    differences.push_back(meanDifference(real, generated, pieces));
    const auto drawn = whole ? compareAmong(real, generated, pieces) : std::nullopt;
    if (!drawn) continue;
    overlaps.push_back(drawn->overlap);
    divergences.push_back(drawn->divergence);
  }
  comparison.difference = estimateOf(difference, std::move(differences));
  if (!whole) return comparison;
  comparison.overlap = estimateOf(whole->overlap, std::move(overlaps));
  comparison.divergence = estimateOf(whole->divergence, std::move(divergences));
  return comparison;
}

Estimate shareOf(int hits, int all) {
  if (all <= 0) return {0, 0, 1};
  constexpr double z = 1.959963984540054;
  const double n = all;
  const double share = hits / n;
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {share, std::max(middle - half, 0.0), std::min(middle + half, 1.0)};
}

}  // namespace partimento::analysis
