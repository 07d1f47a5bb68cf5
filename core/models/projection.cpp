#include "core/models/projection.h"

#include <ATen/Parallel.h>

namespace partimento::models {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kLeastRows = 32;

/// Rows a thread, so that every thread has some.
std::int64_t rowsPerThread(std::int64_t rows) {
  const std::int64_t threads = at::get_num_threads();
  return std::max(kLeastRows, (rows + threads - 1) / threads);
}

/// out = a · b, rows divided among the threads.
void multiply(const Tensor& out, const Tensor& a, const Tensor& b) {
  at::parallel_for(0, a.size(0), rowsPerThread(a.size(0)), [&](std::int64_t begin, std::int64_t end) {
    const at::AutoDispatchBelowADInplaceOrView below;
    Tensor part = out.narrow(0, begin, end - begin);
    at::mm_out(part, a.narrow(0, begin, end - begin), b);
  });
}

class DividedLinear : public torch::autograd::Function<DividedLinear> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight, const Tensor& bias) {
    const bool shifted = bias.numel() > 0;
    context->save_for_backward({x, weight});
    context->saved_data["bias"] = shifted;
    Tensor out = torch::empty({x.size(0), weight.size(0)}, x.options());
    const Tensor transposed = weight.t();
    at::parallel_for(0, x.size(0), rowsPerThread(x.size(0)), [&](std::int64_t begin, std::int64_t end) {
      const at::AutoDispatchBelowADInplaceOrView below;
      Tensor part = out.narrow(0, begin, end - begin);
      const Tensor rows = x.narrow(0, begin, end - begin);
      if (shifted) {
        at::addmm_out(part, bias, rows, transposed);
      } else {
        at::mm_out(part, rows, transposed);
      }
    });
    return out;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const variable_list saved = context->get_saved_variables();
    const Tensor& x = saved[0];
    const Tensor& weight = saved[1];
    const Tensor grad = gradients[0].contiguous();
    Tensor gradX, gradWeight, gradBias;
    if (context->needs_input_grad(0)) {
      gradX = torch::empty_like(x);
      multiply(gradX, grad, weight);
    }
    if (context->needs_input_grad(1)) {
      gradWeight = torch::empty_like(weight);
      multiply(gradWeight, grad.t(), x);
    }
    if (context->saved_data["bias"].toBool()) gradBias = grad.sum(0);
    return {gradX, gradWeight, gradBias};
  }
};

}  // namespace

Tensor project(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  const bool divided = x.device().is_cpu() && x.scalar_type() == torch::kFloat32 &&
                       weight.scalar_type() == torch::kFloat32 && at::get_num_threads() > 1;
  if (!divided) return torch::linear(x, weight, bias);
  std::vector<std::int64_t> shape = x.sizes().vec();
  const Tensor rows = x.reshape({-1, x.size(-1)}).contiguous();
  // Functions of the library's first versions take no tensor that is not there: an empty one stands for it.
  const Tensor out = DividedLinear::apply(rows, weight, bias.defined() ? bias : weight.new_empty({0}));
  shape.back() = weight.size(0);
  return out.view(shape);
}

}  // namespace partimento::models
