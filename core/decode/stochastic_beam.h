#pragma once

#include <vector>

#include "core/base/random.h"
#include "core/decode/session.h"

namespace partimento::decode {

/// Stochastic beam search (Kool et al. 2019): `beamWidth` different melodies drawn without replacement from
/// the renormalised distribution q, by perturbing log q with Gumbel noise from the root down and keeping the
/// largest. Finished melodies keep their place. A hypothesis whose rules leave nothing is dropped while
/// others remain; when nothing remains, the rules give way.
class StochasticBeam {
 public:
  StochasticBeam(Session& session, std::uint64_t randomSeed);

  MethodResult run(const Watch& watch);

 private:
  enum class Rules { Strict, Relaxed };
  struct Drawn {
    double perturbed = 0;
    int parent = 0;  ///< row, or index in m_finished with token -1
    Token token = 0;
    double logQ = 0;
    double logZ = 0;
  };

  void gather(Rules rules);
  void gatherRow(std::size_t row, const TokenSet& allowed);
  void keepLargest();
  void expand();

  Session& m_session;
  Random m_random;
  Distribution m_distribution;
  std::size_t m_width;
  std::vector<Hypothesis> m_living, m_finished, m_nextLiving, m_nextFinished;
  std::vector<int> m_parents;
  std::vector<Drawn> m_drawn;
  std::vector<double> m_noise;
};

}  // namespace partimento::decode
