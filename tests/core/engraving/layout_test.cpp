#include "core/engraving/layout.h"

#include <map>

#include <gtest/gtest.h>

#include "core/notation/notate.h"
#include "tests/core/engraving/random_notation.h"
#include "tests/support/notation_text.h"

namespace partimento::engraving {
namespace {

using notation::Fraction;

notation::NotationPtr withBarReplaced(const notation::Notation& before, std::size_t bar, std::size_t by) {
  notation::NotationParts parts = before.all();
  auto copy = std::make_shared<notation::StaffBar>(*parts.parts[0].staves[0].bars[by]);
  parts.parts[0].staves[0].bars[bar] = std::move(copy);
  return notation::Notation::make(std::move(parts));
}

void expectSame(const Layout& a, const Layout& b) {
  ASSERT_EQ(a.systems().size(), b.systems().size());
  ASSERT_EQ(a.pages().size(), b.pages().size());
  for (std::size_t s = 0; s < a.systems().size(); ++s) {
    const PlacedSystem& x = a.systems()[s];
    const PlacedSystem& y = b.systems()[s];
    EXPECT_EQ(x.firstBar, y.firstBar);
    EXPECT_EQ(x.at, y.at);
    ASSERT_EQ(x.system->bars.size(), y.system->bars.size());
    for (std::size_t i = 0; i < x.system->bars.size(); ++i) {
      const Drawing& p = x.system->bars[i].marks;
      const Drawing& q = y.system->bars[i].marks;
      ASSERT_EQ(p.glyphs.size(), q.glyphs.size());
      for (std::size_t g = 0; g < p.glyphs.size(); ++g) {
        EXPECT_EQ(p.glyphs[g].at, q.glyphs[g].at);
        EXPECT_EQ(p.glyphs[g].glyph, q.glyphs[g].glyph);
      }
    }
  }
}

TEST(Layout, FillsEveryLineButTheLast) {
  const LayoutPtr layout = Layout::make(test::randomNotation(3, 40, 2), {});
  const PageFormat page;
  ASSERT_GT(layout->systems().size(), 3U);
  for (std::size_t s = 0; s + 1 < layout->systems().size(); ++s) {
    const PlacedSystem& placed = layout->systems()[s];
    EXPECT_NEAR(placed.at.x + placed.system->width, page.width - page.right, 0.01) << s;
  }
}

TEST(Layout, ChordSymbolsDoNotTouch) {
  notation::NotationParts parts = test::randomNotation(5, 12, 1)->all();
  for (notation::Bar& bar : parts.bars) {
    for (int eighth = 0; eighth < 4; ++eighth)
      bar.marks.push_back({Fraction(eighth, 8), notation::Mark::Kind::ChordSymbol, "Cmaj7", 0, 0});
  }
  const LayoutPtr layout = Layout::make(notation::Notation::make(std::move(parts)), {});
  int symbols = 0;
  for (const PlacedSystem& placed : layout->systems()) {
    double free = -1e9;
    for (const SystemBar& bar : placed.system->bars) {
      for (const TextMark& mark : bar.marks.texts) {
        if (mark.style != TextStyle::ChordSymbol) continue;
        EXPECT_GE(mark.box().left, free);
        free = mark.box().right;
        ++symbols;
      }
    }
  }
  EXPECT_EQ(symbols, 48);
}

TEST(Layout, KeepsSystemsApartAndOnThePage) {
  const LayoutPtr layout = Layout::make(test::randomNotation(4, 60, 2), {});
  const PageFormat format;
  for (const Page& page : layout->pages()) {
    double before = 0;
    for (std::size_t s = page.firstSystem; s < page.firstSystem + page.systemCount; ++s) {
      const PlacedSystem& placed = layout->systems()[s];
      EXPECT_GE(placed.at.y + placed.system->top, before);
      before = placed.at.y + placed.system->bottom;
    }
    if (page.systemCount > 1) {
      EXPECT_LE(before, format.height - format.bottom + 1.5);
    }
  }
}

TEST(Layout, ShowsEveryBarOnceInOrder) {
  const auto notation = test::randomNotation(5, 33, 1);
  const LayoutPtr layout = Layout::make(notation, {});
  std::size_t next = 0;
  for (const PlacedSystem& placed : layout->systems()) {
    EXPECT_EQ(placed.firstBar, next);
    next += placed.system->barCount();
  }
  EXPECT_EQ(next, notation->bars().size());
  for (std::size_t b = 0; b < next; ++b) {
    const PlacedSystem& placed = layout->systems()[layout->systemOf(b)];
    EXPECT_GE(b, placed.firstBar);
    EXPECT_LT(b, placed.firstBar + placed.system->barCount());
  }
}

TEST(Layout, TimeRunsFromLeftToRight) {
  const auto notation = test::randomNotation(6, 24, 2);
  const LayoutPtr layout = Layout::make(notation, {});
  PaperSpot before = layout->spotAt(Tick(0));
  for (std::int64_t tick = 60; tick < 24 * 1920; tick += 60) {
    const PaperSpot here = layout->spotAt(Tick(tick));
    if (here.system == before.system) {
      EXPECT_GE(here.x, before.x - 1e-9) << tick;
    } else {
      EXPECT_EQ(here.system, before.system + 1);
    }
    before = here;
  }
}

TEST(Layout, FindsTheMusicUnderAPoint) {
  const auto notation = test::randomNotation(8, 24, 2);
  const LayoutPtr layout = Layout::make(notation, {});
  for (std::size_t bar = 0; bar < 24; ++bar) {
    for (const Fraction at : {Fraction(0), Fraction(1), Fraction(5, 2)}) {
      const PaperSpot spot = layout->spotAt(bar, at);
      const auto found = layout->musicAt(spot.page, {spot.x + 0.01, spot.top + 4.5});
      ASSERT_TRUE(found);
      EXPECT_EQ(found->bar, bar);
      EXPECT_EQ(found->staff, 0U);
      EXPECT_NEAR(found->at.value(), at.value(), 0.1);
    }
  }
  EXPECT_FALSE(layout->musicAt(99, {}));
}

TEST(Layout, AnEditLaysOutOnlyWhatItTouched) {
  const auto before = test::randomNotation(9, 80, 2);
  const LayoutPtr old = Layout::make(before, {});
  for (const std::size_t bar : {0UL, 17UL, 40UL, 79UL}) {
    const auto after = withBarReplaced(*before, bar, (bar + 31) % 80);
    const LayoutPtr quick = Layout::make(after, {}, old.get());
    const LayoutPtr fresh = Layout::make(after, {});
    expectSame(*quick, *fresh);
    EXPECT_GT(quick->systemsKept() + 8, quick->systems().size()) << bar;
  }
  const LayoutPtr again = Layout::make(before, {}, old.get());
  EXPECT_EQ(again->systemsKept(), again->systems().size());
}

TEST(Layout, NothingIsKeptAcrossOtherSettings) {
  const auto notation = test::randomNotation(10, 30, 1);
  const LayoutPtr old = Layout::make(notation, {});
  LayoutSettings dense;
  dense.density = 1.4;
  const LayoutPtr tight = Layout::make(notation, dense, old.get());
  expectSame(*tight, *Layout::make(notation, dense));
  EXPECT_LE(tight->systems().size(), old->systems().size());
}

TEST(Layout, TiesGoOnOverTheEndOfTheLine) {
  test::NotationText text;
  test::StaffText staff;
  for (int i = 0; i < 24; ++i) staff.bars.push_back({i == 0 ? "C5:1~" : "C5:1~"});
  text.parts = {{staff}};
  const LayoutPtr layout = Layout::make(test::notationOf(text), {});
  ASSERT_GT(layout->systems().size(), 1U);
  for (std::size_t s = 0; s < layout->systems().size(); ++s) {
    const System& system = *layout->systems()[s].system;
    std::size_t ties = 0;
    for (const SystemBar& bar : system.bars) ties += bar.marks.curves.size();
    EXPECT_EQ(ties, system.barCount() + (s > 0 ? 1 : 0)) << s;
  }
}

/// A middle C held from a bass staff into a treble staff: below the one's top, above the other's bottom.
TEST(Layout, ATieOverANewClefGoesFromHeadToHead) {
  test::NotationText text;
  test::StaffText staff;
  staff.clef = {notation::ClefSign::F, 4, 0};
  staff.bars = {{"C4:1~"}, {"C4:1"}};
  text.parts = {{staff}};
  notation::NotationParts parts = test::notationOf(text)->all();
  auto second = std::make_shared<notation::StaffBar>(*parts.parts[0].staves[0].bars[1]);
  second->clef = {};
  second->clefs = {{0, second->clef}};
  parts.parts[0].staves[0].bars[1] = second;
  const LayoutPtr layout = Layout::make(notation::Notation::make(std::move(parts)), {});
  const System& system = *layout->systems().front().system;
  std::vector<Box> heads;
  std::vector<CurveMark> ties;
  for (const SystemBar& bar : system.bars) {
    for (const GlyphMark& mark : bar.marks.glyphs) {
      if (mark.role == Role::Head) heads.push_back(mark.box());
    }
    ties.insert(ties.end(), bar.marks.curves.begin(), bar.marks.curves.end());
  }
  ASSERT_EQ(heads.size(), 2U);
  ASSERT_EQ(ties.size(), 1U);
  EXPECT_GT(heads[1].centre().y, heads[0].centre().y + 5);
  EXPECT_LT(std::abs(ties[0].points[0].y - heads[0].centre().y), 1);
  EXPECT_LT(std::abs(ties[0].points[3].y - heads[1].centre().y), 1);
}

TEST(Layout, ATieBeginsBehindTheDot) {
  test::NotationText text;
  text.parts = {{{{{"B4:2.~ B4:4", "D4:2.~ D4:4"}}, {}}}};
  const LayoutPtr layout = Layout::make(test::notationOf(text), {});
  const Drawing& marks = layout->systems().front().system->bars.front().marks;
  std::size_t checked = 0;
  for (const CurveMark& tie : marks.curves) {
    for (const GlyphMark& dot : marks.glyphs) {
      if (dot.role != Role::Dot || dot.note != tie.note) continue;
      ++checked;
      EXPECT_FALSE(tie.box().overlaps(dot.box())) << dot.at.x << ", tie from " << tie.points[0].x;
    }
  }
  EXPECT_EQ(checked, 2U);
}

/// The music of a text with syllables on the first notes of its first voice.
notation::NotationPtr sung(const test::NotationText& text,
                           const std::vector<std::vector<notation::Lyric>>& words) {
  notation::NotationParts parts = test::notationOf(text)->all();
  auto bar = std::make_shared<notation::StaffBar>(*parts.parts[0].staves[0].bars[0]);
  for (std::size_t i = 0; i < words.size(); ++i) bar->voices[0].events[i].lyrics = words[i];
  parts.parts[0].staves[0].bars[0] = std::move(bar);
  return notation::Notation::make(std::move(parts));
}

TEST(Layout, HyphensStandBetweenTheSyllablesOfAVerse) {
  using Place = notation::Lyric::Place;
  test::NotationText text;
  text.parts = {{{{{"C5:4 D5:4 E5:2"}}, {}}}};
  const LayoutPtr layout = Layout::make(sung(text, {{{1, "glo", Place::Begin}, {2, "so", Place::Single}},
                                                    {},
                                                    {{1, "ria", Place::End}, {2, "be", Place::Begin}}}),
                                        {});
  std::map<std::string, Point> at;
  std::vector<Point> hyphens;
  for (const TextMark& mark : layout->systems().front().system->bars.front().marks.texts) {
    if (mark.style != TextStyle::Lyric) continue;
    mark.text == "-" ? hyphens.push_back(mark.at) : void(at[mark.text] = mark.at);
  }
  ASSERT_EQ(hyphens.size(), 2U);
  ASSERT_EQ(at.size(), 4U);
  EXPECT_GT(at["so"].y, at["glo"].y + 1.5) << "the second verse under the first";
  EXPECT_EQ(hyphens[0].y, at["glo"].y);
  EXPECT_GT(hyphens[0].x, at["glo"].x + 2) << "not close behind, but between";
  EXPECT_LT(hyphens[0].x, at["ria"].x - 1);
  EXPECT_EQ(hyphens[1].y, at["be"].y);
  EXPECT_GT(hyphens[1].x, at["be"].x) << "and behind the last of the line";
}

TEST(Layout, ASyllableIsDrawnOutOverItsNotes) {
  test::NotationText text;
  text.parts = {{{{{"C5:4 D5:4 E5:4 F5:8 r:8"}}, {}}}};
  const LayoutPtr layout = Layout::make(sung(text, {{{1, "a", notation::Lyric::Place::Single}}}), {});
  const Drawing& marks = layout->systems().front().system->bars.front().marks;
  const auto word = std::ranges::find(marks.texts, TextStyle::Lyric, &TextMark::style);
  ASSERT_NE(word, marks.texts.end());
  const auto line = std::ranges::find_if(marks.lines, [&](const LineMark& mark) {
    return mark.role == Role::Text && mark.from.y == word->at.y;
  });
  ASSERT_NE(line, marks.lines.end());
  EXPECT_GT(line->from.x, word->box().right);
  std::vector<double> heads;
  for (const GlyphMark& mark : marks.glyphs) {
    if (mark.role == Role::Head) heads.push_back(mark.box().right);
  }
  ASSERT_EQ(heads.size(), 4U);
  EXPECT_NEAR(line->to.x, *std::ranges::max_element(heads), 0.2);
}

TEST(Layout, ASyllableOfItsOwnEndsTheOneBefore) {
  using Place = notation::Lyric::Place;
  test::NotationText text;
  text.parts = {{{{{"C5:4 D5:4 E5:4 F5:4"}}, {}}}};
  const LayoutPtr layout =
      Layout::make(sung(text, {{{1, "O", Place::Single}}, {{1, "Lord", Place::Single}}, {}, {}}), {});
  const Drawing& marks = layout->systems().front().system->bars.front().marks;
  std::vector<double> starts;
  for (const LineMark& mark : marks.lines) {
    if (mark.role == Role::Text) starts.push_back(mark.from.x);
  }
  ASSERT_EQ(starts.size(), 1U) << "only the second is held";
  for (const TextMark& mark : marks.texts) {
    if (mark.text == "Lord") {
      EXPECT_GT(starts[0], mark.box().right);
    }
  }
}

TEST(Layout, ALongTitleIsSetSmallerThenBroken) {
  test::NotationText text;
  text.parts = {{{{{"C5:1"}}, {}}}};
  const auto titles = [&text](const std::string& title) {
    text.title = title;
    return Layout::make(test::notationOf(text), {})->pages().front().text.texts;
  };
  const auto usual = titles("Air");
  ASSERT_EQ(usual.size(), 1U);
  const auto smaller = titles("Twelve little pieces for young players");
  ASSERT_EQ(smaller.size(), 1U);
  EXPECT_LE(smaller[0].size, usual[0].size);
  const auto broken = titles(
      "Twelve little pieces for young players, with fingerings, explanations and some advice to their "
      "teachers");
  ASSERT_EQ(broken.size(), 2U);
  EXPECT_GT(broken[1].at.y, broken[0].at.y + broken[0].size * 0.9);
}

/// Two voices of one staff that both rest on the first beat.
TEST(Layout, VoicesThatRestTogetherShareARest) {
  ScoreParts parts;
  Track track;
  for (const int voice : {1, 2}) {
    Note note;
    note.onset = Tick(480);
    note.duration = Tick(voice == 1 ? 1440 : 480);
    note.pitch = voice == 1 ? 76 : 64;
    note.voice = static_cast<std::uint8_t>(voice);
    track.notes.push_back(note);
    note.onset = Tick(1920);
    note.duration = Tick(1920);
    track.notes.push_back(note);
  }
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  notation::NotationParts written = notation::notate(Score::make(std::move(parts)))->all();
  auto bar = std::make_shared<notation::StaffBar>(*written.parts[0].staves[0].bars[0]);
  ASSERT_EQ(bar->voices.size(), 2U);
  for (notation::Voice& voice : bar->voices) {
    voice.events.at(0).kind = notation::EventKind::Rest;
    voice.events.at(0).restStep = 0;
  }
  written.parts[0].staves[0].bars[0] = bar;
  const LayoutPtr layout = Layout::make(notation::Notation::make(std::move(written)), {});
  int rests = 0;
  for (const GlyphMark& mark : layout->systems().at(0).system->bars.at(0).marks.glyphs)
    rests += mark.role == Role::Rest ? 1 : 0;
  EXPECT_EQ(rests, 1);
}

TEST(Layout, AnEmptyPieceIsAPageWithAStaff) {
  test::NotationText text;
  text.parts = {{{{{"R"}}, {}}}};
  const LayoutPtr layout = Layout::make(test::notationOf(text), {});
  ASSERT_EQ(layout->pages().size(), 1U);
  EXPECT_EQ(layout->systems().size(), 1U);
  EXPECT_EQ(layout->systems().front().system->frame.lines.size() >= 5, true);
}

}  // namespace
}  // namespace partimento::engraving
