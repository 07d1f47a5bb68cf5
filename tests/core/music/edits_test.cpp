#include "core/music/edits.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"

namespace partimento {
namespace {

ScorePtr scoreWith(std::vector<Note> notes) {
  return edits::addNotes(Score::empty(), 0, notes);
}

Note note(std::int64_t onset, Pitch pitch, Origin origin = Origin::Seed) {
  Note made;
  made.onset = Tick(onset);
  made.duration = Tick(240);
  made.pitch = pitch;
  made.origin = origin;
  return made;
}

edits::NoteIds allIds(const Score& score) {
  edits::NoteIds ids;
  for (const Note& n : score.track(0).notes) ids.insert(n.id);
  return ids;
}

TEST(Edits, LeaveTheOldScoreAlone) {
  const ScorePtr before = scoreWith({note(0, 60), note(240, 62)});
  const std::vector<Note> notes = before->track(0).notes;
  edits::moveNotes(before, 0, allIds(*before), Tick(100), 5);
  edits::removeNotes(before, 0, allIds(*before));
  EXPECT_EQ(before->track(0).notes, notes);
}

TEST(Edits, AnUpbeatMovesTheBarLinesAlone) {
  const ScorePtr before = edits::setMeter(scoreWith({note(0, 60), note(240, 62)}), {{Tick(0), {3, 4}}});
  const ScorePtr after = edits::setPickup(before, Tick(240));
  EXPECT_EQ(after->meter().at(Tick(0)).signature, (TimeSignature{3, 4}));
  EXPECT_EQ(after->meter().barStart(1), Tick(240));
  EXPECT_EQ(after->meter().barStart(2), Tick(240 + 3 * 480));
  EXPECT_EQ(after->parts().tracks, before->parts().tracks) << "shared";
}

TEST(Edits, ShareTheTracksTheyDoNotTouch) {
  const ScorePtr two = edits::addTrack(scoreWith({note(0, 60)}), Track{});
  const Note added = note(10, 70);
  const ScorePtr changed = edits::addNotes(two, 1, {&added, 1});
  EXPECT_EQ(changed->tracks()[0], two->tracks()[0]);
  EXPECT_NE(changed->tracks()[1], two->tracks()[1]);
}

TEST(Edits, NameAndSortWhatIsAdded) {
  const ScorePtr score = scoreWith({note(480, 60), note(0, 67), note(0, 60)});
  const auto& notes = score->track(0).notes;
  EXPECT_TRUE(std::is_sorted(notes.begin(), notes.end(), noteBefore));
  for (const Note& n : notes) EXPECT_NE(n.id, 0U);
}

TEST(Edits, MoveAGroupWithoutBendingIt) {
  const ScorePtr score = scoreWith({note(100, 2), note(300, 7)});
  const ScorePtr moved = edits::moveNotes(score, 0, allIds(*score), Tick(-500), -12);
  EXPECT_EQ(moved->track(0).notes[0].onset, Tick(0));
  EXPECT_EQ(moved->track(0).notes[1].onset, Tick(200));
  EXPECT_EQ(moved->track(0).notes[0].pitch, 0);
  EXPECT_EQ(moved->track(0).notes[1].pitch, 5);
}

TEST(Edits, MarkChangedNotesOfTheModel) {
  const ScorePtr score = scoreWith({note(0, 60, Origin::Model), note(240, 62, Origin::Seed)});
  const ScorePtr moved = edits::moveNotes(score, 0, allIds(*score), Tick(0), 1);
  EXPECT_EQ(moved->track(0).notes[0].origin, Origin::EditedModel);
  EXPECT_EQ(moved->track(0).notes[1].origin, Origin::Seed);
  const ScorePtr still = edits::moveNotes(score, 0, allIds(*score), Tick(0), 0);
  EXPECT_EQ(still->track(0).notes[0].origin, Origin::Model);
}

TEST(Edits, QuantiseFromTheBarLine) {
  ScoreParts parts = Score::empty()->parts();
  parts.meter = {{Tick(0), {5, 8}}};  // bars of 1200 ticks: no multiple of 480
  const ScorePtr empty = Score::make(parts);
  const std::vector<Note> notes = {note(1200 + 470, 60), note(230, 61)};
  const ScorePtr score = edits::addNotes(empty, 0, notes);
  const ScorePtr full = edits::quantise(score, 0, allIds(*score), Tick(480), 1.0);
  EXPECT_EQ(full->track(0).notes[0].onset, Tick(0));
  EXPECT_EQ(full->track(0).notes[1].onset, Tick(1680));
  const ScorePtr half = edits::quantise(score, 0, allIds(*score), Tick(480), 0.5);
  EXPECT_EQ(half->track(0).notes[0].onset, Tick(115));
  EXPECT_THROW(edits::quantise(score, 0, {}, Tick(0), 1.0), Error);
}

TEST(Edits, DuplicateUnderNewNames) {
  const ScorePtr score = scoreWith({note(0, 60)});
  edits::NoteIds copies;
  const ScorePtr doubled = edits::duplicateNotes(score, 0, allIds(*score), Tick(480), 12, &copies);
  ASSERT_EQ(doubled->track(0).notes.size(), 2U);
  ASSERT_EQ(copies.size(), 1U);
  EXPECT_TRUE(copies.contains(doubled->track(0).notes[1].id));
  EXPECT_EQ(doubled->track(0).notes[1].pitch, 72);
}

TEST(Edits, AMovedCopyOfAModelsNoteIsNotTheModels) {
  std::vector<Note> notes = {note(0, 60)};
  notes[0].origin = Origin::Model;
  notes[0].relaxed = RelaxedRule::Tabu;
  const ScorePtr score = edits::addNotes(Score::empty(), 0, notes);
  const ScorePtr moved = edits::duplicateNotes(score, 0, allIds(*score), Tick(480), 0);
  EXPECT_EQ(moved->track(0).notes[0].origin, Origin::Model);
  EXPECT_EQ(moved->track(0).notes[1].origin, Origin::EditedModel);
  EXPECT_EQ(moved->track(0).notes[1].relaxed, RelaxedRule::None);
}

TEST(Edits, UndoneByTheirInverse) {
  Random random(14);
  for (int round = 0; round < 100; ++round) {
    std::vector<Note> notes;
    for (std::uint64_t i = random.below(20) + 1; i > 0; --i) {
      notes.push_back(note(static_cast<std::int64_t>(random.below(10000)) + 1000,
                           static_cast<Pitch>(random.below(80)) + 20));
    }
    const ScorePtr score = scoreWith(notes);
    const Tick by(static_cast<std::int64_t>(random.below(1000)));
    const int semitones = static_cast<int>(random.below(20));
    const ScorePtr there = edits::moveNotes(score, 0, allIds(*score), by, semitones);
    const ScorePtr back = edits::moveNotes(there, 0, allIds(*there), -by, -semitones);
    EXPECT_TRUE(*back == *score);
  }
}

TEST(Edits, FinerTicksMoveNothingInTime) {
  for (const int ticks : {1, 2, 3, 5, 7, 12, 23, 24, 25, 480}) {
    ScoreParts parts;
    parts.ticksPerQuarter = ticks;
    parts.tempo = {{Tick(0), 400000}, {Tick(9), 700000}};
    parts.meter = {{Tick(0), {3, 4}}, {Tick(6 * ticks), {6, 8}}};
    parts.keys = {{Tick(3), 2, false}};
    parts.raw = {{Tick(4), 0xFF, 6, {1}}};
    Track track;
    track.notes = {note(2, 60), note(17, 64)};
    track.controls = {{Tick(5), ControlEvent::Kind::Controller, 64, 127}};
    track.raw = {{Tick(7), 0xFF, 1, {2}}};
    parts.tracks = {std::make_shared<const Track>(track)};
    const ScorePtr coarse = Score::make(std::move(parts));
    const ScorePtr fine = edits::withFinerTicks(coarse, 24);
    if (ticks >= 24) {
      EXPECT_EQ(fine, coarse);
      continue;
    }
    EXPECT_GE(fine->ticksPerQuarter(), 24);
    EXPECT_EQ(fine->ticksPerQuarter() % 24, 0);
    const int times = fine->ticksPerQuarter() / ticks;
    ASSERT_EQ(fine->ticksPerQuarter(), ticks * times);
    EXPECT_NEAR(fine->duration().value, coarse->duration().value, 1e-9);
    for (std::size_t i = 0; i < 2; ++i) {
      const Note& before = coarse->track(0).notes[i];
      const Note& after = fine->track(0).notes[i];
      EXPECT_EQ(after.id, before.id);
      EXPECT_EQ(after.duration, before.duration * times);
      EXPECT_NEAR(fine->tempo().secondsAt(after.onset).value, coarse->tempo().secondsAt(before.onset).value,
                  1e-9);
      EXPECT_EQ(fine->meter().at(after.onset).bar, coarse->meter().at(before.onset).bar);
    }
    EXPECT_EQ(fine->keys()[0].at, Tick(3 * times));
    EXPECT_EQ(fine->raw()[0].at, Tick(4 * times));
    EXPECT_EQ(fine->track(0).controls[0].at, Tick(5 * times));
    EXPECT_EQ(fine->track(0).raw[0].at, Tick(7 * times));
  }
}

TEST(Edits, RefuseTracksThatAreNotThere) {
  EXPECT_THROW(edits::removeNotes(Score::empty(), 3, {}), Error);
}

}  // namespace
}  // namespace partimento
