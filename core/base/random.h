#pragma once

#include <cstdint>

namespace partimento {

/// Seeded generator (xoshiro256**, seeded through splitmix64) with the same sequence on every platform.
/// Not for secrets. One owner, one thread.
class Random {
 public:
  explicit Random(std::uint64_t seed);

  /// Uniform over all 64-bit values.
  std::uint64_t next();
  /// Uniform in the open interval (0, 1): its logarithm is finite.
  double uniform();
  /// Uniform in [0, bound); bound must be positive.
  std::uint64_t below(std::uint64_t bound);
  /// Standard Gumbel: -log(-log(uniform)).
  double gumbel();
  /// Standard normal (Box-Muller, one value a call).
  double normal();
  /// A generator whose sequence is independent of this one's: stream n of the same seed.
  static Random stream(std::uint64_t seed, std::uint64_t n);

 private:
  std::uint64_t m_state[4];
};

}  // namespace partimento
