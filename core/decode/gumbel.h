#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace partimento::decode {

/// log(1 - exp(x)) for x <= 0, accurate at both ends (Maechler 2012). -infinity at 0.
inline double log1mexp(double x) {
  return x > -std::numbers::ln2 ? std::log(-std::expm1(x)) : std::log1p(-std::exp(x));
}

/// log(1 + exp(x)).
inline double log1pexp(double x) {
  return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

/// A Gumbel variable `perturbed` whose siblings' largest is `largest`, conditioned on that largest being
/// `parent` (Kool, van Hoof and Welling 2019, appendix B.3). The largest itself becomes `parent` exactly.
inline double conditionedGumbel(double perturbed, double largest, double parent) {
  if (perturbed >= largest) return parent;
  const double v = parent - perturbed + log1mexp(perturbed - largest);
  return parent - std::max(0.0, v) - log1pexp(-std::abs(v));
}

}  // namespace partimento::decode
