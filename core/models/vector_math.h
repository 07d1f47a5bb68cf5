#pragma once

#include <bit>
#include <cstdint>

/// Arithmetic for loops that the compiler turns into vector code. Only for files that CMake compiles with
/// -fno-math-errno -fno-trapping-math.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define PARTIMENTO_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define PARTIMENTO_CLONES
#endif

namespace partimento::models {

/// exp(x) for |x| <= 87 to 2e-7 relative: 2^n by the exponent bits, e^r by its Taylor polynomial of degree 6,
/// |r| <= ln 2 / 2. Branch-free, so that the loops around it become vector code.
[[gnu::always_inline]] inline float fastExp(float x) {
  constexpr float kRound =
      12582912.0F;  // 1.5 * 2^23: adding it leaves the nearest whole number in the low bits
  x = x < -87.0F ? -87.0F : x;
  x = x > 87.0F ? 87.0F : x;
  const float shifted = x * 1.44269504F + kRound;
  const float n = shifted - kRound;
  const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
  float p = 1.0F / 720;
  p = p * r + 1.0F / 120;
  p = p * r + 1.0F / 24;
  p = p * r + 1.0F / 6;
  p = p * r + 0.5F;
  p = p * r + 1.0F;
  p = p * r + 1.0F;
  const auto bits = std::bit_cast<std::int32_t>(shifted) << 23;
  return std::bit_cast<float>(std::bit_cast<std::int32_t>(p) + bits);
}

[[gnu::always_inline]] inline float fastSigmoid(float x) {
  return 1.0F / (1.0F + fastExp(-x));
}

[[gnu::always_inline]] inline float fastTanh(float x) {
  return 1.0F - 2.0F / (1.0F + fastExp(2.0F * x));
}

/// Mixes 32 bits so that neighbours share nothing (Appleby, MurmurHash3, finaliser).
[[gnu::always_inline]] inline std::uint32_t mixBits(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x85EBCA6BU;
  x ^= x >> 13;
  x *= 0xC2B2AE35U;
  return x ^ (x >> 16);
}

}  // namespace partimento::models
