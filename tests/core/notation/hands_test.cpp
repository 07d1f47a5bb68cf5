// A keyboard track becomes two hands.

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/notation/hand_split.h"
#include "core/notation/notate.h"
#include "tests/core/notation/pieces.h"

namespace partimento::notation {
namespace {

/// A tune over a bass that climbs across middle C under it.
ScorePtr crossing() {
  test::Piece piece{{4, 4}, {}};
  for (int beat = 0; beat < 16; ++beat) {
    piece.notes.push_back({0, Tick(beat * 480), Tick(480), 76 + beat % 5});
    piece.notes.push_back({0, Tick(beat * 480), Tick(480), 48 + beat});
  }
  return test::pieceInBars(std::move(piece));
}

TEST(Hands, TheLeftHandMayClimbAboveMiddleC) {
  const ScorePtr split = splitByHand(crossing(), 0);
  ASSERT_EQ(split->tracks().size(), 2U);
  EXPECT_EQ(split->track(0).notes.size(), 16U);
  EXPECT_EQ(split->track(1).notes.size(), 16U);
  EXPECT_EQ(split->track(1).notes.back().pitch, 63);
  EXPECT_EQ(planParts(*split).size(), 1U) << "one part with a brace";
}

TEST(Hands, AFixedBorderIsObeyed) {
  const ScorePtr split = splitAt(crossing(), 0, 60, {"mano derecha", "mano izquierda"});
  for (const Note& note : split->track(0).notes) EXPECT_GE(note.pitch, 60);
  for (const Note& note : split->track(1).notes) EXPECT_LT(note.pitch, 60);
  EXPECT_EQ(split->noteCount(), 32U);
  EXPECT_EQ(planParts(*split).size(), 1U);
}

TEST(Hands, ATrackThatIsNotThereIsRefused) {
  EXPECT_THROW(splitAt(crossing(), 3, 60), Error);
}

}  // namespace
}  // namespace partimento::notation
