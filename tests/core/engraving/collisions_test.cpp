// The usual collisions do not happen: over music nobody would write, no two signs that must stay apart
// overlap.

#include <algorithm>
#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

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
