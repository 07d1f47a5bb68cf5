// Compiled for AVX2: nothing here but these kernels, so that no shared inline function is built for it.
#include <immintrin.h>

#include "core/models/panel_kernels.h"

namespace partimento::models {

namespace {

constexpr int kLanes = 8;
constexpr int kMostRows = 6;  // 6 x 2 sums, 2 weights and one input fill the 16 registers
constexpr int kPart = 2 * kLanes;

struct Single {
  using Element = float;
  static __m256 load(const float* from) { return _mm256_loadu_ps(from); }
};
struct Half {
  using Element = HalfBits;
  static __m256 load(const HalfBits* from) {
    return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
  }
};
struct Int8 {
  using Element = std::int8_t;
  static __m256 load(const std::int8_t* from) {
    const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from));
    return _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
  }
};

/// `count` sums, at most kLanes, of columns from `first` on.
inline void store(const PanelProduct& work, int row, int first, __m256 sums) {
  const int left = work.columns - first;
  if (left <= 0) return;
  const __m256 scale = work.scales ? _mm256_loadu_ps(work.scales + first) : _mm256_set1_ps(1.0F);
  const __m256 value = _mm256_fmadd_ps(sums, scale, _mm256_loadu_ps(work.bias + first));
  float* out = work.out + row * work.outStride + first;
  if (left >= kLanes) {
    _mm256_storeu_ps(out, value);
    return;
  }
  float values[kLanes];
  _mm256_storeu_ps(values, value);
  for (int c = 0; c < left; ++c) out[c] = values[c];
}

template <typename Type>
void oneRow(const PanelProduct& work) {
  constexpr int kVectors = kPanel / kLanes;
  const auto* weights = static_cast<const typename Type::Element*>(work.weights);
  __m256 sums[kVectors];
  for (__m256& sum : sums) sum = _mm256_setzero_ps();
  for (int i = 0; i < work.inputs; ++i) {
    const __m256 input = _mm256_set1_ps(work.x[i]);
    const typename Type::Element* at = weights + i * kPanel;
    for (int v = 0; v < kVectors; ++v) sums[v] = _mm256_fmadd_ps(input, Type::load(at + v * kLanes), sums[v]);
  }
  for (int v = 0; v < kVectors; ++v) store(work, 0, v * kLanes, sums[v]);
}

template <int kRows>
void someRows(const PanelProduct& work, const float* weights, int firstRow, int column) {
  __m256 low[kRows], high[kRows];
  for (int r = 0; r < kRows; ++r) low[r] = high[r] = _mm256_setzero_ps();
  const float* x = work.x + firstRow * work.xStride;
  for (int i = 0; i < work.inputs; ++i) {
    const __m256 first = _mm256_loadu_ps(weights + i * kPanel + column);
    const __m256 second = _mm256_loadu_ps(weights + i * kPanel + column + kLanes);
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
      const __m256 input = _mm256_set1_ps(x[r * work.xStride + i]);
      low[r] = _mm256_fmadd_ps(input, first, low[r]);
      high[r] = _mm256_fmadd_ps(input, second, high[r]);
    }
  }
  for (int r = 0; r < kRows; ++r) {
    store(work, firstRow + r, column, low[r]);
    store(work, firstRow + r, column + kLanes, high[r]);
  }
}

void rowsOf(const PanelProduct& work, const float* weights, int firstRow, int rows) {
  for (int column = 0; column < work.columns; column += kPart) {
    switch (rows) {
      case 1:
        someRows<1>(work, weights, firstRow, column);
        break;
      case 2:
        someRows<2>(work, weights, firstRow, column);
        break;
      case 3:
        someRows<3>(work, weights, firstRow, column);
        break;
      case 4:
        someRows<4>(work, weights, firstRow, column);
        break;
      case 5:
        someRows<5>(work, weights, firstRow, column);
        break;
      default:
        someRows<kMostRows>(work, weights, firstRow, column);
    }
  }
}

template <typename Type>
void product(const PanelProduct& work) {
  if (work.rows == 1) return oneRow<Type>(work);
  const auto* weights = static_cast<const typename Type::Element*>(work.weights);
  const float* plain = work.scratch;
  if constexpr (sizeof(typename Type::Element) == sizeof(float)) {
    plain = weights;
  } else {
    for (int i = 0; i < work.inputs * kPanel; i += kLanes) {
      _mm256_store_ps(work.scratch + i, Type::load(weights + i));
    }
  }
  const int shares = (work.rows + kMostRows - 1) / kMostRows;
  for (int share = 0; share < shares; ++share) {
    const int begin = share * work.rows / shares;
    rowsOf(work, plain, begin, (share + 1) * work.rows / shares - begin);
  }
}

inline float sumOf(__m256 v) {
  const __m128 half = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
  const __m128 pair = _mm_add_ps(half, _mm_movehl_ps(half, half));
  return _mm_cvtss_f32(_mm_add_ss(pair, _mm_movehdup_ps(pair)));
}

template <typename Type>
void scores(const HeadScores& work) {
  for (int j = 0; j < work.count; ++j) {
    const auto* key = reinterpret_cast<const typename Type::Element*>(work.tokens[j] + work.offset);
    __m256 low = _mm256_setzero_ps(), high = low;
    for (int i = 0; i < work.size; i += kPart) {
      low = _mm256_fmadd_ps(_mm256_loadu_ps(work.query + i), Type::load(key + i), low);
      high = _mm256_fmadd_ps(_mm256_loadu_ps(work.query + i + kLanes), Type::load(key + i + kLanes), high);
    }
    work.scores[j] = sumOf(_mm256_add_ps(low, high));
  }
}

template <typename Type>
void sum(const HeadSum& work) {
  for (int i = 0; i < work.size; i += kPart) {
    __m256 low = _mm256_setzero_ps(), high = low;
    for (int j = 0; j < work.count; ++j) {
      const auto* value = reinterpret_cast<const typename Type::Element*>(work.tokens[j] + work.offset) + i;
      const __m256 weight = _mm256_set1_ps(work.weights[j]);
      low = _mm256_fmadd_ps(weight, Type::load(value), low);
      high = _mm256_fmadd_ps(weight, Type::load(value + kLanes), high);
    }
    _mm256_storeu_ps(work.out + i, low);
    _mm256_storeu_ps(work.out + i + kLanes, high);
  }
}

void toHalf(HalfBits* out, const float* in, std::size_t count) {
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    const __m128i half = _mm256_cvtps_ph(_mm256_loadu_ps(in + i), _MM_FROUND_TO_NEAREST_INT);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), half);
  }
  for (; i < count; ++i) out[i] = _cvtss_sh(in[i], _MM_FROUND_TO_NEAREST_INT);
}

}  // namespace

const PanelKernels kAvx2Kernels = {"avx2",        product<Single>, product<Half>,
                                   product<Int8>, scores<Single>,  scores<Half>,
                                   sum<Single>,   sum<Half>,       toHalf};

}  // namespace partimento::models
