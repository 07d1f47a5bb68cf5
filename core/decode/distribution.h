#pragma once

#include <limits>
#include <span>
#include <vector>

#include "core/decode/settings.h"
#include "core/decode/token_set.h"

namespace partimento::decode {

/// The log-probability of what cannot be.
inline constexpr double kMinusInfinity = -std::numeric_limits<double>::infinity();

/// How the network's distribution is reshaped before rules renormalise it.
struct Shaping {
  double temperature = 1.0;
  int topK = 0;
  double topP = 1.0;

  /// Random methods draw from the shaped distribution; beams rank by the raw one and are not shaped.
  static Shaping of(const SearchSettings& settings);
};

/// The renormalised distribution q of one row: raw log-probabilities divided by the temperature, restricted
/// to what the rules allow, cut to top-k and then top-p, and normalised. Reused from row to row.
class Distribution {
 public:
  explicit Distribution(const Shaping& shaping) : m_shaping(shaping) {}

  struct Entry {
    Token token = 0;
    double logQ = 0;
  };

  /// Throws nothing; entries() is empty when no allowed token is possible.
  void compute(std::span<const float> row, const TokenSet& allowed);

  /// What may be drawn, tokens ascending.
  const std::vector<Entry>& entries() const { return m_entries; }
  const TokenSet& cutByTopK() const { return m_cutByTopK; }
  const TokenSet& cutByTopP() const { return m_cutByTopP; }
  /// log of the probability mass that the rules left, at most about 0.
  double logMass() const { return m_logMass; }

 private:
  void cut();

  Shaping m_shaping;
  std::vector<Entry> m_entries;
  std::vector<Entry> m_ranked;
  TokenSet m_cutByTopK, m_cutByTopP;
  double m_logMass = 0;
};

/// log of the sum of exp(row) over the tokens of a set; -infinity for none.
double logMass(std::span<const float> row, const TokenSet& tokens);

}  // namespace partimento::decode
