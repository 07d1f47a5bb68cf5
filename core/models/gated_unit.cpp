#include "core/models/gated_unit.h"

#include <cmath>
#include <cstdint>

#include "core/models/vector_math.h"

namespace partimento::models {

namespace {

template <Activation kActivation>
[[gnu::always_inline]] inline float act(float x) {
  if constexpr (kActivation == Activation::Tanh) return 1.0F - 2.0F / (1.0F + fastExp(2.0F * x));
  if constexpr (kActivation == Activation::Relu) return x > 0.0F ? x : 0.0F;
  if constexpr (kActivation == Activation::Sigmoid) return fastSigmoid(x);
}

template <Activation kActivation>
[[gnu::always_inline]] inline void gatedRows(const GatedRows& work) {
  const int channels = work.channels;
  for (int row = 0; row < work.rows; ++row) {
    const float* both = work.both + std::int64_t{row} * 2 * channels;
    float* out = work.out + row * work.outStride;
    if (work.earlier) {
      const float* earlier = work.earlier + std::int64_t{work.earlierRow[row]} * 2 * channels;
      for (int c = 0; c < channels; ++c) {
        out[c] =
            act<kActivation>(both[c] + earlier[c]) * fastSigmoid(both[channels + c] + earlier[channels + c]);
      }
    } else {
      for (int c = 0; c < channels; ++c) out[c] = act<kActivation>(both[c]) * fastSigmoid(both[channels + c]);
    }
  }
}

PARTIMENTO_CLONES void gatedTanh(const GatedRows& work) {
  gatedRows<Activation::Tanh>(work);
}
PARTIMENTO_CLONES void gatedRelu(const GatedRows& work) {
  gatedRows<Activation::Relu>(work);
}
PARTIMENTO_CLONES void gatedSigmoid(const GatedRows& work) {
  gatedRows<Activation::Sigmoid>(work);
}

PARTIMENTO_CLONES float shiftedExpSum(const float* values, int count, float shift) {
  float sums[16] = {};
  int i = 0;
  for (; i + 16 <= count; i += 16) {
    for (int k = 0; k < 16; ++k) sums[k] += fastExp(values[i + k] - shift);
  }
  float sum = 0;
  for (; i < count; ++i) sum += fastExp(values[i] - shift);
  for (const float part : sums) sum += part;
  return sum;
}

}  // namespace

void applyGatedUnit(Activation activation, const GatedRows& rows) {
  switch (activation) {
    case Activation::Tanh:
      return gatedTanh(rows);
    case Activation::Relu:
      return gatedRelu(rows);
    case Activation::Sigmoid:
      return gatedSigmoid(rows);
  }
}

bool logSoftmax(const SoftmaxRows& rows) {
  bool finite = true;
  for (int row = 0; row < rows.rows; ++row) {
    const float* logits = rows.logits + std::int64_t{row} * rows.count;
    float* out = rows.out + row * rows.outStride;
    float highest = logits[0];
    float sum = 0;  // carries any value that is not a number
    for (int i = 0; i < rows.count; ++i) {
      highest = logits[i] > highest ? logits[i] : highest;
      sum += logits[i];
    }
    finite = finite && std::isfinite(sum);
    const float shift = highest + std::log(shiftedExpSum(logits, rows.count, highest));
    for (int i = 0; i < rows.count; ++i) out[i] = logits[i] - shift;
  }
  return finite;
}

}  // namespace partimento::models
