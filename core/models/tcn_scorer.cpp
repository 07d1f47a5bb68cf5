#include "core/models/tcn_scorer.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>

#include "core/base/error.h"
#include "core/models/gated_unit.h"
#include "core/tokens/tokenizer.h"

namespace partimento::models {

namespace {

using tokens::MelodyTokenizer;

torch::Tensor transposed(const torch::Tensor& weight) {
  return weight.detach().to(torch::kFloat32).t().contiguous();
}

torch::Tensor plain(const torch::Tensor& tensor) {
  return tensor.detach().to(torch::kFloat32).contiguous();
}

torch::Tensor firstRows(const torch::Tensor& tensor, int rows) {
  return tensor.narrow(0, 0, rows);
}

/// out = bias + input · weight, into memory that is there.
void multiply(torch::Tensor out, const torch::Tensor& bias, const torch::Tensor& input,
              const torch::Tensor& weight) {
  at::addmm_out(out, bias, input, weight);
}

}  // namespace

TcnWeights::TcnWeights(const TcnImpl& net)
    : architecture(net.architecture()), tokenizer(net.architecture().range) {
  const std::int64_t channels = architecture.channels;
  for (const auto& table : net.m_features) tables.push_back(plain(table->weight));
  for (const auto& table : net.m_durationRecalls) durationRecalls.push_back(plain(table->weight));
  std::vector<torch::Tensor> skips;
  for (const TcnImpl::Block& from : net.m_blocks) {
    const torch::Tensor conv = transposed(from.conv->weight);  // (2 channels in, 2 channels out)
    Block block;
    block.earlier = conv.narrow(0, 0, channels).contiguous();
    block.current = conv.narrow(0, channels, channels).contiguous();
    block.bias = plain(from.conv->bias);
    if (from.residual) block.residual = transposed(from.residual->weight);
    blocks.push_back(block);
    skips.push_back(transposed(from.skip->weight));
  }
  skip = torch::cat(skips, 0);
  skipBias = plain(net.m_skipBias);
  head = transposed(net.m_head->weight);
  headBias = plain(net.m_head->bias);
  pitchOut = transposed(net.m_pitchOut->weight);
  pitchBias = plain(net.m_pitchOut->bias);
  durationIn = transposed(net.m_durationIn->weight);
  durationInBias = plain(net.m_durationIn->bias);
  durationPitch = plain(net.m_durationPitch->weight);
  durationOut = transposed(net.m_durationOut->weight);
  durationBias = plain(net.m_durationOut->bias);
}

std::size_t TcnWeights::bytes() const {
  std::int64_t floats =
      skip.numel() + head.numel() + pitchOut.numel() + durationIn.numel() + durationOut.numel();
  for (const Block& block : blocks) {
    floats += block.earlier.numel() + block.current.numel();
    if (block.residual.defined()) floats += block.residual.numel();
  }
  return static_cast<std::size_t>(floats) * sizeof(float);
}

TcnScorer::TcnScorer(std::shared_ptr<const TcnWeights> weights) : m_weights(std::move(weights)) {}

void TcnScorer::reserve(int hypotheses) {
  if (hypotheses <= m_capacity) return;
  const TcnArchitecture& shape = m_weights->architecture;
  const auto blocks = static_cast<std::int64_t>(m_weights->blocks.size());
  const auto rows = static_cast<std::size_t>(hypotheses);
  m_rings.clear();
  for (std::int64_t dilation = 1; dilation < shape.receptiveField; dilation *= 2) {
    Ring ring;
    ring.dilation = dilation;
    ring.inputs = torch::empty({dilation + 1, hypotheses, shape.channels});
    ring.ancestors.assign(static_cast<std::size_t>(dilation + 1) * rows, 0);
    m_rings.push_back(std::move(ring));
  }
  for (auto* list : {&m_parents, &m_pendingRow, &m_distinctOf, &m_earlierRow}) list->resize(rows);
  m_positions.resize(rows);
  m_nextPositions.resize(rows);
  m_steps.resize(rows);
  m_pendingPitch.resize(rows);
  m_distinct = torch::empty({hypotheses, shape.channels});
  m_earlier = torch::empty({hypotheses, 2 * shape.channels});
  m_both = torch::empty({hypotheses, 2 * shape.channels});
  m_gated = torch::empty({hypotheses, blocks * shape.channels});
  m_skipped = torch::empty({hypotheses, shape.skipChannels});
  m_state = torch::empty({hypotheses, shape.skipChannels});
  m_durationBase = torch::empty({hypotheses, shape.durationChannels});
  m_durationHidden = torch::empty({hypotheses, shape.durationChannels});
  m_logits = torch::empty({std::int64_t{hypotheses} * m_weights->tokenizer.vocabularySize()});
  m_capacity = hypotheses;
}

torch::Tensor TcnScorer::inputsAt(Ring& ring, std::int64_t time, int rows) {
  return ring.inputs[time % (ring.dilation + 1)].narrow(0, 0, rows);
}

std::int32_t* TcnScorer::ancestorsAt(Ring& ring, std::int64_t time) {
  return ring.ancestors.data() + (time % (ring.dilation + 1)) * m_capacity;
}

void TcnScorer::start(std::span<const Token> prompt, int maxHypotheses, std::span<float> logProbabilities) {
  const c10::InferenceMode inference;
  const MelodyTokenizer& tokenizer = m_weights->tokenizer;
  if (!prompt.empty() && prompt.front() == MelodyTokenizer::kBegin) prompt = prompt.subspan(1);
  for (std::size_t i = 0; i < prompt.size(); ++i) {
    const bool fits = i % 2 == 0 ? tokenizer.isPitch(prompt[i]) : tokenizer.isDuration(prompt[i]);
    if (!fits) throw Error(ErrorCode::Internal, {"prompt does not alternate pitch and duration"});
  }
  reserve(std::max(maxHypotheses, 1));
  m_clock = tokens::BarClock(m_setting.meter, m_setting.startTime);
  std::vector<TcnStep> steps = stepsOf(tokenizer, prompt, m_clock);
  m_recalls.reset();
  if (m_weights->architecture.recalls) beginRecalls(prompt, steps);
  tokens::BarClock clock = m_clock;
  for (std::size_t i = 1; i < prompt.size(); i += 2) clock.advance(tokenizer.durationSteps(prompt[i]));
  m_positions[0] = clock.step();
  readPrompt(std::move(steps));
  m_wantsDuration = prompt.size() % 2 == 1;
  if (m_wantsDuration) {
    m_pendingRow[0] = 0;
    m_pendingPitch[0] = static_cast<std::int16_t>(prompt.back() - MelodyTokenizer::kRest);
    writeDurations(1, logProbabilities);
  } else {
    writePitches(1, logProbabilities);
  }
}

void TcnScorer::beginRecalls(std::span<const Token> prompt, std::vector<TcnStep>& steps) {
  auto grammar = m_weights->tokenizer.grammar(m_setting);
  const auto rows = static_cast<std::size_t>(m_capacity);
  ContextTrees trees(*grammar, m_setting.lastBar);
  m_recalls.emplace(Recalls{std::move(grammar), std::move(trees), {}, {}, {}, {}, {}});
  Recalls& recalls = *m_recalls;
  for (auto* branches : {&recalls.whole, &recalls.pending, &recalls.next}) branches->resize(rows);
  recalls.afterPitch.resize(rows);
  recalls.lengths.resize(rows);
  ContextTrees::Branch branch = recalls.trees.root();
  steps[0].recall = recallOf({}, recalls.trees.read(branch, MelodyTokenizer::kBegin));
  recalls.whole[0] = branch;
  for (std::size_t i = 0; i < prompt.size(); ++i) {
    const ContextRow row = recalls.trees.read(branch, prompt[i]);
    if (i % 2 == 0) {
      recalls.pending[0] = branch;
      recalls.afterPitch[0] = row;
      recalls.lengths[0] = lengthsIn(row, m_weights->tokenizer);
    } else {
      recalls.whole[0] = branch;
      steps[i / 2 + 1].recall = recallOf(recalls.afterPitch[0], row);
    }
  }
}

/// The whole prompt at once; what later steps may look back on goes into row 0 of the rings.
void TcnScorer::readPrompt(std::vector<TcnStep> steps) {
  const auto field = static_cast<std::size_t>(m_weights->architecture.receptiveField);
  if (steps.size() > field) steps.erase(steps.begin(), steps.end() - static_cast<std::ptrdiff_t>(field));
  const auto time = static_cast<std::int64_t>(steps.size());
  const std::int64_t channels = m_weights->architecture.channels;
  torch::Tensor indexes = torch::empty({time, kFeatures}, torch::kInt64);
  for (std::int64_t t = 0; t < time; ++t) {
    writeFeatures(steps[static_cast<std::size_t>(t)], indexes.data_ptr<std::int64_t>() + t * kFeatures);
  }
  torch::Tensor x = torch::zeros({time, channels});
  for (std::size_t i = 0; i < m_weights->tables.size(); ++i) {
    const torch::Tensor rows = indexes.select(1, static_cast<std::int64_t>(i)).contiguous();
    x += m_weights->tables[i].index_select(0, rows);
  }
  for (std::size_t i = 0; i < m_rings.size(); ++i) {
    Ring& ring = m_rings[i];
    const TcnWeights::Block& block = m_weights->blocks[i];
    for (std::int64_t t = std::max<std::int64_t>(0, time - ring.dilation); t < time; ++t) {
      inputsAt(ring, t, 1).copy_(x.narrow(0, t, 1));
    }
    for (std::int64_t slot = 0; slot <= ring.dilation; ++slot) ancestorsAt(ring, slot)[0] = 0;
    torch::Tensor both = torch::addmm(block.bias, x, block.current);
    if (time > ring.dilation) {
      both.narrow(0, ring.dilation, time - ring.dilation)
          .addmm_(x.narrow(0, 0, time - ring.dilation), block.earlier);
    }
    torch::Tensor z = torch::empty({time, channels});
    GatedRows gate;
    gate.both = both.data_ptr<float>();
    gate.out = z.data_ptr<float>();
    gate.outStride = channels;
    gate.rows = static_cast<int>(time);
    gate.channels = static_cast<int>(channels);
    applyGatedUnit(m_weights->architecture.activation, gate);
    m_gated.narrow(0, 0, 1)
        .narrow(1, static_cast<std::int64_t>(i) * channels, channels)
        .copy_(z.narrow(0, time - 1, 1));
    if (block.residual.defined()) x = torch::addmm(x, z, block.residual);
  }
  m_time = time;
  finishStates(1);
}

void TcnScorer::step(std::span<const int> parents, std::span<const Token> tokens,
                     std::span<float> logProbabilities) {
  const c10::InferenceMode inference;
  if (parents.size() != tokens.size() || static_cast<int>(parents.size()) > m_capacity) {
    throw Error(ErrorCode::Internal, {"more hypotheses than announced"});
  }
  if (parents.empty()) return;
  if (m_wantsDuration) {
    stepDuration(parents, tokens, logProbabilities);
  } else {
    stepPitch(parents, tokens, logProbabilities);
  }
  m_wantsDuration = !m_wantsDuration;
}

void TcnScorer::stepPitch(std::span<const int> parents, std::span<const Token> tokens,
                          std::span<float> logProbabilities) {
  for (std::size_t i = 0; i < parents.size(); ++i) {
    if (!m_weights->tokenizer.isPitch(tokens[i])) throw Error(ErrorCode::Internal, {"a pitch was due"});
    m_pendingRow[i] = parents[i];
    m_pendingPitch[i] = static_cast<std::int16_t>(tokens[i] - MelodyTokenizer::kRest);
    if (!m_recalls) continue;
    Recalls& recalls = *m_recalls;
    recalls.pending[i] = recalls.whole[static_cast<std::size_t>(parents[i])];
    recalls.afterPitch[i] = recalls.trees.read(recalls.pending[i], tokens[i]);
    recalls.lengths[i] = lengthsIn(recalls.afterPitch[i], m_weights->tokenizer);
  }
  writeDurations(static_cast<int>(parents.size()), logProbabilities);
}

void TcnScorer::stepDuration(std::span<const int> parents, std::span<const Token> tokens,
                             std::span<float> logProbabilities) {
  const MelodyTokenizer& tokenizer = m_weights->tokenizer;
  for (std::size_t i = 0; i < parents.size(); ++i) {
    if (!tokenizer.isDuration(tokens[i])) throw Error(ErrorCode::Internal, {"a duration was due"});
    const auto pending = static_cast<std::size_t>(parents[i]);
    const auto row = static_cast<std::size_t>(m_pendingRow[pending]);
    m_parents[i] = m_pendingRow[pending];
    m_nextPositions[i] = m_positions[row] + tokenizer.durationSteps(tokens[i]);
    m_steps[i] = {static_cast<std::int16_t>(m_pendingPitch[pending] + MelodyTokenizer::kRest),
                  static_cast<std::int16_t>(tokens[i] - tokenizer.firstDuration() + 1),
                  m_clock.placeAt(m_nextPositions[i]),
                  {}};
    if (!m_recalls) continue;
    Recalls& recalls = *m_recalls;
    recalls.next[i] = recalls.pending[pending];
    const ContextRow after = recalls.trees.read(recalls.next[i], tokens[i]);
    m_steps[i].recall = recallOf(recalls.afterPitch[pending], after);
  }
  std::swap(m_positions, m_nextPositions);
  if (m_recalls) std::swap(m_recalls->whole, m_recalls->next);
  const int rows = static_cast<int>(parents.size());
  advance(rows);
  writePitches(rows, logProbabilities);
}

void TcnScorer::advance(int rows) {
  const std::int64_t channels = m_weights->architecture.channels;
  const auto blocks = static_cast<std::int64_t>(m_rings.size());
  updateAncestors(rows);
  embed(rows);
  for (std::int64_t i = 0; i < blocks; ++i) {
    Ring& ring = m_rings[static_cast<std::size_t>(i)];
    const TcnWeights::Block& block = m_weights->blocks[static_cast<std::size_t>(i)];
    const torch::Tensor x = inputsAt(ring, m_time, rows);  // (rows, channels)
    multiply(firstRows(m_both, rows), block.bias, x, block.current);
    GatedRows gate;
    gate.both = m_both.data_ptr<float>();
    if (m_time >= ring.dilation) {
      const int distinct = gatherEarlier(ring, rows);
      torch::Tensor earlier = firstRows(m_earlier, distinct);
      at::mm_out(earlier, firstRows(m_distinct, distinct), block.earlier);
      gate.earlier = m_earlier.data_ptr<float>();
      gate.earlierRow = m_earlierRow.data();
    }
    gate.out = m_gated.data_ptr<float>() + i * channels;
    gate.outStride = blocks * channels;
    gate.rows = rows;
    gate.channels = static_cast<int>(channels);
    applyGatedUnit(m_weights->architecture.activation, gate);
    if (block.residual.defined()) {
      const torch::Tensor z = firstRows(m_gated, rows).narrow(1, i * channels, channels);
      multiply(inputsAt(m_rings[static_cast<std::size_t>(i + 1)], m_time, rows), x, z, block.residual);
    }
  }
  ++m_time;
  finishStates(rows);
}

void TcnScorer::updateAncestors(int rows) {
  std::copy_n(m_parents.begin(), rows, ancestorsAt(m_rings.front(), m_time));
  for (std::size_t i = 1; i < m_rings.size(); ++i) {
    Ring& half = m_rings[i - 1];
    if (m_time < m_rings[i].dilation) return;  // so far back there is nothing, nor for the blocks above
    const std::int32_t* first = ancestorsAt(half, m_time);
    const std::int32_t* second = ancestorsAt(half, m_time - half.dilation);
    std::int32_t* out = ancestorsAt(m_rings[i], m_time);
    for (int row = 0; row < rows; ++row) out[row] = second[first[row]];
  }
}

/// Copies each distinct ancestor's input once and notes for every row which one it needs.
int TcnScorer::gatherEarlier(const Ring& ring, int rows) {
  const std::int64_t slots = ring.dilation + 1;
  const std::int64_t channels = m_weights->architecture.channels;
  const std::int32_t* ancestors = ring.ancestors.data() + (m_time % slots) * m_capacity;
  const float* inputs =
      ring.inputs.data_ptr<float>() + ((m_time - ring.dilation) % slots) * m_capacity * channels;
  float* out = m_distinct.data_ptr<float>();
  std::fill(m_distinctOf.begin(), m_distinctOf.end(), -1);
  int distinct = 0;
  for (int row = 0; row < rows; ++row) {
    std::int32_t& known = m_distinctOf[static_cast<std::size_t>(ancestors[row])];
    if (known < 0) {
      known = distinct++;
      std::memcpy(out + known * channels, inputs + ancestors[row] * channels,
                  static_cast<std::size_t>(channels) * sizeof(float));
    }
    m_earlierRow[static_cast<std::size_t>(row)] = known;
  }
  return distinct;
}

void TcnScorer::embed(int rows) {
  const std::int64_t channels = m_weights->architecture.channels;
  torch::Tensor target = inputsAt(m_rings.front(), m_time, rows);
  float* out = target.data_ptr<float>();
  std::int64_t indexes[kFeatures];
  for (int row = 0; row < rows; ++row, out += channels) {
    writeFeatures(m_steps[static_cast<std::size_t>(row)], indexes);
    std::fill_n(out, channels, 0.0F);
    for (std::size_t i = 0; i < m_weights->tables.size(); ++i) {
      const float* entry = m_weights->tables[i].data_ptr<float>() + indexes[i] * channels;
      for (std::int64_t c = 0; c < channels; ++c) out[c] += entry[c];
    }
  }
}

void TcnScorer::finishStates(int rows) {
  torch::Tensor skipped = firstRows(m_skipped, rows);
  multiply(skipped, m_weights->skipBias, firstRows(m_gated, rows), m_weights->skip);
  skipped.relu_();
  torch::Tensor state = firstRows(m_state, rows);
  multiply(state, m_weights->headBias, skipped, m_weights->head);
  state.relu_();
  multiply(firstRows(m_durationBase, rows), m_weights->durationInBias, state, m_weights->durationIn);
}

void TcnScorer::writePitches(int rows, std::span<float> logProbabilities) {
  const MelodyTokenizer& tokenizer = m_weights->tokenizer;
  const int count = tokenizer.pitchCount() + 1;
  multiply(m_logits.narrow(0, 0, std::int64_t{rows} * count).view({rows, count}), m_weights->pitchBias,
           firstRows(m_state, rows), m_weights->pitchOut);
  const auto used = static_cast<std::ptrdiff_t>(rows) * tokenizer.vocabularySize();
  std::fill_n(logProbabilities.begin(), used, -std::numeric_limits<float>::infinity());
  const SoftmaxRows softmax{m_logits.data_ptr<float>(), logProbabilities.data() + MelodyTokenizer::kRest,
                            tokenizer.vocabularySize(), rows, count};
  if (!logSoftmax(softmax)) throw Error(ErrorCode::NumbersBroken, {"pitch"});
}

void TcnScorer::writeDurations(int rows, std::span<float> logProbabilities) {
  const MelodyTokenizer& tokenizer = m_weights->tokenizer;
  const int width = m_weights->architecture.durationChannels;
  const float* bases = m_durationBase.data_ptr<float>();
  const float* pitches = m_weights->durationPitch.data_ptr<float>();
  float* hidden = m_durationHidden.data_ptr<float>();
  for (int row = 0; row < rows; ++row, hidden += width) {
    const float* base = bases + std::int64_t{m_pendingRow[static_cast<std::size_t>(row)]} * width;
    const float* pitch = pitches + std::int64_t{m_pendingPitch[static_cast<std::size_t>(row)]} * width;
    std::transform(base, base + width, pitch, hidden, std::plus<>());
    for (std::size_t k = 0; k < m_weights->durationRecalls.size(); ++k) {
      const auto length = std::int64_t{m_recalls->lengths[static_cast<std::size_t>(row)][k]};
      const float* recalled = m_weights->durationRecalls[k].data_ptr<float>() + length * width;
      std::transform(hidden, hidden + width, recalled, hidden, std::plus<>());
    }
    for (int c = 0; c < width; ++c) hidden[c] = std::max(0.0F, hidden[c]);
  }
  const int count = tokenizer.durationCount();
  multiply(m_logits.narrow(0, 0, std::int64_t{rows} * count).view({rows, count}), m_weights->durationBias,
           firstRows(m_durationHidden, rows), m_weights->durationOut);
  const auto used = static_cast<std::ptrdiff_t>(rows) * tokenizer.vocabularySize();
  std::fill_n(logProbabilities.begin(), used, -std::numeric_limits<float>::infinity());
  const SoftmaxRows softmax{m_logits.data_ptr<float>(), logProbabilities.data() + tokenizer.firstDuration(),
                            tokenizer.vocabularySize(), rows, count};
  if (!logSoftmax(softmax)) throw Error(ErrorCode::NumbersBroken, {"duration"});
}

void TcnScorer::finish() {
  m_capacity = 0;
  m_recalls.reset();
  m_rings.clear();
  for (torch::Tensor* tensor : {&m_distinct, &m_earlier, &m_both, &m_gated, &m_skipped, &m_state,
                                &m_durationBase, &m_durationHidden, &m_logits}) {
    tensor->reset();
  }
}

}  // namespace partimento::models
