#include "core/models/lstm_layer.h"

#include <ATen/Parallel.h>

#include "core/models/row_loops.h"

namespace partimento::models {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Sequences are divided among the threads; each goes through all steps on its own.
std::int64_t sequencesPerThread(std::int64_t batch) {
  const std::int64_t threads = at::get_num_threads();
  return (batch + threads - 1) / threads;
}

const float* rowsAt(const Tensor& tensor, std::int64_t time, std::int64_t row) {
  return tensor.data_ptr<float>() + (time * tensor.size(1) + row) * tensor.size(2);
}

float* rowsAt(Tensor& tensor, std::int64_t time, std::int64_t row) {
  return tensor.data_ptr<float>() + (time * tensor.size(1) + row) * tensor.size(2);
}

/// gates (time, batch, 4 width) hold the input sums and become the activated gates.
void runSteps(Tensor& gates, Tensor& cells, Tensor& outputs, const Tensor& recurrent) {
  const std::int64_t width = outputs.size(2);
  const Tensor transposed = recurrent.t();
  at::parallel_for(
      0, gates.size(1), sequencesPerThread(gates.size(1)), [&](std::int64_t begin, std::int64_t end) {
        const at::AutoDispatchBelowADInplaceOrView below;
        for (std::int64_t t = 0; t < gates.size(0); ++t) {
          if (t > 0) {
            Tensor sums = gates[t].narrow(0, begin, end - begin);
            sums.addmm_(outputs[t - 1].narrow(0, begin, end - begin), transposed);
          }
          loops::lstmCell({rowsAt(gates, t, begin), t > 0 ? rowsAt(cells, t - 1, begin) : nullptr,
                           rowsAt(cells, t, begin), rowsAt(outputs, t, begin), width, end - begin, width});
        }
      });
}

/// gates become the gradients of the sums.
void runStepsBack(Tensor& gates, const Tensor& cells, const Tensor& gradOut, const Tensor& recurrent) {
  const std::int64_t width = cells.size(2);
  at::parallel_for(
      0, gates.size(1), sequencesPerThread(gates.size(1)), [&](std::int64_t begin, std::int64_t end) {
        const at::AutoDispatchBelowADInplaceOrView below;
        Tensor gradCell = torch::zeros({end - begin, width}, cells.options());
        Tensor gradState = torch::empty({end - begin, width}, cells.options());
        const std::int64_t steps = gates.size(0);
        for (std::int64_t t = steps - 1; t >= 0; --t) {
          loops::lstmCellBackward({rowsAt(gates, t, begin), t > 0 ? rowsAt(cells, t - 1, begin) : nullptr,
                                   rowsAt(cells, t, begin), rowsAt(gradOut, t, begin), width,
                                   t + 1 < steps ? gradState.data_ptr<float>() : nullptr,
                                   gradCell.data_ptr<float>(), end - begin, width});
          if (t > 0) at::mm_out(gradState, gates[t].narrow(0, begin, end - begin), recurrent);
        }
      });
}

class Layer : public torch::autograd::Function<Layer> {
 public:
  /// x (time, batch, in)
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& input,
                        const Tensor& recurrent, const Tensor& bias) {
    const std::int64_t time = x.size(0), batch = x.size(1), width = recurrent.size(1);
    Tensor gates =
        torch::addmm(bias, x.view({time * batch, x.size(2)}), input.t()).view({time, batch, 4 * width});
    Tensor cells = torch::empty({time, batch, width}, x.options());
    Tensor outputs = torch::empty({time, batch, width}, x.options());
    runSteps(gates, cells, outputs, recurrent);
    context->save_for_backward({x, input, recurrent, gates, cells, outputs});
    return outputs;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const variable_list saved = context->get_saved_variables();
    const Tensor& x = saved[0];
    const std::int64_t time = x.size(0), batch = x.size(1), width = saved[2].size(1);
    Tensor gates = saved[3].clone();
    runStepsBack(gates, saved[4], gradients[0].contiguous(), saved[2]);
    const Tensor sums = gates.view({time * batch, 4 * width});
    const Tensor rows = x.view({time * batch, x.size(2)});
    const Tensor gradX = torch::mm(sums, saved[1]).view(x.sizes());
    const Tensor gradInput = torch::mm(sums.t(), rows);
    Tensor gradRecurrent = torch::zeros_like(saved[2]);
    if (time > 1) {
      const std::int64_t inner = (time - 1) * batch;
      gradRecurrent = torch::mm(sums.narrow(0, batch, inner).t(),
                                saved[5].view({time * batch, width}).narrow(0, 0, inner));
    }
    return {gradX, gradInput, gradRecurrent, sums.sum(0)};
  }
};

}  // namespace

Tensor lstmLayer(const Tensor& x, const LstmWeights& weights) {
  if (x.device().is_cpu() && x.scalar_type() == torch::kFloat32) {
    const Tensor timeFirst = x.transpose(0, 1).contiguous();
    return Layer::apply(timeFirst, weights.input, weights.recurrent, weights.bias)
        .transpose(0, 1)
        .contiguous();
  }
  const Tensor zeros = torch::zeros({1, x.size(0), weights.recurrent.size(1)}, x.options());
  const std::vector<Tensor> parameters = {weights.input, weights.recurrent, weights.bias,
                                          torch::zeros_like(weights.bias)};
  return std::get<0>(torch::lstm(x, {zeros, zeros}, parameters, true, 1, 0.0, false, false, true));
}

}  // namespace partimento::models
