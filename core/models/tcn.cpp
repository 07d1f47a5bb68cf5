#include "core/models/tcn.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace partimento::models {

namespace {

using tokens::BarPlace;
using tokens::MelodyTokenizer;

torch::nn::Linear withoutBias(int from, int to) {
  return torch::nn::Linear(torch::nn::LinearOptions(from, to).bias(false));
}

}  // namespace

std::vector<TcnStep> stepsOf(const MelodyTokenizer& tokenizer, std::span<const Token> prompt,
                             tokens::BarClock clock) {
  std::vector<TcnStep> steps;
  steps.reserve(prompt.size() / 2 + 1);
  steps.push_back({MelodyTokenizer::kBegin, 0, clock.place(), {}});
  for (std::size_t i = 0; i + 1 < prompt.size(); i += 2) {
    clock.advance(tokenizer.durationSteps(prompt[i + 1]));
    const Token durationClass = prompt[i + 1] - tokenizer.firstDuration();
    steps.push_back({static_cast<std::int16_t>(prompt[i]),
                     static_cast<std::int16_t>(durationClass + 1),
                     clock.place(),
                     {}});
  }
  return steps;
}

void writeFeatures(const TcnStep& step, std::int64_t* features) {
  features[static_cast<int>(Feature::Pitch)] = step.pitch;
  features[static_cast<int>(Feature::Duration)] = step.duration;
  features[static_cast<int>(Feature::Slot)] = step.next.meter * BarPlace::kSlots + step.next.slot;
  features[static_cast<int>(Feature::Fine)] = step.next.fine;
  features[static_cast<int>(Feature::Phrase)] = step.next.phrase;
  for (std::size_t k = 0; k < kLookbacks; ++k)
    features[static_cast<std::size_t>(Feature::Pitch1) + k] = step.recall.pitches[k];
  features[static_cast<int>(Feature::PitchMatches)] = step.recall.pitchMatches;
  features[static_cast<int>(Feature::DurationMatches)] = step.recall.durationMatches;
  features[static_cast<int>(Feature::ToGo)] = step.recall.toGo;
}

TcnRecall recallOf(const ContextRow& afterPitch, const ContextRow& afterDuration) {
  const auto at = [](const ContextRow& row, ContextColumn column) {
    return row[static_cast<std::size_t>(column)];
  };
  TcnRecall recall;
  std::copy_n(afterDuration.begin() + static_cast<std::ptrdiff_t>(ContextColumn::Bars1), kLookbacks,
              recall.pitches.begin());
  recall.pitchMatches = at(afterPitch, ContextColumn::Matches);
  recall.durationMatches = at(afterDuration, ContextColumn::Matches);
  recall.toGo = at(afterDuration, ContextColumn::ToGo);
  return recall;
}

LengthRecall lengthsIn(const ContextRow& afterPitch, const MelodyTokenizer& tokenizer) {
  LengthRecall lengths{};
  for (std::size_t k = 0; k < kLookbacks; ++k) {
    const Token promised = afterPitch[static_cast<std::size_t>(ContextColumn::Bars1) + k] - 1;
    if (tokenizer.isDuration(promised))
      lengths[k] = static_cast<std::int16_t>(promised - tokenizer.firstDuration() + 1);
  }
  return lengths;
}

int featuresOf(const TcnArchitecture& architecture) {
  return architecture.recalls ? kFeatures : static_cast<int>(Feature::Pitch1);
}

TcnImpl::TcnImpl(const TcnArchitecture& architecture, double dropout)
    : SequenceModel(tcnConfig(architecture), dropout), m_architecture(architecture) {
  const MelodyTokenizer tokenizer(architecture.range);
  const int channels = architecture.channels;
  const int skip = architecture.skipChannels;
  const int pitches = tokenizer.pitchCount() + 1;
  const auto table = [&](const char* name, int rows, int width) {
    auto embedding = register_module(name, torch::nn::Embedding(rows, width));
    torch::nn::init::normal_(embedding->weight, 0.0, 0.3);
    return embedding;
  };
  m_features = {table("pitch", tokenizer.firstDuration(), channels),
                table("duration", tokenizer.durationCount() + 1, channels),
                table("slot", BarPlace::kMeters * BarPlace::kSlots, channels),
                table("fine", BarPlace::kFine, channels), table("phrase", BarPlace::kPhrase, channels)};
  if (architecture.recalls) {
    for (const char* name : {"recall_pitch1", "recall_pitch2", "recall_pitch4", "recall_pitch8"})
      m_features.push_back(table(name, tokenizer.firstDuration() + 1, channels));
    for (const char* name : {"recall_pitch_matches", "recall_duration_matches"})
      m_features.push_back(table(name, 1 << kLookbacks, channels));
    m_features.push_back(
        table("recall_to_go", contextTableSize(ContextColumn::ToGo, tokenizer.vocabularySize()), channels));
  }
  for (int i = 0; i < architecture.layers(); ++i) {
    const std::string name = "block" + std::to_string(i) + "_";
    Block block;
    block.conv = register_module(name + "conv", torch::nn::Linear(2 * channels, 2 * channels));
    if (i + 1 < architecture.layers()) {
      block.residual = register_module(name + "residual", withoutBias(channels, channels));
    }
    block.skip = register_module(name + "skip", withoutBias(channels, skip));
    m_blocks.push_back(block);
  }
  m_skipBias = register_parameter("skip_bias", torch::zeros({skip}));
  m_head = register_module("head", torch::nn::Linear(skip, skip));
  m_pitchOut = register_module("pitch_out", torch::nn::Linear(skip, pitches));
  m_durationIn = register_module("duration_in", torch::nn::Linear(skip, architecture.durationChannels));
  m_durationPitch = table("duration_pitch", pitches, architecture.durationChannels);
  if (architecture.recalls) {
    for (const char* name : {"duration_recall1", "duration_recall2", "duration_recall4", "duration_recall8"})
      m_durationRecalls.push_back(table(name, tokenizer.durationCount() + 1, architecture.durationChannels));
  }
  m_durationOut = register_module(
      "duration_out", torch::nn::Linear(architecture.durationChannels, tokenizer.durationCount()));
}

torch::Tensor TcnImpl::embed(const torch::Tensor& features) {
  torch::Tensor sum;  // (time, batch, channels)
  for (std::size_t i = 0; i < m_features.size(); ++i) {
    const torch::Tensor rows = m_features[i](features.select(2, static_cast<std::int64_t>(i)));
    sum = i == 0 ? rows : sum + rows;
  }
  return sum;
}

torch::Tensor TcnImpl::gated(const torch::Tensor& both) const {
  const int channels = m_architecture.channels;
  const torch::Tensor filter = both.narrow(-1, 0, channels);
  const torch::Tensor gate = torch::sigmoid(both.narrow(-1, channels, channels));
  switch (m_architecture.activation) {
    case Activation::Tanh:
      return torch::tanh(filter) * gate;
    case Activation::Relu:
      return torch::relu(filter) * gate;
    case Activation::Sigmoid:
      return torch::sigmoid(filter) * gate;
  }
  throw Error(ErrorCode::Internal, {"activation"});
}

torch::Tensor TcnImpl::forward(const torch::Tensor& features) {
  const std::int64_t time = features.size(0);
  torch::Tensor x = torch::dropout(embed(features), dropout(), is_training());  // (time, batch, channels)
  torch::Tensor skips;                                                          // (time, batch, skipChannels)
  std::int64_t dilation = 1;
  for (Block& block : m_blocks) {
    const std::int64_t shift = std::min(dilation, time);
    const torch::Tensor before = torch::zeros({shift, x.size(1), x.size(2)}, x.options());
    const torch::Tensor earlier = torch::cat({before, x.narrow(0, 0, time - shift)}, 0);
    const torch::Tensor both = block.conv(torch::cat({earlier, x}, 2));  // (time, batch, 2 channels)
    const torch::Tensor z = torch::dropout(gated(both), dropout(), is_training());
    const torch::Tensor skip = block.skip(z);
    skips = skips.defined() ? skips + skip : skip;
    if (block.residual) x = x + block.residual(z);
    dilation *= 2;
  }
  const torch::Tensor h = torch::relu(m_head(torch::relu(skips + m_skipBias)));
  return torch::dropout(h, dropout(), is_training());
}

torch::Tensor TcnImpl::pitchLogits(const torch::Tensor& states) {
  return m_pitchOut(states);
}

torch::Tensor TcnImpl::durationLogits(const torch::Tensor& states, const torch::Tensor& pitches,
                                      const torch::Tensor& lengths) {
  torch::Tensor sum = m_durationIn(states) + m_durationPitch(pitches);
  for (std::size_t k = 0; k < m_durationRecalls.size(); ++k)
    sum = sum + m_durationRecalls[k](lengths.select(-1, static_cast<std::int64_t>(k)));
  return m_durationOut(torch::relu(sum));
}

std::string TcnImpl::groupOf(const std::string& weight) const {
  if (weight.starts_with("block")) return "block " + weight.substr(5, weight.find('_') - 5);
  for (const char* table : {"pitch.", "duration.", "slot.", "fine.", "phrase.", "recall_"}) {
    if (weight.starts_with(table)) return "embedding";
  }
  return "head";
}

}  // namespace partimento::models
