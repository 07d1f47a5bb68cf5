#include "core/models/relative_attention.h"

#include <cmath>

#include <gtest/gtest.h>

namespace partimento::models {
namespace {

using torch::Tensor;

/// The definition, entry by entry.
Tensor naive(const Tensor& qkv, const Tensor& table, std::int64_t heads) {
  const std::int64_t batch = qkv.size(0), time = qkv.size(1), width = qkv.size(2) / 3;
  const std::int64_t head = width / heads, window = table.size(0);
  std::vector<Tensor> sequences;
  for (std::int64_t b = 0; b < batch; ++b) {
    std::vector<Tensor> columns;
    for (std::int64_t h = 0; h < heads; ++h) {
      const auto part = [&](std::int64_t which) { return qkv[b].narrow(1, which * width + h * head, head); };
      std::vector<Tensor> rows;
      for (std::int64_t i = 0; i < time; ++i) {
        const std::int64_t first = std::max<std::int64_t>(0, i - window + 1);
        std::vector<Tensor> scores;
        for (std::int64_t j = first; j <= i; ++j) {
          scores.push_back((part(0)[i] * (part(1)[j] + table[window - 1 - (i - j)])).sum() /
                           std::sqrt(static_cast<double>(head)));
        }
        const Tensor p = torch::softmax(torch::stack(scores), 0);
        rows.push_back(torch::mv(part(2).narrow(0, first, i - first + 1).t(), p));
      }
      columns.push_back(torch::stack(rows));
    }
    sequences.push_back(torch::cat(columns, 1));
  }
  return torch::stack(sequences);
}

struct AttentionCase {
  std::int64_t time, window;
};

class RelativeAttention : public testing::TestWithParam<AttentionCase> {};

using Attention = Tensor (*)(const Tensor&, const Tensor&, const AttentionShape&);

void expectTheDefinition(const AttentionCase& c, Attention attention, torch::Dtype type, double tolerance) {
  torch::manual_seed(c.time * 100 + c.window);
  const auto options = torch::TensorOptions(type).requires_grad(true);
  const Tensor qkv = torch::randn({2, c.time, 3 * 32}, options);
  const Tensor table = torch::randn({c.window, 16}, options);
  const Tensor weight = torch::randn({2, c.time, 32}, type);
  const Tensor wanted = naive(qkv, table, 2);
  const auto wantedGradients = torch::autograd::grad({(wanted * weight).sum()}, {qkv, table});
  const Tensor got = attention(qkv, table, {2, 0});
  const auto gradients = torch::autograd::grad({(got * weight).sum()}, {qkv, table});
  EXPECT_TRUE(torch::allclose(got, wanted, 0, tolerance)) << (got - wanted).abs().max();
  for (std::size_t i = 0; i < 2; ++i) {
    const double scale = 1 + wantedGradients[i].abs().max().item<double>();
    EXPECT_LT((gradients[i] - wantedGradients[i]).abs().max().item<double>() / scale, tolerance) << i;
  }
}

TEST_P(RelativeAttention, InBlocksIsTheDefinition) {
  expectTheDefinition(GetParam(), relativeAttention, torch::kFloat32, 1e-5);
}

TEST_P(RelativeAttention, ByViewsIsTheDefinition) {
  expectTheDefinition(GetParam(), relativeAttentionByViews, torch::kFloat64, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(Sizes, RelativeAttention,
                         testing::Values(AttentionCase{1, 4}, AttentionCase{2, 2}, AttentionCase{7, 16},
                                         AttentionCase{16, 16}, AttentionCase{23, 5}));

/// Longer than a block of queries: against the formulation by views, which the definition has judged.
TEST(RelativeAttentionBlocks, ManyBlocksAndSlidingWindows) {
  for (const AttentionCase c : {AttentionCase{300, 300}, AttentionCase{300, 512}, AttentionCase{290, 40},
                                AttentionCase{400, 129}, AttentionCase{256, 200}}) {
    torch::manual_seed(7);
    const Tensor qkv = torch::randn({2, c.time, 3 * 32}, torch::requires_grad());
    const Tensor table = torch::randn({c.window, 16}, torch::requires_grad());
    const Tensor weight = torch::randn({2, c.time, 32});
    const Tensor wanted = relativeAttentionByViews(qkv, table, {2, 0});
    const Tensor got = relativeAttention(qkv, table, {2, 0});
    EXPECT_TRUE(torch::allclose(got, wanted, 0, 1e-5)) << c.time << " " << c.window;
    const auto a = torch::autograd::grad({(got * weight).sum()}, {qkv, table});
    const auto b = torch::autograd::grad({(wanted * weight).sum()}, {qkv, table});
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_TRUE(torch::allclose(a[i], b[i], 1e-4, 1e-4)) << c.time << " " << c.window << " " << i;
    }
  }
}

TEST(RelativeAttentionBlocks, DropoutKeepsTheMeanAndItsGradient) {
  torch::manual_seed(3);
  const Tensor qkv = torch::randn({1, 8, 3 * 16}, torch::requires_grad());
  const Tensor table = torch::randn({8, 16}, torch::requires_grad());
  const Tensor exact = relativeAttention(qkv, table, {1, 0});
  Tensor mean = torch::zeros_like(exact);
  for (int i = 0; i < 4000; ++i) mean += relativeAttention(qkv.detach(), table.detach(), {1, 0.3}) / 4000;
  EXPECT_TRUE(torch::allclose(mean, exact, 0, 0.12)) << (mean - exact).abs().max();

  // The same generator state draws the same mask: the gradient is that of the function that was computed.
  const Tensor direction = torch::randn_like(qkv) * 1e-2;
  const auto value = [&](const Tensor& at) {
    torch::manual_seed(11);
    return relativeAttention(at, table, {1, 0.5}).square().sum();
  };
  const auto gradient = torch::autograd::grad({value(qkv)}, {qkv})[0];
  const double slope = ((value(qkv + direction) - value(qkv - direction)) / 2).item<double>();
  EXPECT_NEAR(slope, (gradient * direction).sum().item<double>(), 2e-2 * std::fabs(slope) + 1e-4);
}

TEST(RelativeAttentionBlocks, ThreadsChangeNothing) {
  torch::manual_seed(5);
  const Tensor qkv = torch::randn({3, 140, 3 * 32}, torch::requires_grad());
  const Tensor table = torch::randn({140, 16}, torch::requires_grad());
  const int threads = at::get_num_threads();
  std::vector<Tensor> gradients;
  for (const int count : {1, 2, 2}) {
    at::set_num_threads(count);
    gradients.push_back(
        torch::autograd::grad({relativeAttention(qkv, table, {2, 0}).square().sum()}, {qkv, table})[1]);
  }
  at::set_num_threads(threads);
  EXPECT_TRUE(torch::allclose(gradients[0], gradients[1], 1e-4, 1e-4));
  EXPECT_TRUE(torch::equal(gradients[1], gradients[2]));
}

}  // namespace
}  // namespace partimento::models
