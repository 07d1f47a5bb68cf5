#include "core/models/tcn.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"

namespace partimento::models {
namespace {

TcnArchitecture smallArchitecture(int receptiveField, Activation activation = Activation::Tanh) {
  TcnArchitecture architecture;
  architecture.activation = activation;
  architecture.receptiveField = receptiveField;
  architecture.channels = 8;
  architecture.skipChannels = 12;
  architecture.durationChannels = 6;
  architecture.range = {60, 83};
  return architecture;
}

torch::Tensor randomFeatures(std::int64_t time, std::int64_t batch, std::uint64_t seed) {
  torch::Tensor features = torch::zeros({time, batch, kFeatures}, torch::kInt64);
  Random random(seed);
  for (std::int64_t i = 0; i < time * batch; ++i) {
    TcnStep step;
    step.pitch = static_cast<std::int16_t>(1 + random.below(26));
    step.duration = static_cast<std::int16_t>(random.below(26));
    step.next = tokens::placeInBar({3, 4}, static_cast<std::int64_t>(random.below(72)),
                                   static_cast<std::int64_t>(random.below(8)));
    writeFeatures(step, features.data_ptr<std::int64_t>() + i * kFeatures);
  }
  return features;
}

TEST(Tcn, SeesExactlyItsReceptiveField) {
  const torch::NoGradGuard noGradients;
  for (const int field : {32, 64, 128}) {
    torch::manual_seed(1);
    Tcn model(smallArchitecture(field));
    model->eval();
    const torch::Tensor features = randomFeatures(field + 3, 1, 7);
    const torch::Tensor last = model->forward(features)[-1];
    torch::Tensor outside = features.clone();
    outside.narrow(0, 0, 3).select(2, 0).add_(-1).clamp_(0);
    outside.narrow(0, 0, 3).select(2, 1).fill_(3);
    EXPECT_TRUE(torch::equal(model->forward(outside)[-1], last)) << field;
    torch::Tensor inside = features.clone();
    inside[3][0][1] = (inside[3][0][1].item<std::int64_t>() + 1) % 26;
    EXPECT_FALSE(torch::equal(model->forward(inside)[-1], last)) << field;
  }
}

TEST(Tcn, DoesNotSeeTheFuture) {
  const torch::NoGradGuard noGradients;
  torch::manual_seed(2);
  Tcn model(smallArchitecture(32, Activation::Relu));
  model->eval();
  torch::Tensor features = randomFeatures(40, 3, 8);
  const torch::Tensor before = model->forward(features).narrow(0, 0, 20).clone();
  features.narrow(0, 20, 20).select(2, 0).fill_(5);
  EXPECT_TRUE(torch::allclose(model->forward(features).narrow(0, 0, 20), before, 0, 1e-6));
}

TEST(Tcn, DurationsDependOnThePitch) {
  const torch::NoGradGuard noGradients;
  torch::manual_seed(3);
  Tcn model(smallArchitecture(32));
  model->eval();
  const torch::Tensor states = model->forward(randomFeatures(5, 2, 9));
  EXPECT_EQ(model->pitchLogits(states).sizes(), (torch::IntArrayRef{5, 2, 25}));
  const torch::Tensor a = model->durationLogits(states, torch::zeros({5, 2}, torch::kInt64));
  const torch::Tensor b = model->durationLogits(states, torch::ones({5, 2}, torch::kInt64));
  EXPECT_EQ(a.sizes(), (torch::IntArrayRef{5, 2, 25}));
  EXPECT_FALSE(torch::allclose(a, b));
}

TEST(Tcn, RefusesShapesThatCannotBe) {
  EXPECT_THROW(Tcn(smallArchitecture(100)), Error);
  EXPECT_THROW(Tcn(smallArchitecture(1)), Error);
  EXPECT_THROW(Tcn(smallArchitecture(1 << 20)), Error);
  TcnArchitecture architecture = smallArchitecture(32);
  architecture.channels = 1 << 30;
  EXPECT_THROW(requireValid(architecture), Error);
  EXPECT_THROW(parseActivation("Tanh"), Error);
}

}  // namespace
}  // namespace partimento::models
