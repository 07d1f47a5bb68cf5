#include "core/models/token_embedder.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/models/row_loops.h"

namespace partimento::models {

TokenEmbedder::TokenEmbedder(const ModelConfig& config, const float* table, int width,
                             std::shared_ptr<const tokens::Tokenizer> tokenizer)
    : m_config(config), m_table(table), m_width(width), m_tokenizer(std::move(tokenizer)) {
  if (config.context != ContextUse::None && !m_tokenizer) {
    throw Error(ErrorCode::Internal, {"the network reads context and has no tokenizer"});
  }
}

void TokenEmbedder::begin(const tokens::GrammarSetting& setting, int mostRows) {
  if (m_config.context == ContextUse::None) return;
  m_trees.reset();
  m_grammar = m_tokenizer->grammar(setting);
  m_trees.emplace(*m_grammar, setting.lastBar);
  m_branches.resize(static_cast<std::size_t>(mostRows));
  m_next.resize(static_cast<std::size_t>(mostRows));
  m_branches[0] = m_trees->root();
}

void TokenEmbedder::readPrompt(Token token, float* out) {
  write(token, m_trees ? m_trees->read(m_branches[0], token) : ContextRow(), out);
}

void TokenEmbedder::branch(std::span<const int> parents, std::span<const Token> tokens, float* out) {
  for (std::size_t i = 0; i < parents.size(); ++i, out += m_width) {
    ContextRow context{};
    if (m_trees) {
      m_next[i] = m_branches[static_cast<std::size_t>(parents[i])];
      context = m_trees->read(m_next[i], tokens[i]);
    }
    write(tokens[i], context, out);
  }
  std::swap(m_branches, m_next);
}

void TokenEmbedder::write(Token token, const ContextRow& context, float* out) const {
  if (token < 0 || token >= m_config.vocabulary) {
    throw Error(ErrorCode::Internal, {"token " + std::to_string(token) + " outside the vocabulary"});
  }
  const auto rowAt = [&](std::ptrdiff_t row) { return m_table + row * m_width; };
  std::copy_n(rowAt(token), m_width, out);
  if (!m_trees) return;
  for (int i = 0; i < contextColumns(m_config.context); ++i) {
    const int first = firstContextRow(static_cast<ContextColumn>(i), m_config.vocabulary);
    loops::addRow(out, rowAt(first + context[static_cast<std::size_t>(i)]), m_width);
  }
}

}  // namespace partimento::models
