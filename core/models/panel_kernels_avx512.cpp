// Compiled for AVX-512: nothing here but these kernels, so that no shared inline function is built for it.
#include <immintrin.h>

#include "core/models/panel_kernels.h"

namespace partimento::models {

namespace {

constexpr int kLanes = 16;
constexpr int kVectors = kPanel / kLanes;
constexpr int kMostRows = 6;  // 6 x 4 sums, 4 weights and one input fill the 32 registers
/// Far enough ahead to hide the memory's latency, near enough to stay in the first cache.
constexpr int kAhead = 1024;

struct Single {
  using Element = float;
  static __m512 load(const float* from) { return _mm512_loadu_ps(from); }
};
struct Half {
  using Element = HalfBits;
  static __m512 load(const HalfBits* from) {
    return _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)));
  }
};
struct Int8 {
  using Element = std::int8_t;
  static __m512 load(const std::int8_t* from) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(bytes));
  }
};

inline void store(const PanelProduct& work, int row, const __m512* sums) {
  float* out = work.out + row * work.outStride;
  for (int v = 0; v < kVectors; ++v) {
    const int left = work.columns - v * kLanes;
    if (left <= 0) return;
    const __m512 bias = _mm512_loadu_ps(work.bias + v * kLanes);
    const __m512 scale = work.scales ? _mm512_loadu_ps(work.scales + v * kLanes) : _mm512_set1_ps(1.0F);
    const __m512 value = _mm512_fmadd_ps(sums[v], scale, bias);
    const auto mask = static_cast<__mmask16>(left >= kLanes ? 0xFFFF : (1 << left) - 1);
    _mm512_mask_storeu_ps(out + v * kLanes, mask, value);
  }
}

template <typename Type>
void oneRow(const PanelProduct& work) {
  const auto* weights = static_cast<const typename Type::Element*>(work.weights);
  __m512 even[kVectors], odd[kVectors];
  for (int v = 0; v < kVectors; ++v) even[v] = odd[v] = _mm512_setzero_ps();
  const float* x = work.x;
  int i = 0;
  for (; i + 2 <= work.inputs; i += 2) {
    const __m512 first = _mm512_set1_ps(x[i]);
    const __m512 second = _mm512_set1_ps(x[i + 1]);
    const typename Type::Element* at = weights + i * kPanel;
    for (std::size_t line = 0; line < 2 * kPanel * sizeof(typename Type::Element); line += 64) {
      _mm_prefetch(reinterpret_cast<const char*>(at) + kAhead + line, _MM_HINT_T0);
    }
    for (int v = 0; v < kVectors; ++v) even[v] = _mm512_fmadd_ps(first, Type::load(at + v * kLanes), even[v]);
    at += kPanel;
    for (int v = 0; v < kVectors; ++v) odd[v] = _mm512_fmadd_ps(second, Type::load(at + v * kLanes), odd[v]);
  }
  for (; i < work.inputs; ++i) {
    const __m512 last = _mm512_set1_ps(x[i]);
    const typename Type::Element* at = weights + i * kPanel;
    for (int v = 0; v < kVectors; ++v) even[v] = _mm512_fmadd_ps(last, Type::load(at + v * kLanes), even[v]);
  }
  for (int v = 0; v < kVectors; ++v) even[v] = _mm512_add_ps(even[v], odd[v]);
  store(work, 0, even);
}

template <int kRows>
void someRows(const PanelProduct& work, const float* weights, int firstRow) {
  __m512 sums[kRows][kVectors];
  for (auto& row : sums) {
    for (__m512& sum : row) sum = _mm512_setzero_ps();
  }
  const float* x = work.x + firstRow * work.xStride;
  for (int i = 0; i < work.inputs; ++i) {
    __m512 column[kVectors];
    for (int v = 0; v < kVectors; ++v) column[v] = _mm512_loadu_ps(weights + i * kPanel + v * kLanes);
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
      const __m512 input = _mm512_set1_ps(x[r * work.xStride + i]);
      for (int v = 0; v < kVectors; ++v) sums[r][v] = _mm512_fmadd_ps(input, column[v], sums[r][v]);
    }
  }
  for (int r = 0; r < kRows; ++r) store(work, firstRow + r, sums[r]);
}

void rowsOf(const PanelProduct& work, const float* weights, int firstRow, int rows) {
  switch (rows) {
    case 1:
      return someRows<1>(work, weights, firstRow);
    case 2:
      return someRows<2>(work, weights, firstRow);
    case 3:
      return someRows<3>(work, weights, firstRow);
    case 4:
      return someRows<4>(work, weights, firstRow);
    case 5:
      return someRows<5>(work, weights, firstRow);
    default:
      return someRows<kMostRows>(work, weights, firstRow);
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
      _mm512_store_ps(work.scratch + i, Type::load(weights + i));
    }
  }
  // Shares of equal size: a short rest would not fill the pipeline.
  const int shares = (work.rows + kMostRows - 1) / kMostRows;
  for (int share = 0; share < shares; ++share) {
    const int begin = share * work.rows / shares;
    rowsOf(work, plain, begin, (share + 1) * work.rows / shares - begin);
  }
}

/// The sums of 16 vectors, as one vector.
inline __m512 sumsOf(const __m512* v) {
  __m512 pairs[8], fours[4];
  for (int i = 0; i < 8; ++i) {
    pairs[i] =
        _mm512_add_ps(_mm512_unpacklo_ps(v[2 * i], v[2 * i + 1]), _mm512_unpackhi_ps(v[2 * i], v[2 * i + 1]));
  }
  for (int i = 0; i < 4; ++i) {
    const __m512d a = _mm512_castps_pd(pairs[2 * i]);
    const __m512d b = _mm512_castps_pd(pairs[2 * i + 1]);
    fours[i] =
        _mm512_add_ps(_mm512_castpd_ps(_mm512_unpacklo_pd(a, b)), _mm512_castpd_ps(_mm512_unpackhi_pd(a, b)));
  }
  const __m512 low = _mm512_add_ps(_mm512_shuffle_f32x4(fours[0], fours[1], 0x88),
                                   _mm512_shuffle_f32x4(fours[0], fours[1], 0xDD));
  const __m512 high = _mm512_add_ps(_mm512_shuffle_f32x4(fours[2], fours[3], 0x88),
                                    _mm512_shuffle_f32x4(fours[2], fours[3], 0xDD));
  return _mm512_add_ps(_mm512_shuffle_f32x4(low, high, 0x88), _mm512_shuffle_f32x4(low, high, 0xDD));
}

template <typename Type>
void scores(const HeadScores& work) {
  __m512 query[kPanel];
  const int parts = work.size / kLanes;
  for (int p = 0; p < parts && p < kPanel; ++p) query[p] = _mm512_loadu_ps(work.query + p * kLanes);
  for (int first = 0; first < work.count; first += kLanes) {
    const int count = work.count - first < kLanes ? work.count - first : kLanes;
    __m512 partial[kLanes];
    for (int j = 0; j < count; ++j) {
      const auto* key = reinterpret_cast<const typename Type::Element*>(work.tokens[first + j] + work.offset);
      __m512 sum = _mm512_mul_ps(query[0], Type::load(key));
      for (int p = 1; p < parts; ++p) sum = _mm512_fmadd_ps(query[p], Type::load(key + p * kLanes), sum);
      partial[j] = sum;
    }
    for (int j = count; j < kLanes; ++j) partial[j] = _mm512_setzero_ps();
    const auto mask = static_cast<__mmask16>(count == kLanes ? 0xFFFF : (1 << count) - 1);
    _mm512_mask_storeu_ps(work.scores + first, mask, sumsOf(partial));
  }
}

template <typename Type, int kParts>
void sumParts(const HeadSum& work, int firstPart) {
  __m512 sums[kParts];
  for (__m512& sum : sums) sum = _mm512_setzero_ps();
  const std::ptrdiff_t offset =
      work.offset + firstPart * kLanes * static_cast<std::ptrdiff_t>(sizeof(typename Type::Element));
  for (int j = 0; j < work.count; ++j) {
    const auto* value = reinterpret_cast<const typename Type::Element*>(work.tokens[j] + offset);
    const __m512 weight = _mm512_set1_ps(work.weights[j]);
    for (int p = 0; p < kParts; ++p)
      sums[p] = _mm512_fmadd_ps(weight, Type::load(value + p * kLanes), sums[p]);
  }
  for (int p = 0; p < kParts; ++p) _mm512_storeu_ps(work.out + (firstPart + p) * kLanes, sums[p]);
}

template <typename Type>
void sum(const HeadSum& work) {
  const int parts = work.size / kLanes;
  int part = 0;
  for (; part + 4 <= parts; part += 4) sumParts<Type, 4>(work, part);
  for (; part + 2 <= parts; part += 2) sumParts<Type, 2>(work, part);
  for (; part < parts; ++part) sumParts<Type, 1>(work, part);
}

void toHalf(HalfBits* out, const float* in, std::size_t count) {
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    const __m256i half =
        _mm512_cvtps_ph(_mm512_loadu_ps(in + i), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i), half);
  }
  for (; i < count; ++i) out[i] = _cvtss_sh(in[i], _MM_FROUND_TO_NEAREST_INT);
}

}  // namespace

const PanelKernels kAvx512Kernels = {"avx512",      product<Single>, product<Half>,
                                     product<Int8>, scores<Single>,  scores<Half>,
                                     sum<Single>,   sum<Half>,       toHalf};

}  // namespace partimento::models
