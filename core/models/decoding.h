#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "core/decode/scorer.h"
#include "core/models/sequence_model.h"

namespace partimento::tokens {
class Tokenizer;
struct GrammarSetting;
}  // namespace partimento::tokens

namespace partimento::models {

/// How decoding keeps weights. Single: cached step = full forward to 1e-4. Half and Int8 (one scale a row):
/// half and a quarter of the memory traffic, held-out loss within 0.5 %; sums are made in single precision.
enum class WeightPrecision : std::uint8_t { Single, Half, Int8 };

struct DecodingSettings {
  WeightPrecision precision = WeightPrecision::Single;
  /// Helpers beyond the first take only work that they find time for; more than the machine has is allowed.
  int threads = 1;
};

/// decode::Scorer of a sequence model. One search at a time, one calling thread.
class SequenceScorer : public decode::Scorer {
 public:
  /// Metre, offset and start of the piece whose prompt comes next; holds from the next start() on. Networks
  /// without context do not need it.
  virtual void setPiece(const tokens::GrammarSetting& setting) = 0;
};

/// The weights of a network as decoding wants them. Immutable, shared between scorers and threads.
class DecodingWeights {
 public:
  virtual ~DecodingWeights() = default;

  virtual int vocabularySize() const = 0;
  /// Of the matrices that every step reads whole.
  virtual std::size_t bytes() const = 0;
  virtual std::int64_t receptiveField() const = 0;

 private:
  friend std::unique_ptr<SequenceScorer> makeScorer(std::shared_ptr<const DecodingWeights> weights);
  virtual std::unique_ptr<SequenceScorer> scorer(std::shared_ptr<const DecodingWeights> self) const = 0;
};

/// Copies the weights out of `model`, which may be trained on afterwards. `tokenizer` follows bars and beats
/// for networks that read context; null is allowed for the others and for tcn.
/// The precision of a tcn is always Single.
std::shared_ptr<const DecodingWeights> decodingWeights(const SequenceModel& model,
                                                       std::shared_ptr<const tokens::Tokenizer> tokenizer,
                                                       const DecodingSettings& settings = {});

std::unique_ptr<SequenceScorer> makeScorer(std::shared_ptr<const DecodingWeights> weights);

}  // namespace partimento::models
