#include "core/decode/search.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/decode/beam.h"
#include "core/decode/feasibility.h"
#include "core/decode/final_list.h"
#include "core/decode/sampler.h"
#include "core/decode/stochastic_beam.h"
#include "core/decode/take_builder.h"
#include "core/tokens/pair_grammar.h"

namespace partimento::decode {

namespace {

void check(const SearchProblem& problem, const SearchOptions& options) {
  validateSettings(options.settings);
  const auto outside = [](const char* name, int value, const std::string& allowed) {
    throw Error(ErrorCode::SettingInvalid, {name, std::to_string(value), allowed});
  };
  if (options.takes < 1 || options.takes > kMaxTakes) {
    outside("takes", options.takes, "1 to " + std::to_string(kMaxTakes));
  }
  if (problem.timeline.stepsPerBar < 1) outside("steps per bar", problem.timeline.stepsPerBar, "1 or more");
  if (problem.timeline.promptEnd < 0) throw Error(ErrorCode::Internal, {"the prompt ends before it begins"});
  const auto size = problem.grammar ? static_cast<std::size_t>(problem.grammar->vocabularySize())
                                    : problem.vocabulary.size();
  if (size != static_cast<std::size_t>(problem.scorer.vocabularySize())) {
    throw Error(ErrorCode::Internal, {"the scorer has another vocabulary"});
  }
  const Supply supply = problem.grammar ? supplyOf(*problem.grammar) : supplyOf(problem.vocabulary);
  const Feasibility wish = checkFeasibility(options.settings, supply);
  if (!wish.feasible()) throw Error(ErrorCode::RequestInfeasible, {obstacleName(wish.obstacle)});
}

/// Pairs over the problem's vocabulary, so placed that the prompt ends where the timeline says.
std::unique_ptr<tokens::Grammar> pairsOf(const SearchProblem& problem) {
  const std::vector<Symbol> symbols(problem.vocabulary.begin(), problem.vocabulary.end());
  const int bar = problem.timeline.stepsPerBar;
  const tokens::PairGrammar fromZero(symbols, bar, 0);
  const std::int64_t length = tokens::follow(fromZero, problem.prompt).end.time;
  return std::make_unique<tokens::PairGrammar>(symbols, bar, problem.timeline.promptEnd - length);
}

class Search {
 public:
  Search(const SearchProblem& problem, const SearchOptions& options, std::stop_token stop,
         SearchListener* listener)
      : m_problem(problem),
        m_options(options),
        m_pairs(problem.grammar ? nullptr : pairsOf(problem)),
        m_tracker(problem.grammar ? *problem.grammar : *m_pairs, options.settings, problem.timeline,
                  problem.prompt),
        m_rules(m_tracker, problem.openingClass),
        m_watch(std::move(stop), listener, m_tracker) {}

  SearchResult run() {
    const auto begin = std::chrono::steady_clock::now();
    if (m_options.settings.search.method == SearchMethod::Sample) {
      sampleTakes();
    } else {
      beamTakes();
    }
    const std::chrono::duration<double> all = std::chrono::steady_clock::now() - begin;
    m_result.statistics.searchSeconds = all.count() - m_result.statistics.scorerSeconds;
    return std::move(m_result);
  }

 private:
  void sampleTakes() {
    const bool one = m_options.onlyTake >= 0;
    const int first = one ? m_options.onlyTake : 0;
    const int last = one ? first + 1 : m_options.takes;
    for (int take = first; take < last && !m_watch.stopRequested(); ++take) {
      Session session(m_problem, m_options, m_tracker, m_rules, m_result.statistics);
      const MethodResult found = sampleTake(session, take, m_watch);
      add(buildTake(session, found.finished.empty() ? found.partial.value() : found.finished.front(), take));
    }
  }

  void beamTakes() {
    if (m_watch.stopRequested()) return;
    Session session(m_problem, m_options, m_tracker, m_rules, m_result.statistics);
    const bool stochastic = m_options.settings.search.method == SearchMethod::StochasticBeam;
    const MethodResult found = stochastic ? StochasticBeam(session, m_options.randomSeed).run(m_watch)
                                          : BeamSearch(session, beamPlan(m_problem, m_options)).run(m_watch);
    FinalList list(session, found.finished, static_cast<std::size_t>(m_options.takes));
    for (int index = 0; const Hypothesis* chosen = list.next(m_watch.stop()); ++index) {
      SearchTake take = buildTake(session, *chosen, index);
      take.partial = take.partial || found.stopped;
      add(std::move(take));
    }
    if (found.finished.empty() && found.partial) add(buildTake(session, *found.partial, 0));
  }

  void add(SearchTake take) {
    if (take.partial && take.notes.empty()) return;
    m_watch.finished(take);
    m_result.takes.push_back(std::move(take));
  }

  const SearchProblem& m_problem;
  const SearchOptions& m_options;
  std::unique_ptr<tokens::Grammar> m_pairs;
  StreamTracker m_tracker;
  RuleBook m_rules;
  Watch m_watch;
  SearchResult m_result;
};

}  // namespace

SearchResult search(const SearchProblem& problem, const SearchOptions& options, std::stop_token stop,
                    SearchListener* listener) {
  check(problem, options);
  return Search(problem, options, std::move(stop), listener).run();
}

}  // namespace partimento::decode
