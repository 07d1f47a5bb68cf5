#include "core/models/layer_ops.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/models/lstm_layer.h"
#include "core/models/projection.h"

namespace partimento::models {
namespace {

using torch::Tensor;

TEST(LayerOps, GeluIsTheErrorFunctionsOwn) {
  const Tensor x = torch::linspace(-9, 9, 4001).requires_grad_(true);
  const Tensor got = geluOf(x);
  const Tensor wanted = torch::gelu(x);
  EXPECT_TRUE(torch::allclose(got, wanted, 0, 2e-6)) << (got - wanted).abs().max();
  const auto a = torch::autograd::grad({got.sum()}, {x})[0];
  const auto b = torch::autograd::grad({wanted.sum()}, {x})[0];
  EXPECT_TRUE(torch::allclose(a, b, 0, 2e-6)) << (a - b).abs().max();
}

TEST(LayerOps, DropoutZeroesItsShareAndKeepsTheSum) {
  torch::manual_seed(1);
  const Tensor ones = torch::ones({300, 400}, torch::requires_grad());
  const Tensor dropped = dropoutOf(ones, 0.2);
  EXPECT_NEAR(dropped.eq(0).to(torch::kFloat32).mean().item<double>(), 0.2, 5e-3);
  EXPECT_NEAR(dropped.mean().item<double>(), 1, 1e-2);
  // Neither rows nor columns share their masks.
  EXPECT_NEAR(dropped.mean(0).std().item<double>(), std::sqrt(0.25 / 300), 4e-3);
  EXPECT_NEAR(dropped.mean(1).std().item<double>(), std::sqrt(0.25 / 400), 4e-3);
  EXPECT_TRUE(torch::equal(torch::autograd::grad({dropped.sum()}, {ones})[0], dropped.detach()));

  const Tensor base = torch::full({300, 400}, 5.0);
  const Tensor sum = dropoutAdd(base, ones, 0.2);
  const Tensor other = sum - base;
  EXPECT_NEAR(other.eq(0).to(torch::kFloat32).mean().item<double>(), 0.2, 5e-3);
  EXPECT_FALSE(torch::equal(other.eq(0), dropped.eq(0)));
  EXPECT_TRUE(torch::allclose(torch::autograd::grad({sum.sum()}, {ones})[0], other.detach(), 0, 1e-6));
}

TEST(LayerOps, SumOfRowsAndItsGradient) {
  torch::manual_seed(2);
  const Tensor table = torch::randn({11, 8}, torch::requires_grad());
  const Tensor indexes = torch::randint(0, 11, {3, 5, 4}, torch::kInt64);
  const Tensor got = sumOfRows(table, indexes);
  const Tensor wanted = torch::embedding(table, indexes).sum(2);
  EXPECT_TRUE(torch::allclose(got, wanted, 0, 1e-6));
  const Tensor weight = torch::randn_like(got);
  EXPECT_TRUE(torch::allclose(torch::autograd::grad({(got * weight).sum()}, {table})[0],
                              torch::autograd::grad({(wanted * weight).sum()}, {table})[0], 0, 1e-5));
  EXPECT_THROW(sumOfRows(table, torch::full({1, 1}, 11, torch::kInt64)), Error);
  EXPECT_THROW(sumOfRows(table, torch::full({1, 1}, -1, torch::kInt64)), Error);
}

TEST(LayerOps, ProjectionByManyThreads) {
  torch::manual_seed(3);
  const Tensor x = torch::randn({5, 33, 24}, torch::requires_grad());
  const Tensor weight = torch::randn({40, 24}, torch::requires_grad());
  const Tensor bias = torch::randn({40}, torch::requires_grad());
  const int threads = at::get_num_threads();
  at::set_num_threads(3);
  const Tensor got = project(x, weight, bias);
  const auto gradients = torch::autograd::grad({got.square().sum()}, {x, weight, bias});
  const Tensor without = project(x, weight, {});
  const auto fewer = torch::autograd::grad({without.square().sum()}, {x, weight});
  at::set_num_threads(threads);
  const Tensor wanted = torch::linear(x, weight, bias);
  const auto expected = torch::autograd::grad({wanted.square().sum()}, {x, weight, bias});
  EXPECT_TRUE(torch::allclose(got, wanted, 1e-5, 1e-5));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(torch::allclose(gradients[i], expected[i], 1e-4, 1e-3));
  EXPECT_TRUE(torch::allclose(without, torch::linear(x, weight), 1e-5, 1e-5));
  EXPECT_EQ(fewer[1].sizes(), weight.sizes());
}

TEST(LstmLayer, IsTheLibrarys) {
  torch::manual_seed(4);
  for (const std::int64_t time : {1, 9}) {
    const Tensor x = torch::randn({3, time, 12}, torch::requires_grad());
    const LstmWeights weights = {torch::randn({32, 12}, torch::requires_grad()) * 0.4,
                                 torch::randn({32, 8}, torch::requires_grad()) * 0.4,
                                 torch::randn({32}, torch::requires_grad()) * 0.4};
    const Tensor zeros = torch::zeros({1, 3, 8});
    const Tensor wanted = std::get<0>(torch::lstm(
        x, {zeros, zeros}, {weights.input, weights.recurrent, weights.bias, torch::zeros_like(weights.bias)},
        true, 1, 0.0, false, false, true));
    const Tensor got = lstmLayer(x, weights);
    EXPECT_TRUE(torch::allclose(got, wanted, 0, 1e-5)) << (got - wanted).abs().max();
    const Tensor weight = torch::randn_like(got);
    const std::vector<Tensor> inputs = {x, weights.input, weights.recurrent, weights.bias};
    const auto a = torch::autograd::grad({(got * weight).sum()}, inputs, {}, {}, false, time == 1);
    const auto b = torch::autograd::grad({(wanted * weight).sum()}, inputs, {}, {}, false, time == 1);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      EXPECT_TRUE(torch::allclose(a[i], b[i], 1e-4, 1e-4)) << time << " " << i;
    }
  }
}

}  // namespace
}  // namespace partimento::models
