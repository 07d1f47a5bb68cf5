#include "core/music/pitch_name.h"

#include <gtest/gtest.h>

namespace partimento {
namespace {

TEST(PitchName, KnowsThreeTraditions) {
  EXPECT_EQ(pitchName(60), "C4");
  EXPECT_EQ(pitchName(61, NoteNaming::Solfege), "Do#4");
  EXPECT_EQ(pitchName(71, NoteNaming::German), "H4");
  EXPECT_EQ(pitchName(70, NoteNaming::German), "B4");
  EXPECT_EQ(pitchName(0), "C-1");
}

TEST(PitchName, ReadsBackWhatItWrites) {
  for (Pitch pitch = kLowestPitch; pitch <= kHighestPitch; ++pitch) {
    for (NoteNaming naming : {NoteNaming::English, NoteNaming::Solfege}) {
      const std::string name = pitchName(pitch, naming);
      const auto parsed = parsePitch(name);
      ASSERT_TRUE(parsed) << name;
      EXPECT_EQ(parsed->pitch, pitch) << name;
      EXPECT_EQ(parsed->length, name.size()) << name;
    }
  }
}

TEST(PitchName, SpellsTonicsAsSignaturesDo) {
  EXPECT_EQ(tonicName(3, false), "Eb");
  EXPECT_EQ(tonicName(8, false), "Ab");
  EXPECT_EQ(tonicName(8, true), "G#");
  EXPECT_EQ(tonicName(10, true, NoteNaming::Solfege), "Sib");
  EXPECT_EQ(tonicName(11, false, NoteNaming::German), "H");
  EXPECT_EQ(tonicName(6, false), "F#");
  for (int tonic = 0; tonic < 12; ++tonic) {
    for (bool minor : {false, true}) EXPECT_EQ(parsePitch(tonicName(tonic, minor))->pitch % 12, tonic);
  }
}

TEST(PitchName, ReadsWhatPeopleType) {
  EXPECT_EQ(parsePitch("bb3")->pitch, 58);
  EXPECT_EQ(parsePitch("Bb3")->pitch, 58);
  EXPECT_EQ(parsePitch("f##4")->pitch, 67);
  EXPECT_EQ(parsePitch("sol5")->pitch, 79);
  EXPECT_EQ(parsePitch("SI")->pitch, 71);
  EXPECT_EQ(parsePitch("e", 2)->pitch, 40);
  EXPECT_EQ(parsePitch("C\u266F4")->pitch, 61);
  EXPECT_EQ(parsePitch("D4/8")->length, 2U);
}

TEST(PitchName, RefusesWhatIsNoPitch) {
  EXPECT_FALSE(parsePitch(""));
  EXPECT_FALSE(parsePitch("x4"));
  EXPECT_FALSE(parsePitch("4"));
  EXPECT_FALSE(parsePitch("G#9"));
  EXPECT_FALSE(parsePitch("Cb-1"));
}

}  // namespace
}  // namespace partimento
