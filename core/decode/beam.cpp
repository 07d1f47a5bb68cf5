#include "core/decode/beam.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace partimento::decode {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

int effectiveGroups(const SearchSettings& settings) {
  int groups = std::clamp(settings.diverseGroups, 1, settings.beamWidth);
  while (settings.beamWidth % groups != 0) --groups;
  return groups;
}

BeamPlan beamPlan(const SearchProblem& problem, const SearchOptions& options) {
  const SearchSettings& search = options.settings.search;
  BeamPlan plan;
  plan.width = search.beamWidth;
  if (search.method == SearchMethod::DiverseBeam) {
    plan.groups = effectiveGroups(search);
    plan.diversity = search.diversityStrength;
  }
  if (options.recombination == RecombinationMode::On) plan.mergeWindow = problem.receptiveFieldTokens;
  return plan;
}

BeamSearch::BeamSearch(Session& session, const BeamPlan& plan)
    : m_session(session),
      m_plan(plan),
      m_ranking(session.tracker()),
      m_groupWidth(static_cast<std::size_t>(plan.width / plan.groups)),
      m_penalty(static_cast<std::size_t>(session.tracker().vocabularySize()), 0.0) {
  const int repeatLimit = session.settings().rules.tabu > 0 ? 0 : session.settings().rules.maxRepeat;
  for (int i = 0; i < plan.groups; ++i) {
    m_groups.push_back({0, 1, {}, Recombination(plan.mergeWindow, repeatLimit, plan.width / plan.groups)});
  }
}

MethodResult BeamSearch::run(const Watch& watch) {
  m_living = {m_session.start(m_plan.width)};
  while (!m_living.empty() && !watch.stopRequested()) {
    m_session.beginStep();
    m_next.clear();
    m_parents.clear();
    m_allowed.resize(m_living.size());
    m_mass.assign(m_living.size(), kUnknown);
    std::ranges::fill(m_penalty, 0.0);
    for (Group& group : m_groups) select(group);
    const bool stuck = m_next.empty() && allFinished().empty();
    if (stuck) break;
    std::swap(m_living, m_next);
    if (m_living.empty()) break;
    watch.report(m_session, kAllTakes, m_living.front());
    m_session.step(m_living, m_parents, allFinished());
  }
  MethodResult result;
  result.finished = allFinished();
  result.stopped = watch.stopRequested() && !m_living.empty();
  const auto best = std::ranges::max_element(m_living, {}, &Hypothesis::score);
  if (result.finished.empty() && best != m_living.end()) result.partial = *best;
  return result;
}

void BeamSearch::select(Group& group) {
  gather(group, Rules::Strict);
  const bool deadEnd = m_candidates.empty() && group.begin < group.end && group.finished.empty();
  if (deadEnd) {
    ++m_session.statistics().deadEnds;
    gather(group, Rules::Relaxed);
  }
  expand(group);
}

void BeamSearch::gather(const Group& group, Rules rules) {
  m_candidates.clear();
  m_threshold = kMinusInfinity;
  m_candidateLimit = group.merger.active() ? 2 * m_groupWidth : m_groupWidth;
  for (std::size_t row = group.begin; row < group.end; ++row) {
    const HypothesisState& state = m_living[row].state;
    if (rules == Rules::Strict) {
      m_allowed[row] = m_session.rules().allowed(state);
    } else {
      const auto given = m_session.rules().relax(state, m_session.row(row));
      m_allowed[row] = given ? m_session.rules().allowed(state, *given) : TokenSet();
    }
    m_mass[row] = kUnknown;
    gatherRow(row, m_allowed[row]);
  }
  shrink();
  std::ranges::sort(m_candidates, ranksBefore);
}

void BeamSearch::gatherRow(std::size_t row, const TokenSet& allowed) {
  const double score = m_living[row].score;
  if (score < m_threshold) return;  // children never score higher
  const std::span<const float> values = m_session.row(row);
  allowed.forEach([&](Token token) {
    const auto index = static_cast<std::size_t>(token);
    const double rank = score + static_cast<double>(values[index]) - m_penalty[index];
    if (rank == kMinusInfinity || rank < m_threshold) return;
    m_candidates.push_back({rank, static_cast<std::int32_t>(row), token});
  });
  if (m_candidates.size() >= 4 * m_candidateLimit) shrink();
}

void BeamSearch::shrink() {
  if (m_candidates.size() <= m_candidateLimit) return;
  const auto last = m_candidates.begin() + static_cast<std::ptrdiff_t>(m_candidateLimit) - 1;
  std::nth_element(m_candidates.begin(), last, m_candidates.end(), ranksBefore);
  m_threshold = last->rank;
  m_candidates.resize(m_candidateLimit);
}

void BeamSearch::expand(Group& group) {
  const std::size_t begin = m_next.size();
  std::size_t kept = 0;
  group.merger.beginStep();
  for (const Candidate& candidate : m_candidates) {
    if (kept == m_groupWidth) break;
    const Hypothesis& parent = m_living[static_cast<std::size_t>(candidate.parent)];
    const Choice choice = choiceOf(candidate);
    Hypothesis child = m_session.child(parent, choice);
    if (!child.state.finished && !accept(group, child, candidate)) continue;
    m_session.keep(child, choice);
    ++kept;
    if (m_plan.diversity > 0 && m_session.tracker().choosesPitch(parent.state)) {
      m_penalty[static_cast<std::size_t>(candidate.token)] += m_plan.diversity;
    }
    if (child.state.finished) {
      group.finished.push_back(std::move(child));
    } else {
      m_next.push_back(std::move(child));
      m_parents.push_back(candidate.parent);
    }
  }
  group.merger.endStep();
  settle(group);
  if (isSettled(group, std::span<const Hypothesis>(m_next).subspan(begin))) {
    m_next.resize(begin);
    m_parents.resize(begin);
  }
  group.begin = begin;
  group.end = m_next.size();
}

bool BeamSearch::accept(Group& group, const Hypothesis& child, const Candidate& candidate) {
  const int parent = candidate.parent - static_cast<int>(group.begin);
  if (group.merger.accept(parent, candidate.token, child.state)) return true;
  ++m_session.statistics().merged;
  const std::span<const float> row = m_session.row(static_cast<std::size_t>(candidate.parent));
  m_session.recorder().recordMerged(
      {child.node, candidate.token, row[static_cast<std::size_t>(candidate.token)]});
  return false;
}

Choice BeamSearch::choiceOf(const Candidate& candidate) {
  const auto row = static_cast<std::size_t>(candidate.parent);
  const std::span<const float> values = m_session.row(row);
  if (std::isnan(m_mass[row])) m_mass[row] = logMass(values, m_allowed[row]);
  const double raw = static_cast<double>(values[static_cast<std::size_t>(candidate.token)]);
  return {row, candidate.token, raw - m_mass[row], m_mass[row]};
}

void BeamSearch::settle(Group& group) const {
  if (group.finished.size() <= m_groupWidth) return;
  std::ranges::stable_sort(group.finished, std::ranges::greater{},
                           [this](const Hypothesis& h) { return m_ranking.rank(h); });
  group.finished.resize(m_groupWidth);
}

bool BeamSearch::isSettled(const Group& group, std::span<const Hypothesis> living) const {
  if (group.finished.size() < m_groupWidth) return false;
  double worst = std::numeric_limits<double>::infinity();
  for (const Hypothesis& h : group.finished) worst = std::min(worst, m_ranking.rank(h));
  return std::ranges::all_of(living, [&](const Hypothesis& h) { return m_ranking.bound(h) <= worst; });
}

std::vector<Hypothesis> BeamSearch::allFinished() const {
  std::vector<Hypothesis> all;
  for (const Group& group : m_groups) all.insert(all.end(), group.finished.begin(), group.finished.end());
  return all;
}

}  // namespace partimento::decode
