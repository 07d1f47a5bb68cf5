#include "core/music/scale.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace partimento {
namespace {

TEST(Scale, HoldsItsNotesInEveryOctave) {
  const Scale dorian = parseScale("D dorian");  // the white keys
  for (Pitch pitch = kLowestPitch; pitch <= kHighestPitch; ++pitch) {
    const int pitchClass = pitch % 12;
    const bool white =
        pitchClass != 1 && pitchClass != 3 && pitchClass != 6 && pitchClass != 8 && pitchClass != 10;
    EXPECT_EQ(dorian.contains(pitch), white) << pitch;
  }
}

TEST(Scale, ReadsBackWhatItWrites) {
  for (const ScaleMode& mode : scaleModes()) {
    for (int tonic = 0; tonic < 12; ++tonic) {
      const Scale scale = makeScale(tonic, mode.name);
      EXPECT_EQ(parseScale(scaleName(scale)), scale);
      EXPECT_TRUE(scale.contains(60 + tonic));
    }
  }
}

TEST(Scale, ReadsWhatPeopleType) {
  EXPECT_EQ(parseScale("f#  Minor "), makeScale(6, "minor"));
  EXPECT_EQ(parseScale("Bb"), makeScale(10, "major"));
  EXPECT_EQ(parseScale("Sol harmonic minor"), makeScale(7, "harmonic minor"));
}

TEST(Scale, RefusesWhatItDoesNotKnow) {
  for (const char* text : {"", "D purple", "dorian D", "12"}) {
    try {
      parseScale(text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::ScaleInvalid);
      EXPECT_EQ(error.arguments().at(0), text);
    }
  }
}

}  // namespace
}  // namespace partimento
