#pragma once

#include <cstddef>
#include <cstdint>

/// The inner loops of decoding, written for several instruction sets; the processor's best is chosen at run
/// time. Plain pointers, no exceptions, no allocation.
namespace partimento::models {

/// Weights are kept in panels of so many outputs: for each input in turn, the panel's weights side by side.
inline constexpr int kPanel = 64;

/// IEEE half precision as it lies in memory.
using HalfBits = std::uint16_t;

/// out[r][c] = bias[c] + scales[c] * sum over i of x[r][i] * weights[i][c], c < columns
struct PanelProduct {
  const float* x = nullptr;  ///< (rows, inputs), rows `xStride` apart
  std::ptrdiff_t xStride = 0;
  int rows = 0;
  int inputs = 0;
  const void* weights = nullptr;  ///< (inputs, kPanel) float, HalfBits or int8, 64-byte aligned
  const float* scales = nullptr;  ///< (kPanel); int8 only
  const float* bias = nullptr;    ///< (kPanel)
  float* out = nullptr;           ///< rows `outStride` apart
  std::ptrdiff_t outStride = 0;
  int columns = kPanel;
  float* scratch =
      nullptr;  ///< (inputs, kPanel), 64-byte aligned: the panel in single precision, where rows share it
};

/// Attention of one head of one hypothesis over cached tokens.
struct HeadScores {
  const float* query = nullptr;              ///< (size), scaled
  int size = 0;                              ///< of a head: a multiple of 16
  const std::byte* const* tokens = nullptr;  ///< (count): where each token's cache entry begins, oldest first
  std::ptrdiff_t offset = 0;                 ///< bytes from there to this head's keys (or values)
  int count = 0;
  float* scores = nullptr;  ///< (count)
};
struct HeadSum {
  const float* weights = nullptr;  ///< (count)
  int size = 0;
  const std::byte* const* tokens = nullptr;
  std::ptrdiff_t offset = 0;
  int count = 0;
  float* out = nullptr;  ///< (size)
};

struct PanelKernels {
  const char* name;
  void (*single)(const PanelProduct&);
  void (*half)(const PanelProduct&);
  void (*int8)(const PanelProduct&);
  /// scores[j] = query · key j
  void (*scoresSingle)(const HeadScores&);
  void (*scoresHalf)(const HeadScores&);
  /// out = sum of weights[j] * value j
  void (*sumSingle)(const HeadSum&);
  void (*sumHalf)(const HeadSum&);
  void (*toHalf)(HalfBits* out, const float* in, std::size_t count);
};

extern const PanelKernels kPortableKernels;
#if defined(__x86_64__)
extern const PanelKernels kAvx2Kernels;    ///< AVX2, FMA, F16C
extern const PanelKernels kAvx512Kernels;  ///< AVX-512 F, BW, DQ, VL
#endif

/// Sets that this processor runs, best first.
struct KernelList {
  const PanelKernels* sets[3] = {};
  int count = 0;
};
KernelList usableKernels();
/// The best.
const PanelKernels& panelKernels();

/// One value, rounded to nearest even; for tests and the portable set.
HalfBits toHalfBits(float value);
float fromHalfBits(HalfBits bits);

}  // namespace partimento::models
