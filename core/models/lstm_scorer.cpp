#include "core/models/lstm_scorer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/error.h"
#include "core/models/row_loops.h"

namespace partimento::models {

namespace {

std::size_t cells(int rows, int width) {
  return static_cast<std::size_t>(rows) * static_cast<std::size_t>(width);
}

std::size_t bytesOf(int width) {
  return static_cast<std::size_t>(width) * sizeof(float);
}

}  // namespace

LstmDecodingWeights::LstmDecodingWeights(const SequenceModel& model,
                                         std::shared_ptr<const tokens::Tokenizer> followed,
                                         const DecodingSettings& chosen)
    : config(model.config()),
      shape(std::get<LstmShape>(config.shape)),
      settings(chosen),
      tokenizer(std::move(followed)) {
  const torch::NoGradGuard noGradients;
  const WeightTable table(model);
  const WeightPrecision fine = std::min(settings.precision, WeightPrecision::Half);
  embedding = table.at("embedding.weight");
  for (int i = 0; i < shape.layers; ++i) {
    const std::string name = "layer" + std::to_string(i) + "_";
    const torch::Tensor joined = torch::cat({table.at(name + "input"), table.at(name + "recurrent")}, 1);
    layers.push_back(WeightTable::pack(joined, table.at(name + "bias"), settings.precision));
  }
  torch::Tensor scale = torch::ones({3 * shape.width});
  scale.narrow(0, 0, shape.width).fill_(std::sqrt(static_cast<double>(shape.heads) / shape.width));
  qkv = table.linear("attention_qkv", settings.precision, "attention_norm", scale);
  relative = WeightTable::pack(table.at("attention_relative"), {}, fine);
  out = table.linear("attention_out", settings.precision);
  head = table.linear("head", fine, "norm");
}

std::size_t LstmDecodingWeights::bytes() const {
  std::size_t sum = qkv.bytes() + out.bytes() + head.bytes();
  for (const PackedMatrix& layer : layers) sum += layer.bytes();
  return sum;
}

std::unique_ptr<SequenceScorer> LstmDecodingWeights::scorer(
    std::shared_ptr<const DecodingWeights> self) const {
  return std::make_unique<LstmScorer>(std::static_pointer_cast<const LstmDecodingWeights>(std::move(self)));
}

LstmScorer::LstmScorer(std::shared_ptr<const LstmDecodingWeights> weights)
    : m_weights(std::move(weights)),
      m_embedder(m_weights->config, m_weights->embedding.data_ptr<float>(), m_weights->shape.width,
                 m_weights->tokenizer) {}

void LstmScorer::reserve(int rows) {
  if (!m_team) m_team = std::make_unique<WorkTeam>(std::max(1, m_weights->settings.threads));
  if (rows <= m_capacity) return;
  const LstmShape& shape = m_weights->shape;
  m_cache = std::make_unique<BeamCache>(BeamCacheShape{
      bytesOf(2 * shape.width) * static_cast<std::size_t>(shape.layers + 1), 1, shape.window, rows});
  for (auto* buffer : {&m_x, &m_cellBefore, &m_cell, &m_normed, &m_seen, &m_sum}) {
    buffer->resize(cells(rows, shape.width));
  }
  m_joined.resize(cells(rows, 2 * shape.width));
  m_gates.resize(cells(rows, 4 * shape.width));
  m_qkv.resize(cells(rows, 3 * shape.width));
  m_logits.resize(cells(rows, m_weights->config.vocabulary));
  m_spaces.clear();
  for (int member = 0; member < m_team->threads(); ++member) {
    MemberSpace space;
    space.panel = AlignedBytes(cells(2 * shape.width, kPanel) * sizeof(float));
    space.relative.resize(cells(rows, shape.window));
    space.scores.resize(static_cast<std::size_t>(shape.window));
    m_spaces.push_back(std::move(space));
  }
  m_capacity = rows;
}

float* LstmScorer::stateIn(std::byte* entry, int layer) const {
  return reinterpret_cast<float*>(entry) + std::ptrdiff_t{2} * layer * m_weights->shape.width;
}

void LstmScorer::start(std::span<const Token> prompt, int maxHypotheses, std::span<float> logProbabilities) {
  if (prompt.empty()) throw Error(ErrorCode::Internal, {"an empty prompt"});
  reserve(std::max(maxHypotheses, 1));
  m_cache->clear();
  m_embedder.begin(m_setting, m_capacity);
  for (const Token token : prompt) {
    m_embedder.readPrompt(token, m_x.data());
    m_cache->extend(1);
    advance(1);
  }
  writeLogProbabilities(m_logits.data(), 1, m_weights->config.vocabulary, logProbabilities);
}

void LstmScorer::step(std::span<const int> parents, std::span<const Token> tokens,
                      std::span<float> logProbabilities) {
  const int rows = static_cast<int>(parents.size());
  if (parents.size() != tokens.size() || rows > m_capacity) {
    throw Error(ErrorCode::Internal, {"more hypotheses than announced"});
  }
  if (rows == 0) return;
  m_embedder.branch(parents, tokens, m_x.data());
  m_cache->branch(parents);
  advance(rows);
  writeLogProbabilities(m_logits.data(), rows, m_weights->config.vocabulary, logProbabilities);
}

void LstmScorer::finish() {
  m_team.reset();
  m_cache.reset();
  m_spaces.clear();
  m_capacity = 0;
}

void LstmScorer::advance(int rows) {
  const std::ptrdiff_t width = m_weights->shape.width;
  const int vocabulary = m_weights->config.vocabulary;
  for (int layer = 0; layer < m_weights->shape.layers; ++layer) recur(layer, rows);
  for (int row = 0; row < rows; ++row) {
    loops::normalizeRow(m_normed.data() + row * width, m_x.data() + row * width, width);
  }
  multiply(*m_team, m_weights->qkv, {m_normed.data(), width, rows, m_qkv.data(), 3 * width, nullptr},
           m_spaces);
  attend(rows);
  multiply(*m_team, m_weights->out, {m_seen.data(), width, rows, m_sum.data(), width, nullptr}, m_spaces);
  loops::addRow(m_x.data(), m_sum.data(), rows * width);
  for (int row = 0; row < rows; ++row) {
    loops::normalizeRow(m_normed.data() + row * width, m_x.data() + row * width, width);
  }
  multiply(*m_team, m_weights->head, {m_normed.data(), width, rows, m_logits.data(), vocabulary, nullptr},
           m_spaces);
}

/// m_x is the layer's input and becomes its output; the states go into the newest entries.
void LstmScorer::recur(int layer, int rows) {
  const std::ptrdiff_t width = m_weights->shape.width;
  const std::size_t bytes = bytesOf(m_weights->shape.width);
  for (int row = 0; row < rows; ++row) {
    float* joined = m_joined.data() + row * 2 * width;
    std::memcpy(joined, m_x.data() + row * width, bytes);
    const int length = m_cache->length(row);
    if (length > 1) {
      auto* parent = const_cast<std::byte*>(m_cache->entries(row)[length - 2]);
      const float* state = stateIn(parent, layer);
      std::memcpy(joined + width, state, bytes);
      std::memcpy(m_cellBefore.data() + row * width, state + width, bytes);
    } else {
      std::fill_n(joined + width, width, 0.0F);
      std::fill_n(m_cellBefore.data() + row * width, width, 0.0F);
    }
  }
  multiply(*m_team, m_weights->layers[static_cast<std::size_t>(layer)],
           {m_joined.data(), 2 * width, rows, m_gates.data(), 4 * width, nullptr}, m_spaces);
  loops::lstmCell({m_gates.data(), m_cellBefore.data(), m_cell.data(), m_x.data(), width, rows, width});
  for (int row = 0; row < rows; ++row) {
    float* state = stateIn(m_cache->newest(row), layer);
    std::memcpy(state, m_x.data() + row * width, bytes);
    std::memcpy(state + width, m_cell.data() + row * width, bytes);
  }
}

void LstmScorer::attend(int rows) {
  const LstmShape& shape = m_weights->shape;
  const std::ptrdiff_t width = shape.width, window = shape.window;
  const int size = shape.width / shape.heads;
  int longest = 0;
  for (int row = 0; row < rows; ++row) {
    std::memcpy(stateIn(m_cache->newest(row), shape.layers), m_qkv.data() + row * 3 * width + width,
                bytesOf(2 * shape.width));
    longest = std::max(longest, m_cache->length(row));
  }
  const auto keys = static_cast<std::ptrdiff_t>(bytesOf(2 * shape.width)) * shape.layers;
  m_team->run(shape.heads, [&](int head, int member) {
    MemberSpace& space = m_spaces[static_cast<std::size_t>(member)];
    const PanelKernels& kernels = panelKernels();
    const float* queries = m_qkv.data() + head * size;
    m_weights->relative.multiply(
        {queries, 3 * width, rows, space.relative.data(), window, space.panel.floats()},
        static_cast<int>(window - longest) / kPanel, m_weights->relative.panels(), kernels);
    const std::ptrdiff_t offset = keys + static_cast<std::ptrdiff_t>(bytesOf(head * size));
    for (int row = 0; row < rows; ++row) {
      const int count = m_cache->length(row);
      kernels.scoresSingle(
          {queries + row * 3 * width, size, m_cache->entries(row), offset, count, space.scores.data()});
      loops::softmaxRow(space.scores.data(), space.relative.data() + row * window + (window - count), count,
                        1.0F);
      kernels.sumSingle({space.scores.data(), size, m_cache->entries(row),
                         offset + static_cast<std::ptrdiff_t>(bytesOf(shape.width)), count,
                         m_seen.data() + row * width + head * size});
    }
  });
}

}  // namespace partimento::models
