// Every small rhythm is written so that it reads back right and its values fill the bar.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "core/notation/notate.h"
#include "tests/core/notation/pieces.h"

namespace partimento::notation {
namespace {

using test::barTick;
using test::melody;
using test::Piece;
using test::pieceInBars;

void expectFullBars(const Notation& notation) {
  for (const Part& part : notation.parts()) {
    for (const Staff& staff : part.staves) {
      for (std::size_t bar = 0; bar < staff.bars.size(); ++bar) {
        for (const Voice& voice : staff.bars[bar]->voices) {
          Fraction at = 0;
          for (const Event& event : voice.events) {
            ASSERT_EQ(event.at, at) << "bar " << bar;
            ASSERT_TRUE(event.wholeBar || event.length == event.value.length()) << "bar " << bar;
            at += event.length;
          }
          ASSERT_EQ(at, notation.bars()[bar].length) << "bar " << bar;
        }
      }
    }
  }
}

void expectReadsBack(const ScorePtr& score, const NotationPtr& notation) {
  const ScorePtr written = writtenScore(*notation);
  ASSERT_EQ(written->tracks().size(), score->tracks().size());
  for (std::size_t t = 0; t < score->tracks().size(); ++t) {
    const auto& played = score->track(t).notes;
    const auto& read = written->track(t).notes;
    ASSERT_EQ(read.size(), played.size());
    for (std::size_t i = 0; i < played.size(); ++i) ASSERT_EQ(read[i], played[i]) << "note " << i;
  }
}

/// One bar for every way to fill `cells` cells with beginnings, continuations and (with `rests`) silence.
ScorePtr everyRhythm(TimeSignature signature, int cells, Tick cell, std::uint64_t from, std::uint64_t to,
                     std::uint64_t kinds) {
  Piece piece{signature, {}};
  const Tick bar = barTick(signature);
  std::int64_t index = 0;
  for (std::uint64_t code = from; code < to; ++code, ++index) {
    std::uint64_t rest = code;
    Note* open = nullptr;
    for (int i = 0; i < cells; ++i, rest /= kinds) {
      const std::uint64_t what = rest % kinds;
      const Tick at = bar * index + cell * i;
      if (what == 1) {
        piece.notes.push_back(
            {0, at, cell, 60 + static_cast<int>(code + static_cast<std::uint64_t>(i)) % 12});
        open = &piece.notes.back();
      } else if (what == 0 && open) {
        open->duration += cell;
      } else {
        open = nullptr;
      }
    }
  }
  return pieceInBars(piece);
}

void checkEvery(TimeSignature signature, int cells, Tick cell, std::uint64_t kinds) {
  std::uint64_t all = 1;
  for (int i = 0; i < cells; ++i) all *= kinds;
  constexpr std::uint64_t kAtOnce = 16000;
  for (std::uint64_t from = 0; from < all; from += kAtOnce) {
    const ScorePtr score = everyRhythm(signature, cells, cell, from, std::min(all, from + kAtOnce), kinds);
    const NotationPtr notation = notate(score);
    expectFullBars(*notation);
    expectReadsBack(score, notation);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(Rhythm, EveryLegatoRhythmOnSixteenthsIn44) {
  checkEvery({4, 4}, 16, Tick(120), 2);
}
TEST(Rhythm, EveryRhythmWithRestsOnSixteenthsIn24) {
  checkEvery({2, 4}, 8, Tick(120), 3);
}
TEST(Rhythm, EveryRhythmWithRestsOnEighthsIn44) {
  checkEvery({4, 4}, 8, Tick(240), 3);
}
TEST(Rhythm, EveryLegatoRhythmOnSixteenthsIn68) {
  checkEvery({6, 8}, 12, Tick(120), 2);
}
TEST(Rhythm, EveryLegatoRhythmOnSixteenthsIn34) {
  checkEvery({3, 4}, 12, Tick(120), 2);
}
TEST(Rhythm, EveryRhythmWithRestsOnEighthsInOddMetres) {
  checkEvery({5, 8}, 5, Tick(240), 3);
  checkEvery({7, 8}, 7, Tick(240), 3);
  checkEvery({9, 8}, 9, Tick(240), 3);
  checkEvery({5, 4}, 10, Tick(240), 2);
  checkEvery({2, 2}, 8, Tick(240), 3);
  checkEvery({3, 8}, 6, Tick(120), 3);
  checkEvery({12, 8}, 12, Tick(240), 2);
}
TEST(Rhythm, EveryTripletRhythmInTwoBeats) {
  checkEvery({2, 4}, 6, Tick(160), 3);
}

TEST(Rhythm, WritesQuintupletsExactly) {
  for (std::size_t silent = 0; silent < 5; ++silent) {
    std::vector<int> lengths(5, 1);
    lengths[silent] = silent == 0 ? 1 : -1;
    const ScorePtr score = melody({1, 4}, lengths, Tick(96));
    const NotationPtr notation = notate(score);
    expectFullBars(*notation);
    expectReadsBack(score, notation);
  }
}

/// "4 8. 16": values of a voice; r rests, ~ tied on, (3 in triplets.
std::string valuesOf(const Notation& notation, std::size_t bar = 0) {
  std::string out;
  for (const Event& event : notation.staffBar(0, 0, bar).voices[0].events) {
    if (!out.empty()) out += ' ';
    if (event.kind == EventKind::Rest) out += event.wholeBar ? 'R' : 'r';
    const int base = static_cast<int>(event.value.base);
    out += std::to_string(base < 2 ? 0 : 1 << (base - 2)) +
           std::string(static_cast<std::size_t>(event.value.dots), '.');
    if (!event.value.ratio.plain()) out.append("/").append(std::to_string(event.value.ratio.actual));
    if (!event.notes.empty() && event.notes[0].tieStart) out += '~';
  }
  return out;
}

/// Durations in 16ths, negative for rests, from a bar's start.
NotationPtr written(TimeSignature signature, const std::vector<int>& sixteenths) {
  return notate(melody(signature, sixteenths, Tick(120)));
}

TEST(Rhythm, FollowsTheMetresConventions) {
  EXPECT_EQ(valuesOf(*written({4, 4}, {4, 8, 4})), "4 2 4");
  EXPECT_EQ(valuesOf(*written({4, 4}, {2, 4, 2, 8})), "8 4 8 2");
  EXPECT_EQ(valuesOf(*written({4, 4}, {6, 4, 6})), "4. 8~ 8 4.");
  EXPECT_EQ(valuesOf(*written({4, 4}, {12, 4})), "2. 4");
  EXPECT_EQ(valuesOf(*written({4, 4}, {4, 12})), "4 2.");
  EXPECT_EQ(valuesOf(*written({4, 4}, {10, 6})), "2~ 8 4.");
  EXPECT_EQ(valuesOf(*written({4, 4}, {3, 3, 2, 8})), "8. 16~ 8 8 2");
  EXPECT_EQ(valuesOf(*written({3, 4}, {6, 6})), "4. 4.");
  EXPECT_EQ(valuesOf(*written({3, 4}, {12})), "2.");
  EXPECT_EQ(valuesOf(*written({6, 8}, {12})), "2.");
  EXPECT_EQ(valuesOf(*written({6, 8}, {2, 6, 4})), "8 4~ 8 4");
  EXPECT_EQ(valuesOf(*written({6, 8}, {8, 4})), "4.~ 8 4");
  EXPECT_EQ(valuesOf(*written({6, 8}, {4, 2, 6})), "4 8 4.");
  EXPECT_EQ(valuesOf(*written({5, 8}, {10})), "4.~ 4");
  EXPECT_EQ(valuesOf(*written({2, 2}, {4, 8, 4})), "4 2 4");
  EXPECT_EQ(valuesOf(*written({4, 4}, {20, 12}), 0), "1~");
  EXPECT_EQ(valuesOf(*written({4, 4}, {20, 12}), 1), "4 2.");
}

TEST(Rhythm, CutsRestsAtBeats) {
  EXPECT_EQ(valuesOf(*written({4, 4}, {4, -12})), "4 r4 r2");
  EXPECT_EQ(valuesOf(*written({4, 4}, {-12, 4})), "r2 r4 4");
  EXPECT_EQ(valuesOf(*written({3, 4}, {4, -8})), "4 r4 r4");
  EXPECT_EQ(valuesOf(*written({6, 8}, {-6, 6})), "r4. 4.");
  EXPECT_EQ(valuesOf(*written({6, 8}, {2, -4, 6})), "8 r8 r8 4.");
  EXPECT_EQ(valuesOf(*written({4, 4}, {2, -14})), "8 r8 r4 r2");
  EXPECT_EQ(valuesOf(*written({4, 4}, {-16, 16}), 0), "R1");
}

TEST(Rhythm, WritesTripletsAndQuintupletsWhereTheyAreMeant) {
  EXPECT_EQ(valuesOf(*notate(melody({2, 4}, {1, 1, 1, 3}, Tick(160)))), "8/3 8/3 8/3 4");
  EXPECT_EQ(valuesOf(*notate(melody({2, 4}, {2, 1, 3}, Tick(160)))), "4/3 8/3 4");
  EXPECT_EQ(valuesOf(*notate(melody({2, 4}, {1, 1, 1}, Tick(320)))), "4/3 4/3 4/3");
  EXPECT_EQ(valuesOf(*notate(melody({1, 4}, {1, 1, 1, 1, 1}, Tick(96)))), "16/5 16/5 16/5 16/5 16/5");
  EXPECT_EQ(valuesOf(*notate(melody({2, 4}, {3, 4, 5}, Tick(80)))), "8 8~ 16/3 16/3~ 4/3")
      << "odd, but exact";
}

TEST(Rhythm, ReadsAPlayedRhythm) {
  // Quarter, two eighths, triplet, half; 25 ms unsteady, three quarters of the length held.
  const std::vector<std::pair<int, int>> meant = {{0, 480},    {480, 240},  {720, 240},
                                                  {960, 160},  {1120, 160}, {1280, 160},
                                                  {1440, 480}, {1920, 960}, {2880, 960}};
  const std::array<int, 9> late = {3, -11, 14, -9, 12, 7, -13, 16, -6};
  Piece piece{{4, 4}, {}};
  for (std::size_t i = 0; i < meant.size(); ++i) {
    const Tick at(std::max(0, meant[i].first + late[i]));
    piece.notes.push_back({0, at, Tick(meant[i].second * 4 / 5 + late[8 - i]), 62 + static_cast<int>(i)});
  }
  const NotationPtr notation = notate(pieceInBars(piece));
  EXPECT_EQ(valuesOf(*notation, 0), "4 8 8 8/3 8/3 8/3 4");
  EXPECT_EQ(valuesOf(*notation, 1), "2 2");
}

TEST(Rhythm, BeamsByTheMetre) {
  const auto groups = [](const Notation& notation) {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (const BeamGroup& beam : notation.staffBar(0, 0, 0).voices[0].beams)
      found.emplace_back(beam.first, beam.last);
    return found;
  };
  using Groups = std::vector<std::pair<std::size_t, std::size_t>>;
  EXPECT_EQ(groups(*written({4, 4}, {2, 2, 2, 2, 2, 2, 2, 2})), (Groups{{0, 3}, {4, 7}}));
  EXPECT_EQ(groups(*written({4, 4}, {2, 2, 1, 1, 1, 1, 8})), (Groups{{0, 1}, {2, 5}}));
  EXPECT_EQ(groups(*written({3, 4}, {2, 2, 2, 2, 2, 2})), (Groups{{0, 5}}));
  EXPECT_EQ(groups(*written({6, 8}, {2, 2, 2, 2, 2, 2})), (Groups{{0, 2}, {3, 5}}));
  EXPECT_EQ(groups(*written({2, 4}, {3, 1, 1, 3})), (Groups{{0, 1}, {2, 3}}));
  EXPECT_EQ(groups(*written({7, 8}, {2, 2, 2, 2, 2, 2, 2})), (Groups{{0, 1}, {2, 3}, {4, 6}}));
  const auto dotted = written({2, 4}, {3, 1, 1, 3});
  const auto& events = dotted->staffBar(0, 0, 0).voices[0].events;
  EXPECT_EQ(events[1].beams[0], Beam::End);
  EXPECT_EQ(events[1].beams[1], Beam::BackwardHook);
  EXPECT_EQ(events[2].beams[1], Beam::ForwardHook);
}

TEST(Rhythm, TakesAShortFirstBarForAPickup) {
  ScoreParts parts;
  auto track = std::make_shared<Track>();
  for (int i = 0; i < 5; ++i) track->notes.push_back({0, Tick(i * 480), Tick(480), 67});
  parts.tracks = {track};
  parts.meter = {{Tick(0), {1, 4}}, {Tick(480), {4, 4}}};
  const NotationPtr notation = notate(Score::make(parts));
  ASSERT_EQ(notation->bars().size(), 2U);
  EXPECT_TRUE(notation->bars()[0].implicit);
  EXPECT_EQ(notation->bars()[0].number, 0);
  EXPECT_EQ(notation->bars()[0].signature, (TimeSignature{4, 4}));
  EXPECT_TRUE(notation->bars()[0].showSignature);
  EXPECT_FALSE(notation->bars()[1].showSignature);
  EXPECT_EQ(notation->bars()[1].number, 1);
  parts.meter.clear();
  NotateOptions options;
  options.pickup = Tick(480);
  const NotationPtr asked = notate(Score::make(parts), options);
  ASSERT_EQ(asked->bars().size(), 2U);
  EXPECT_TRUE(asked->bars()[0].implicit);
  EXPECT_EQ(asked->bars()[0].length, Fraction(1));
  // The same metre said again inside its first bar, as edits::setPickup leaves it.
  parts.meter = {{Tick(0), {4, 4}}, {Tick(480), {4, 4}}};
  const NotationPtr moved = notate(Score::make(parts));
  ASSERT_EQ(moved->bars().size(), 2U);
  EXPECT_TRUE(moved->bars()[0].implicit);
  EXPECT_EQ(moved->bars()[0].length, Fraction(1));
  EXPECT_FALSE(moved->bars()[1].showSignature);
}

TEST(Rhythm, StaccatoIsNoRest) {
  // Sixteenths that sound for half their time among plain notes; an eighth and a real rest stay what they
  // are.
  const ScorePtr staccato = melody({4, 4}, {8, 1, -1, 1, -1, 1, -1, 1, -1, 4, -4, 8}, Tick(60));
  EXPECT_EQ(valuesOf(*notate(staccato)), "4 16 16 16 16 8 r8 4");
}

/// Notes that sound for `share` of what they are written, in 16ths; negative for rests.
ScorePtr shortened(const std::vector<int>& sixteenths, double share) {
  Piece piece{{4, 4}, {}};
  Tick at(0);
  for (std::size_t i = 0; i < sixteenths.size(); ++i) {
    const Tick whole(120LL * std::abs(sixteenths[i]));
    const Tick sounds(std::lround(share * static_cast<double>(whole.value)));
    if (sixteenths[i] > 0) piece.notes.push_back({0, at, sounds, 67 + static_cast<int>(i % 5)});
    at += whole;
  }
  return pieceInBars(std::move(piece));
}

TEST(Rhythm, NotesShortenedByArticulationAreWrittenWhole) {
  const std::vector<int> bars = {1, 1,  1,  1,  2, 2, 1, 1,
                                 1, 1,  4,                   // so that the file shows how it shortens
                                 2, 2,  -4, -1, 1, 1, 1, 4,  // an eighth before rests
                                 1, -1, -2, 4,  8, 16};
  for (const double share : {7.0 / 8, 9.0 / 10, 15.0 / 16}) {
    const ScorePtr score = shortened(bars, share);
    const NotationPtr notation = notate(score);
    EXPECT_EQ(valuesOf(*notation, 0), "16 16 16 16 8 8 16 16 16 16 4") << share;
    EXPECT_EQ(valuesOf(*notation, 1), "8 8 r4 r16 16 16 16 4") << share;
    EXPECT_EQ(valuesOf(*notation, 2), "16 r16 r8 4 2") << share;
    EXPECT_EQ(valuesOf(*notation, 3), "1") << share;
    expectFullBars(*notation);
    EXPECT_EQ(score, notation->score()) << "what is played is what was given";
  }
}

TEST(Rhythm, ANoteThatJustMissesABeatIsWrittenUpToIt) {
  // Alone in its file: 7/16 of a quarter before rests. A dotted 16th in a rhythm of its own stays one.
  Piece piece{{4, 4},
              {{0, Tick(0), Tick(210), 60}, {0, Tick(960), Tick(480), 62}, {0, Tick(1440), Tick(480), 64}}};
  EXPECT_EQ(valuesOf(*notate(pieceInBars(piece))), "8 r8 r4 4 4");
  EXPECT_EQ(valuesOf(*notate(melody({2, 4}, {3, 1, 4, 3, 1, 4}, Tick(60)))), "16. 32 8 16. 32 8");
  EXPECT_EQ(valuesOf(*notate(melody({2, 4}, {1, -3, 4, 8}, Tick(60)))), "32 r32 r16 8 4");
}

std::size_t graces(const Notation& notation, std::size_t event) {
  return notation.staffBar(0, 0, 0).voices.at(0).events.at(event).graceBefore.size();
}

TEST(Rhythm, OrnamentsPlayedOutLeadToTheNoteTheyDecorate) {
  // A mordent of 3/32 of a quarter a note, one of triplets, a short trill.
  Piece piece{{4, 4}, {}};
  Tick at(0);
  const auto play = [&](int ticks, Pitch pitch) {
    piece.notes.push_back({0, at, Tick(ticks), pitch});
    at += Tick(ticks);
  };
  play(45, 72), play(45, 71), play(270, 72), play(120, 74);
  play(40, 71), play(40, 69), play(160, 71), play(240, 72);
  play(34, 72), play(34, 71), play(34, 72), play(138, 71), play(240, 69);
  play(480, 67);
  for (int i = 0; i < 80; ++i) play(240, 60 + i % 7);  // a file that means its times
  const NotationPtr notation = notate(pieceInBars(piece));
  EXPECT_EQ(valuesOf(*notation), "8. 16 8 8 8 8 4");
  EXPECT_EQ(graces(*notation, 0), 2U);
  EXPECT_EQ(graces(*notation, 2), 2U);
  EXPECT_EQ(graces(*notation, 4), 3U);
  expectFullBars(*notation);
  // Written-out triplets and 32nds stay: no note goes on for long, or the place is a plain one.
  EXPECT_EQ(valuesOf(*notate(melody({2, 4}, {1, 1, 1, 1, 1, 1, 6}, Tick(80)))),
            "16/6 16/6 16/6 16/6 16/6 16/6 4");
  EXPECT_EQ(valuesOf(*notate(melody({2, 4}, {1, 1, 6, 8}, Tick(60)))), "32 32 8. 4");
}

TEST(Rhythm, TheLastNoteOfALongTrillIsNoGraceNote) {
  Piece piece{{4, 4}, {}};
  for (int i = 0; i < 32; ++i) piece.notes.push_back({0, Tick(30 * i), Tick(30), 72 + i % 2});
  piece.notes.push_back({0, Tick(960), Tick(960), 72});
  const NotationPtr notation = notate(pieceInBars(piece));
  const auto& events = notation->staffBar(0, 0, 0).voices.at(0).events;
  ASSERT_EQ(events.size(), 33U);
  EXPECT_TRUE(events.back().graceBefore.empty());
}

TEST(Rhythm, TupletsAreCountedByTheBeat) {
  // Twelve notes in the time of a half: two beats of six, as engravers write them, not one of "3".
  const NotationPtr sextuplets = notate(melody({4, 4}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 12}, Tick(80)));
  const Voice& fast = sextuplets->staffBar(0, 0, 0).voices.at(0);
  ASSERT_EQ(fast.tuplets.size(), 2U);
  EXPECT_EQ(fast.tuplets[0].ratio, (Ratio{6, 4}));
  EXPECT_EQ(fast.tuplets[0].last, 5U);
  EXPECT_EQ(fast.tuplets[1].unit, NoteBase::Sixteenth);
  ASSERT_EQ(fast.beams.size(), 2U) << "a beam each";
  expectFullBars(*sextuplets);
  const NotationPtr triplets = notate(melody({4, 4}, {1, 1, 1, 1, 1, 1, 6}, Tick(160)));
  const Voice& slow = triplets->staffBar(0, 0, 0).voices.at(0);
  ASSERT_EQ(slow.tuplets.size(), 2U);
  EXPECT_EQ(slow.tuplets[1].ratio, (Ratio{3, 2}));
  EXPECT_EQ(slow.tuplets[1].unit, NoteBase::Eighth);
  // Three quarters in the time of a half stay one.
  const NotationPtr wide = notate(melody({4, 4}, {2, 2, 2, 6}, Tick(160)));
  ASSERT_EQ(wide->staffBar(0, 0, 0).voices.at(0).tuplets.size(), 1U);
}

TEST(Rhythm, InCutTimeTripletsAreCountedByTheQuarter) {
  // A hornpipe: long and short of three, as pairs on a quarter each.
  const NotationPtr hornpipe = notate(melody({2, 2}, {2, 1, 2, 1, 1, 1, 1, 3}, Tick(160)));
  const Voice& voice = hornpipe->staffBar(0, 0, 0).voices.at(0);
  ASSERT_EQ(voice.tuplets.size(), 3U);
  for (const Tuplet& tuplet : voice.tuplets) {
    EXPECT_EQ(tuplet.ratio, (Ratio{3, 2}));
    EXPECT_EQ(tuplet.unit, NoteBase::Eighth);
  }
  EXPECT_EQ(voice.tuplets[1].first, 2U);
  expectFullBars(*hornpipe);
  const NotationPtr wide = notate(melody({2, 2}, {2, 2, 2, 6}, Tick(160)));
  ASSERT_EQ(wide->staffBar(0, 0, 0).voices.at(0).tuplets.size(), 1U);
  EXPECT_EQ(wide->staffBar(0, 0, 0).voices.at(0).tuplets[0].unit, NoteBase::Quarter);
}

}  // namespace
}  // namespace partimento::notation
