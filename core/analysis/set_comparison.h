#pragma once

#include <cstdint>
#include <optional>
#include <span>

/// Whether a measure is spread alike in two sets of pieces (Yang and Lerch 2018, mgeval): distances within
/// the real set against distances between the sets.
namespace partimento::analysis {

struct Spread {
  double mean = 0;
  double deviation = 0;  ///< of a sample: divided by n - 1
};
Spread spreadOf(std::span<const double> values);

/// Two Gaussian kernel densities with Scott's bandwidths on one common grid: from three bandwidths below the
/// lowest value to three above the highest, 1000 points. None where a set has fewer than two values or no
/// variance.
struct DensityComparison {
  double overlap = 0;     ///< area under the lower of the two curves: 1 equal, 0 apart
  double divergence = 0;  ///< Kullback and Leibler's of the second from the first, in nats
};
std::optional<DensityComparison> compareDensities(std::span<const double> a, std::span<const double> b);

struct Estimate {
  double value = 0;
  double low = 0;  ///< 95 % bootstrap interval over pieces, widened to hold the value
  double high = 0;
};

/// A value that half of the real pieces or more have: the rest is no distribution to compare.
struct UsualValue {
  double value = 0;
  int real = 0;  ///< pieces that have it
  int generated = 0;
};

struct SetComparison {
  int pieces = 0;
  Spread real;
  Spread generated;
  Estimate difference;  ///< generated less real, piece by piece
  /// None where the real pieces hardly differ in the measure: there `usual` says what they are like.
  std::optional<Estimate> overlap;
  std::optional<Estimate> divergence;
  std::optional<UsualValue> usual;
};

struct ComparisonSettings {
  int resamples = 1000;
  std::uint64_t randomSeed = 1;
};

/// `real` and `generated` are of equal length; values of one index have one opening. Distances between a
/// piece and its own continuation are left out, as those of a piece from itself are: equal sets overlap by 1.
SetComparison compareSets(std::span<const double> real, std::span<const double> generated,
                          const ComparisonSettings& settings = {});

/// 95 % interval of a share of `all` (Wilson's).
Estimate shareOf(int hits, int all);

}  // namespace partimento::analysis
