#include "ui/transport/score_settings.h"

#include <gtest/gtest.h>

#include "ui/common/music_names.h"

namespace partimento::ui {
namespace {

TEST(ScoreSettings, TheBeginningChangesAndLaterChangesStay) {
  ScoreParts parts;
  parts.tempo = {{Tick(0), 500000}, {Tick(1920), 400000}};
  parts.meter = {{Tick(0), {4, 4}}, {Tick(1920), {3, 4}}};
  parts.tracks = {std::make_shared<const Track>()};
  const ScorePtr score = withMeter(withTempo(Score::make(parts), Bpm(100)), {6, 8});
  EXPECT_NEAR(score->tempo().bpmAt(Tick(0)).value, 100, 0.01);
  EXPECT_NEAR(score->tempo().bpmAt(Tick(2000)).value, 150, 0.01);
  EXPECT_EQ(score->meter().at(Tick(0)).signature, (TimeSignature{6, 8}));
  EXPECT_EQ(score->meter().at(Tick(2000)).signature, (TimeSignature{3, 4}));
}

TEST(ScoreSettings, AnUpbeatTakesTheMetreOfThePiece) {
  ScoreParts parts;
  parts.meter = {{Tick(0), {4, 4}}, {Tick(240), {4, 4}}, {Tick(8160), {3, 4}}};
  parts.tracks = {std::make_shared<const Track>()};
  const ScorePtr score = withMeter(Score::make(parts), {2, 2});
  EXPECT_EQ(score->meter().at(Tick(0)).signature, (TimeSignature{2, 2}));
  EXPECT_EQ(score->meter().at(Tick(300)).signature, (TimeSignature{2, 2}));
  EXPECT_EQ(score->meter().barStart(1), Tick(240));
  EXPECT_EQ(score->meter().at(Tick(9000)).signature, (TimeSignature{3, 4}));
}

TEST(ScoreSettings, AKeyTintsItsScale) {
  const ScorePtr score = withKey(Score::empty(), KeySignature{Tick(0), -1, true});
  const auto scale = scaleOfKey(*score);
  ASSERT_TRUE(scale);
  EXPECT_EQ(scaleName(*scale), "D minor");
  EXPECT_FALSE(scaleOfKey(*withKey(score, std::nullopt)));
}

TEST(MusicNames, KeysAreSpeltAsMusiciansDo) {
  const auto name = [](int sharps, bool minor, NoteNaming naming) {
    return keyName({Tick(0), sharps, minor}, naming).toStdString();
  };
  EXPECT_EQ(name(-2, false, NoteNaming::English), "B♭ major");
  EXPECT_EQ(name(3, true, NoteNaming::English), "F♯ minor");
  EXPECT_EQ(name(-3, false, NoteNaming::Solfege), "Mi♭ major");
  EXPECT_EQ(name(0, false, NoteNaming::Solfege), "Do major");
}

TEST(MusicNames, EveryModeIsKnown) {
  for (const ScaleMode& mode : scaleModes()) EXPECT_FALSE(modeName(mode.name).isEmpty());
  EXPECT_EQ(noteValueName(24), QStringLiteral("quarter note"));
  EXPECT_EQ(noteValueName(36), QStringLiteral("dotted quarter note"));
  EXPECT_FALSE(noteValueName(31).isEmpty());
}

}  // namespace
}  // namespace partimento::ui
