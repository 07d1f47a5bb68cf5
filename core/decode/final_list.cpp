#include "core/decode/final_list.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

namespace partimento::decode {

namespace {

/// Work allowed for comparing melodies, in cells of the distance matrix.
constexpr std::size_t kMostCells = 40'000'000;

std::vector<Token> tokensOf(const Session& session, const Hypothesis& hypothesis) {
  std::vector<Token> tokens;
  for (NodeIndex node : session.tree().path(hypothesis.node)) tokens.push_back(session.tree()[node].token);
  return tokens;
}

std::vector<int> intervalsOf(const Session& session, std::span<const Token> tokens) {
  const StreamTracker& tracker = session.tracker();
  HypothesisState state = tracker.afterPrompt();
  std::vector<int> intervals;
  int last = -1;
  for (Token token : tokens) {
    if (tracker.plays(state, token)) {
      const int pitch = tracker.vocabulary(state)[token].value;
      if (last >= 0) intervals.push_back(pitch - last);
      last = pitch;
    }
    tracker.advance(state, token);
  }
  return intervals;
}

}  // namespace

int editDistance(std::span<const int> a, std::span<const int> b) {
  std::vector<int> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i) + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const int replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

FinalList::FinalList(const Session& session, std::span<const Hypothesis> finished, std::size_t count)
    : m_left(count), m_melodies(differentMelodies(session, finished)) {
  if (m_melodies.empty()) return;
  const std::size_t length = std::max<std::size_t>(1, m_melodies.front().intervals.size());
  const std::size_t wanted = std::clamp<std::size_t>(count, 1, m_melodies.size());
  const std::size_t affordable = std::max(wanted, kMostCells / (length * length * wanted));
  if (m_melodies.size() > affordable) m_melodies.resize(affordable);
}

std::vector<FinalList::Melody> FinalList::differentMelodies(const Session& session,
                                                            std::span<const Hypothesis> finished) {
  const Ranking ranking(session.tracker());
  std::vector<Melody> melodies;
  for (const Hypothesis& hypothesis : finished) {
    melodies.push_back({&hypothesis, ranking.rank(hypothesis), {}, std::numeric_limits<int>::max()});
  }
  std::ranges::stable_sort(melodies, std::ranges::greater{}, &Melody::rank);
  std::set<std::vector<Token>> seen;
  std::erase_if(melodies, [&](Melody& melody) {
    std::vector<Token> tokens = tokensOf(session, *melody.hypothesis);
    melody.intervals = intervalsOf(session, tokens);
    return !seen.insert(std::move(tokens)).second;
  });
  return melodies;
}

const Hypothesis* FinalList::next(const std::stop_token& stop) {
  if (m_left == 0) return nullptr;
  --m_left;
  Melody* found = nullptr;
  double best = -std::numeric_limits<double>::infinity();
  for (Melody& melody : m_melodies) {
    if (melody.chosen) continue;
    if (!m_latest) {
      found = &melody;
      break;
    }
    if (stop.stop_requested()) return nullptr;
    melody.distance = std::min(melody.distance, editDistance(m_latest->intervals, melody.intervals));
    const double worth = melody.rank + kVarietyWeight * melody.distance;
    if (worth <= best) continue;
    best = worth;
    found = &melody;
  }
  if (!found) return nullptr;
  found->chosen = true;
  m_latest = found;
  return found->hypothesis;
}

}  // namespace partimento::decode
