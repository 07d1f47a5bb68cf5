#include "training/evaluate/kneser_ney.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"

namespace partimento::training {

namespace {

// A key packs symbols of eight bits, the oldest in the highest byte; 255 marks the place before a sequence.
constexpr std::uint64_t kStart = 255;

// Where the counts are too few for an estimate; a discount of 0 would make unseen symbols impossible.
constexpr double kDiscountWithoutCounts = 0.5;

std::size_t index(int order) {
  return static_cast<std::size_t>(order - 1);
}

std::uint64_t symbolAt(std::span<const int> history, int backwards) {
  const auto back = static_cast<std::size_t>(backwards);
  return back < history.size() ? static_cast<std::uint64_t>(history[history.size() - 1 - back]) : kStart;
}

}  // namespace

KneserNey::KneserNey(int vocabularySize, int maxOrder)
    : m_vocabularySize(vocabularySize), m_maxOrder(maxOrder) {
  if (vocabularySize < 1 || vocabularySize > kMaxVocabulary) {
    throw Error(ErrorCode::SettingInvalid,
                {"vocabulary", std::to_string(vocabularySize), "1 to " + std::to_string(kMaxVocabulary)});
  }
  if (maxOrder < 1 || maxOrder > kMaxOrder) {
    throw Error(ErrorCode::SettingInvalid,
                {"order", std::to_string(maxOrder), "1 to " + std::to_string(kMaxOrder)});
  }
  m_occurrences.resize(static_cast<std::size_t>(maxOrder));
  m_continuations.resize(static_cast<std::size_t>(maxOrder));
}

std::uint64_t KneserNey::contextKey(std::span<const int> history, int length) const {
  std::uint64_t key = 0;
  for (int back = length - 1; back >= 0; --back) key = (key << 8) | symbolAt(history, back);
  return key;
}

std::uint64_t KneserNey::key(std::span<const int> history, int symbol, int length) const {
  return (contextKey(history, length - 1) << 8) | static_cast<std::uint64_t>(symbol);
}

void KneserNey::add(std::span<const int> sequence) {
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    const std::span<const int> history = sequence.first(i);
    for (int order = 1; order <= m_maxOrder; ++order) {
      ++m_occurrences[index(order)].grams[key(history, sequence[i], order)];
    }
  }
}

void KneserNey::finish() {
  for (int order = 1; order < m_maxOrder; ++order) {
    auto& lower = m_continuations[index(order)].grams;
    const std::uint64_t mask = (std::uint64_t{1} << (8 * order)) - 1;
    for (const auto& [gram, count] : m_occurrences[index(order + 1)].grams) ++lower[gram & mask];
    if (order == 1) continue;
    for (auto& [gram, count] : lower) {
      const bool beginsSequence = (gram >> (8 * (order - 1))) == kStart;
      if (beginsSequence) count = m_occurrences[index(order)].grams.at(gram);
    }
  }
  for (Table& table : m_occurrences) derive(table);
  for (Table& table : m_continuations) derive(table);
}

std::size_t KneserNey::discountClass(std::int64_t count) {
  return static_cast<std::size_t>(std::clamp<std::int64_t>(count, 1, kDiscounts)) - 1;
}

void KneserNey::derive(Table& table) {
  std::array<double, kDiscounts + 2> counted{};  // [i]: n-grams counted i times
  for (const auto& [gram, count] : table.grams) {
    if (count < static_cast<std::int64_t>(counted.size())) ++counted[static_cast<std::size_t>(count)];
    Followers& followers = table.contexts[gram >> 8];
    followers.total += count;
    ++followers.types[discountClass(count)];
  }
  const double y = counted[1] > 0 ? counted[1] / (counted[1] + 2 * counted[2]) : 0.0;
  for (std::size_t i = 1; i <= kDiscounts; ++i) {
    const auto times = static_cast<double>(i);
    const double discount = counted[i] > 0 ? times - (times + 1) * y * counted[i + 1] / counted[i] : 0.0;
    table.discounts[i - 1] = discount > 0 && y > 0 ? std::min(discount, times) : kDiscountWithoutCounts;
  }
}

double KneserNey::probability(int order, std::span<const int> history, int symbol) const {
  double probability = 1.0 / m_vocabularySize;
  for (int n = 1; n <= order; ++n) {
    const Table& table = n == order ? m_occurrences[index(n)] : m_continuations[index(n)];
    const auto context = table.contexts.find(contextKey(history, n - 1));
    if (context == table.contexts.end()) continue;
    const auto gram = table.grams.find(key(history, symbol, n));
    const auto total = static_cast<double>(context->second.total);
    double freed = 0;
    for (std::size_t i = 0; i < kDiscounts; ++i) {
      freed += table.discounts[i] * static_cast<double>(context->second.types[i]);
    }
    double kept = 0;
    if (gram != table.grams.end()) {
      kept = static_cast<double>(gram->second) - table.discounts[discountClass(gram->second)];
    }
    probability = kept / total + freed / total * probability;
  }
  return probability;
}

double KneserNey::negativeLogLikelihood(int order, std::span<const int> sequence) const {
  double sum = 0;
  for (std::size_t i = 0; i < sequence.size(); ++i)
    sum -= std::log(probability(order, sequence.first(i), sequence[i]));
  return sum;
}

}  // namespace partimento::training
