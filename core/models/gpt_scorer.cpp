#include "core/models/gpt_scorer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/error.h"
#include "core/models/row_loops.h"

namespace partimento::models {

namespace {

/// Tokens of a prompt that go through the network at once.
constexpr int kPromptRows = 32;

std::size_t cells(int rows, int width) {
  return static_cast<std::size_t>(rows) * static_cast<std::size_t>(width);
}

}  // namespace

GptWeights::GptWeights(const SequenceModel& model, std::shared_ptr<const tokens::Tokenizer> followed,
                       const DecodingSettings& chosen)
    : config(model.config()),
      shape(std::get<GptShape>(config.shape)),
      settings(chosen),
      tokenizer(std::move(followed)),
      field(model.receptiveField()) {
  const torch::NoGradGuard noGradients;
  const WeightTable table(model);
  // The table of distances is small and its errors add up over all keys: never below half precision.
  const WeightPrecision fine = std::min(settings.precision, WeightPrecision::Half);
  const int head_ = shape.width / shape.heads;
  torch::Tensor scale = torch::ones({3 * shape.width});
  scale.narrow(0, 0, shape.width).fill_(1 / std::sqrt(static_cast<double>(head_)));
  embedding = table.at("embedding.weight");
  for (int i = 0; i < shape.layers; ++i) {
    const std::string name = "block" + std::to_string(i) + "_";
    Block block;
    block.qkv = table.linear(name + "qkv", settings.precision, name + "norm1", scale);
    block.relative = WeightTable::pack(table.at(name + "relative"), {}, fine);
    block.out = table.linear(name + "out", settings.precision);
    block.in = table.linear(name + "in", settings.precision, name + "norm2");
    block.down = table.linear(name + "down", settings.precision);
    blocks.push_back(std::move(block));
  }
  head = table.linear("head", fine, "norm");
}

std::size_t GptWeights::bytes() const {
  std::size_t sum = head.bytes();
  for (const Block& block : blocks) {
    sum += block.qkv.bytes() + block.out.bytes() + block.in.bytes() + block.down.bytes();
  }
  return sum;
}

std::unique_ptr<SequenceScorer> GptWeights::scorer(std::shared_ptr<const DecodingWeights> self) const {
  return std::make_unique<GptScorer>(std::static_pointer_cast<const GptWeights>(std::move(self)));
}

GptScorer::GptScorer(std::shared_ptr<const GptWeights> weights)
    : m_weights(std::move(weights)),
      m_embedder(m_weights->config, m_weights->embedding.data_ptr<float>(), m_weights->shape.width,
                 m_weights->tokenizer),
      m_half(m_weights->settings.precision != WeightPrecision::Single) {}

void GptScorer::reserve(int rows) {
  if (!m_team) m_team = std::make_unique<WorkTeam>(std::max(1, m_weights->settings.threads));
  if (rows <= m_capacity) return;
  const GptShape& shape = m_weights->shape;
  const std::size_t element = m_half ? sizeof(HalfBits) : sizeof(float);
  m_cache = std::make_unique<BeamCache>(
      BeamCacheShape{cells(2, shape.width) * element, shape.layers, shape.window, rows});
  m_x.resize(cells(rows, shape.width));
  m_normed.resize(cells(rows, shape.width));
  m_qkv.resize(cells(rows, 3 * shape.width));
  m_seen.resize(cells(rows, shape.width));
  m_hidden.resize(cells(rows, shape.feedForward));
  m_sum.resize(cells(rows, shape.width));
  m_logits.resize(cells(rows, m_weights->config.vocabulary));
  m_spaces.clear();
  for (int member = 0; member < m_team->threads(); ++member) {
    MemberSpace space;
    space.panel = AlignedBytes(cells(std::max(shape.width, shape.feedForward), kPanel) * sizeof(float));
    space.relative.resize(cells(rows, shape.window));
    space.scores.resize(static_cast<std::size_t>(shape.window));
    m_spaces.push_back(std::move(space));
  }
  m_capacity = rows;
}

void GptScorer::start(std::span<const Token> prompt, int maxHypotheses, std::span<float> logProbabilities) {
  if (prompt.empty()) throw Error(ErrorCode::Internal, {"an empty prompt"});
  const GptShape& shape = m_weights->shape;
  reserve(std::max(maxHypotheses, kPromptRows));
  m_cache->clear();
  m_embedder.begin(m_setting, m_capacity);
  // What is farther back than this reaches the last token through no layer.
  const auto reach = static_cast<std::size_t>(shape.layers) * static_cast<std::size_t>(shape.window - 1) + 1;
  const std::size_t first = prompt.size() > reach ? prompt.size() - reach : 0;
  for (std::size_t i = 0; i < first; ++i) m_embedder.readPrompt(prompt[i], m_x.data());
  int rows = 0;
  for (std::size_t i = first; i < prompt.size(); i += static_cast<std::size_t>(rows)) {
    rows = static_cast<int>(std::min<std::size_t>(kPromptRows, prompt.size() - i));
    for (int row = 0; row < rows; ++row) {
      m_embedder.readPrompt(prompt[i + static_cast<std::size_t>(row)], m_x.data() + row * shape.width);
    }
    m_cache->extend(rows);
    advance(rows);
    m_cache->keepLast();
  }
  writeHead(rows - 1, 1, logProbabilities);
}

void GptScorer::step(std::span<const int> parents, std::span<const Token> tokens,
                     std::span<float> logProbabilities) {
  const int rows = static_cast<int>(parents.size());
  if (parents.size() != tokens.size() || rows > m_capacity) {
    throw Error(ErrorCode::Internal, {"more hypotheses than announced"});
  }
  if (rows == 0) return;
  m_embedder.branch(parents, tokens, m_x.data());
  m_cache->branch(parents);
  advance(rows);
  writeHead(0, rows, logProbabilities);
}

void GptScorer::finish() {
  m_team.reset();
  m_cache.reset();
  m_spaces.clear();
  m_capacity = 0;
}

void GptScorer::normalize(int rows) {
  const std::ptrdiff_t width = m_weights->shape.width;
  for (int row = 0; row < rows; ++row) {
    loops::normalizeRow(m_normed.data() + row * width, m_x.data() + row * width, width);
  }
}

void GptScorer::advance(int rows) {
  const GptShape& shape = m_weights->shape;
  const std::ptrdiff_t width = shape.width, inner = shape.feedForward;
  for (int layer = 0; layer < shape.layers; ++layer) {
    const GptWeights::Block& block = m_weights->blocks[static_cast<std::size_t>(layer)];
    normalize(rows);
    multiply(*m_team, block.qkv, {m_normed.data(), width, rows, m_qkv.data(), 3 * width, nullptr}, m_spaces);
    keep(layer, rows);
    attend(block, layer, rows);
    addTo(m_x.data(), block.out, m_seen.data(), rows);
    normalize(rows);
    multiply(*m_team, block.in, {m_normed.data(), width, rows, m_hidden.data(), inner, nullptr}, m_spaces);
    loops::gelu(m_hidden.data(), m_hidden.data(), rows * inner);
    addTo(m_x.data(), block.down, m_hidden.data(), rows);
  }
}

/// Keys and values of the new tokens go into the cache.
void GptScorer::keep(int layer, int rows) {
  const std::ptrdiff_t width = m_weights->shape.width;
  for (int row = 0; row < rows; ++row) {
    std::byte* to = m_cache->newest(row) + layer * m_cache->layerStride();
    const float* from = m_qkv.data() + row * 3 * width + width;
    if (m_half) {
      panelKernels().toHalf(reinterpret_cast<HalfBits*>(to), from, cells(2, m_weights->shape.width));
    } else {
      std::memcpy(to, from, cells(2, m_weights->shape.width) * sizeof(float));
    }
  }
}

void GptScorer::attend(const GptWeights::Block& block, int layer, int rows) {
  m_team->run(m_weights->shape.heads, [&](int head, int member) {
    attendHead(block, layer, rows, head, m_spaces[static_cast<std::size_t>(member)]);
  });
}

void GptScorer::attendHead(const GptWeights::Block& block, int layer, int rows, int head,
                           MemberSpace& space) {
  const GptShape& shape = m_weights->shape;
  const PanelKernels& kernels = panelKernels();
  const int size = shape.width / shape.heads;
  const std::ptrdiff_t width = shape.width, window = shape.window;
  const auto element = static_cast<std::ptrdiff_t>(m_half ? sizeof(HalfBits) : sizeof(float));
  const std::ptrdiff_t keys = layer * m_cache->layerStride() + head * size * element;
  int longest = 0;
  for (int row = 0; row < rows; ++row) longest = std::max(longest, m_cache->length(row));
  const float* queries = m_qkv.data() + head * size;
  block.relative.multiply({queries, 3 * width, rows, space.relative.data(), window, space.panel.floats()},
                          static_cast<int>(window - longest) / kPanel, block.relative.panels(), kernels);
  for (int row = 0; row < rows; ++row) {
    const int count = m_cache->length(row);
    const std::byte* const* entries = m_cache->entries(row);
    const HeadScores scores{queries + row * 3 * width, size, entries, keys, count, space.scores.data()};
    const float* relative = space.relative.data() + row * window + (window - count);
    const HeadSum sum{space.scores.data(),    size,  entries,
                      keys + width * element, count, m_seen.data() + row * width + head * size};
    m_half ? kernels.scoresHalf(scores) : kernels.scoresSingle(scores);
    loops::softmaxRow(space.scores.data(), relative, count, 1.0F);
    m_half ? kernels.sumHalf(sum) : kernels.sumSingle(sum);
  }
}

/// x += input through the matrix
void GptScorer::addTo(float* x, const PackedMatrix& matrix, const float* input, int rows) {
  const std::ptrdiff_t width = m_weights->shape.width;
  multiply(*m_team, matrix, {input, matrix.inputs(), rows, m_sum.data(), width, nullptr}, m_spaces);
  loops::addRow(x, m_sum.data(), rows * width);
}

void GptScorer::writeHead(int first, int rows, std::span<float> logProbabilities) {
  const std::ptrdiff_t width = m_weights->shape.width;
  const int vocabulary = m_weights->config.vocabulary;
  for (int row = 0; row < rows; ++row) {
    loops::normalizeRow(m_normed.data() + row * width, m_x.data() + (first + row) * width, width);
  }
  multiply(*m_team, m_weights->head, {m_normed.data(), width, rows, m_logits.data(), vocabulary, nullptr},
           m_spaces);
  writeLogProbabilities(m_logits.data(), rows, vocabulary, logProbabilities);
}

}  // namespace partimento::models
