// Each staff has the clef in which it reads best, and octave lines only where no clef would do.

#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/notation/notate.h"
#include "core/notation/written_events.h"
#include "tests/core/notation/pieces.h"

namespace partimento::notation {
namespace {

constexpr Clef kTreble{ClefSign::G, 2, 0};
constexpr Clef kBass{ClefSign::F, 4, 0};
constexpr Tick kQuarter(480);
constexpr int kClarinet = 71;

/// Quarter notes, one after the other.
std::vector<Note> quarters(const std::vector<Pitch>& pitches) {
  std::vector<Note> notes;
  for (std::size_t i = 0; i < pitches.size(); ++i)
    notes.push_back({0, Tick(static_cast<std::int64_t>(i) * 480), kQuarter, pitches[i]});
  return notes;
}

/// `count` quarter notes around a pitch.
void add(std::vector<Pitch>& pitches, int count, Pitch around) {
  for (int i = 0; i < count; ++i) pitches.push_back(around + (i % 3) * 2);
}

ScorePtr oneTrack(std::vector<Note> notes, int program = 0) {
  ScoreParts parts;
  Track track;
  track.program = program;
  track.notes = std::move(notes);
  parts.keys = {{Tick(0), 0, false}};
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  return Score::make(std::move(parts));
}

/// Two hands on their staves.
NotationPtr piano(const std::vector<Pitch>& right, const std::vector<Pitch>& left) {
  ScoreParts parts;
  for (const auto* hand : {&right, &left}) {
    Track track;
    track.name = hand == &right ? "right hand" : "left hand";
    track.notes = quarters(*hand);
    parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  }
  parts.keys = {{Tick(0), 0, false}};
  return notate(Score::make(std::move(parts)), {.parts = {{{{0}, {1}}, StaffSplit::OneStaff}}});
}

std::vector<Clef> clefsOf(const Staff& staff) {
  std::vector<Clef> clefs;
  for (const StaffBarPtr& bar : staff.bars) clefs.push_back(bar->clef);
  return clefs;
}

/// Directions of the octave lines of a staff.
std::vector<int> octaveLines(const Staff& staff) {
  std::vector<int> lines;
  for (const StaffBarPtr& bar : staff.bars) {
    for (const OttavaSpan& span : bar->ottavas) {
      if (span.starts) lines.push_back(span.octaves);
    }
  }
  return lines;
}

Clef firstClef(Pitch around, int program = 0) {
  std::vector<Pitch> pitches;
  add(pitches, 8, around);
  return notate(oneTrack(quarters(pitches), program))->staffBar(0, 0, 0).clef;
}

TEST(Clefs, FollowTheNotesAndTheInstrument) {
  EXPECT_EQ(firstClef(72), kTreble);
  EXPECT_EQ(firstClef(45), kBass);
  EXPECT_EQ(firstClef(60, 41), (Clef{ClefSign::C, 3, 0})) << "viola";
  EXPECT_EQ(firstClef(48, 42), kBass) << "cello";
  EXPECT_EQ(firstClef(52, 25), (Clef{ClefSign::G, 2, -1})) << "guitar";
}

TEST(Clefs, ChangeForAPassageAndNotForANote) {
  std::vector<Pitch> right;
  add(right, 64, 72);
  std::vector<Pitch> passage;
  add(passage, 16, 45);
  add(passage, 32, 72);
  add(passage, 16, 45);
  const NotationPtr changes = piano(right, passage);
  std::vector<Clef> expected(16, kBass);
  std::fill(expected.begin() + 4, expected.begin() + 12, kTreble);
  EXPECT_EQ(clefsOf(changes->parts()[0].staves[1]), expected);
  EXPECT_EQ(changes->staffBar(0, 1, 4).clefs, (std::vector<ClefChange>{{0, kTreble}}));
  EXPECT_TRUE(changes->staffBar(0, 1, 5).clefs.empty());

  std::vector<Pitch> moment(64, 45);
  for (std::size_t i = 32; i < 36; ++i) moment[i] = 64;
  EXPECT_EQ(clefsOf(piano(right, moment)->parts()[0].staves[1]), std::vector<Clef>(16, kBass));
}

TEST(Clefs, OfAHandStayAsTheyAreWhereTheOtherReadsHardlyBetter) {
  std::vector<Pitch> above(32, 60);
  std::vector<Pitch> below(32, 60);
  for (std::size_t i = 1; i < 32; i += 2) {
    above[i] = 62;
    below[i] = 59;
  }
  const NotationPtr written = piano(below, above);
  EXPECT_EQ(clefsOf(written->parts()[0].staves[0]), std::vector<Clef>(8, kTreble));
  EXPECT_EQ(clefsOf(written->parts()[0].staves[1]), std::vector<Clef>(8, kBass));
}

/// Low bars, a middle C held over a bar line, one note that fits neither clef badly, high bars.
TEST(Clefs, DoNotChangeUnderATie) {
  std::vector<Note> notes;
  for (int i = 0; i < 15; ++i) notes.push_back({0, Tick(i * 480), kQuarter, 45});
  notes.push_back({0, Tick(15 * 480), Tick(2 * 480), 60});
  notes.push_back({0, Tick(17 * 480), kQuarter, 67});
  for (int i = 20; i < 48; ++i) notes.push_back({0, Tick(i * 480), kQuarter, 74});
  const NotationPtr written = notate(oneTrack(std::move(notes), kClarinet));
  const Staff& staff = written->parts()[0].staves[0];
  ASSERT_TRUE(staff.bars[4]->voices[0].events[0].notes.at(0).tieStop);
  EXPECT_EQ(staff.bars[4]->clef, kBass);
  EXPECT_EQ(staff.bars[5]->clef, kTreble);
}

TEST(OctaveLines, StandOnlyOverWhatIsFarOut) {
  std::vector<Pitch> left;
  add(left, 64, 48);
  std::vector<Pitch> high(64, 76);
  for (std::size_t i = 32; i < 44; ++i) high[i] = 98;
  const NotationPtr written = piano(high, left);
  EXPECT_EQ(octaveLines(written->parts()[0].staves[0]), std::vector<int>{1});
  EXPECT_EQ(written->staffBar(0, 0, 8).voices[0].events[0].ottava, 1);
  EXPECT_EQ(written->staffBar(0, 0, 7).voices[0].events[0].ottava, 0);
  EXPECT_TRUE(octaveLines(written->parts()[0].staves[1]).empty());

  std::vector<Pitch> notFar(64, 76);
  for (std::size_t i = 32; i < 44; ++i) notFar[i] = 86;
  EXPECT_TRUE(octaveLines(piano(notFar, left)->parts()[0].staves[0]).empty()) << "three ledger lines";

  std::vector<Pitch> right;
  add(right, 64, 72);
  std::vector<Pitch> low(64, 45);
  for (std::size_t i = 32; i < 44; ++i) low[i] = 23;
  EXPECT_EQ(octaveLines(piano(right, low)->parts()[0].staves[1]), std::vector<int>{-1});
}

TEST(OctaveLines, AreNoSubstituteForAClef) {
  // Three notes high above a bass staff, three far below a treble one.
  std::vector<Pitch> right(64, 76);
  std::vector<Pitch> left(64, 45);
  for (std::size_t i = 32; i < 35; ++i) {
    left[i] = 84;
    right[i + 16] = 36;
  }
  const NotationPtr written = piano(right, left);
  for (const Staff& staff : written->parts()[0].staves) EXPECT_TRUE(octaveLines(staff).empty());
  EXPECT_EQ(written->staffBar(0, 1, 8).clef, kTreble);
  EXPECT_EQ(written->staffBar(0, 0, 12).clef, kBass);
}

TEST(OctaveLines, AreNeverAboveABassClefNorBelowATrebleClef) {
  int lines = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Random random(seed);
    std::vector<Pitch> right;
    std::vector<Pitch> left;
    for (int passage = 0; passage < 12; ++passage) {
      const int length = 3 + static_cast<int>(random.below(12));
      add(right, length, static_cast<Pitch>(30 + random.below(75)));
      add(left, length, static_cast<Pitch>(24 + random.below(75)));
    }
    const NotationPtr written = piano(right, left);
    for (const Staff& staff : written->parts()[0].staves) {
      for (const StaffBarPtr& bar : staff.bars) {
        for (const OttavaSpan& span : bar->ottavas) {
          EXPECT_EQ(bar->clef, span.octaves > 0 ? kTreble : kBass) << seed;
          ++lines;
        }
      }
    }
  }
  EXPECT_GT(lines, 40);
}

TEST(Clefs, WhatIsWrittenStays) {
  std::vector<Pitch> pitches;
  add(pitches, 16, 72);  // four bars that would be read in treble
  const ScorePtr plain = oneTrack(quarters(pitches));
  Track track = plain->track(0);
  track.raw = {rawEvent(ClefEvent{Tick(0), {ClefSign::C, 3, 0}}),
               rawEvent(ClefEvent{Tick(1920 + 960), {ClefSign::G, 2, -1}}),
               rawEvent(ClefEvent{Tick(3 * 1920), kBass})};
  ScoreParts parts;
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  const ScorePtr score = Score::make(std::move(parts));
  const NotationPtr notation = notate(score, {.parts = {{{{0}}, StaffSplit::OneStaff}}});
  const Clef alto{ClefSign::C, 3, 0};
  const Clef below{ClefSign::G, 2, -1};
  const Staff& staff = notation->parts()[0].staves[0];
  EXPECT_EQ(clefsOf(staff), (std::vector<Clef>{alto, alto, below, kBass}));
  EXPECT_EQ(staff.bars[1]->clefs, (std::vector<ClefChange>{{Fraction(2), below}}));
  EXPECT_EQ(staff.bars[2]->clefs, std::vector<ClefChange>());
  EXPECT_EQ(staff.bars[3]->clefs, (std::vector<ClefChange>{{Fraction(0), kBass}}));
  EXPECT_EQ(clefAt(*staff.bars[1], Fraction(1)), alto);
  EXPECT_EQ(clefAt(*staff.bars[1], Fraction(2)), below);
  // Two hands of one track: it says nothing about either's staff.
  const NotationPtr hands = notate(score, {.parts = {{{{0}}, StaffSplit::Hands}}});
  EXPECT_EQ(hands->parts()[0].staves[1].bars[0]->clef, kBass);
}

TEST(Clefs, OneWithinANoteStandsBeforeTheNext) {
  std::vector<Note> notes = {
      {0, Tick(0), Tick(960), 60}, {0, Tick(960), Tick(960), 62}, {0, Tick(1920), Tick(1920), 64}};
  const ScorePtr plain = oneTrack(std::move(notes));
  const auto stated = [&](std::vector<ClefEvent> clefs) {
    Track track = plain->track(0);
    for (const ClefEvent& clef : clefs) track.raw.push_back(rawEvent(clef));
    ScoreParts parts;
    parts.tracks = {std::make_shared<const Track>(std::move(track))};
    return notate(Score::make(std::move(parts)), {.parts = {{{{0}}, StaffSplit::OneStaff}}});
  };
  const Clef alto{ClefSign::C, 3, 0};
  // In the middle of the first half note, and of the second, behind which the bar has nothing.
  const NotationPtr within = stated({{Tick(0), kTreble}, {Tick(480), kBass}});
  EXPECT_EQ(within->staffBar(0, 0, 0).clefs, (std::vector<ClefChange>{{Fraction(2), kBass}}));
  const NotationPtr late = stated({{Tick(0), kTreble}, {Tick(1440), kBass}});
  EXPECT_EQ(late->staffBar(0, 0, 0).clefs, std::vector<ClefChange>());
  EXPECT_EQ(late->staffBar(0, 0, 1).clefs, (std::vector<ClefChange>{{Fraction(0), kBass}}));
  EXPECT_EQ(late->staffBar(0, 0, 1).clef, kBass);
  // Of two at one place the later counts.
  const NotationPtr both = stated({{Tick(0), kTreble}, {Tick(240), alto}, {Tick(480), kBass}});
  EXPECT_EQ(both->staffBar(0, 0, 0).clefs, (std::vector<ClefChange>{{Fraction(2), kBass}}));
}

TEST(WrittenEvents, ReadBackAndDamagedOnesArePassedOver) {
  Random random(5);
  for (int i = 0; i < 200; ++i) {
    const ClefEvent clef{Tick(random.below(5000)),
                         {static_cast<ClefSign>(random.below(4)), 1 + static_cast<int>(random.below(5)),
                          static_cast<int>(random.below(7)) - 3}};
    Track track;
    track.raw = {rawEvent(clef)};
    EXPECT_EQ(notation::clefsOf(track), std::vector<ClefEvent>{clef});
    Barlines signs;
    signs.repeatStart = random.below(2) == 0;
    signs.repeatEnd = random.below(2) == 0;
    if (signs.repeatEnd) signs.times = 2 + static_cast<int>(random.below(3));
    if (random.below(2) == 0) signs.endings = {1, 1 + static_cast<int>(random.below(4))};
    signs.endingStart = random.below(2) == 0;
    signs.endingEnd = random.below(2) == 0;
    RawEvent event = repeatEvent(Tick(0), signs);
    EXPECT_EQ(repeatSignsIn(event), signs);
    EXPECT_FALSE(repeatSignsIn(track.raw[0]));
    // Whatever the bytes are, nothing is read beyond them, and numbers stay sound.
    for (std::uint8_t& byte : event.bytes) {
      if (random.below(8) == 0) byte = static_cast<std::uint8_t>(random.below(256));
    }
    if (const auto read = repeatSignsIn(event)) {
      EXPECT_GE(read->times, 1);
      EXPECT_LE(read->times, 64);
    }
    for (std::uint8_t& byte : track.raw[0].bytes) {
      if (random.below(8) == 0) byte = static_cast<std::uint8_t>(random.below(256));
    }
    for (const ClefEvent& read : notation::clefsOf(track)) {
      EXPECT_GE(read.clef.line, 1);
      EXPECT_LE(read.clef.line, 5);
    }
  }
}

}  // namespace
}  // namespace partimento::notation
