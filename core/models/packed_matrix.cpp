#include "core/models/packed_matrix.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>
#include <vector>

namespace partimento::models {

namespace {

constexpr std::size_t kAlignment = 64;
constexpr float kLargestInt8 = 127;
/// Kernels read ahead a little beyond what they use.
constexpr std::size_t kMargin = 4096;

std::size_t elementBytes(WeightPrecision precision) {
  switch (precision) {
    case WeightPrecision::Single:
      return sizeof(float);
    case WeightPrecision::Half:
      return sizeof(HalfBits);
    case WeightPrecision::Int8:
      return sizeof(std::int8_t);
  }
  return 0;
}

/// Largest magnitude of every output's weights, over 127.
void findScales(const MatrixSource& source, float* scales) {
  for (int output = 0; output < source.outputs; ++output) {
    const float* row = source.weights + std::ptrdiff_t{output} * source.inputs;
    float largest = 0;
    for (int i = 0; i < source.inputs; ++i) largest = std::max(largest, std::fabs(row[i]));
    scales[output] = largest > 0 ? largest / kLargestInt8 : 1.0F;
  }
}

}  // namespace

AlignedBytes::AlignedBytes(std::size_t size)
    : m_data(static_cast<std::byte*>(::operator new (size + kMargin, std::align_val_t{kAlignment}))),
      m_size(size) {}

void AlignedBytes::Free::operator()(std::byte* data) const {
  ::operator delete (data, std::align_val_t{kAlignment});
}

PackedMatrix::PackedMatrix(const MatrixSource& source, WeightPrecision precision)
    : m_precision(precision), m_inputs(source.inputs), m_outputs(source.outputs) {
  const auto padded = static_cast<std::size_t>(panels()) * kPanel;
  m_bias = AlignedBytes(padded * sizeof(float));
  std::fill_n(m_bias.floats(), padded, 0.0F);
  if (source.bias) std::copy_n(source.bias, source.outputs, m_bias.floats());
  if (precision == WeightPrecision::Int8) {
    m_scales = AlignedBytes(padded * sizeof(float));
    std::fill_n(m_scales.floats(), padded, 1.0F);
    findScales(source, m_scales.floats());
  }
  m_weights = AlignedBytes(padded * static_cast<std::size_t>(m_inputs) * elementBytes(precision));
  std::memset(m_weights.data(), 0, m_weights.size());
  for (int output = 0; output < m_outputs; ++output) {
    const float* row = source.weights + std::ptrdiff_t{output} * m_inputs;
    const std::ptrdiff_t first = std::ptrdiff_t{output / kPanel} * m_inputs * kPanel + output % kPanel;
    for (int i = 0; i < m_inputs; ++i) {
      const std::ptrdiff_t at = first + std::ptrdiff_t{i} * kPanel;
      switch (precision) {
        case WeightPrecision::Single:
          m_weights.floats()[at] = row[i];
          break;
        case WeightPrecision::Half:
          reinterpret_cast<HalfBits*>(m_weights.data())[at] = toHalfBits(row[i]);
          break;
        case WeightPrecision::Int8:
          reinterpret_cast<std::int8_t*>(m_weights.data())[at] =
              static_cast<std::int8_t>(std::lround(row[i] / m_scales.floats()[output]));
          break;
      }
    }
  }
}

void PackedMatrix::multiply(const RowsThrough& rows, int first, int last, const PanelKernels& kernels) const {
  const Kernel kernel = m_precision == WeightPrecision::Single ? kernels.single
                        : m_precision == WeightPrecision::Half ? kernels.half
                                                               : kernels.int8;
  const std::size_t panelBytes = scratchFloats() * elementBytes(m_precision);
  PanelProduct work;
  work.x = rows.x;
  work.xStride = rows.xStride;
  work.rows = rows.rows;
  work.inputs = m_inputs;
  work.outStride = rows.outStride;
  work.scratch = rows.scratch;
  for (int panel = first; panel < last; ++panel) {
    const std::ptrdiff_t column = std::ptrdiff_t{panel} * kPanel;
    work.weights = m_weights.data() + static_cast<std::size_t>(panel) * panelBytes;
    work.scales = m_precision == WeightPrecision::Int8 ? m_scales.floats() + column : nullptr;
    work.bias = m_bias.floats() + column;
    work.out = rows.out + column;
    work.columns = std::min<int>(kPanel, m_outputs - static_cast<int>(column));
    kernel(work);
  }
}

}  // namespace partimento::models
