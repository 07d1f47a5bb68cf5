#include "core/musicxml/playing_order.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento::musicxml {
namespace {

/// A piece as text, a letter a bar; before a letter `|:` opens a repeat, `[1` or `[1,2` an ending, `S` a
/// segno, `O` a coda; behind it `:|` closes a repeat, `]` an ending, `F` is Fine, `D` D.C., `d` D.S., `>` To
/// Coda.
Document piece(std::string_view text) {
  Document document;
  DocumentJumps jumps;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("|:")) {
      jumps.repeatStart = true;
      ++i;
    } else if (rest.starts_with(":|")) {
      document.bars.back().jumps.repeatEnd = true;
      ++i;
    } else if (rest.front() == '[') {
      while (i + 1 < text.size() && (std::isdigit(text[i + 1]) != 0 || text[i + 1] == ',')) {
        ++i;
        if (text[i] != ',') jumps.endings.push_back(text[i] - '0');
      }
    } else if (rest.front() == ']') {
      document.bars.back().jumps.endingEnd = true;
    } else if (rest.front() == 'S') {
      jumps.segno = "";
    } else if (rest.front() == 'O') {
      jumps.coda = "";
    } else if (rest.front() == 'F') {
      document.bars.back().jumps.fine = true;
    } else if (rest.front() == 'D') {
      document.bars.back().jumps.daCapo = true;
    } else if (rest.front() == 'd') {
      document.bars.back().jumps.dalSegno = "";
    } else if (rest.front() == '>') {
      document.bars.back().jumps.toCoda = "";
    } else {
      DocumentBar bar;
      bar.number = rest.front();
      bar.length = 4;
      bar.jumps = jumps;
      jumps = {};
      document.bars.push_back(bar);
    }
  }
  return document;
}

std::string played(std::string_view text) {
  const Document document = piece(text);
  const auto order = playingOrder(document);
  if (!order) return "?";
  std::string result;
  for (const PlayedBar& bar : *order) result += document.bars[bar.bar].number;
  return result;
}

TEST(PlayingOrder, Repeats) {
  EXPECT_EQ(played("abc"), "abc");
  EXPECT_EQ(played("ab:|c"), "ababc");
  EXPECT_EQ(played("a|:bc:|e"), "abcbce");
  EXPECT_EQ(played("|:ab:||:ce:|"), "ababcece");
  EXPECT_EQ(played("ab:|ce:|"), "ababcece");
}

TEST(PlayingOrder, RepeatsAsOftenAsStated) {
  Document document = piece("|:a:|b");
  document.bars[0].jumps.times = 4;
  EXPECT_EQ(playingOrder(document)->size(), 5U);
  EXPECT_EQ(playingOrder(document)->at(3), (PlayedBar{0, 4}));
}

TEST(PlayingOrder, Endings) {
  EXPECT_EQ(played("|:ab[1c]:|[2e]f"), "abcabef");
  EXPECT_EQ(played("|:a[1,2b]:|[3c]e"), "ababace");
  EXPECT_EQ(played("|:a[1b]:|[2c]:|[3e]f"), "abacaef");
  EXPECT_EQ(played("|:a[1b]:|[2c]:|e"), "abace");
  EXPECT_EQ(played("|:a[1b]:|ce"), "abace");
  EXPECT_EQ(played("|:a[1b]:|[2c]|:e[1f]:|[2g]"), "abacefeg");
}

TEST(PlayingOrder, JumpsAreTakenOnce) {
  EXPECT_EQ(played("abFceD"), "abceab");
  EXPECT_EQ(played("aSbcFed"), "abcebc");
  EXPECT_EQ(played("aSb>cdOe"), "abcbe");
  EXPECT_EQ(played("ab>cDOe"), "abcabe");
}

TEST(PlayingOrder, BehindAJumpTheLastEndingIsTaken) {
  EXPECT_EQ(played("|:a[1b]:|[2c]FeD"), "abaceac");
  EXPECT_EQ(played("|:ab:|FcD"), "ababcab");
}

TEST(PlayingOrder, SignsThatLeadNowhere) {
  EXPECT_EQ(played("abd"), "?");
  EXPECT_EQ(played("ab>cD"), "?");
  Document document = piece("|:a:|");
  document.bars[0].jumps.times = 64;
  EXPECT_FALSE(playingOrder(document));
}

TEST(PlayingOrder, EndsWhateverTheSigns) {
  Random random(7);

  for (int round = 0; round < 3000; ++round) {
    Document document = piece("abcefg");
    for (DocumentBar& bar : document.bars) {
      DocumentJumps& jumps = bar.jumps;
      jumps.repeatStart = random.below(3) == 0;
      jumps.repeatEnd = random.below(3) == 0;
      jumps.times = static_cast<int>(random.below(5));
      if (random.below(3) == 0) jumps.endings = {1 + static_cast<int>(random.below(3))};
      jumps.endingEnd = random.below(3) == 0;
      if (random.below(5) == 0) jumps.segno = "";
      if (random.below(5) == 0) jumps.coda = "";
      if (random.below(5) == 0) jumps.toCoda = "";
      if (random.below(8) == 0) jumps.dalSegno = "";
      jumps.daCapo = random.below(8) == 0;
      jumps.fine = random.below(8) == 0;
    }
    const auto order = playingOrder(document);
    if (!order) continue;
    EXPECT_LE(order->size(), 16 * document.bars.size());
    for (const PlayedBar& bar : *order) EXPECT_LT(bar.bar, document.bars.size());
  }
}

}  // namespace
}  // namespace partimento::musicxml
