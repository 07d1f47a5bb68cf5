#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/models/model_config.h"
#include "core/models/token_context.h"
#include "core/tokens/tokenizer.h"

namespace partimento::models {

/// The first layer in decoding: the sum of the table rows of a token and of its context, for hypotheses that
/// branch. One thread.
class TokenEmbedder {
 public:
  /// `table` (embeddingRows(config), width) must outlive the embedder. Throws Error(Internal) when the
  /// configuration reads context and there is no tokenizer.
  TokenEmbedder(const ModelConfig& config, const float* table, int width,
                std::shared_ptr<const tokens::Tokenizer> tokenizer);

  /// Begins a piece with one hypothesis.
  void begin(const tokens::GrammarSetting& setting, int mostRows);
  /// The only hypothesis reads a token; writes its row.
  void readPrompt(Token token, float* out);
  /// Row i continues row parents[i] with tokens[i]; writes rows of the width.
  void branch(std::span<const int> parents, std::span<const Token> tokens, float* out);

 private:
  void write(Token token, const ContextRow& context, float* out) const;

  const ModelConfig& m_config;
  const float* m_table;
  int m_width;
  std::shared_ptr<const tokens::Tokenizer> m_tokenizer;
  std::unique_ptr<tokens::Grammar> m_grammar;
  std::optional<ContextTrees> m_trees;
  std::vector<ContextTrees::Branch> m_branches, m_next;
};

}  // namespace partimento::models
