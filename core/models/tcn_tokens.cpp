#include <limits>
#include <vector>

#include "core/base/error.h"
#include "core/models/tcn.h"
#include "core/models/token_context.h"

namespace partimento::models {

namespace {

using tokens::MelodyTokenizer;
using torch::Tensor;

/// (batch, steps) positions -> the values of `source` (batch, time, ...) there; positions outside give zeros.
Tensor at(const Tensor& source, const Tensor& positions) {
  const std::int64_t time = source.size(1);
  const Tensor inside = positions.ge(0).logical_and(positions.lt(time));
  Tensor index = positions.clamp(0, time - 1);
  Tensor keep = inside;
  if (source.dim() == 3) {
    index = index.unsqueeze(-1).expand({-1, -1, source.size(2)});
    keep = keep.unsqueeze(-1);
  }
  return source.gather(1, index) * keep;
}

}  // namespace

torch::Tensor TcnImpl::forward(const Tensor& tokens, const Tensor& context) {
  if (!context.defined() || context.dim() != 3 || context.size(2) != kContextColumns) {
    throw Error(ErrorCode::Internal, {"the network reads context and was given none"});
  }
  const MelodyTokenizer tokenizer(m_architecture.range);
  const std::int64_t batch = tokens.size(0), time = tokens.size(1);
  const std::int64_t steps = time / 2 + 1;
  const std::int64_t firstDuration = tokenizer.firstDuration();

  // A note is whole at its duration; a stream that begins with a pitch has its first whole note one later.
  const Tensor first = tokens.select(1, 0);
  const Tensor late =
      first.ge(MelodyTokenizer::kRest).logical_and(first.lt(firstDuration)).to(torch::kInt64).unsqueeze(1);
  const Tensor whole = torch::arange(steps, tokens.options()).unsqueeze(0) * 2 + late;  // (batch, steps)
  const Tensor last = models::at(tokens, whole);
  const Tensor begins = last.eq(MelodyTokenizer::kBegin);
  const Tensor pitches =
      torch::where(begins, last, models::at(tokens, whole - 1)).clamp(0, firstDuration - 1);
  const Tensor durations =
      (last - firstDuration + 1).clamp(0, tokenizer.durationCount());  // 0 for Begin and padding
  const auto column = [&](ContextColumn name) {
    return models::at(context.select(2, static_cast<std::int64_t>(name)), whole);
  };
  std::vector<Tensor> features = {pitches, durations, column(ContextColumn::Slot),
                                  column(ContextColumn::Fine), column(ContextColumn::Phrase)};
  if (m_architecture.recalls) {
    for (std::int64_t k = 0; k < static_cast<std::int64_t>(kLookbacks); ++k) {
      const Tensor promised =
          models::at(context.select(2, static_cast<std::int64_t>(ContextColumn::Bars1) + k), whole);
      features.push_back(promised.clamp(0, firstDuration));
    }
    const Tensor matches = context.select(2, static_cast<std::int64_t>(ContextColumn::Matches));
    features.push_back(models::at(matches, whole - 1));
    features.push_back(models::at(matches, whole));
    features.push_back(column(ContextColumn::ToGo));
  }
  const Tensor stacked = torch::stack(features, 2);  // (batch, steps, features)
  const Tensor states = forward(stacked.transpose(0, 1).contiguous()).transpose(0, 1);

  // Position t asks the state of the last whole note at or before it: for a pitch after a duration, for a
  // duration after a pitch.
  const Tensor positions = torch::arange(time, tokens.options()).unsqueeze(0) - late;  // (batch, time)
  const Tensor note = positions.div(2, "floor");
  const Tensor afterWhole = positions.remainder(2).eq(0).unsqueeze(-1);
  const Tensor asked = models::at(states, note);  // (batch, time, skipChannels)
  const Tensor pitch = (tokens - MelodyTokenizer::kRest).clamp(0, tokenizer.pitchCount());
  const float never = -std::numeric_limits<float>::infinity();
  const Tensor forPitch = pitchLogits(asked).masked_fill(afterWhole.logical_not(), never);
  Tensor lengths;  // (batch, time, kLookbacks)
  if (m_architecture.recalls) {
    const Tensor promised = context.narrow(2, static_cast<std::int64_t>(ContextColumn::Bars1),
                                           static_cast<std::int64_t>(kLookbacks));
    lengths = (promised - firstDuration).clamp(0, tokenizer.durationCount());
  }
  const Tensor forDuration = durationLogits(asked, pitch, lengths).masked_fill(afterWhole, never);
  const Tensor special = torch::full({batch, time, MelodyTokenizer::kRest}, never, asked.options());
  return torch::cat({special, forPitch, forDuration}, 2);  // (batch, time, vocabulary)
}

}  // namespace partimento::models
