#include "core/models/layer_ops.h"

#include <cstring>

#include <ATen/Parallel.h>

#include "core/base/error.h"
#include "core/models/random_mask.h"
#include "core/models/row_loops.h"

namespace partimento::models {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kGrain = 16384;

bool isPlain(const Tensor& tensor) {
  return tensor.device().is_cpu() && tensor.scalar_type() == torch::kFloat32;
}

/// work(begin, end) over rows of the last dimension.
template <typename Work>
void overRows(const Tensor& tensor, const Work& work) {
  const std::int64_t width = tensor.size(-1);
  at::parallel_for(0, tensor.numel() / width, std::max<std::int64_t>(1, kGrain / width), work);
}

loops::DropoutMask maskIn(AutogradContext* context) {
  return {static_cast<std::uint64_t>(context->saved_data["seed"].toInt()),
          static_cast<float>(context->saved_data["rate"].toDouble())};
}

void keepMask(AutogradContext* context, const loops::DropoutMask& mask) {
  context->saved_data["seed"] = static_cast<std::int64_t>(mask.seed);
  context->saved_data["rate"] = static_cast<double>(mask.rate);
}

Tensor masked(const Tensor& x, const loops::DropoutMask& mask) {
  Tensor out = torch::empty_like(x);
  const std::int64_t width = x.size(-1);
  const auto* from = x.data_ptr<float>();
  auto* to = out.data_ptr<float>();
  overRows(x, [&](std::int64_t begin, std::int64_t end) {
    loops::dropoutScale(to + begin * width, from + begin * width, {begin, end - begin, width}, mask);
  });
  return out;
}

class MaskedAdd : public torch::autograd::Function<MaskedAdd> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& base, const Tensor& x, double rate) {
    const loops::DropoutMask mask = drawMask(rate);
    keepMask(context, mask);
    Tensor out = torch::empty_like(x);
    const std::int64_t width = x.size(-1);
    const auto* first = base.data_ptr<float>();
    const auto* second = x.data_ptr<float>();
    auto* to = out.data_ptr<float>();
    overRows(x, [&](std::int64_t begin, std::int64_t end) {
      const std::int64_t at = begin * width;
      loops::dropoutAdd(to + at, first + at, second + at, {begin, end - begin, width}, mask);
    });
    return out;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    return {gradients[0], masked(gradients[0].contiguous(), maskIn(context)), Tensor()};
  }
};

class Masked : public torch::autograd::Function<Masked> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, double rate) {
    const loops::DropoutMask mask = drawMask(rate);
    keepMask(context, mask);
    return masked(x, mask);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    return {masked(gradients[0].contiguous(), maskIn(context)), Tensor()};
  }
};

class Gelu : public torch::autograd::Function<Gelu> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x) {
    context->save_for_backward({x});
    Tensor out = torch::empty_like(x);
    at::parallel_for(0, x.numel(), kGrain, [&](std::int64_t begin, std::int64_t end) {
      loops::gelu(out.data_ptr<float>() + begin, x.data_ptr<float>() + begin, end - begin);
    });
    return out;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const Tensor x = context->get_saved_variables()[0];
    const Tensor grad = gradients[0].contiguous();
    Tensor out = torch::empty_like(x);
    at::parallel_for(0, x.numel(), kGrain, [&](std::int64_t begin, std::int64_t end) {
      loops::geluBackward(out.data_ptr<float>() + begin, grad.data_ptr<float>() + begin,
                          x.data_ptr<float>() + begin, end - begin);
    });
    return {out};
  }
};

void requireInside(const Tensor& indexes, std::int64_t rows) {
  const auto* index = indexes.data_ptr<std::int64_t>();
  for (std::int64_t i = 0; i < indexes.numel(); ++i) {
    if (index[i] < 0 || index[i] >= rows) {
      throw Error(ErrorCode::Internal,
                  {"token or context " + std::to_string(index[i]) + " outside its table"});
    }
  }
}

class RowSum : public torch::autograd::Function<RowSum> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& table, const Tensor& indexes) {
    requireInside(indexes, table.size(0));
    context->save_for_backward({indexes});
    context->saved_data["rows"] = table.size(0);
    const std::int64_t width = table.size(1);
    const std::int64_t each = indexes.size(1);
    Tensor out = torch::empty({indexes.size(0), width}, table.options());
    const auto* index = indexes.data_ptr<std::int64_t>();
    overRows(out, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t row = begin; row < end; ++row) {
        float* to = out.data_ptr<float>() + row * width;
        std::memcpy(to, table.data_ptr<float>() + index[row * each] * width,
                    static_cast<std::size_t>(width) * sizeof(float));
        for (std::int64_t k = 1; k < each; ++k) {
          const float* from = table.data_ptr<float>() + index[row * each + k] * width;
          for (std::int64_t i = 0; i < width; ++i) to[i] += from[i];
        }
      }
    });
    return out;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const Tensor indexes = context->get_saved_variables()[0];
    const Tensor grad = gradients[0].contiguous();
    const std::int64_t width = grad.size(1);
    const std::int64_t each = indexes.size(1);
    Tensor out = torch::zeros({context->saved_data["rows"].toInt(), width}, grad.options());
    const auto* index = indexes.data_ptr<std::int64_t>();
    for (std::int64_t row = 0; row < indexes.size(0); ++row) {
      const float* from = grad.data_ptr<float>() + row * width;
      for (std::int64_t k = 0; k < each; ++k) {
        float* to = out.data_ptr<float>() + index[row * each + k] * width;
        for (std::int64_t i = 0; i < width; ++i) to[i] += from[i];
      }
    }
    return {out, Tensor()};
  }
};

}  // namespace

Tensor dropoutAdd(const Tensor& base, const Tensor& x, double rate) {
  if (rate <= 0) return base + x;
  if (!isPlain(x) || !isPlain(base)) return base + torch::dropout(x, rate, true);
  return MaskedAdd::apply(base.contiguous(), x.contiguous(), rate);
}

Tensor dropoutOf(const Tensor& x, double rate) {
  if (rate <= 0) return x;
  if (!isPlain(x)) return torch::dropout(x, rate, true);
  return Masked::apply(x.contiguous(), rate);
}

Tensor geluOf(const Tensor& x) {
  return isPlain(x) ? Gelu::apply(x.contiguous()) : torch::gelu(x);
}

Tensor sumOfRows(const Tensor& table, const Tensor& indexes) {
  std::vector<std::int64_t> shape = indexes.sizes().vec();
  shape.back() = table.size(1);
  const Tensor flat = indexes.reshape({-1, indexes.size(-1)}).contiguous();
  const Tensor sum = isPlain(table)
                         ? RowSum::apply(table.contiguous(), flat)
                         : std::get<0>(torch::embedding_bag(
                               table, flat.flatten(),
                               torch::arange(0, flat.numel(), flat.size(1), flat.options()), false, 0));
  return sum.view(shape);
}

}  // namespace partimento::models
