#include "core/base/random.h"

#include <bit>
#include <cmath>
#include <numbers>

namespace partimento {

namespace {

std::uint64_t splitMix(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed) {
  for (std::uint64_t& word : m_state) word = splitMix(seed);
}

Random Random::stream(std::uint64_t seed, std::uint64_t n) {
  std::uint64_t mixed = seed;
  const std::uint64_t first = splitMix(mixed);
  mixed = first ^ (n * 0xD1342543DE82EF95ULL + 1);
  return Random(splitMix(mixed));
}

std::uint64_t Random::next() {
  const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
  const std::uint64_t shifted = m_state[1] << 17;
  m_state[2] ^= m_state[0];
  m_state[3] ^= m_state[1];
  m_state[1] ^= m_state[2];
  m_state[0] ^= m_state[3];
  m_state[2] ^= shifted;
  m_state[3] = std::rotl(m_state[3], 45);
  return result;
}

double Random::uniform() {
  return (static_cast<double>(next() >> 11) + 0.5) * 0x1.0p-53;
}

std::uint64_t Random::below(std::uint64_t bound) {
  const std::uint64_t rejected = (0 - bound) % bound;
  for (;;) {
    const std::uint64_t value = next();
    if (value >= rejected) return value % bound;
  }
}

double Random::gumbel() {
  return -std::log(-std::log(uniform()));
}

double Random::normal() {
  const double radius = std::sqrt(-2.0 * std::log(uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

}  // namespace partimento
