#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "core/notation/notate.h"
#include "tests/core/notation/pieces.h"

namespace partimento::notation {
namespace {

/// Names of the heads in order of time, then pitch.
std::string names(const Notation& notation) {
  std::string out;
  for (std::size_t bar = 0; bar < notation.bars().size(); ++bar) {
    for (const Event& event : notation.staffBar(0, 0, bar).voices[0].events) {
      for (const WrittenNote& note : event.notes) {
        if (note.tieStop) continue;
        if (!out.empty()) out += ' ';
        out += spelledClassName(note.pitch);
      }
    }
  }
  return out;
}

std::string spelled(const std::vector<Pitch>& pitches, int sharps, bool minor = false) {
  return names(*notate(test::line(pitches, sharps, minor)));
}

std::vector<Pitch> scale(Pitch tonic, bool minor) {
  static const std::vector<int> kMajor = {0, 2, 4, 5, 7, 9, 11, 12, 11, 9, 7, 5, 4, 2, 0};
  static const std::vector<int> kHarmonic = {0, 2, 3, 5, 7, 8, 11, 12, 11, 8, 7, 5, 3, 2, 0};
  std::vector<Pitch> pitches;
  for (const int step : minor ? kHarmonic : kMajor) pitches.push_back(tonic + step);
  return pitches;
}

TEST(Spelling, RespellingGoesAroundAndSoundsTheSame) {
  for (int fifths = -15; fifths <= 19; ++fifths) {
    const SpelledPitch first = spelledAt(60 + (((fifths * 7) % 12) + 12) % 12, fifths);
    SpelledPitch pitch = first;
    int ways = 0;
    do {
      pitch = respelled(pitch);
      EXPECT_EQ(pitch.midi(), first.midi());
      EXPECT_LE(std::abs(pitch.alter), 2);
      ++ways;
    } while (pitch != first && ways < 5);
    EXPECT_EQ(pitch, first) << fifths;
    EXPECT_EQ(ways, first.midi() % 12 == 8 ? 2 : 3) << fifths;  // G sharp and A flat have no third name
  }
  EXPECT_EQ(spelledName(respelled({Step::C, 1, 4})), "Db4");
  EXPECT_EQ(spelledName(respelled({Step::B, 1, 3})), "C4");
}

TEST(Spelling, WhatANoteStatesHoldsWhileItHasThePitch) {
  for (int fifths = -15; fifths <= 19; ++fifths) {
    for (Pitch pitch = 0; pitch < 128; ++pitch) {
      Note note;
      note.pitch = pitch;
      note.spelling = spellingOf(spelledAt(pitch, fifths));
      const auto stated = statedSpelling(note);
      ASSERT_EQ(stated.has_value(), (fifths * 7 - pitch) % 12 == 0);
      if (stated) {
        EXPECT_EQ(stated->fifths(), fifths);
      }
    }
  }
  Note note;
  for (int any = 0; any < 256; ++any) {
    note.spelling = static_cast<std::uint8_t>(any);
    const auto stated = statedSpelling(note);
    if (stated) {
      EXPECT_EQ(stated->midi(), note.pitch);
    }
  }
}

TEST(Spelling, TheSearchKeepsWhatIsStatedAndSpellsAroundIt) {
  const ScorePtr plain = test::line({60, 61, 62, 63, 64}, 0, false);
  EXPECT_EQ(names(*notate(plain)), "C C# D D# E");
  Track track = plain->track(0);
  track.notes[1].spelling = spellingOf({Step::D, -1, 4});
  track.notes[3].spelling = spellingOf({Step::F, -2, 4});
  track.notes[4].spelling = spellingOf({Step::E, 0, 4});
  track.notes[0].spelling = spellingOf({Step::G, 1, 4});  // of another pitch: says nothing
  ScoreParts parts;
  parts.keys = plain->keys();
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  EXPECT_EQ(names(*notate(Score::make(std::move(parts)))), "C Db D Fbb E");
}

TEST(Spelling, PlacesOnTheLineOfFifths) {
  for (int fifths = -15; fifths <= 19; ++fifths) {
    for (Pitch pitch = 0; pitch < 128; ++pitch) {
      if ((fifths * 7 - pitch) % 12 != 0) continue;
      const SpelledPitch at = spelledAt(pitch, fifths);
      EXPECT_EQ(at.midi(), pitch);
      EXPECT_EQ(at.fifths(), fifths);
    }
  }
  EXPECT_EQ(spelledName({Step::B, 1, 3}), "B#3");
  EXPECT_EQ((SpelledPitch{Step::B, 1, 3}).midi(), 60);
  EXPECT_EQ((SpelledPitch{Step::C, -1, 5}).midi(), 71);
}

TEST(Spelling, KnowsSignatures) {
  EXPECT_EQ(spelledClassName(tonicOf({-3, false})), "Eb");
  EXPECT_EQ(spelledClassName(tonicOf({3, true})), "F#");
  EXPECT_EQ(spelledClassName(tonicOf({-7, false})), "Cb");
  EXPECT_EQ(keyOf(3, false), (Key{-3, false}));
  EXPECT_EQ(keyOf(6, false), (Key{6, false}));
  EXPECT_EQ(keyOf(3, true), (Key{-6, true}));
  EXPECT_EQ(keyOf(8, true), (Key{5, true}));
  EXPECT_EQ(alterIn({2, false}, Step::C), 1);
  EXPECT_EQ(alterIn({2, false}, Step::G), 0);
  EXPECT_EQ(alterIn({-1, false}, Step::B), -1);
  EXPECT_EQ(alterIn({7, false}, Step::B), 1);
  EXPECT_EQ(alterIn({-7, false}, Step::F), -1);
}

/// Every step of a scale stands on a line or space of its own.
TEST(Spelling, WritesScalesInAllKeysStepByStep) {
  for (int sharps = -7; sharps <= 7; ++sharps) {
    for (const bool minor : {false, true}) {
      const SpelledPitch tonic = tonicOf({sharps, minor});
      const auto notation = notate(test::line(scale(60 + (tonic.midi() % 12), minor), sharps, minor));
      int last = 0;
      int index = 0;
      for (std::size_t bar = 0; bar < notation->bars().size(); ++bar) {
        for (const Event& event : notation->staffBar(0, 0, bar).voices[0].events) {
          for (const WrittenNote& note : event.notes) {
            if (index == 0) {
              EXPECT_EQ(note.pitch.step, tonic.step) << sharps;
            } else {
              EXPECT_EQ(note.pitch.diatonic() - last, index <= 7 ? 1 : -1)
                  << sharps << (minor ? " minor, note " : " major, note ") << index;
            }
            last = note.pitch.diatonic();
            ++index;
          }
        }
      }
      EXPECT_EQ(index, 15);
    }
  }
}

TEST(Spelling, FollowsTheDirectionOfChromaticLines) {
  EXPECT_EQ(spelled({60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72}, 0),
            "C C# D D# E F F# G G# A A# B C");
  EXPECT_EQ(spelled({72, 71, 70, 69, 68, 67, 66, 65, 64, 63, 62, 61, 60}, 0),
            "C B Bb A Ab G F# F E Eb D Db C");
}

TEST(Spelling, KnowsTheRaisedNotesOfMinor) {
  EXPECT_EQ(spelled({69, 71, 72, 74, 76, 78, 80, 81, 79, 77, 76}, 0, true), "A B C D E F# G# A G F E");
  EXPECT_EQ(spelled({67, 66, 67, 70, 69, 67}, -2, true), "G F# G Bb A G");
  EXPECT_EQ(spelled({61, 60, 61, 64, 68, 61}, 4, true), "C# B# C# E G# C#");
}

TEST(Spelling, ReadsNotesOfTheSignatureAsThemselvesInAForeignKey) {
  // D sharp minor throughout, but the signature has the D: no C double sharp.
  const std::string text =
      spelled({63, 66, 70, 63, 62, 63, 66, 70, 63, 62, 63, 66, 70, 66, 63, 62, 63, 66, 62, 63}, 2);
  EXPECT_EQ(text.find("##"), std::string::npos) << text;
}

TEST(Spelling, WalksRoundTheCircleOfFifths) {
  // Dominant sevenths falling by fifths from C: each third is a leading tone.
  ScoreParts parts;
  parts.keys = {{Tick(0), 0, false}};
  auto track = std::make_shared<Track>();
  const std::vector<std::vector<Pitch>> chords = {{60, 64, 67, 72}, {57, 61, 64, 67}, {62, 66, 69, 72},
                                                  {55, 59, 62, 65}, {60, 64, 67, 70}, {53, 57, 60, 65},
                                                  {55, 59, 62, 65}, {60, 64, 67, 72}};
  for (std::size_t i = 0; i < chords.size(); ++i) {
    for (const Pitch pitch : chords[i]) {
      track->notes.push_back({0, Tick(static_cast<std::int64_t>(i) * 960), Tick(960), pitch});
    }
  }
  parts.tracks = {track};
  NotateOptions options;
  options.parts = {{{{0}}, StaffSplit::OneStaff}};
  EXPECT_EQ(names(*notate(Score::make(parts), options)),
            "C E G C A C# E G D F# A C G B D F C E G Bb F A C F G B D F C E G C");
}

TEST(Spelling, PrintsAccidentalsOnce) {
  // In C: A, G sharp, G sharp, A | G, F, G, F sharp | F...
  const auto notation = notate(test::line({69, 68, 68, 69, 67, 65, 67, 66, 67, 65, 64, 65}, 0, false));
  std::vector<Accidental> printed;
  std::vector<bool> reminders;
  for (std::size_t bar = 0; bar < 3; ++bar) {
    for (const Event& event : notation->staffBar(0, 0, bar).voices[0].events) {
      printed.push_back(event.notes[0].accidental);
      reminders.push_back(event.notes[0].cautionary);
    }
  }
  const auto none = Accidental::None;
  EXPECT_EQ(printed, (std::vector{none, Accidental::Sharp, none, none,                 //
                                  Accidental::Natural, none, none, Accidental::Sharp,  //
                                  none, Accidental::Natural, none, none}));
  EXPECT_EQ(reminders, (std::vector<bool>{false, false, false, false, true, false, false, false, false, true,
                                          false, false}))
      << "the naturals of the bars after only remind";
}

TEST(Spelling, SpellsOneNoteByKeyAndDirection) {
  const auto name = [](Pitch pitch, SpellingContext context) {
    return spelledName(spellPitch(pitch, context));
  };
  EXPECT_EQ(name(70, {{-1, false}, {}, {}}), "Bb4");
  EXPECT_EQ(name(63, {{-3, false}, {}, {}}), "Eb4");
  EXPECT_EQ(name(61, {{4, false}, {}, {}}), "C#4");
  EXPECT_EQ(name(68, {{0, true}, {}, {}}), "G#4");
  EXPECT_EQ(name(66, {{0, false}, {}, {}}), "F#4");
  EXPECT_EQ(name(70, {{0, false}, {}, {}}), "Bb4");
  EXPECT_EQ(name(61, {{0, false}, 60, 62}), "C#4");
  EXPECT_EQ(name(61, {{0, false}, 62, 60}), "Db4");
  EXPECT_EQ(name(59, {{-6, false}, {}, {}}), "Cb4");
  EXPECT_EQ(name(60, {{7, false}, {}, {}}), "B#3");
}

TEST(Spelling, KnowsTheKeyThatIsStated) {
  EXPECT_FALSE(keyAt(*Score::empty(), Tick(0)));
  ScoreParts parts;
  parts.keys = {{Tick(480), -3, false}, {Tick(960), 2, true}};
  const ScorePtr score = Score::make(parts);
  EXPECT_EQ(keyAt(*score, Tick(0)), (Key{-3, false})) << "the first signature also holds before it";
  EXPECT_EQ(keyAt(*score, Tick(959)), (Key{-3, false}));
  EXPECT_EQ(keyAt(*score, Tick(960)), (Key{2, true}));
}

TEST(Spelling, NamesInThreeLanguages) {
  const SpelledPitch eFlat{Step::E, -1, 4};
  EXPECT_EQ(spelledName(eFlat, NoteNaming::English), "Eb4");
  EXPECT_EQ(spelledName(eFlat, NoteNaming::Solfege), "Mib4");
  EXPECT_EQ(spelledName(eFlat, NoteNaming::German), "Es4");
  EXPECT_EQ(spelledName({Step::B, -1, 4}, NoteNaming::German), "B4");
  EXPECT_EQ(spelledName({Step::B, 0, 4}, NoteNaming::German), "H4");
  EXPECT_EQ(spelledName({Step::B, -2, 4}, NoteNaming::German), "Heses4");
  EXPECT_EQ(spelledName({Step::F, 2, 4}, NoteNaming::German), "Fisis4");
  EXPECT_EQ(spelledName({Step::A, -1, 4}, NoteNaming::German), "As4");
}

TEST(Spelling, EveryKeyNamesEveryPitchRight) {
  for (int sharps = -7; sharps <= 7; ++sharps) {
    for (Pitch pitch = 0; pitch < 128; ++pitch) {
      for (const int next : {-1, 1, 2}) {
        const SpelledPitch spelled =
            spellPitch(pitch, {{sharps, sharps % 2 == 0}, std::nullopt, pitch + next});
        EXPECT_EQ(spelled.midi(), pitch);
        EXPECT_LE(std::abs(spelled.alter), 2);
      }
    }
  }
}

}  // namespace
}  // namespace partimento::notation
