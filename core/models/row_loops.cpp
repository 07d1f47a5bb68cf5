#include "core/models/row_loops.h"

#include <cmath>

#include "core/models/vector_math.h"

namespace partimento::models::loops {

namespace {

/// The random state of a row; its elements mix their index in.
[[gnu::always_inline]] inline std::uint32_t rowSeed(const DropoutMask& mask, std::int64_t row) {
  const auto number = static_cast<std::uint64_t>(row);
  const auto low = static_cast<std::uint32_t>(number) ^ static_cast<std::uint32_t>(mask.seed);
  const auto high = static_cast<std::uint32_t>(number >> 32) ^ static_cast<std::uint32_t>(mask.seed >> 32);
  return mixBits(mixBits(low) + high * 0x9E3779B9U);
}

[[gnu::always_inline]] inline float keep(std::uint32_t seed, std::int32_t i, std::int32_t limit,
                                         float scale) {
  const std::uint32_t bits = mixBits(seed + static_cast<std::uint32_t>(i) * 0x9E3779B9U) >> 8;
  return static_cast<std::int32_t>(bits) < limit ? 0.0F : scale;
}

[[gnu::always_inline]] inline std::int32_t limitOf(const DropoutMask& mask) {
  return static_cast<std::int32_t>(mask.rate * 16777216.0F);
}

[[gnu::always_inline]] inline float scaleOf(const DropoutMask& mask) {
  return 1.0F / (1.0F - mask.rate);
}

/// Probability density and distribution function of the normal distribution.
struct Normal {
  float density;
  float distribution;
};

[[gnu::always_inline]] inline Normal normalAt(float x) {
  const float z = (x < 0 ? -x : x) * 0.70710678F;
  const float t = 1.0F / (1.0F + 0.3275911F * z);
  const float bell = fastExp(-z * z);
  float p = 1.061405429F;
  p = p * t - 1.453152027F;
  p = p * t + 1.421413741F;
  p = p * t - 0.284496736F;
  p = p * t + 0.254829592F;
  const float tail = 0.5F * p * t * bell;
  return {0.39894228F * bell, x < 0 ? tail : 1.0F - tail};
}

}  // namespace

PARTIMENTO_CLONES void dropoutAdd(float* out, const float* base, const float* in, const Rows& rows,
                                  const DropoutMask& mask) {
  const std::int32_t limit = limitOf(mask);
  const float scale = scaleOf(mask);
  const auto width = static_cast<std::int32_t>(rows.width);
  for (std::int64_t row = 0; row < rows.rows; ++row) {
    const std::uint32_t seed = rowSeed(mask, rows.firstRow + row);
    const std::int64_t at = row * rows.width;
    for (std::int32_t i = 0; i < width; ++i) {
      out[at + i] = base[at + i] + in[at + i] * keep(seed, i, limit, scale);
    }
  }
}

PARTIMENTO_CLONES void dropoutScale(float* out, const float* in, const Rows& rows, const DropoutMask& mask) {
  const std::int32_t limit = limitOf(mask);
  const float scale = scaleOf(mask);
  const auto width = static_cast<std::int32_t>(rows.width);
  for (std::int64_t row = 0; row < rows.rows; ++row) {
    const std::uint32_t seed = rowSeed(mask, rows.firstRow + row);
    const std::int64_t at = row * rows.width;
    for (std::int32_t i = 0; i < width; ++i) out[at + i] = in[at + i] * keep(seed, i, limit, scale);
  }
}

PARTIMENTO_CLONES void gelu(float* out, const float* in, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) out[i] = in[i] * normalAt(in[i]).distribution;
}

PARTIMENTO_CLONES void geluBackward(float* gradIn, const float* gradOut, const float* in,
                                    std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) {
    const Normal normal = normalAt(in[i]);
    gradIn[i] = gradOut[i] * (normal.distribution + in[i] * normal.density);
  }
}

PARTIMENTO_CLONES float softmaxRow(float* scores, const float* relative, std::int64_t count, float scale) {
  float top = -INFINITY;
#pragma omp simd reduction(max : top)
  for (std::int64_t i = 0; i < count; ++i) {
    scores[i] = (scores[i] + relative[i]) * scale;
    top = scores[i] > top ? scores[i] : top;
  }
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (std::int64_t i = 0; i < count; ++i) {
    scores[i] = fastExp(scores[i] - top);
    sum += scores[i];
  }
  const float inverse = 1.0F / sum;
  for (std::int64_t i = 0; i < count; ++i) scores[i] *= inverse;
  return top + std::log(sum);
}

PARTIMENTO_CLONES void softmaxRowAgain(float* scores, const float* relative, std::int64_t count, float scale,
                                       float logSumExp) {
  for (std::int64_t i = 0; i < count; ++i) {
    scores[i] = fastExp((scores[i] + relative[i]) * scale - logSumExp);
  }
}

PARTIMENTO_CLONES void softmaxBackwardRow(const SoftmaxGradient& work, const DropoutMask& mask) {
  const auto count = static_cast<std::int32_t>(work.count);
  float* p = work.p;
  float* dp = work.dp;
  if (mask.rate == 0) {
    for (std::int32_t j = 0; j < count; ++j) dp[j] = p[j] * (dp[j] - work.delta) * work.scale;
    return;
  }
  const std::int32_t limit = limitOf(mask);
  const float scale = scaleOf(mask);
  const std::uint32_t seed = rowSeed(mask, work.row);
  for (std::int32_t j = 0; j < count; ++j) {
    const float factor = keep(seed, j, limit, scale);
    dp[j] = p[j] * (dp[j] * factor - work.delta) * work.scale;
    p[j] *= factor;
  }
}

PARTIMENTO_CLONES void normalizeRow(float* out, const float* in, std::int64_t count) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (std::int64_t i = 0; i < count; ++i) sum += in[i];
  const float mean = sum / static_cast<float>(count);
  float squares = 0;
#pragma omp simd reduction(+ : squares)
  for (std::int64_t i = 0; i < count; ++i) squares += (in[i] - mean) * (in[i] - mean);
  const float scale = 1.0F / std::sqrt(squares / static_cast<float>(count) + 1e-5F);
  for (std::int64_t i = 0; i < count; ++i) out[i] = (in[i] - mean) * scale;
}

PARTIMENTO_CLONES void addRow(float* to, const float* from, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) to[i] += from[i];
}

PARTIMENTO_CLONES float dot(const float* a, const float* b, std::int64_t count) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (std::int64_t i = 0; i < count; ++i) sum += a[i] * b[i];
  return sum;
}

PARTIMENTO_CLONES void lstmCell(const CellRows& work) {
  const std::int64_t width = work.width;
  for (std::int64_t row = 0; row < work.rows; ++row) {
    float* in = work.gates + row * 4 * width;
    float* forget = in + width;
    float* candidate = in + 2 * width;
    float* out = in + 3 * width;
    const float* before = work.cellBefore ? work.cellBefore + row * width : nullptr;
    float* cell = work.cell + row * width;
    float* output = work.output + row * work.outputStride;
    for (std::int64_t i = 0; i < width; ++i) {
      in[i] = fastSigmoid(in[i]);
      forget[i] = fastSigmoid(forget[i]);
      candidate[i] = fastTanh(candidate[i]);
      out[i] = fastSigmoid(out[i]);
    }
    if (before) {
      for (std::int64_t i = 0; i < width; ++i) cell[i] = forget[i] * before[i] + in[i] * candidate[i];
    } else {
      for (std::int64_t i = 0; i < width; ++i) cell[i] = in[i] * candidate[i];
    }
    for (std::int64_t i = 0; i < width; ++i) output[i] = out[i] * fastTanh(cell[i]);
  }
}

PARTIMENTO_CLONES void lstmCellBackward(const CellGradients& work) {
  const std::int64_t width = work.width;
  for (std::int64_t row = 0; row < work.rows; ++row) {
    float* in = work.gates + row * 4 * width;
    float* forget = in + width;
    float* candidate = in + 2 * width;
    float* out = in + 3 * width;
    const float* cell = work.cell + row * width;
    const float* gradOutput = work.gradOutput + row * work.gradStride;
    const float* recurrent = work.gradRecurrent ? work.gradRecurrent + row * width : nullptr;
    const float* before = work.cellBefore ? work.cellBefore + row * width : nullptr;
    float* gradCell = work.gradCell + row * width;
    for (std::int64_t i = 0; i < width; ++i) {
      const float grad = gradOutput[i] + (recurrent ? recurrent[i] : 0.0F);
      const float shaped = fastTanh(cell[i]);
      const float dCell = gradCell[i] + grad * out[i] * (1.0F - shaped * shaped);
      const float dOut = grad * shaped;
      const float dForget = before ? dCell * before[i] : 0.0F;
      const float dIn = dCell * candidate[i];
      const float dCandidate = dCell * in[i];
      gradCell[i] = dCell * forget[i];
      in[i] = dIn * in[i] * (1.0F - in[i]);
      forget[i] = dForget * forget[i] * (1.0F - forget[i]);
      candidate[i] = dCandidate * (1.0F - candidate[i] * candidate[i]);
      out[i] = dOut * out[i] * (1.0F - out[i]);
    }
  }
}

}  // namespace partimento::models::loops
