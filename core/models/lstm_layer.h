#pragma once

#include "core/models/torch_parts.h"

namespace partimento::models {

struct LstmWeights {
  torch::Tensor input;      ///< (4 width, in): gates in the order input, forget, cell, output
  torch::Tensor recurrent;  ///< (4 width, width)
  torch::Tensor bias;       ///< (4 width)
};

/// One layer of long short-term memory (Hochreiter and Schmidhuber 1997; forget gates by Gers et al. 2000)
/// from a state of zeros: x (batch, time, in) -> (batch, time, width). Differentiable. The input products of
/// all steps, and all gradients of weights, are one product each; a step is one small product and one loop.
/// The same as torch::lstm of one layer, which is used on other devices.
torch::Tensor lstmLayer(const torch::Tensor& x, const LstmWeights& weights);

}  // namespace partimento::models
