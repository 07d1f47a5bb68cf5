#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/decode/scorer.h"
#include "core/decode/settings.h"
#include "core/decode/trace.h"
#include "core/music/note.h"
#include "core/tokens/grammar.h"

/// The search: asks a Scorer for log-probabilities, applies the rules and returns takes.
namespace partimento::decode {

/// Where the prompt ends in musical time, in steps of the grammar's time base: 1/24 quarter where it is
/// tokens::TimeBase::Steps, else milliseconds. Step 0 is the start of the stream, for pairs the bar line at
/// which the seed's first bar starts.
struct Timeline {
  int stepsPerBar = 4 * kStepsPerQuarter;
  std::int64_t promptEnd = 0;  ///< the step at which the first generated symbol begins
  std::int64_t firstBar = 0;   ///< a bar line, from which bars are counted
};

/// The bar line at which the last of the wished bars ends, where bars are counted.
std::optional<std::int64_t> endOf(const LengthSettings& length, const Timeline& timeline);

/// What is searched. Everything is borrowed for the time of the call.
struct SearchProblem {
  Scorer& scorer;
  /// At least one token, a whole stream of the grammar or the beginning of its first note. Its pitches fill
  /// the tabu list and the run length, and are never judged themselves.
  std::span<const Token> prompt;
  /// Without a grammar: the meaning of every token, pitches as they sound; (Pitch|Rest) Duration alternate
  /// after an optional Begin. Its size is scorer.vocabularySize(). Not read where there is a grammar.
  std::span<const Symbol> vocabulary;
  Timeline timeline;
  /// The scorer's answer depends on so many last tokens (and on the position in the bar); 0: on all of them.
  /// Hypotheses that agree in them are then merged, which never loses the best one.
  int receptiveFieldTokens = 0;
  /// What may follow, and what it means; null: pairs over `vocabulary`.
  const tokens::Grammar* grammar = nullptr;
  /// Pitch class of the first note of the leading line, where the prompt has none.
  std::optional<int> openingClass = {};
};

inline constexpr std::size_t kTraceBytes = std::size_t{64} << 20;

/// Whether beam methods merge hypotheses of the same future: the best is never lost, and the beam holds more
/// different ones.
enum class RecombinationMode : std::uint8_t { Off, On };

struct SearchOptions {
  Settings settings;
  int takes = 1;  ///< beam methods return fewer when fewer different ones were found
  std::uint64_t randomSeed = 1;
  TraceDetail trace = TraceDetail::On;
  std::size_t traceBytes = kTraceBytes;  ///< memory of the record while searching
  /// Sampling draws every take from a stream of its own: >= 0 makes that take alone. Beam methods ignore it.
  int onlyTake = -1;
  RecombinationMode recombination = RecombinationMode::On;
};

/// A generated note, in steps of the timeline.
struct SearchNote {
  std::int64_t onset = 0;
  int duration = 0;  ///< the last one may be cut at the bar line
  Pitch pitch = 60;
  std::uint8_t velocity = 80;  ///< as the representation says it; 80 where it does not
  std::uint8_t line = 0;       ///< see tokens::GrammarState::line
  std::int32_t token = 0;      ///< index in SearchTake::tokens, and so in Trace::path, of its pitch
  float logProbability = 0;    ///< natural log of raw p of the tokens that say it
  RelaxedRule relaxed = RelaxedRule::None;  ///< the last rule in the order of giving way that it breaks
};

/// A rule that a generated note breaks because nothing else was possible.
struct SearchRelaxation {
  int note = 0;  ///< index in SearchTake::notes
  RelaxedRule rule = RelaxedRule::None;
  int detail = 0;  ///< Tabu: how many of its entries were kept; otherwise 0
};

struct SearchTake {
  int index = 0;
  std::vector<Token> tokens;  ///< generated ones; whole notes and rests only
  std::vector<SearchNote> notes;
  std::vector<SearchRelaxation> relaxations;
  std::int64_t end = 0;                ///< step at which the take ends, a closing rest included
  double logProbability = 0;           ///< sum of raw log p: ranks
  double constrainedScore = 0;         ///< sum of log q, renormalised over what cuts and rules allowed
  double constraintCost = 0;           ///< sum of log Z, at most 0: what the rules cost
  bool partial = false;                ///< the search was stopped: unfinished, or perhaps not the best
  std::shared_ptr<const Trace> trace;  ///< null when switched off
};

struct SearchProgress {
  int take = 0;        ///< being made; kAllTakes for beam methods: they are the best of one search
  int notesDone = 0;   ///< of the best hypothesis
  int notesTotal = 0;  ///< an estimate where the length is in bars
};

/// Called on the searching thread; must return quickly and not throw.
class SearchListener {
 public:
  virtual ~SearchListener() = default;
  virtual void progress(const SearchProgress& progress) = 0;
  virtual void takeFinished(const SearchTake& take) = 0;
  /// The best part so far of what is being made, for people who wait: at most every kPartPause, never before
  /// a note is complete, without a trace.
  virtual void bestSoFar([[maybe_unused]] const SearchTake& part) {}
};
inline constexpr std::chrono::milliseconds kPartPause{100};

/// What was done, for benchmarks and logs.
struct SearchStatistics {
  std::int64_t scorerCalls = 0;
  std::int64_t scorerRows = 0;
  std::int64_t merged = 0;
  std::int64_t deadEnds = 0;
  double searchSeconds = 0;  ///< without the scorer
  double scorerSeconds = 0;
};

struct SearchResult {
  std::vector<SearchTake> takes;
  SearchStatistics statistics;
};

/// Searches. Deterministic in problem and options. After a stop request it returns within one step with the
/// best part so far as a partial take (none when not one note was complete); a take without that mark is the
/// one that the whole search finds. Throws SettingInvalid, RequestInfeasible (see feasibility.h),
/// NumbersBroken (a log-probability that is not a number) and what the scorer throws; scorer.finish() is
/// called in every case.
SearchResult search(const SearchProblem& problem, const SearchOptions& options, std::stop_token stop = {},
                    SearchListener* listener = nullptr);

}  // namespace partimento::decode
