#include "core/decode/stochastic_beam.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "core/decode/gumbel.h"

namespace partimento::decode {

namespace {

constexpr Token kStays = -1;

}  // namespace

StochasticBeam::StochasticBeam(Session& session, std::uint64_t randomSeed)
    : m_session(session),
      m_random(Random::stream(randomSeed, 0)),
      m_distribution(Shaping::of(session.settings().search)),
      m_width(static_cast<std::size_t>(session.settings().search.beamWidth)) {}

MethodResult StochasticBeam::run(const Watch& watch) {
  m_living = {m_session.start(static_cast<int>(m_width))};
  while (!m_living.empty() && !watch.stopRequested()) {
    m_session.beginStep();
    gather(Rules::Strict);
    if (m_drawn.empty()) {
      ++m_session.statistics().deadEnds;
      gather(Rules::Relaxed);
    }
    if (m_drawn.empty()) break;
    keepLargest();
    expand();
    std::swap(m_living, m_nextLiving);
    std::swap(m_finished, m_nextFinished);
    if (m_living.empty()) break;
    watch.report(m_session, kAllTakes, m_living.front());
    m_session.step(m_living, m_parents, m_finished);
  }
  MethodResult result;
  result.stopped = watch.stopRequested() && !m_living.empty();
  const auto best = std::ranges::max_element(m_living, {}, &Hypothesis::score);
  if (m_finished.empty() && best != m_living.end()) result.partial = *best;
  result.finished = m_finished;
  return result;
}

void StochasticBeam::gather(Rules rules) {
  m_drawn.clear();
  for (std::size_t i = 0; i < m_finished.size(); ++i) {
    m_drawn.push_back({m_finished[i].perturbed, static_cast<int>(i), kStays, 0, 0});
  }
  for (std::size_t row = 0; row < m_living.size(); ++row) {
    const HypothesisState& state = m_living[row].state;
    if (rules == Rules::Strict) {
      gatherRow(row, m_session.rules().allowed(state));
    } else if (const auto given = m_session.rules().relax(state, m_session.row(row))) {
      gatherRow(row, m_session.rules().allowed(state, *given));
    }
  }
}

void StochasticBeam::gatherRow(std::size_t row, const TokenSet& allowed) {
  m_distribution.compute(m_session.row(row), allowed);
  const Hypothesis& parent = m_living[row];
  m_noise.clear();
  double largest = -std::numeric_limits<double>::infinity();
  for (const Distribution::Entry& entry : m_distribution.entries()) {
    m_noise.push_back(parent.constrained + entry.logQ + m_random.gumbel());
    largest = std::max(largest, m_noise.back());
  }
  for (std::size_t i = 0; i < m_noise.size(); ++i) {
    const Distribution::Entry& entry = m_distribution.entries()[i];
    const double perturbed = conditionedGumbel(m_noise[i], largest, parent.perturbed);
    m_drawn.push_back({perturbed, static_cast<int>(row), entry.token, entry.logQ, m_distribution.logMass()});
  }
}

void StochasticBeam::keepLargest() {
  const auto before = [](const Drawn& a, const Drawn& b) {
    return std::tuple(-a.perturbed, a.token == kStays ? 0 : 1, a.parent, a.token) <
           std::tuple(-b.perturbed, b.token == kStays ? 0 : 1, b.parent, b.token);
  };
  if (m_drawn.size() > m_width) {
    std::nth_element(m_drawn.begin(), m_drawn.begin() + static_cast<std::ptrdiff_t>(m_width) - 1,
                     m_drawn.end(), before);
    m_drawn.resize(m_width);
  }
  std::ranges::sort(m_drawn, before);
}

void StochasticBeam::expand() {
  m_nextLiving.clear();
  m_nextFinished.clear();
  m_parents.clear();
  for (const Drawn& drawn : m_drawn) {
    const auto parent = static_cast<std::size_t>(drawn.parent);
    if (drawn.token == kStays) {
      m_nextFinished.push_back(m_finished[parent]);
      continue;
    }
    const Choice choice{parent, drawn.token, drawn.logQ, drawn.logZ};
    Hypothesis child = m_session.child(m_living[parent], choice);
    child.perturbed = drawn.perturbed;
    m_session.keep(child, choice);
    if (child.state.finished) {
      m_nextFinished.push_back(std::move(child));
    } else {
      m_nextLiving.push_back(std::move(child));
      m_parents.push_back(drawn.parent);
    }
  }
}

}  // namespace partimento::decode
