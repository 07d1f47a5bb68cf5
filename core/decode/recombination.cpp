#include "core/decode/recombination.h"

#include <algorithm>
#include <bit>

namespace partimento::decode {

namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9E3779B97F4A7C15ULL + (hash << 6) + (hash >> 2);
  return hash * 0xD1342543DE82EF95ULL;
}

}  // namespace

Recombination::Recombination(int window, int repeatLimit, int maxHypotheses)
    : m_window(window), m_repeatLimit(repeatLimit) {
  if (m_window == 0) return;
  const std::size_t rows = static_cast<std::size_t>(maxHypotheses) + 1;
  m_histories.resize(rows * static_cast<std::size_t>(m_window));
  m_next.resize(m_histories.size());
  m_slots.assign(std::bit_ceil(4 * rows), -1);
}

std::span<Recombination::Short> Recombination::history(std::vector<Short>& histories, int row) const {
  const auto window = static_cast<std::size_t>(m_window);
  return std::span<Short>(histories).subspan(static_cast<std::size_t>(row) * window, window);
}

void Recombination::beginStep() {
  m_states.clear();
  if (active()) std::fill(m_slots.begin(), m_slots.end(), -1);
}

std::uint64_t Recombination::hashOf(std::span<const Short> tokens, const HypothesisState& state) const {
  std::uint64_t hash = mix(static_cast<std::uint64_t>(state.step), static_cast<std::uint64_t>(state.notes));
  std::size_t i = 0;
  for (; i + 4 <= tokens.size(); i += 4) {
    hash = mix(hash, std::uint64_t{tokens[i]} | std::uint64_t{tokens[i + 1]} << 16 |
                         std::uint64_t{tokens[i + 2]} << 32 | std::uint64_t{tokens[i + 3]} << 48);
  }
  for (; i < tokens.size(); ++i) hash = mix(hash, tokens[i]);
  return hash;
}

bool Recombination::sameFuture(int a, int b) const {
  const HypothesisState& x = m_states[static_cast<std::size_t>(a)];
  const HypothesisState& y = m_states[static_cast<std::size_t>(b)];
  const auto run = [this](const HypothesisState& s) { return std::min<int>(s.run, m_repeatLimit); };
  if (x.grammar != y.grammar || x.lastPitch != y.lastPitch || x.rests != y.rests ||
      x.memory.size() != y.memory.size()) {
    return false;
  }
  if (m_repeatLimit > 0 && (x.lastKey != y.lastKey || run(x) != run(y))) return false;
  for (int age = 0; age < x.memory.size(); ++age) {
    if (x.memory.newest(age) != y.memory.newest(age)) return false;
  }
  const auto window = static_cast<std::size_t>(m_window);
  const auto first = m_next.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(a) * window);
  const auto second = m_next.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(b) * window);
  return std::equal(first, first + m_window, second);
}

bool Recombination::accept(int parent, Token token, const HypothesisState& state) {
  if (m_window == 0) return true;
  const int row = static_cast<int>(m_states.size());
  const std::span<Short> tokens = history(m_next, row);
  std::ranges::copy(history(m_histories, parent), tokens.begin());
  tokens[static_cast<std::size_t>(m_generated % m_window)] = static_cast<Short>(token);
  m_states.push_back(state);
  if (!active()) return true;

  const std::size_t mask = m_slots.size() - 1;
  std::size_t slot = hashOf(tokens, state) & mask;
  for (; m_slots[slot] >= 0; slot = (slot + 1) & mask) {
    if (!sameFuture(m_slots[slot], row)) continue;
    m_states.pop_back();
    return false;
  }
  m_slots[slot] = row;
  return true;
}

void Recombination::endStep() {
  std::swap(m_histories, m_next);
  ++m_generated;
}

}  // namespace partimento::decode
