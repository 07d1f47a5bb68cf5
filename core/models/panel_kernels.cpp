#include "core/models/panel_kernels.h"

#include <bit>

namespace partimento::models {

HalfBits toHalfBits(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = bits >> 16 & 0x8000U;
  const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
  if (magnitude > 0x7F800000U) return static_cast<HalfBits>(sign | 0x7E00U);   // not a number
  if (magnitude >= 0x477FF000U) return static_cast<HalfBits>(sign | 0x7C00U);  // rounds beyond 65504
  if (magnitude < 0x38800000U) {
    // Below the least normal half: adding 2^-1 leaves the rounded subnormal in the low bits.
    const float shifted = std::bit_cast<float>(magnitude) + 0.5F;
    return static_cast<HalfBits>(sign | (std::bit_cast<std::uint32_t>(shifted) - 0x3F000000U));
  }
  const std::uint32_t odd = magnitude >> 13 & 1U;
  return static_cast<HalfBits>(sign | ((magnitude + 0xC8000FFFU + odd) >> 13));
}

float fromHalfBits(HalfBits bits) {
  const std::uint32_t sign = (bits & 0x8000U) << 16;
  const std::uint32_t rest = bits & 0x7FFFU;
  if (rest >= 0x7C00U) return std::bit_cast<float>(sign | 0x7F800000U | (rest & 0x3FFU) << 13);
  if (rest < 0x400U) {
    const float value = static_cast<float>(rest) * 5.9604644775390625e-8F;  // 2^-24
    return std::bit_cast<float>(sign | std::bit_cast<std::uint32_t>(value));
  }
  return std::bit_cast<float>(sign | ((rest << 13) + 0x38000000U));
}

namespace {

float valueOf(float weight) {
  return weight;
}
float valueOf(HalfBits weight) {
  return fromHalfBits(weight);
}
float valueOf(std::int8_t weight) {
  return static_cast<float>(weight);
}

template <typename Weight>
void product(const PanelProduct& work) {
  const auto* weights = static_cast<const Weight*>(work.weights);
  for (int row = 0; row < work.rows; ++row) {
    const float* x = work.x + row * work.xStride;
    float sums[kPanel] = {};
    for (int i = 0; i < work.inputs; ++i) {
      for (int c = 0; c < kPanel; ++c) sums[c] += x[i] * valueOf(weights[i * kPanel + c]);
    }
    float* out = work.out + row * work.outStride;
    for (int c = 0; c < work.columns; ++c) {
      out[c] = work.bias[c] + (work.scales ? work.scales[c] : 1.0F) * sums[c];
    }
  }
}

template <typename Element>
void scores(const HeadScores& work) {
  for (int j = 0; j < work.count; ++j) {
    const auto* key = reinterpret_cast<const Element*>(work.tokens[j] + work.offset);
    float sum = 0;
    for (int i = 0; i < work.size; ++i) sum += work.query[i] * valueOf(key[i]);
    work.scores[j] = sum;
  }
}

template <typename Element>
void sum(const HeadSum& work) {
  for (int i = 0; i < work.size; ++i) work.out[i] = 0;
  for (int j = 0; j < work.count; ++j) {
    const auto* value = reinterpret_cast<const Element*>(work.tokens[j] + work.offset);
    for (int i = 0; i < work.size; ++i) work.out[i] += work.weights[j] * valueOf(value[i]);
  }
}

void toHalf(HalfBits* out, const float* in, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = toHalfBits(in[i]);
}

}  // namespace

const PanelKernels kPortableKernels = {"portable",           product<float>, product<HalfBits>,
                                       product<std::int8_t>, scores<float>,  scores<HalfBits>,
                                       sum<float>,           sum<HalfBits>,  toHalf};

KernelList usableKernels() {
  KernelList list;
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  if (wide) list.sets[list.count++] = &kAvx512Kernels;
  // Every processor with AVX2 but one early series converts half precision.
  const bool middle = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (middle) list.sets[list.count++] = &kAvx2Kernels;
#endif
  list.sets[list.count++] = &kPortableKernels;
  return list;
}

const PanelKernels& panelKernels() {
  static const PanelKernels* const kBest = usableKernels().sets[0];
  return *kBest;
}

}  // namespace partimento::models
