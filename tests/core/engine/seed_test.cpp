#include "core/engine/seed.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace partimento {
namespace {

Note note(std::int64_t onset, std::int64_t duration, Pitch pitch) {
  Note n;
  n.onset = Tick(onset);
  n.duration = Tick(duration);
  n.pitch = pitch;
  return n;
}

ScorePtr scoreOf(std::vector<Note> notes, std::vector<MeterChange> meter = {}, int channel = 0) {
  Track track;
  track.channel = channel;
  track.notes = std::move(notes);
  ScoreParts parts;
  parts.meter = std::move(meter);
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  return Score::make(std::move(parts));
}

ErrorCode codeOf(const Score& score, const SeedChoice& choice = {}) {
  try {
    seedFromScore(score, choice);
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::Internal;
}

TEST(Seed, TakesALineAsItIs) {
  const PlacedSeed seed = seedFromScore(*scoreOf({note(0, 480, 60), note(480, 240, 62)}));
  EXPECT_EQ(seed.origin, Tick(0));
  EXPECT_EQ(seed.melody.ticksPerQuarter, 480);
  EXPECT_EQ(seed.melody.meter, (TimeSignature{4, 4}));
  EXPECT_EQ(seed.melody.microsPerQuarter, 500000U);
  ASSERT_EQ(seed.melody.notes.size(), 2U);
  EXPECT_EQ(seed.melody.end(), Tick(720));
}

TEST(Seed, StartsAtTheBarLineBeforeTheFirstNote) {
  const ScorePtr score = scoreOf({note(3 * 1920 + 960, 480, 60), note(4 * 1920, 480, 62)});
  const PlacedSeed seed = seedFromScore(*score);
  EXPECT_EQ(seed.origin, Tick(3 * 1920));
  EXPECT_EQ(seed.melody.notes[0].onset, Tick(960));
  EXPECT_EQ(seed.melody.notes[1].onset, Tick(1920));
}

TEST(Seed, FollowsTheMetreOfItsLastNote) {
  // one bar of 4/4, then 3/4: the last note is on the first beat of the second 3/4 bar
  const ScorePtr score = scoreOf({note(480, 480, 60), note(1920, 480, 62), note(1920 + 1440, 480, 64)},
                                 {{Tick(0), {4, 4}}, {Tick(1920), {3, 4}}});
  const PlacedSeed seed = seedFromScore(*score);
  EXPECT_EQ(seed.melody.meter, (TimeSignature{3, 4}));
  EXPECT_EQ((seed.melody.notes.back().onset % Tick(1440)), Tick(0));
  EXPECT_EQ((seed.melody.notes[1].onset % Tick(1440)), Tick(0));
  EXPECT_GE(seed.melody.notes.front().onset, Tick(0));
  EXPECT_EQ(seed.origin + seed.melody.notes.front().onset, Tick(480));
}

TEST(Seed, FollowsTheTempoOfItsLastNote) {
  ScoreParts parts = scoreOf({note(0, 480, 60), note(960, 480, 62)})->parts();
  parts.tempo = {{Tick(0), 400000}, {Tick(480), 750000}};
  EXPECT_EQ(seedFromScore(*Score::make(parts)).melody.microsPerQuarter, 750000U);
}

TEST(Seed, NeverChoosesAVoiceByItself) {
  const ScorePtr score = scoreOf({note(0, 480, 60), note(0, 480, 67), note(480, 480, 62)});
  EXPECT_EQ(codeOf(*score), ErrorCode::SeedPolyphonic);
  SeedChoice choice;
  choice.voice = VoiceLine::Top;
  EXPECT_EQ(seedFromScore(*score, choice).melody.notes[0].pitch, 67);
  choice.voice = VoiceLine::Bottom;
  EXPECT_EQ(seedFromScore(*score, choice).melody.notes[0].pitch, 60);
}

TEST(Seed, CutsLegatoButNotPolyphony) {
  const PlacedSeed legato = seedFromScore(*scoreOf({note(0, 500, 60), note(480, 480, 62)}));
  EXPECT_EQ(legato.melody.notes[0].duration, Tick(480));
  EXPECT_EQ(codeOf(*scoreOf({note(0, 540, 60), note(480, 480, 62)})), ErrorCode::SeedPolyphonic);
}

TEST(Seed, TakesOnlyWhatWasChosen) {
  const ScorePtr score =
      scoreOf({note(0, 480, 60), note(480, 480, 62), note(1920, 480, 64), note(2400, 480, 65)});
  SeedChoice choice;
  choice.from = Tick(480);
  choice.to = Tick(2400);
  const PlacedSeed seed = seedFromScore(*score, choice);
  ASSERT_EQ(seed.melody.notes.size(), 2U);
  EXPECT_EQ(seed.origin, Tick(0));
  choice.from = Tick(5000);
  choice.to.reset();
  EXPECT_EQ(codeOf(*score, choice), ErrorCode::SeedEmpty);
}

TEST(Seed, NeedsNotesThatCanBeContinued) {
  EXPECT_EQ(codeOf(*Score::empty()), ErrorCode::SeedEmpty);
  EXPECT_EQ(codeOf(*scoreOf({note(0, 0, 60)})), ErrorCode::SeedEmpty);
  EXPECT_EQ(codeOf(*scoreOf({note(0, 480, 38)}, {}, 9)), ErrorCode::SeedUnusable);
  SeedChoice choice;
  choice.track = 7;
  EXPECT_EQ(codeOf(*Score::empty(), choice), ErrorCode::SeedEmpty);
  EXPECT_TRUE(seedTracks(*scoreOf({note(0, 480, 38)}, {}, 9)).empty());
  EXPECT_EQ(seedTracks(*scoreOf({note(0, 480, 38)})), std::vector<std::size_t>{0});
}

TEST(TakeScore, HoldsTheSeedAndThenTheTake) {
  Take take;
  SeedMelody& seed = take.recipe.request.seed;
  seed.ticksPerQuarter = 96;
  seed.meter = {6, 8};
  seed.microsPerQuarter = 600000;
  seed.notes = {note(0, 96, 60), note(96, 96, 62)};
  Note made = note(192, 48, 64);
  made.origin = Origin::Model;
  made.relaxed = RelaxedRule::Tabu;
  take.notes = {made};
  const ScorePtr score = scoreOfTake(take, {"Fiddle", 40});
  EXPECT_EQ(score->ticksPerQuarter(), 96);
  EXPECT_EQ(score->meter().at(Tick(0)).signature, (TimeSignature{6, 8}));
  EXPECT_NEAR(score->tempo().bpmAt(Tick(0)).value, 100.0, 1e-9);
  const Track& track = score->track(0);
  EXPECT_EQ(track.name, "Fiddle");
  EXPECT_EQ(track.program, 40);
  ASSERT_EQ(track.notes.size(), 3U);
  EXPECT_EQ(track.notes[1].origin, Origin::Seed);
  EXPECT_EQ(track.notes[2].origin, Origin::Model);
  EXPECT_EQ(track.notes[2].relaxed, RelaxedRule::Tabu);
  EXPECT_EQ(track.notes[2].onset, Tick(192));
}

TEST(TakeScore, PutsNotesWhereTheSeedCameFrom) {
  const ScorePtr score = scoreOf({note(3 * 1920 + 960, 960, 60)});
  const PlacedSeed seed = seedFromScore(*score);
  Take take;
  take.recipe.request.seed = seed.melody;
  take.notes = {note(seed.melody.end().value, 480, 62)};
  take.notes[0].id = 5;
  const std::vector<Note> placed = placedNotes(take, seed.origin);
  EXPECT_EQ(placed[0].onset, score->end());
  EXPECT_EQ(placed[0].id, 0U);
}

ScorePtr handsScore() {
  Track right;
  right.name = "Right";
  right.notes = {note(0, 960, 72), note(0, 960, 76), note(960, 960, 74)};
  Track drums;
  drums.channel = 9;
  drums.notes = {note(0, 480, 38)};
  Track left;
  left.name = "Left";
  left.program = 6;
  left.notes = {note(480, 2880, 48), note(1920, 480, 52)};
  Track late;
  late.notes = {note(3840, 480, 40)};
  ScoreParts parts;
  for (const Track& track : {right, drums, left, late})
    parts.tracks.push_back(std::make_shared<const Track>(track));
  return Score::make(std::move(parts));
}

TEST(Seed, AllTracksAreItsLines) {
  SeedChoice choice;
  choice.tracks = SeedTracks::All;
  const PlacedSeed all = seedFromScore(*handsScore(), choice);
  EXPECT_EQ(all.tracks, (std::vector<std::size_t>{0, 2, 3})) << "percussion is left out";
  EXPECT_EQ(all.melody.lineCount(), 3u);
  EXPECT_EQ(all.melody.noteCount(), 6u);
  EXPECT_FALSE(all.melody.isOneLine());
  EXPECT_EQ(all.melody.end(), Tick(4320));
  EXPECT_EQ(all.melody.continuesAt(), Tick(4320));

  choice.to = Tick(1920);
  const PlacedSeed bar = seedFromScore(*handsScore(), choice);
  EXPECT_EQ(bar.tracks, (std::vector<std::size_t>{0, 2})) << "a track without a note there is none";
  EXPECT_EQ(bar.melody.notes.size(), 3u);
  ASSERT_EQ(bar.melody.others.at(0).size(), 1u);
  EXPECT_EQ(bar.melody.end(), Tick(3360)) << "the tied note keeps its length";
  EXPECT_EQ(bar.melody.continuesAt(), Tick(1920));

  choice.from = Tick(1920);
  choice.to.reset();
  const PlacedSeed rest = seedFromScore(*handsScore(), choice);
  EXPECT_EQ(rest.tracks, (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(rest.origin, Tick(1920));
  EXPECT_EQ(rest.melody.others.at(0).at(0).onset, Tick(1920));
  choice.from = Tick(9600);
  EXPECT_EQ(codeOf(*handsScore(), choice), ErrorCode::SeedEmpty);
}

TEST(Seed, AllTracksOfOneLineAreThatLine) {
  SeedChoice choice;
  choice.tracks = SeedTracks::All;
  const ScorePtr legato = scoreOf({note(0, 500, 60), note(480, 500, 62)});
  EXPECT_FALSE(hasSeveralLines(*legato));
  EXPECT_TRUE(seedFromScore(*legato, choice).melody.isOneLine());
  EXPECT_EQ(seedFromScore(*legato, choice).melody.notes, seedFromScore(*legato).melody.notes);
  EXPECT_TRUE(hasSeveralLines(*handsScore()));
  EXPECT_TRUE(hasSeveralLines(*scoreOf({note(0, 480, 60), note(0, 480, 64)})));
}

TEST(Seed, PlayedLinesGoOnAtTheBarLineThatTheyJustPass) {
  SeedChoice choice;
  choice.tracks = SeedTracks::All;
  const auto melody = [&](std::int64_t over) {
    return seedFromScore(*scoreOf({note(0, 1920 + over, 48), note(0, 1900, 60)}), choice).melody;
  };
  EXPECT_EQ(melody(20).continuesAt(), Tick(1920));
  EXPECT_EQ(melody(0).cut, std::nullopt);
  EXPECT_EQ(melody(240).continuesAt(), Tick(2160)) << "that is a note";
}

TEST(TakeScore, ContinuesEveryTrackOfTheSeed) {
  SeedChoice choice;
  choice.tracks = SeedTracks::All;
  choice.to = Tick(1920);
  Take take;
  take.recipe.request.seed = seedFromScore(*handsScore(), choice).melody;
  for (int line = 0; line < 3; ++line) {
    take.notes.push_back(note(1920, 480, 60 + line));
    take.places.push_back({static_cast<std::uint8_t>(line), -1});
  }
  const ScorePtr score = scoreOfTake(take, {"Right", 0, {{"Left", 6}}});
  ASSERT_EQ(score->tracks().size(), 3u);
  EXPECT_EQ(score->track(0).notes.size(), 4u);
  EXPECT_EQ(score->track(1).name, "Left");
  EXPECT_EQ(score->track(1).program, 6);
  EXPECT_EQ(score->track(1).notes.size(), 2u);
  EXPECT_EQ(score->track(2).notes.size(), 1u);
}

}  // namespace
}  // namespace partimento
