#pragma once

#include <memory>
#include <vector>

#include "core/models/beam_cache.h"
#include "core/models/decoding.h"
#include "core/models/decoding_parts.h"
#include "core/models/token_embedder.h"

namespace partimento::models {

/// A GPT's weights for decoding: normalisations and the scale of attention are taken into the matrices.
class GptWeights : public DecodingWeights {
 public:
  GptWeights(const SequenceModel& model, std::shared_ptr<const tokens::Tokenizer> tokenizer,
             const DecodingSettings& settings);

  int vocabularySize() const override { return config.vocabulary; }
  std::size_t bytes() const override;
  std::int64_t receptiveField() const override { return field; }

  struct Block {
    PackedMatrix qkv, relative, out, in, down;
  };

  ModelConfig config;
  GptShape shape;
  DecodingSettings settings;
  std::shared_ptr<const tokens::Tokenizer> tokenizer;
  std::int64_t field = 0;
  torch::Tensor embedding;  // (rows, width)
  std::vector<Block> blocks;
  PackedMatrix head;

 private:
  std::unique_ptr<SequenceScorer> scorer(std::shared_ptr<const DecodingWeights> self) const override;
};

/// Exact incremental decoding of a GPT for many hypotheses. Keys and values live in a BeamCache (in half
/// precision beside weights that are not single). Relative scores are one product with the table of
/// distances, read along the diagonal that ends at the newest token.
///
/// A context longer than the window: there are no absolute positions, so the oldest entry is given up at each
/// step and nothing else changes; a step costs the same for ever, and equals the full forward pass, which
/// sees the last `window` tokens as well. Of a prompt only what can still reach the end through all layers
/// is read.
class GptScorer : public SequenceScorer {
 public:
  explicit GptScorer(std::shared_ptr<const GptWeights> weights);

  void setPiece(const tokens::GrammarSetting& setting) override { m_setting = setting; }
  int vocabularySize() const override { return m_weights->config.vocabulary; }
  void start(std::span<const Token> prompt, int maxHypotheses, std::span<float> logProbabilities) override;
  void step(std::span<const int> parents, std::span<const Token> tokens,
            std::span<float> logProbabilities) override;
  void finish() override;

 private:
  void reserve(int rows);
  /// The rows in m_x, whose entries are in the cache, go through all blocks.
  void advance(int rows);
  void attend(const GptWeights::Block& block, int layer, int rows);
  void attendHead(const GptWeights::Block& block, int layer, int rows, int head, MemberSpace& space);
  void keep(int layer, int rows);
  void addTo(float* x, const PackedMatrix& matrix, const float* input, int rows);
  void normalize(int rows);
  /// Of `rows` rows of m_x from `first` on.
  void writeHead(int first, int rows, std::span<float> logProbabilities);

  std::shared_ptr<const GptWeights> m_weights;
  tokens::GrammarSetting m_setting;
  TokenEmbedder m_embedder;
  bool m_half;
  int m_capacity = 0;
  std::unique_ptr<BeamCache> m_cache;
  std::unique_ptr<WorkTeam> m_team;
  std::vector<MemberSpace> m_spaces;
  // (capacity, ...)
  std::vector<float> m_x, m_normed, m_qkv, m_seen, m_hidden, m_sum, m_logits;
};

}  // namespace partimento::models
