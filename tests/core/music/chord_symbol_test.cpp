#include "core/music/chord_symbol.h"

#include <gtest/gtest.h>

namespace partimento {
namespace {

TEST(ChordSymbol, IsWrittenAsMusiciansDo) {
  EXPECT_EQ(chordText({{'B', -1}, "minor-seventh", {}, ChordRoot{'F', 0}}), "Bbm7/F");
  EXPECT_EQ(chordText({{'C', 0}, "dominant", {{ChordDegree::Change::Alter, 9, -1}}, {}}), "C7(b9)");
  EXPECT_EQ(chordText({{'F', 1}, "half-diminished", {}, {}}), "F#m7b5");
  EXPECT_EQ(chordText({{'C', 0}, "none", {}, {}}), "N.C.");
}

TEST(ChordSymbol, HasItsProperSignsOnThePage) {
  const std::vector<std::pair<const char*, const char*>> expected = {
      {"Eb:major/G", "E♭/G"},
      {"C:major-11th", "Cmaj11"},
      {"Fbb:major/C", "F♭♭/C"},
      {"C:major(no1,addb6)", "C(no1,add♭6)"},
      {"F#:half-diminished", "F♯m7♭5"},
      {"B-:minor-seventh/Db", "B♭m7/D♭"},
      {"G:dominant(alt#9)", "G7(♯9)"},
      {"A:suspended-fourth", "Asus4"},
      {"B:diminished-seventh", "Bdim7"},
      {"D:other(add9)", "D(add9)"},
      {"C:none", "N.C."},
      {"C:7alt", "C7alt"},
  };
  for (const auto& [tag, page] : expected) {
    const auto chord = parseChordTag(tag);
    ASSERT_TRUE(chord) << tag;
    EXPECT_EQ(chordDisplay(*chord), page);
    if (chord->kind != "other") {
      EXPECT_EQ(parseChordText(page), chord) << "and is read again";
    }
  }
}

TEST(ChordSymbol, OtherSpellingsAreRead) {
  for (const char* text : {"Am7", "Amin7", "A-7"}) {
    const auto chord = parseChordText(text);
    ASSERT_TRUE(chord) << text;
    EXPECT_EQ(chord->kind, "minor-seventh") << text;
    EXPECT_EQ(chord->root, (ChordRoot{'A', 0})) << text;
  }
  EXPECT_EQ(parseChordText("Ebø7")->kind, "half-diminished");
  EXPECT_EQ(parseChordText("B♭")->root, (ChordRoot{'B', -1}));
  EXPECT_EQ(parseChordText("G7alt")->kind, "7alt");
  EXPECT_FALSE(parseChordText("dolce"));
  EXPECT_FALSE(parseChordText(""));
}

TEST(ChordSymbol, TagsAndTextsComeBack) {
  const ChordDegree added{ChordDegree::Change::Add, 9, 1};
  const ChordDegree changed{ChordDegree::Change::Alter, 5, 0};
  const ChordDegree removed{ChordDegree::Change::Subtract, 3, 0};
  for (const char* kind : {"major", "minor", "dominant", "suspended-fourth", "major-minor", "power"}) {
    for (int alter = -2; alter <= 2; ++alter) {
      for (const auto& degrees :
           {std::vector<ChordDegree>{}, {added}, {changed, removed}, {added, removed}}) {
        for (const auto& bass : {std::optional<ChordRoot>(), std::optional<ChordRoot>({'E', -1})}) {
          const ChordSymbol chord{{'D', alter}, kind, degrees, bass};
          EXPECT_EQ(parseChordTag(chordTag(chord)), chord) << chordTag(chord);
          EXPECT_EQ(parseChordText(chordText(chord)), chord) << chordText(chord);
        }
      }
    }
  }
}

TEST(ChordSymbol, OtherTextsAreNoTags) {
  for (const char* text : {"", "A", "A: Intro", "Coda", "A:", ":minor", "H:minor"})
    EXPECT_FALSE(parseChordTag(text)) << text;
  EXPECT_EQ(chordText(*parseChordTag("Bb:dominant-ninth")), "Bb9");
}

}  // namespace
}  // namespace partimento
