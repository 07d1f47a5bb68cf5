#pragma once

#include <cstdint>

/// The loops of training and decoding that are not matrix products, as vector code for several instruction
/// sets; the processor's best is chosen when the program is loaded. All arrays are single precision.
namespace partimento::models::loops {

/// Random zeros that can be made again: whether element `i` of row `row` is kept follows from `seed` alone.
struct DropoutMask {
  std::uint64_t seed = 0;
  float rate = 0;  ///< share that becomes zero, below 1; the rest is scaled by 1 / (1 - rate)
};

/// out[i] += in[i] or out[i] = in[i] * mask; rows of `width`, counted from `firstRow`.
struct Rows {
  std::int64_t firstRow = 0;
  std::int64_t rows = 0;
  std::int64_t width = 0;
};
/// out = base + masked(in)
void dropoutAdd(float* out, const float* base, const float* in, const Rows& rows, const DropoutMask& mask);
/// out = masked(in); may be in place
void dropoutScale(float* out, const float* in, const Rows& rows, const DropoutMask& mask);

/// x * Phi(x), erf by Abramowitz and Stegun 7.1.26 (absolute error 2e-7).
void gelu(float* out, const float* in, std::int64_t count);
/// gradIn = gradOut * d gelu / dx
void geluBackward(float* gradIn, const float* gradOut, const float* in, std::int64_t count);

/// One row of attention scores. `scores[j]` += `relative[j]`, times `scale`; then exp(score - log-sum-exp).
/// Returns the log-sum-exp. `count` >= 1.
float softmaxRow(float* scores, const float* relative, std::int64_t count, float scale);
/// The same again from a known log-sum-exp.
void softmaxRowAgain(float* scores, const float* relative, std::int64_t count, float scale, float logSumExp);
/// p (probabilities) and dp (gradients of the masked probabilities) become masked p and gradients of the
/// scores: ds = p * (masked dp - delta) * scale.
struct SoftmaxGradient {
  float* p = nullptr;
  float* dp = nullptr;
  std::int64_t count = 0;
  float delta = 0;
  float scale = 1;
  std::int64_t row = 0;  ///< of the mask
};
void softmaxBackwardRow(const SoftmaxGradient& work, const DropoutMask& mask);

/// out = (in - mean) / sqrt(variance + 1e-5): layer normalisation whose scale and shift the next matrix
/// holds.
void normalizeRow(float* out, const float* in, std::int64_t count);
/// to += from
void addRow(float* to, const float* from, std::int64_t count);

float dot(const float* a, const float* b, std::int64_t count);

/// A step of LSTM cells, gates in the order input, forget, cell, output.
struct CellRows {
  float* gates = nullptr;             ///< (rows, 4 width): sums in, activated values out
  const float* cellBefore = nullptr;  ///< (rows, width); null: zeros
  float* cell = nullptr;              ///< (rows, width)
  float* output = nullptr;            ///< (rows, width), rows `outputStride` apart
  std::int64_t outputStride = 0;
  std::int64_t rows = 0;
  std::int64_t width = 0;
};
void lstmCell(const CellRows& work);

/// Gradients of a step.
struct CellGradients {
  float* gates = nullptr;             ///< activated values in, gradients of the sums out
  const float* cellBefore = nullptr;  ///< null: zeros
  const float* cell = nullptr;
  const float* gradOutput = nullptr;  ///< (rows, width), rows `gradStride` apart
  std::int64_t gradStride = 0;
  const float* gradRecurrent = nullptr;  ///< (rows, width): from the step after; null: none
  float* gradCell = nullptr;             ///< (rows, width): of this step's cell in, of the one before out
  std::int64_t rows = 0;
  std::int64_t width = 0;
};
void lstmCellBackward(const CellGradients& work);

}  // namespace partimento::models::loops
