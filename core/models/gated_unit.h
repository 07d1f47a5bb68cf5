#pragma once

#include <cstdint>

#include "core/models/tcn.h"

namespace partimento::models {

/// Rows of filter and gate pre-activations and where their products go.
struct GatedRows {
  const float* both = nullptr;               ///< (rows, 2 channels): filter, then gate
  const float* earlier = nullptr;            ///< (any, 2 channels): added row by row; null: nothing is added
  const std::int32_t* earlierRow = nullptr;  ///< (rows): which row of `earlier`
  float* out = nullptr;                      ///< (rows, channels), rows `outStride` floats apart
  std::int64_t outStride = 0;
  int rows = 0;
  int channels = 0;
};

/// out = act(filter) * sigmoid(gate), within 1e-6 of exact arithmetic. Compiled for several instruction sets;
/// the processor's best is chosen when the program is loaded.
void applyGatedUnit(Activation activation, const GatedRows& rows);

/// Writes natural log-softmax of each row; false when a row has a value that is not finite.
/// logits (rows, count) contiguous; out rows are `outStride` floats apart.
struct SoftmaxRows {
  const float* logits = nullptr;
  float* out = nullptr;
  std::int64_t outStride = 0;
  int rows = 0;
  int count = 0;
};
bool logSoftmax(const SoftmaxRows& rows);

}  // namespace partimento::models
