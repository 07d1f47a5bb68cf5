// What a search returned when this was written, for many settings: a change of the search's structure must
// not change one note, relaxation or reason.

#include <gtest/gtest.h>

#include "core/base/hash.h"
#include "tests/core/decode/oracle.h"

namespace partimento::decode::test {
namespace {

class Digest {
 public:
  void number(std::int64_t value) { m_hash.add(std::as_bytes(std::span(&value, 1))); }

  void result(const SearchResult& result) {
    number(std::ssize(result.takes));
    number(result.statistics.deadEnds);
    number(result.statistics.merged);
    for (const SearchTake& take : result.takes) {
      for (const Token token : take.tokens) number(token);
      for (const SearchNote& note : take.notes) {
        number(note.onset);
        number(note.duration);
        number(note.pitch);
        number(static_cast<std::int64_t>(note.relaxed));
      }
      for (const SearchRelaxation& relaxation : take.relaxations) {
        number(relaxation.note);
        number(relaxation.detail);
      }
      number(take.end);
      number(take.partial ? 1 : 0);
      if (take.trace) trace(*take.trace);
    }
  }

  std::string hex() const { return m_hash.hex(); }

 private:
  void candidates(const std::vector<TraceCandidate>& candidates) {
    for (const TraceCandidate& candidate : candidates) {
      number(candidate.token);
      number(static_cast<std::int64_t>(candidate.reason));
    }
  }
  void trace(const Trace& trace) {
    candidates(trace.firstCandidates);
    for (const std::int32_t node : trace.path) number(node);
    for (const TraceStep& step : trace.steps) {
      for (const TraceNode& node : step.nodes) {
        number(node.parent);
        number(node.token);
        number(static_cast<std::int64_t>(node.fate));
        candidates(node.candidates);
      }
    }
  }

  Hash64 m_hash;
};

Fixture variant(int number) {
  const bool rests = number % 3 != 0;
  Fixture f = makeFixture(
      {57, 60, 62, 64, 65, 67, 69, 72}, {6, 12, 18, 24}, {60, 64, 67},
      rests ? std::optional(Symbol{Symbol::Kind::Rest, 0}) : std::optional(Symbol{Symbol::Kind::End, 0}));
  f.distribution = partimento::test::hashDistribution(f.size(), static_cast<std::uint64_t>(number), 6);
  f.receptiveField = number % 2 == 0 ? 6 : 0;
  f.settings.search.method = static_cast<SearchMethod>(number % 4);
  f.settings.search.beamWidth = 1 + (number * 7) % 24;
  f.settings.search.temperature = 0.7 + 0.1 * (number % 5);
  f.settings.search.topK = number % 5 == 0 ? 4 : 0;
  f.settings.search.topP = number % 7 == 0 ? 0.8 : 1.0;
  f.settings.rules.tabuKey = static_cast<TabuKey>(number % 3);
  f.settings.rules.tabu = number % 4 == 1 ? 3 : 0;
  f.settings.rules.maxRepeat = number % 4 == 2 ? 1 : 0;
  f.settings.rules.lowest = number % 6 == 0 ? 60 : 0;
  if (number % 5 == 1) f.settings.rules.scale = makeScale(0, "major");
  if (number % 5 == 2) f.settings.rules.exclusions = {{24, 72, 0, 127}, {96, 120, 64, 72}};
  if (!rests) f.settings.rules.exclusions.clear();
  if (number % 2 == 1) {
    f.settings.length.bars = 2;
  } else {
    f.settings.length.notes = 11;
  }
  if (!rests) f.settings.length.minNotes = 3;
  return f;
}

TEST(Golden, SearchesReturnWhatTheyAlwaysDid) {
  Digest digest;
  int takes = 0;
  for (int number = 0; number < 120; ++number) {
    const Fixture f = variant(number);
    SearchOptions options;
    options.takes = 3;
    options.randomSeed = static_cast<std::uint64_t>(number);
    if (number % 8 == 3) options.traceBytes = 4000;
    const SearchResult result = run(f, options);
    takes += static_cast<int>(result.takes.size());
    digest.result(result);
  }
  EXPECT_GT(takes, 200);
  EXPECT_EQ(digest.hex(), "66a37c772eab4216");
}

}  // namespace
}  // namespace partimento::decode::test
