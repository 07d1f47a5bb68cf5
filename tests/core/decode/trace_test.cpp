#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/decode/trace_io.h"
#include "core/decode/trace_recorder.h"
#include "tests/core/decode/oracle.h"

namespace partimento::decode::test {
namespace {

constexpr SearchMethod kTraced[] = {SearchMethod::Beam, SearchMethod::Sample, SearchMethod::DiverseBeam,
                                    SearchMethod::StochasticBeam};

Fixture fixture(SearchMethod method) {
  Fixture f = makeFixture({60, 61, 62, 64, 65, 67, 80}, {6, 12}, {60, 64}, Symbol{Symbol::Kind::Rest, 0});
  f.distribution = partimento::test::hashDistribution(f.size(), 4, 4);
  f.receptiveField = 4;
  f.settings.search.method = method;
  f.settings.search.beamWidth = 60;
  f.settings.search.topK = 4;
  f.settings.search.topP = 0.9;
  f.settings.rules.tabu = 2;
  f.settings.rules.highest = 70;
  f.settings.rules.scale = makeScale(0, "major");
  f.settings.length.notes = 10;
  return f;
}

TEST(Trace, TellsThePathAndWhatElseCouldHaveBeen) {
  for (SearchMethod method : kTraced) {
    const Fixture f = fixture(method);
    const bool draws = method == SearchMethod::Sample || method == SearchMethod::StochasticBeam;
    const SearchTake take = run(f).takes.at(0);
    const Trace& trace = *take.trace;
    ASSERT_EQ(trace.path.size(), take.tokens.size());
    EXPECT_EQ(trace.vocabulary, f.vocabulary);
    std::vector<Token> tokens;
    float score = 0;
    float constrained = 0;
    for (std::size_t i = 0; i < take.tokens.size(); ++i) {
      const std::vector<TraceCandidate>& candidates =
          i == 0 ? trace.firstCandidates
                 : trace.steps[i - 1].nodes[static_cast<std::size_t>(trace.path[i - 1])].candidates;
      ASSERT_FALSE(candidates.empty());
      double mass = 0;
      bool chosenListed = false;
      for (const TraceCandidate& candidate : candidates) {
        const bool mayBe = mayFollow(f, tokens, candidate.token);
        const bool byRule = candidate.reason == PruneReason::Grammar ||
                            candidate.reason == PruneReason::Tabu || candidate.reason == PruneReason::Scale ||
                            candidate.reason == PruneReason::Range;
        EXPECT_EQ(mayBe, !byRule);
        EXPECT_EQ(std::isfinite(candidate.constrained),
                  !byRule && candidate.reason != PruneReason::TopK && candidate.reason != PruneReason::TopP);
        mass += std::exp(static_cast<double>(candidate.constrained));
        if (candidate.token == take.tokens[i]) {
          chosenListed = true;
          EXPECT_EQ(candidate.reason, PruneReason::Kept);
          score += candidate.raw;
          constrained += candidate.constrained;
        }
        const bool cut = candidate.reason == PruneReason::TopK || candidate.reason == PruneReason::TopP;
        EXPECT_TRUE(draws || !cut);
      }
      EXPECT_TRUE(chosenListed);
      EXPECT_NEAR(mass, 1.0, 1e-4);
      const TraceNode& node = trace.steps[i].nodes[static_cast<std::size_t>(trace.path[i])];
      EXPECT_EQ(node.token, take.tokens[i]);
      EXPECT_NEAR(node.score, score, 1e-3);
      EXPECT_NEAR(node.constrainedScore, constrained, 1e-3);
      EXPECT_EQ(node.parent, i == 0 ? -1 : trace.path[i - 1]);
      tokens.push_back(take.tokens[i]);
    }
    EXPECT_NEAR(score, take.logProbability, 1e-3);
  }
}

TEST(Trace, ParentsStandInTheStepBefore) {
  for (SearchMethod method : kTraced) {
    const Trace trace = *run(fixture(method)).takes.at(0).trace;
    std::size_t merged = 0;
    for (std::size_t i = 0; i < trace.steps.size(); ++i) {
      for (const TraceNode& node : trace.steps[i].nodes) {
        if (i == 0) {
          EXPECT_EQ(node.parent, -1);
        } else {
          EXPECT_GE(node.parent, 0);
          EXPECT_LT(node.parent, std::ssize(trace.steps[i - 1].nodes));
        }
        merged += node.fate == PruneReason::Merged ? 1 : 0;
      }
    }
    if (method == SearchMethod::Beam) {
      EXPECT_GT(merged, 0U) << run(fixture(method)).statistics.merged;
    }
  }
}

TEST(Trace, SurvivesItsBytes) {
  for (SearchMethod method : kTraced) {
    const Trace trace = *run(fixture(method)).takes.at(0).trace;
    const std::vector<std::byte> bytes = traceToBytes(trace);
    EXPECT_EQ(traceFromBytes(bytes), trace);
  }
  EXPECT_EQ(traceFromBytes(traceToBytes(Trace{})), Trace{});
}

TEST(Trace, RefusesDamagedBytesOrReadsSomethingSound) {
  const Trace trace = *run(fixture(SearchMethod::Beam)).takes.at(0).trace;
  const std::vector<std::byte> bytes = traceToBytes(trace);
  for (std::size_t cut = 0; cut < bytes.size(); cut += 7) {
    EXPECT_THROW(traceFromBytes(std::span(bytes).first(cut)), Error);
  }
  Random random(1);
  int refused = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    std::vector<std::byte> damaged = bytes;
    for (std::uint64_t i = 1 + random.below(4); i > 0; --i) {
      damaged[random.below(damaged.size())] = static_cast<std::byte>(random.below(256));
    }
    try {
      const Trace read = traceFromBytes(damaged);
      for (std::size_t i = 0; i < read.path.size(); ++i) {
        ASSERT_LT(static_cast<std::size_t>(read.path[i]), read.steps.at(i).nodes.size());
      }
    } catch (const Error& error) {
      ++refused;
      EXPECT_TRUE(error.code() == ErrorCode::ProjectDamaged || error.code() == ErrorCode::ProjectTooNew);
    }
  }
  EXPECT_GT(refused, 500);
}

TEST(Trace, SaysWhenItIsFromALaterVersion) {
  std::vector<std::byte> bytes = traceToBytes(Trace{});
  bytes[4] = std::byte{kTraceVersion + 1};
  try {
    traceFromBytes(bytes, "piece");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::ProjectTooNew);
  }
}

TEST(TraceRecorder, StaysWithinItsLimitAndKeepsLivingPaths) {
  SearchTree tree;
  constexpr int kWidth = 20;
  constexpr int kRows = 50;
  constexpr std::size_t kLimit = 40 * kRows * kWidth * sizeof(float);
  TraceRecorder recorder(kWidth, kLimit);
  std::vector<NodeIndex> living = {kRoot};
  std::vector<float> rows(kRows * kWidth);
  recorder.record(living, std::span(rows).first(kWidth));
  Random random(2);
  for (int step = 1; step <= 200; ++step) {
    tree.beginStep();
    std::vector<NodeIndex> next;
    for (int row = 0; row < kRows; ++row) {
      // most hypotheses come from the first few: paths grow together, as in a beam
      const NodeIndex parent = living[random.below(std::min<std::uint64_t>(living.size(), 5))];
      next.push_back(tree.add({parent, static_cast<Token>(row), 0, 0, 0}));
      rows[static_cast<std::size_t>(row * kWidth)] = static_cast<float>(next.back());
    }
    living = next;
    recorder.record(living, rows);
    if (recorder.needsSpace()) recorder.makeSpace(tree, living);
    EXPECT_LE(recorder.bytes(), kLimit + rows.size() * sizeof(float) * 2);
  }
  EXPECT_TRUE(recorder.truncated());
  for (NodeIndex last : {living.front(), living.back()}) {
    for (NodeIndex node : tree.path(last)) {
      const std::span<const float> row = recorder.row(node);
      ASSERT_EQ(row.size(), static_cast<std::size_t>(kWidth));
      EXPECT_EQ(row[0], static_cast<float>(node));
    }
  }
}

TEST(TraceRecorder, SurvivesALimitSmallerThanOneStep) {
  Fixture f = fixture(SearchMethod::Beam);
  SearchOptions options;
  options.traceBytes = 100;
  const SearchTake take = run(f, options).takes.at(0);
  ASSERT_TRUE(take.trace);
  EXPECT_TRUE(take.trace->truncated);
  EXPECT_EQ(take.trace->path.size(), take.tokens.size());
  EXPECT_EQ(traceFromBytes(traceToBytes(*take.trace)), *take.trace);
}

}  // namespace
}  // namespace partimento::decode::test
