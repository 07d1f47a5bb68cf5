#pragma once

#include <memory>
#include <vector>

#include "core/models/beam_cache.h"
#include "core/models/decoding.h"
#include "core/models/decoding_parts.h"
#include "core/models/token_embedder.h"

namespace partimento::models {

/// An LSTM's weights for decoding: a layer's two matrices are one, normalisations are taken into the next.
class LstmDecodingWeights : public DecodingWeights {
 public:
  LstmDecodingWeights(const SequenceModel& model, std::shared_ptr<const tokens::Tokenizer> tokenizer,
                      const DecodingSettings& settings);

  int vocabularySize() const override { return config.vocabulary; }
  std::size_t bytes() const override;
  std::int64_t receptiveField() const override { return 0; }

  ModelConfig config;
  LstmShape shape;
  DecodingSettings settings;
  std::shared_ptr<const tokens::Tokenizer> tokenizer;
  torch::Tensor embedding;           // (rows, width)
  std::vector<PackedMatrix> layers;  // (4 width, input and state)
  PackedMatrix qkv, relative, out, head;

 private:
  std::unique_ptr<SequenceScorer> scorer(std::shared_ptr<const DecodingWeights> self) const override;
};

/// Exact incremental decoding of an LSTM for many hypotheses. The states of all layers and the keys and
/// values of attention of one token are one entry of a BeamCache: a hypothesis goes on from its parent's
/// entry, whichever row that was, and nothing is copied when hypotheses are reordered.
class LstmScorer : public SequenceScorer {
 public:
  explicit LstmScorer(std::shared_ptr<const LstmDecodingWeights> weights);

  void setPiece(const tokens::GrammarSetting& setting) override { m_setting = setting; }
  int vocabularySize() const override { return m_weights->config.vocabulary; }
  void start(std::span<const Token> prompt, int maxHypotheses, std::span<float> logProbabilities) override;
  void step(std::span<const int> parents, std::span<const Token> tokens,
            std::span<float> logProbabilities) override;
  void finish() override;

 private:
  void reserve(int rows);
  void advance(int rows);
  void recur(int layer, int rows);
  void attend(int rows);
  /// A layer's output and cell in an entry; the keys and values come after all layers.
  float* stateIn(std::byte* entry, int layer) const;

  std::shared_ptr<const LstmDecodingWeights> m_weights;
  tokens::GrammarSetting m_setting;
  TokenEmbedder m_embedder;
  int m_capacity = 0;
  std::unique_ptr<BeamCache> m_cache;
  std::unique_ptr<WorkTeam> m_team;
  std::vector<MemberSpace> m_spaces;
  // (capacity, ...)
  std::vector<float> m_x, m_joined, m_gates, m_cellBefore, m_cell, m_normed, m_qkv, m_seen, m_sum, m_logits;
};

}  // namespace partimento::models
