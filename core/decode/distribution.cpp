#include "core/decode/distribution.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace partimento::decode {

namespace {

double logSumExp(const std::vector<Distribution::Entry>& entries) {
  double highest = kMinusInfinity;
  for (const auto& entry : entries) highest = std::max(highest, entry.logQ);
  if (highest == kMinusInfinity) return highest;
  double sum = 0;
  for (const auto& entry : entries) sum += std::exp(entry.logQ - highest);
  return highest + std::log(sum);
}

double logSumExp(std::span<const float> row, double temperature) {
  float highest = -std::numeric_limits<float>::infinity();
  for (float value : row) highest = std::max(highest, value);
  double sum = 0;
  for (float value : row)
    sum += std::exp((static_cast<double>(value) - static_cast<double>(highest)) / temperature);
  return static_cast<double>(highest) / temperature + std::log(sum);
}

}  // namespace

Shaping Shaping::of(const SearchSettings& settings) {
  const bool random =
      settings.method == SearchMethod::Sample || settings.method == SearchMethod::StochasticBeam;
  return random ? Shaping{settings.temperature, settings.topK, settings.topP} : Shaping{};
}

double logMass(std::span<const float> row, const TokenSet& tokens) {
  float highest = -std::numeric_limits<float>::infinity();
  tokens.forEach([&](Token t) { highest = std::max(highest, row[static_cast<std::size_t>(t)]); });
  if (std::isinf(highest)) return kMinusInfinity;
  float sum = 0;
  tokens.forEach([&](Token t) { sum += std::exp(row[static_cast<std::size_t>(t)] - highest); });
  return static_cast<double>(highest) + std::log(static_cast<double>(sum));
}

void Distribution::compute(std::span<const float> row, const TokenSet& allowed) {
  m_entries.clear();
  m_cutByTopK = m_cutByTopP = TokenSet();
  allowed.forEach([&](Token token) {
    const double raw = static_cast<double>(row[static_cast<std::size_t>(token)]);
    if (raw > kMinusInfinity) m_entries.push_back({token, raw / m_shaping.temperature});
  });
  m_logMass = kMinusInfinity;
  if (m_entries.empty()) return;

  const double allowedMass = logSumExp(m_entries);
  const bool shaped = m_shaping.temperature != 1.0;
  m_logMass = allowedMass - (shaped ? logSumExp(row, m_shaping.temperature) : 0.0);
  for (Entry& entry : m_entries) entry.logQ -= allowedMass;
  const bool cuts = m_shaping.topK > 0 || m_shaping.topP < 1.0;
  if (cuts) cut();
}

void Distribution::cut() {
  m_ranked = m_entries;
  std::sort(m_ranked.begin(), m_ranked.end(), [](const Entry& a, const Entry& b) {
    return a.logQ != b.logQ ? a.logQ > b.logQ : a.token < b.token;
  });
  if (m_shaping.topK > 0 && m_ranked.size() > static_cast<std::size_t>(m_shaping.topK)) {
    for (std::size_t i = static_cast<std::size_t>(m_shaping.topK); i < m_ranked.size(); ++i) {
      m_cutByTopK.insert(m_ranked[i].token);
    }
    m_ranked.resize(static_cast<std::size_t>(m_shaping.topK));
  }
  if (m_shaping.topP < 1.0) {
    const double kept = logSumExp(m_ranked);
    double mass = 0;
    std::size_t count = 0;
    while (count < m_ranked.size() && mass < m_shaping.topP) {
      mass += std::exp(m_ranked[count++].logQ - kept);
    }
    for (std::size_t i = count; i < m_ranked.size(); ++i) m_cutByTopP.insert(m_ranked[i].token);
  }
  const TokenSet gone = m_cutByTopK | m_cutByTopP;
  std::erase_if(m_entries, [&](const Entry& entry) { return gone.contains(entry.token); });
  const double kept = logSumExp(m_entries);
  for (Entry& entry : m_entries) entry.logQ -= kept;
}

}  // namespace partimento::decode
