// The usual collisions do not happen: over music nobody would write, no two signs that must stay apart
// overlap.

#include <algorithm>
#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/engraving/accidentals.h"
#include "core/engraving/layout.h"
#include "core/formats/midi.h"
#include "core/notation/notate.h"
#include "tests/core/engraving/random_notation.h"
#include "tests/support/notation_text.h"
#include "tests/support/paths.h"

namespace partimento::engraving {
namespace {

constexpr double kSlack = 0.13;  // heads a third apart touch by their roundness

bool isSign(Role role) {
  switch (role) {
    case Role::Head:
    case Role::Accidental:
    case Role::Dot:
    case Role::Rest:
    case Role::Flag:
    case Role::Clef:
    case Role::KeySignature:
    case Role::TimeSignature:
    case Role::Grace:
      return true;
    default:
      return false;
  }
}

/// Two voices on one head; two accidentals before it.
bool shared(const GlyphMark& a, const GlyphMark& b) {
  return a.glyph == b.glyph && std::abs(a.at.x - b.at.x) < 1e-9 && std::abs(a.at.y - b.at.y) < 1e-9;
}

std::string describe(const GlyphMark& mark) {
  std::ostringstream text;
  text << "glyph " << static_cast<int>(mark.glyph) << " at " << mark.at.x << ", " << mark.at.y;
  return text.str();
}

std::vector<GlyphMark> signsOf(const System& system) {
  std::vector<GlyphMark> signs;
  const auto take = [&signs](const Drawing& drawing) {
    for (const GlyphMark& mark : drawing.glyphs) {
      if (isSign(mark.role)) signs.push_back(mark);
    }
  };
  take(system.frame);
  for (const SystemBar& bar : system.bars) take(bar.marks);
  return signs;
}

bool collide(const GlyphMark& a, const GlyphMark& b) {
  for (const Box& first : inkParts(a.glyph, a.box())) {
    for (const Box& second : inkParts(b.glyph, b.box())) {
      if (first.overlaps(second, kSlack)) return true;
    }
  }
  return false;
}

int countCollisions(const Layout& layout, const std::string& name) {
  int found = 0;
  for (const PlacedSystem& placed : layout.systems()) {
    const std::vector<GlyphMark> signs = signsOf(*placed.system);
    for (std::size_t i = 0; i < signs.size(); ++i) {
      for (std::size_t j = i + 1; j < signs.size(); ++j) {
        if (!collide(signs[i], signs[j]) || shared(signs[i], signs[j])) continue;
        if (++found < 4)
          ADD_FAILURE() << name << ", bars from " << placed.firstBar + 1 << ": " << describe(signs[i])
                        << " and " << describe(signs[j]);
      }
    }
  }
  return found;
}

TEST(Collisions, DoNotHappenInRandomMusic) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto notation = test::randomNotation(seed, 12, 1 + static_cast<int>(seed % 2));
    const LayoutPtr layout = Layout::make(notation, {});
    EXPECT_EQ(countCollisions(*layout, "seed " + std::to_string(seed)), 0) << seed;
  }
}

TEST(Collisions, DoNotHappenOnTheEndlessLine) {
  LayoutSettings settings;
  settings.form = LayoutSettings::Form::Line;
  for (std::uint64_t seed = 100; seed < 110; ++seed) {
    const LayoutPtr layout = Layout::make(test::randomNotation(seed, 20, 2), settings);
    EXPECT_EQ(countCollisions(*layout, "seed " + std::to_string(seed)), 0);
  }
}

TEST(Collisions, DoNotHappenInPublishedMusic) {
  const auto corpora = test::corporaFolder();
  if (!corpora) GTEST_SKIP() << "the corpora are not here";
  int pieces = 0;
  for (const char* folder : {"chorale-openhymnal", "melody-fiddle-pd", "piano-mutopia"}) {
    if (!std::filesystem::exists(*corpora / folder)) continue;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpora / folder)) {
      if (entry.path().extension() == ".mid") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    const std::size_t step = std::max<std::size_t>(1, files.size() / 12);
    for (std::size_t i = 0; i < files.size(); i += step) {
      const ScorePtr score = formats::readMidiFile(files[i]).score;
      if (score->noteCount() > 6000) continue;
      const LayoutPtr layout = Layout::make(notation::notate(score), {});
      EXPECT_EQ(countCollisions(*layout, files[i].filename().string()), 0) << files[i];
      ++pieces;
    }
  }
  EXPECT_GT(pieces, 10);
}

/// The texts of a line, as they stand on the page.
std::vector<TextMark> textsOf(const PlacedSystem& placed) {
  Drawing all;
  all.add(placed.system->frame, placed.at);
  for (const SystemBar& bar : placed.system->bars) all.add(bar.marks, placed.at);
  return all.texts;
}

void expectBetweenMargins(const TextMark& text, const PageFormat& page, const std::string& name) {
  EXPECT_GE(text.box().left, page.left - 0.01) << name << ": " << text.text;
  EXPECT_LE(text.box().right, page.width - page.right + 0.01) << name << ": " << text.text;
}

void expectTextsApart(const Layout& layout, const std::string& name) {
  const PageFormat& page = layout.settings().page;
  for (const TextMark& text : layout.pages().front().text.texts) expectBetweenMargins(text, page, name);
  for (const PlacedSystem& placed : layout.systems()) {
    const std::vector<TextMark> texts = textsOf(placed);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      expectBetweenMargins(texts[i], page, name);
      for (std::size_t j = i + 1; j < texts.size(); ++j)
        EXPECT_FALSE(texts[i].box().overlaps(texts[j].box(), 0.1))
            << name << ", bars from " << placed.firstBar + 1 << ": " << texts[i].text << " and "
            << texts[j].text;
    }
  }
}

/// Random music with words of all kinds.
notation::NotationPtr withTexts(std::uint64_t seed) {
  Random random(seed);
  const auto below = [&random](std::uint64_t n) { return random.below(n); };
  notation::NotationParts parts = test::randomNotation(seed, 16, 1)->all();
  parts.title =
      "Variations, fugues and other pieces upon a theme that somebody whistled in the street below, "
      "gathered and put into some order by a friend";
  parts.composer =
      "After a manuscript of unknown origin in the library of a monastery in the mountains, "
      "with additions by several later hands";
  for (notation::Bar& bar : parts.bars) {
    for (int quarter = 0; quarter < 4; ++quarter) {
      constexpr const char* kChords[] = {"C", "F♯m7♭5", "B♭maj7/D", "G7(♭9,♯11)"};
      if (below(2) == 0)
        bar.marks.push_back({quarter, notation::Mark::Kind::ChordSymbol, kChords[below(4)], 0, 0});
    }
    if (below(3) == 0) bar.marks.push_back({3, notation::Mark::Kind::Words, "poco a poco crescendo", 0, 0});
    std::ranges::stable_sort(bar.marks, {}, &notation::Mark::at);
    if (below(5) == 0) bar.tempo.push_back({3, {}, 66, "Un poco meno mosso", true});
  }
  for (notation::StaffBarPtr& shared : parts.parts[0].staves[0].bars) {
    auto bar = std::make_shared<notation::StaffBar>(*shared);
    for (notation::Event& event : bar->voices[0].events) {
      constexpr const char* kSyllables[] = {"a", "glo", "strength", "through"};
      if (event.kind != notation::EventKind::Chord || below(2) == 0) continue;
      const bool begins = below(2) == 0;
      event.lyrics.push_back({1, event.at == notation::Fraction(0) ? "Strengthened" : kSyllables[below(4)],
                              begins ? notation::Lyric::Place::Begin : notation::Lyric::Place::Single});
    }
    shared = std::move(bar);
  }
  return notation::Notation::make(std::move(parts));
}

TEST(Collisions, OfTextsDoNotHappenAndAllStayBetweenTheMargins) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    expectTextsApart(*Layout::make(withTexts(seed), {}), "seed " + std::to_string(seed));
}

TEST(Collisions, LongNamesOfPartsStayOnThePage) {
  test::NotationText text;
  text.parts = {{{{{"C5:1"}}, {}}}, {{{{"C5:1"}}, {}}}};
  text.names = {"First and second oboe, alternating with the English horn", "Tuba"};
  expectTextsApart(*Layout::make(test::notationOf(text), {}), "names");
}

TEST(Collisions, AreFoundByThisTest) {
  test::NotationText text;
  text.parts = {{{{{"C5:4 D5:4 E5:4 F5:4"}}, {}}}};
  const LayoutPtr layout = Layout::make(test::notationOf(text), {});
  std::vector<GlyphMark> signs = signsOf(*layout->systems().front().system);
  ASSERT_GT(signs.size(), 4U);
  GlyphMark moved = signs.back();
  moved.at.x += 0.4;
  EXPECT_TRUE(collide(moved, signs.back()));
  EXPECT_FALSE(shared(moved, signs.back()));
}

}  // namespace
}  // namespace partimento::engraving
