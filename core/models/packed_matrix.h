#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "core/models/decoding.h"
#include "core/models/panel_kernels.h"

namespace partimento::models {

/// Floats or bytes aligned to a cache line, not initialised.
class AlignedBytes {
 public:
  AlignedBytes() = default;
  explicit AlignedBytes(std::size_t size);

  std::byte* data() const { return m_data.get(); }
  float* floats() const { return reinterpret_cast<float*>(m_data.get()); }
  std::size_t size() const { return m_size; }

 private:
  struct Free {
    void operator()(std::byte* data) const;
  };
  std::unique_ptr<std::byte, Free> m_data;
  std::size_t m_size = 0;
};

/// A matrix of outputs x inputs with bias.
struct MatrixSource {
  const float* weights = nullptr;  ///< (outputs, inputs), row-major
  const float* bias = nullptr;     ///< (outputs); null: zeros
  int outputs = 0;
  int inputs = 0;
};

/// Rows that go through a matrix.
struct RowsThrough {
  const float* x = nullptr;  ///< (rows, inputs), rows `xStride` apart
  std::ptrdiff_t xStride = 0;
  int rows = 0;
  float* out = nullptr;  ///< (rows, outputs), rows `outStride` apart
  std::ptrdiff_t outStride = 0;
  float* scratch = nullptr;  ///< scratchFloats(), aligned to 64 bytes; a thread's own
};

/// A matrix as decoding wants it: panels of kPanel outputs that lie in memory in the order in which they are
/// read, in single or half precision or as 8-bit numbers with one scale an output (largest magnitude = 127).
/// Immutable; parts can be multiplied by several threads at once.
class PackedMatrix {
 public:
  PackedMatrix() = default;
  PackedMatrix(const MatrixSource& source, WeightPrecision precision);

  int inputs() const { return m_inputs; }
  int outputs() const { return m_outputs; }
  int panels() const { return (m_outputs + kPanel - 1) / kPanel; }
  std::size_t bytes() const { return m_weights.size(); }
  std::size_t scratchFloats() const { return static_cast<std::size_t>(m_inputs) * kPanel; }

  /// out = x · matrix^T + bias for the outputs of panels [first, last). Exactly the same numbers for a row
  /// whatever rows stand beside it, but that one row alone may differ from many in the last bits.
  void multiply(const RowsThrough& rows, int first, int last, const PanelKernels& kernels) const;

 private:
  using Kernel = void (*)(const PanelProduct&);

  WeightPrecision m_precision = WeightPrecision::Single;
  int m_inputs = 0;
  int m_outputs = 0;
  AlignedBytes m_weights;
  AlignedBytes m_scales;  // (panels * kPanel); Int8 only
  AlignedBytes m_bias;    // (panels * kPanel)
};

}  // namespace partimento::models
