#include "ui/explain/note_story.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "ui/explain/reason_text.h"

namespace partimento::ui {
namespace {

using decode::PruneReason;

constexpr float kRemoved = -std::numeric_limits<float>::infinity();

/// Tokens: 0 C4, 1 D4, 2 rest, 3 quarter. The path plays rest, quarter, D4, quarter.
decode::Trace makeTrace() {
  decode::Trace trace;
  trace.vocabulary = {{Symbol::Kind::Pitch, 60},
                      {Symbol::Kind::Pitch, 62},
                      {Symbol::Kind::Rest, 0},
                      {Symbol::Kind::Duration, 24}};
  trace.firstCandidates = {{2, std::log(0.9F), 0, PruneReason::Kept}};
  const auto node = [](Token token, std::vector<decode::TraceCandidate> next) {
    decode::TraceNode made;
    made.token = token;
    made.candidates = std::move(next);
    return made;
  };
  trace.steps = {{{node(2, {{3, 0, 0, PruneReason::Kept}})}},
                 {{node(3, {{1, std::log(0.3F), std::log(0.6F), PruneReason::Kept},
                            {0, std::log(0.5F), kRemoved, PruneReason::Tabu}})}},
                 {{node(1, {{3, 0, 0, PruneReason::Kept}})}},
                 {{node(3, {})}}};
  trace.path = {0, 0, 0, 0};
  return trace;
}

TEST(NoteStory, TellsTheCandidatesMostProbableFirstAndTheRuleThatRemovedThem) {
  const auto story = noteStory(makeTrace(), 0);
  ASSERT_TRUE(story);
  ASSERT_EQ(story->pitches.size(), 2u);
  EXPECT_EQ(story->pitches[0].symbol.value, 60);
  EXPECT_NEAR(story->pitches[0].before, 0.5, 1e-6);
  EXPECT_EQ(story->pitches[0].after, 0);
  EXPECT_EQ(story->pitches[0].reason, PruneReason::Tabu);
  EXPECT_FALSE(story->pitches[0].chosen);
  EXPECT_TRUE(story->pitches[1].chosen);
  EXPECT_NEAR(story->pitches[1].after, 0.6, 1e-6);
  ASSERT_EQ(story->durations.size(), 1u);
  EXPECT_TRUE(story->durations[0].chosen);
}

TEST(NoteStory, FollowsThePlaceOfTheTakesNote) {
  const decode::Trace trace = makeTrace();
  Take take;
  take.notes.resize(2);
  ASSERT_TRUE(noteStory(trace, take, 0)) << "without places notes are counted";
  EXPECT_EQ(noteStory(trace, take, 0)->pitches.size(), noteStory(trace, 0)->pitches.size());
  take.places = {{1, -1}, {0, 2}};
  EXPECT_FALSE(noteStory(trace, take, 0));
  ASSERT_TRUE(noteStory(trace, take, 1));
  EXPECT_EQ(noteStory(trace, take, 1)->pitches.at(0).symbol.value, 60);
  EXPECT_EQ(noteStory(trace, take, 1)->durations.size(), 1u);
}

TEST(NoteStory, RestsAreNoNotes) {
  EXPECT_FALSE(noteStory(makeTrace(), 1));
}

TEST(NoteStory, ATruncatedRecordGivesNone) {
  decode::Trace trace = makeTrace();
  trace.steps[1].nodes[0].candidates.clear();
  EXPECT_FALSE(noteStory(trace, 0));
  trace.path[2] = 7;
  EXPECT_FALSE(noteStory(trace, 0));
  EXPECT_FALSE(noteStory(decode::Trace{}, 0));
}

TEST(ReasonText, EveryReasonHasWordsAndASentence) {
  for (int reason = 0; reason <= static_cast<int>(PruneReason::Merged); ++reason) {
    EXPECT_FALSE(reasonText(static_cast<PruneReason>(reason)).isEmpty());
    EXPECT_FALSE(reasonSentence(static_cast<PruneReason>(reason)).isEmpty());
  }
}

}  // namespace
}  // namespace partimento::ui
