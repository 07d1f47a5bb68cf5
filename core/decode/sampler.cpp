#include "core/decode/sampler.h"

#include <cmath>

namespace partimento::decode {

namespace {

const Distribution::Entry& draw(const Distribution& distribution, Random& random) {
  const auto& entries = distribution.entries();
  double left = random.uniform();
  for (const Distribution::Entry& entry : entries) {
    left -= std::exp(entry.logQ);
    if (left < 0) return entry;
  }
  return entries.back();
}

}  // namespace

MethodResult sampleTake(Session& session, int take, const Watch& watch) {
  Random random = Random::stream(session.options().randomSeed, static_cast<std::uint64_t>(take));
  Distribution distribution(Shaping::of(session.settings().search));
  Hypothesis living = session.start(1);
  const int parent = 0;
  while (!watch.stopRequested()) {
    const std::span<const float> row = session.row(0);
    distribution.compute(row, session.rules().allowed(living.state));
    if (distribution.entries().empty()) {
      ++session.statistics().deadEnds;
      const auto given = session.rules().relax(living.state, row);
      if (!given) break;
      distribution.compute(row, session.rules().allowed(living.state, *given));
    }
    const Distribution::Entry& drawn = draw(distribution, random);
    const Choice choice{0, drawn.token, drawn.logQ, distribution.logMass()};
    Hypothesis child = session.child(living, choice);
    session.beginStep();
    session.keep(child, choice);
    living = std::move(child);
    if (living.state.finished) return {{living}, std::nullopt};
    watch.report(session, take, living);
    session.step({&living, 1}, {&parent, 1}, {});
  }
  return {{}, living};
}

}  // namespace partimento::decode
