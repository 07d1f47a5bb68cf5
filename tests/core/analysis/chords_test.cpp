// Harmonies of well-known progressions, in blocks and broken.

#include "core/analysis/chords.h"

#include <string>

#include <gtest/gtest.h>

namespace partimento::analysis {
namespace {

using Chord = std::vector<Pitch>;

/// Four quarters a chord: together, or one after the other.
enum class Played { Together, Broken };
ScorePtr piece(const std::vector<Chord>& chords, Played how) {
  Track track;
  for (std::size_t bar = 0; bar < chords.size(); ++bar) {
    const Tick at(static_cast<std::int64_t>(bar) * 1920);
    for (std::size_t i = 0; i < 4; ++i) {
      Note note;
      note.onset = at + Tick(how == Played::Broken ? static_cast<std::int64_t>(i) * 480 : 0);
      note.duration = Tick(how == Played::Broken ? 480 : 1920);
      note.pitch = chords[bar][i % chords[bar].size()];
      track.notes.push_back(note);
    }
  }
  ScoreParts parts;
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  return Score::make(std::move(parts));
}

const std::vector<Chord> kCadence = {{48, 60, 64, 67}, {50, 62, 65, 69}, {55, 59, 62, 65}, {57, 60, 64, 69}};
const std::vector<ChordSpan> kExpected = {{Tick(0), 0, ChordKind::Major},
                                          {Tick(1920), 2, ChordKind::Minor},
                                          {Tick(3840), 7, ChordKind::Dominant},
                                          {Tick(5760), 9, ChordKind::Minor}};

TEST(Chords, ABlockCadenceIsNamed) {
  EXPECT_EQ(estimateChords(*piece(kCadence, Played::Together)), kExpected);
}

TEST(Chords, BrokenChordsAreTheSame) {
  EXPECT_EQ(estimateChords(*piece(kCadence, Played::Broken)), kExpected);
}

TEST(Chords, TheBassDecidesBetweenSeventhAndSixth) {
  // A C E G: A minor seventh over A, C major (with its sixth) over C.
  EXPECT_EQ(estimateChords(*piece({{45, 60, 64, 67}}, Played::Together)).at(0).root, 9);
  EXPECT_EQ(estimateChords(*piece({{48, 64, 67, 69}}, Played::Together)).at(0).root, 0);
}

TEST(Chords, APassingNoteChangesNothing) {
  ScoreParts parts = piece({{48, 60, 64, 67}, {48, 60, 64, 67}}, Played::Together)->parts();
  Track track = *parts.tracks[0];
  Note passing;
  passing.onset = Tick(480);
  passing.duration = Tick(240);
  passing.pitch = 74;
  track.notes.push_back(passing);
  parts.tracks[0] = std::make_shared<const Track>(std::move(track));
  EXPECT_EQ(estimateChords(*Score::make(std::move(parts))).size(), 1U);
}

TEST(Chords, BeginWithTheirFirstNote) {
  ScoreParts parts = piece(kCadence, Played::Together)->parts();
  Track track = *parts.tracks[0];
  for (Note& note : track.notes) {
    if (note.onset != Tick(1920)) continue;
    note.onset = Tick(2400);
    note.duration = Tick(1440);
  }
  parts.tracks[0] = std::make_shared<const Track>(std::move(track));
  const std::vector<ChordSpan> chords = estimateChords(*Score::make(std::move(parts)));
  ASSERT_EQ(chords.size(), 4U);
  EXPECT_EQ(chords[1].at, Tick(2400));
}

TEST(Chords, SilenceAndDrumsSayNothing) {
  EXPECT_TRUE(estimateChords(*Score::empty()).empty());
  ScoreParts parts = piece(kCadence, Played::Together)->parts();
  Track drums = *parts.tracks[0];
  drums.channel = 9;
  parts.tracks[0] = std::make_shared<const Track>(std::move(drums));
  EXPECT_TRUE(estimateChords(*Score::make(std::move(parts))).empty());
}

}  // namespace
}  // namespace partimento::analysis
