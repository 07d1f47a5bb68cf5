#pragma once

#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include "core/engine/run_settings.h"
#include "core/models/torch_parts.h"

namespace partimento::training {

/// Products in bfloat16 for the time of a scope, where the device gains by it: on CUDA. Weights, gradients,
/// moments and sums stay in single precision; bfloat16 has its range, so that losses need no scaling.
class MixedPrecision {
 public:
  MixedPrecision(Precision wanted, const torch::Device& device)
      : m_on(wanted != Precision::Single && device.is_cuda()) {
    if (m_on) switchTo(true);
  }
  ~MixedPrecision() {
    if (!m_on) return;
    at::autocast::clear_cache();
    switchTo(false);
  }
  MixedPrecision(const MixedPrecision&) = delete;
  MixedPrecision& operator=(const MixedPrecision&) = delete;

 private:
  static void switchTo(bool on) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    at::autocast::set_autocast_dtype(at::kCUDA, at::kBFloat16);
    at::autocast::set_autocast_enabled(at::kCUDA, on);
#else
    at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
    at::autocast::set_enabled(on);
#endif
  }

  bool m_on;
};

}  // namespace partimento::training
