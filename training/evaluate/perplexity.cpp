#include "training/evaluate/perplexity.h"

#include <cmath>

#include "core/base/error.h"

namespace partimento::training {

namespace {

constexpr std::int64_t kTokensAtOnce = 8192;

double meanExponential(double nats, std::int64_t tokens) {
  return tokens > 0 ? std::exp(nats / static_cast<double>(tokens)) : 0;
}

}  // namespace

double StreamLoss::pitchPerplexity() const {
  return meanExponential(nats[0], tokens[0]);
}

double StreamLoss::durationPerplexity() const {
  return meanExponential(nats[1], tokens[1]);
}

double StreamLoss::natsPerNote() const {
  return notes > 0 ? totalNats() / static_cast<double>(notes) : 0;
}

double StreamLoss::natsPerToken() const {
  return totalTokens() > 0 ? totalNats() / static_cast<double>(totalTokens()) : 0;
}

torch::Tensor lossOf(models::SequenceModel& model, const Batch& batch) {
  namespace F = torch::nn::functional;
  const torch::Tensor logits = model.forward(batch.tokens, batch.context);  // (batch, time, vocabulary)
  const auto options = F::CrossEntropyFuncOptions().ignore_index(-1).reduction(torch::kNone);
  return F::cross_entropy(logits.flatten(0, 1).to(torch::kFloat32), batch.targets.flatten(), options)
      .view_as(batch.targets);  // (batch, time)
}

StreamLoss evaluateLoss(models::SequenceModel& model, const std::vector<Stream>& streams,
                        const std::function<bool(double)>& proceed) {
  const torch::NoGradGuard noGradients;
  model.eval();
  StreamLoss loss;
  const torch::Device device = model.parameters().front().device();
  const std::vector<Group> groups = wholeGroups(streams, kTokensAtOnce);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (proceed && !proceed(static_cast<double>(i) / static_cast<double>(groups.size())))
      throw Error(ErrorCode::Cancelled);
    const Batch batch = makeBatch(streams, groups[i]).to(device);
    const torch::Tensor nats = lossOf(model, batch).to(torch::kFloat64);
    const torch::Tensor asked = batch.targets.ge(0);
    for (std::size_t kind = 0; kind < loss.nats.size(); ++kind) {
      const torch::Tensor here = asked.logical_and(batch.said.eq(static_cast<std::int64_t>(kind)));
      loss.nats[kind] += nats.masked_select(here).sum().item<double>();
      loss.tokens[kind] += here.sum().item<std::int64_t>();
    }
  }
  for (const Stream& stream : streams) loss.notes += stream.notes;
  if (!std::isfinite(loss.totalNats())) throw Error(ErrorCode::NumbersBroken, {"evaluation"});
  return loss;
}

}  // namespace partimento::training
