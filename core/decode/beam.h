#pragma once

#include <vector>

#include "core/decode/ranking.h"
#include "core/decode/recombination.h"
#include "core/decode/session.h"

namespace partimento::decode {

struct BeamPlan {
  int width = 1;   ///< of all groups together; `groups` divides it
  int groups = 1;  ///< diverse beam (Vijayakumar et al. 2016) from 2 on
  double diversity = 0;
  int mergeWindow = 0;  ///< receptive field in tokens; 0: hypotheses are not merged
};

/// The groups that a diverse beam really uses: the largest divisor of the width not above the wish.
int effectiveGroups(const SearchSettings& settings);
BeamPlan beamPlan(const SearchProblem& problem, const SearchOptions& options);

/// Beam search and diverse beam search, ranked by raw log-probability. Starts from one hypothesis. Groups
/// choose one after the other; a later group pays `diversity` for each earlier hypothesis that chose the same
/// pitch in this step, which moves the selection and never the score. A hypothesis whose rules leave nothing
/// is dropped while others live; when none can go on, the rules give way.
class BeamSearch {
 public:
  BeamSearch(Session& session, const BeamPlan& plan);

  MethodResult run(const Watch& watch);

 private:
  struct Group {
    std::size_t begin = 0, end = 0;  ///< its rows
    std::vector<Hypothesis> finished;
    Recombination merger;
  };
  enum class Rules { Strict, Relaxed };

  void select(Group& group);
  void gather(const Group& group, Rules rules);
  void gatherRow(std::size_t row, const TokenSet& allowed);
  void shrink();
  void expand(Group& group);
  bool accept(Group& group, const Hypothesis& child, const Candidate& candidate);
  Choice choiceOf(const Candidate& candidate);
  void settle(Group& group) const;
  bool isSettled(const Group& group, std::span<const Hypothesis> living) const;
  std::vector<Hypothesis> allFinished() const;

  Session& m_session;
  BeamPlan m_plan;
  Ranking m_ranking;
  std::size_t m_groupWidth;
  std::vector<Group> m_groups;
  std::vector<Hypothesis> m_living, m_next;
  std::vector<int> m_parents;
  std::vector<TokenSet> m_allowed;  ///< by row
  std::vector<double> m_mass;       ///< by row; NaN until asked for
  std::vector<Candidate> m_candidates;
  std::size_t m_candidateLimit = 0;
  double m_threshold = 0;
  std::vector<double> m_penalty;  ///< by token
};

}  // namespace partimento::decode
