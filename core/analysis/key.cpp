#include "core/analysis/key.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace partimento::analysis {

namespace {

using Profile = std::array<double, 12>;

constexpr Profile kMajor = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
constexpr Profile kMinor = {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

/// Mean 0 and length 1, so that a correlation is a scalar product; none for a constant vector.
std::optional<Profile> standardised(Profile profile) {
  const double mean = std::accumulate(profile.begin(), profile.end(), 0.0) / 12;
  double squares = 0;
  double largest = 0;
  for (double& value : profile) {
    largest = std::max(largest, std::abs(value));
    value -= mean;
    squares += value * value;
  }
  const double length = std::sqrt(squares);
  // Rounding alone leaves a length of some 1e-16 times the values.
  if (!std::isfinite(length) || length <= 1e-12 * largest) return std::nullopt;
  for (double& value : profile) value /= length;
  return profile;
}

double correlation(const Profile& weights, const Profile& profile, int tonic) {
  double sum = 0;
  for (std::size_t i = 0; i < 12; ++i)
    sum += weights[(i + static_cast<std::size_t>(tonic)) % 12] * profile[i];
  return std::clamp(sum, -1.0, 1.0);
}

}  // namespace

std::array<double, 12> pitchClassDurations(std::span<const Note> notes) {
  std::array<double, 12> weights{};
  for (const Note& note : notes) {
    const auto pitchClass = static_cast<std::size_t>(((note.pitch % 12) + 12) % 12);
    weights[pitchClass] += static_cast<double>(std::max(note.duration, Tick(0)).value);
  }
  return weights;
}

std::optional<KeyEstimate> estimateKey(const std::array<double, 12>& weights) {
  static const Profile kMajorProfile = standardised(kMajor).value();
  static const Profile kMinorProfile = standardised(kMinor).value();
  const auto measured = standardised(weights);
  if (!measured) return std::nullopt;
  KeyEstimate estimate;
  estimate.correlation = estimate.secondCorrelation = -2;
  for (const bool minor : {false, true}) {
    for (int tonic = 0; tonic < 12; ++tonic) {
      const double r = correlation(*measured, minor ? kMinorProfile : kMajorProfile, tonic);
      if (r > estimate.correlation) {
        estimate.second = estimate.best();
        estimate.secondCorrelation = estimate.correlation;
        estimate.tonic = tonic;
        estimate.minor = minor;
        estimate.correlation = r;
      } else if (r > estimate.secondCorrelation) {
        estimate.second = {tonic, minor};
        estimate.secondCorrelation = r;
      }
    }
  }
  estimate.confidence = estimate.correlation - estimate.secondCorrelation;
  return estimate;
}

std::optional<KeyEstimate> estimateKey(std::span<const Note> notes) {
  return estimateKey(pitchClassDurations(notes));
}

}  // namespace partimento::analysis
