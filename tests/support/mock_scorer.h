#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <stdexcept>
#include <vector>

#include "core/base/random.h"
#include "core/decode/scorer.h"

namespace partimento::test {

/// A Scorer without a network: a function of the token history gives the log-probabilities. Checks that it is
/// called as the contract says.
class MockScorer : public decode::Scorer {
 public:
  using History = std::vector<Token>;
  using Row = std::vector<float>;
  using Distribution = std::function<Row(const History&)>;

  MockScorer(int vocabularySize, Distribution distribution)
      : m_size(vocabularySize), m_distribution(std::move(distribution)) {}

  int vocabularySize() const override { return m_size; }

  void start(std::span<const Token> prompt, int maxHypotheses, std::span<float> logProbabilities) override {
    if (prompt.empty() || maxHypotheses < 1) throw std::logic_error("start without prompt or rows");
    m_most = static_cast<std::size_t>(maxHypotheses);
    m_histories = {History(prompt.begin(), prompt.end())};
    ++starts;
    write(m_histories[0], logProbabilities);
  }

  void step(std::span<const int> parents, std::span<const Token> tokens,
            std::span<float> logProbabilities) override {
    if (parents.size() != tokens.size() || parents.empty() || parents.size() > m_most) {
      throw std::logic_error("rows do not fit");
    }
    std::vector<History> next;
    for (std::size_t i = 0; i < parents.size(); ++i) {
      History history = m_histories.at(static_cast<std::size_t>(parents[i]));
      history.push_back(tokens[i]);
      next.push_back(std::move(history));
    }
    m_histories = std::move(next);
    const auto width = static_cast<std::size_t>(m_size);
    for (std::size_t i = 0; i < m_histories.size(); ++i) {
      write(m_histories[i], logProbabilities.subspan(i * width, width));
    }
    ++steps;
  }

  void finish() override {
    ++finishes;
    m_histories.clear();
  }

  int starts = 0;
  int steps = 0;
  int finishes = 0;

 private:
  void write(const History& history, std::span<float> out) const {
    const Row row = m_distribution(history);
    if (row.size() != out.size()) throw std::logic_error("row of another size");
    std::copy(row.begin(), row.end(), out.begin());
  }

  int m_size;
  Distribution m_distribution;
  std::size_t m_most = 0;
  std::vector<History> m_histories;
};

/// Log-softmax of pseudo-random logits that depend on the last `memory` tokens (0: on all) and the seed.
/// `sharpness` spreads the logits.
inline MockScorer::Distribution hashDistribution(int vocabularySize, std::uint64_t seed, int memory = 0,
                                                 double sharpness = 2.0) {
  return [=](const MockScorer::History& history) {
    const std::size_t first = memory > 0 && history.size() > static_cast<std::size_t>(memory)
                                  ? history.size() - static_cast<std::size_t>(memory)
                                  : 0;
    std::uint64_t hash = seed * 0x9E3779B97F4A7C15ULL + 1;
    for (std::size_t i = first; i < history.size(); ++i) {
      hash = (hash ^ static_cast<std::uint64_t>(history[i] + 1)) * 0xD1342543DE82EF95ULL;
      hash ^= hash >> 29;
    }
    Random random(hash);
    std::vector<double> logits(static_cast<std::size_t>(vocabularySize));
    double sum = 0;
    for (double& logit : logits) {
      logit = sharpness * random.normal();
      sum += std::exp(logit);
    }
    MockScorer::Row row;
    for (double logit : logits) row.push_back(static_cast<float>(logit - std::log(sum)));
    return row;
  };
}

}  // namespace partimento::test
