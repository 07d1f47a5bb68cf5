#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/decode/distribution.h"
#include "core/decode/hypothesis.h"
#include "core/decode/rule_book.h"
#include "core/decode/search.h"
#include "core/decode/search_tree.h"
#include "core/decode/trace_recorder.h"

namespace partimento::decode {

/// A kept hypothesis: one row of the scorer's batch while it lives.
struct Hypothesis {
  HypothesisState state;
  NodeIndex node = kRoot;
  double score = 0;        ///< sum of raw log p
  double constrained = 0;  ///< sum of log q
  double perturbed = 0;    ///< stochastic beam: the Gumbel-perturbed log-probability
};

/// The step from a living hypothesis to its child.
struct Choice {
  std::size_t row = 0;  ///< of the parent
  Token token = 0;
  double logQ = 0;  ///< of the token, renormalised over what was allowed
  double logZ = 0;  ///< mass that the rules left at the parent
};

/// A token that could follow row `parent`.
struct Candidate {
  double rank = 0;
  std::int32_t parent = 0;
  Token token = 0;
};

/// The order of all selections: rank descending, then parent, then token, so that results never depend on
/// chance.
inline bool ranksBefore(const Candidate& a, const Candidate& b) {
  if (a.rank != b.rank) return a.rank > b.rank;
  if (a.parent != b.parent) return a.parent < b.parent;
  return a.token < b.token;
}

/// What a method hands back.
struct MethodResult {
  std::vector<Hypothesis> finished;   ///< in no particular order
  std::optional<Hypothesis> partial;  ///< the best that was stopped or could not go on, when none finished
  bool stopped = false;               ///< left while it could have found others: another run may find better
};

/// What every search method needs: the network's answers for the living hypotheses, the rules, the record.
class Session {
 public:
  Session(const SearchProblem& problem, const SearchOptions& options, const StreamTracker& tracker,
          const RuleBook& rules, SearchStatistics& statistics);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const Settings& settings() const { return m_options.settings; }
  const SearchOptions& options() const { return m_options; }
  const SearchProblem& problem() const { return m_problem; }
  const StreamTracker& tracker() const { return m_tracker; }
  const RuleBook& rules() const { return m_rules; }
  const SearchTree& tree() const { return m_tree; }
  const TraceRecorder& recorder() const { return m_recorder; }
  TraceRecorder& recorder() { return m_recorder; }
  SearchStatistics& statistics() { return m_statistics; }

  /// Reads the prompt; the only hypothesis is the root.
  Hypothesis start(int maxHypotheses);
  /// What the network says after living hypothesis `index`.
  std::span<const float> row(std::size_t index) const;
  /// The child of a living hypothesis, not yet kept.
  Hypothesis child(const Hypothesis& parent, const Choice& choice) const;
  /// Opens the next step of the tree, to which keep() adds.
  void beginStep() { m_tree.beginStep(); }
  void keep(Hypothesis& child, const Choice& choice);
  /// Asks the network what follows the kept ones; parents[i] is the row of which living[i] is the child.
  /// `finished` are kept alive in the record.
  void step(std::span<const Hypothesis> living, std::span<const int> parents,
            std::span<const Hypothesis> finished);

 private:
  void checkRows(std::size_t rows) const;
  void record(std::span<const Hypothesis> living, std::span<const Hypothesis> finished);

  const SearchProblem& m_problem;
  const SearchOptions& m_options;
  const StreamTracker& m_tracker;
  const RuleBook& m_rules;
  SearchStatistics& m_statistics;
  SearchTree m_tree;
  TraceRecorder m_recorder;
  std::size_t m_width;
  std::vector<float> m_rows;
  std::vector<Token> m_tokens;
  std::vector<NodeIndex> m_nodes;
};

/// Reports where a search is, and hears whether it shall stop.
class Watch {
 public:
  Watch(std::stop_token stop, SearchListener* listener, const StreamTracker& tracker)
      : m_stop(std::move(stop)), m_listener(listener), m_tracker(tracker) {}

  const std::stop_token& stop() const { return m_stop; }
  bool stopRequested() const { return m_stop.stop_requested(); }
  /// `best` is the best of those that live, in the tree of the session.
  void report(const Session& session, int take, const Hypothesis& best) const;
  void finished(const SearchTake& take) const {
    if (m_listener) m_listener->takeFinished(take);
  }

 private:
  using Clock = std::chrono::steady_clock;

  std::stop_token m_stop;
  SearchListener* m_listener;
  const StreamTracker& m_tracker;
  mutable Clock::time_point m_nextPart = Clock::now() + kPartPause;
};

}  // namespace partimento::decode
