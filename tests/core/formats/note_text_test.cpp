#include "core/formats/note_text.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"

namespace partimento::formats {
namespace {

TEST(NoteText, ReadsWhatPeopleType) {
  const auto notes = parseNoteText("C4 D4 E4/8 F#5/16. | Do Re R/2 Bb3");
  ASSERT_EQ(notes.size(), 7U);
  EXPECT_EQ(notes[0].pitch, 60);
  EXPECT_EQ(notes[0].duration, Tick(480));
  EXPECT_EQ(notes[2].duration, Tick(240));
  EXPECT_EQ(notes[3].duration, Tick(180));
  EXPECT_EQ(notes[4].pitch, 72);  // stays in octave 5
  EXPECT_EQ(notes[4].duration, Tick(180));
  EXPECT_EQ(notes[6].onset, Tick(480 * 2 + 240 + 3 * 180 + 960));
  EXPECT_EQ(notes[6].pitch, 58);
  EXPECT_EQ(notes[6].duration, Tick(960));
}

TEST(NoteText, KeepsTripletsAndDots) {
  const auto notes = parseNoteText("c/8t d e f/4. g/4");
  EXPECT_EQ(notes[3].onset, Tick(480));
  EXPECT_EQ(notes[3].duration, Tick(720));
  EXPECT_EQ(notes[4].duration, Tick(480));
}

TEST(NoteText, KeepsTheWrittenOctave) {
  const auto notes = parseNoteText("B#4 C");
  EXPECT_EQ(notes[0].pitch, 72);
  EXPECT_EQ(notes[1].pitch, 60);
}

TEST(NoteText, NamesTheWordThatIsNoNote) {
  for (const auto& [text, word, offset] :
       std::vector<std::tuple<const char*, const char*, std::size_t>>{{"C4 X4", "X4", 3},
                                                                      {"C4/3", "C4/3", 0},
                                                                      {"C4 D4/8x", "D4/8x", 3},
                                                                      {"C4/", "C4/", 0},
                                                                      {"G#9", "G#9", 0},
                                                                      {"C4....", "C4....", 0}}) {
    try {
      parseNoteText(text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::NoteNameInvalid);
      EXPECT_EQ(error.arguments().at(0), word);
      EXPECT_EQ(error.position().byte, offset);
    }
  }
}

TEST(NoteText, IsEmptyForEmptyText) {
  EXPECT_TRUE(parseNoteText(" , | \n").empty());
  EXPECT_EQ(writeNoteText({}), "");
}

TEST(NoteText, GivesBackWhatItWrote) {
  Random random(21);
  const Tick lengths[] = {Tick(60),  Tick(120), Tick(160), Tick(180),
                          Tick(240), Tick(480), Tick(720), Tick(1920)};
  for (int round = 0; round < 200; ++round) {
    std::vector<Note> notes;
    Tick time;
    for (std::uint64_t i = random.below(30) + 1; i > 0; --i) {
      if (random.below(4) == 0) time += lengths[random.below(8)];
      Note note;
      note.onset = time;
      note.duration = lengths[random.below(8)];
      note.pitch = static_cast<Pitch>(random.below(116)) + 12;
      time = note.end();
      notes.push_back(note);
    }
    for (NoteNaming naming : {NoteNaming::English, NoteNaming::Solfege}) {
      EXPECT_EQ(parseNoteText(writeNoteText(notes, 480, naming)), notes);
    }
  }
}

TEST(NoteText, SurvivesAnyText) {
  Random random(22);
  const std::string letters = "CDEFGABHRdoresol#b/.t1248-9 |x";
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::uint64_t i = random.below(12); i > 0; --i) text += letters[random.below(letters.size())];
    try {
      for (const Note& note : parseNoteText(text)) {
        EXPECT_GE(note.pitch, kLowestPitch);
        EXPECT_LE(note.pitch, kHighestPitch);
        EXPECT_GT(note.duration, Tick(0));
      }
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::NoteNameInvalid);
    }
  }
}

}  // namespace
}  // namespace partimento::formats
