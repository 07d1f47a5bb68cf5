#include "training/evaluate/baselines.h"

#include <cmath>

#include "training/evaluate/kneser_ney.h"

namespace partimento::training {

PitchStreams pitchStreams(const std::vector<Stream>& streams, const tokens::MelodyTokenizer& tokenizer) {
  PitchStreams result;
  for (const Stream& stream : streams) {
    std::vector<std::uint8_t>& pitches = result.emplace_back();
    for (const Token token : stream.tokens) {
      if (tokenizer.isPitch(token))
        pitches.push_back(static_cast<std::uint8_t>(token - tokens::MelodyTokenizer::kRest));
    }
  }
  return result;
}

std::map<std::string, double> baselinePerplexities(const PitchStreams& training, const PitchStreams& test,
                                                   int vocabulary) {
  KneserNey model(vocabulary, KneserNey::kMaxOrder);
  for (const auto& stream : training) model.add(std::vector<int>(stream.begin(), stream.end()));
  model.finish();
  std::map<std::string, double> perplexities;
  for (int order = 1; order <= KneserNey::kMaxOrder; ++order) {
    double nats = 0;
    double symbols = 0;
    for (const auto& stream : test) {
      nats += model.negativeLogLikelihood(order, std::vector<int>(stream.begin(), stream.end()));
      symbols += static_cast<double>(stream.size());
    }
    if (symbols > 0) perplexities[std::to_string(order) + "-gram"] = std::exp(nats / symbols);
  }
  return perplexities;
}

}  // namespace partimento::training
