#include "core/models/decoding.h"

#include "core/base/error.h"
#include "core/models/gpt_scorer.h"
#include "core/models/lstm_scorer.h"
#include "core/models/tcn_scorer.h"
#include "core/tokens/tokenizer.h"

namespace partimento::models {

namespace {

class TcnDecodingWeights : public DecodingWeights {
 public:
  explicit TcnDecodingWeights(const TcnImpl& model)
      : m_weights(std::make_shared<TcnWeights>(model)),
        m_bytes(m_weights->bytes()),
        m_field(model.receptiveField()) {}

  int vocabularySize() const override { return m_weights->tokenizer.vocabularySize(); }
  std::size_t bytes() const override { return m_bytes; }
  std::int64_t receptiveField() const override { return m_field; }

 private:
  std::unique_ptr<SequenceScorer> scorer(std::shared_ptr<const DecodingWeights>) const override {
    return std::make_unique<TcnScorer>(m_weights);
  }

  std::shared_ptr<const TcnWeights> m_weights;
  std::size_t m_bytes;
  std::int64_t m_field;
};

}  // namespace

std::shared_ptr<const DecodingWeights> decodingWeights(const SequenceModel& model,
                                                       std::shared_ptr<const tokens::Tokenizer> tokenizer,
                                                       const DecodingSettings& settings) {
  switch (model.config().family()) {
    case Family::Gpt:
      return std::make_shared<GptWeights>(model, std::move(tokenizer), settings);
    case Family::Lstm:
      return std::make_shared<LstmDecodingWeights>(model, std::move(tokenizer), settings);
    case Family::Tcn:
      return std::make_shared<TcnDecodingWeights>(dynamic_cast<const TcnImpl&>(model));
  }
  throw Error(ErrorCode::Internal, {"family"});
}

std::unique_ptr<SequenceScorer> makeScorer(std::shared_ptr<const DecodingWeights> weights) {
  const DecodingWeights& made = *weights;
  return made.scorer(std::move(weights));
}

}  // namespace partimento::models
