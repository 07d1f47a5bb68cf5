#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace partimento::training {

/// Interpolated Kneser-Ney n-grams of every order up to a limit, from one set of counts: the yardstick for
/// networks.
///
/// p_n(w | h) = max(c(hw) - D_n(c), 0) / c(h) + Σ_i D_n(i) t_i(h) / c(h) · p_{n-1}(w | h'), where h' is h
/// without its oldest symbol and t_i(h) the number of different symbols seen i times after h. The discounts
/// are the modified ones, D(i) = i - (i + 1) Y n_{i+1} / n_i for i = 1, 2, 3 and more, with Y = n1 / (n1 + 2
/// n2) and n_i the number of n-grams counted i times: tunes are played with their repeats, so that most
/// n-grams come in pairs, and one discount for all counts would trust those pairs too much. The highest order
/// counts occurrences, the lower ones different left neighbours (occurrences where the n-gram begins a
/// sequence). Below order 1 stands the uniform distribution. Source: R. Kneser, H. Ney, "Improved backing-off
/// for m-gram language modeling", 1995; S. Chen, J. Goodman, "An empirical study of smoothing techniques for
/// language modeling", 1999.
class KneserNey {
 public:
  static constexpr int kMaxOrder = 7;
  static constexpr int kMaxVocabulary = 254;

  /// Symbols are 0 to vocabularySize - 1. Throws Error(SettingInvalid) when a limit is exceeded.
  KneserNey(int vocabularySize, int maxOrder);

  /// Adds one sequence to the counts. Call finish() after the last one.
  void add(std::span<const int> sequence);
  /// Derives the lower orders' counts and the discounts.
  void finish();

  /// p(symbol | history) of the model of this order; the history is the sequence before the symbol, from its
  /// start (only the last order - 1 symbols matter). Sums to 1 over the vocabulary.
  double probability(int order, std::span<const int> history, int symbol) const;
  /// Sum of -ln p over a sequence.
  double negativeLogLikelihood(int order, std::span<const int> sequence) const;

  int maxOrder() const { return m_maxOrder; }

 private:
  static constexpr std::size_t kDiscounts = 3;  // for counts of 1, 2, and 3 or more

  struct Followers {
    std::int64_t total = 0;
    std::array<std::int64_t, kDiscounts> types{};
  };
  struct Table {
    std::unordered_map<std::uint64_t, std::int64_t> grams;
    std::unordered_map<std::uint64_t, Followers> contexts;
    std::array<double, kDiscounts> discounts{};
  };

  /// `symbols` ends in the predicted symbol; the key names its last `length` entries, padded with starts on
  /// the left.
  std::uint64_t key(std::span<const int> history, int symbol, int length) const;
  std::uint64_t contextKey(std::span<const int> history, int length) const;
  static std::size_t discountClass(std::int64_t count);
  static void derive(Table& table);

  int m_vocabularySize;
  int m_maxOrder;
  std::vector<Table> m_occurrences;  // [order - 1]
  std::vector<Table> m_continuations;
};

}  // namespace partimento::training
