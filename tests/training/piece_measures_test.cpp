#include "training/evaluate/piece_measures.h"

#include <algorithm>
#include <array>
#include <optional>

#include <gtest/gtest.h>

#include "tests/training/scale_corpus.h"

namespace partimento::training {
namespace {

constexpr std::int64_t kBar = 4 * 480;

ScorePtr scoreOf(std::vector<std::vector<Note>> lines) {
  ScoreParts parts;
  for (std::vector<Note>& line : lines) {
    auto track = std::make_shared<Track>();
    track->notes = std::move(line);
    parts.tracks.push_back(std::move(track));
  }
  return Score::make(std::move(parts));
}

std::optional<double> valueOf(const PieceMeasures& measures, std::string_view id) {
  const auto found = std::find_if(measures.values.begin(), measures.values.end(),
                                  [id](const PieceValue& value) { return value.id == id; });
  if (found == measures.values.end()) return std::nullopt;
  return found->value;
}

TEST(PieceMeasures, EveryMeasureHasOneIdAndItsPlace) {
  const ScorePtr score = scoreOf({test::scaleTune(1, 60)});
  const PieceMeasures measures =
      measurePiece(*score, {Tick(2 * kBar), Tick(6 * kBar)}, analysis::PassageIndex({}));
  std::vector<std::string_view> known(measureIds().begin(), measureIds().end());
  known.insert(known.end(), shareIds().begin(), shareIds().end());
  std::vector<std::ptrdiff_t> places;
  for (const PieceValue& value : measures.values)
    places.push_back(std::find(known.begin(), known.end(), value.id) - known.begin());
  EXPECT_TRUE(std::is_sorted(places.begin(), places.end()));
  EXPECT_EQ(std::adjacent_find(places.begin(), places.end()), places.end());
  EXPECT_LT(places.back(), std::ssize(known));
  EXPECT_FALSE(valueOf(measures, "parallel-fifths")) << "one line has no parallels";
  EXPECT_DOUBLE_EQ(*valueOf(measures, "polyphony"), 1);
  EXPECT_GT(*valueOf(measures, "in-opening-scale"), 0.85) << "two bars may look like a neighbouring key";
  EXPECT_DOUBLE_EQ(*valueOf(measures, "on-grid"), 1);
}

TEST(PieceMeasures, FindsWhatWasCopiedInAnyKey) {
  const std::vector<Note> tune = test::scaleTune(1, 60);
  std::vector<Note> moved = tune;
  for (Note& note : moved) note.pitch += 5;
  const std::vector<analysis::NoteLine> training = {noteLineOf(test::scaleTune(9, 40), 480),
                                                    noteLineOf(moved, 480)};
  const PieceCut cut{Tick(2 * kBar), Tick(6 * kBar)};
  const PieceMeasures copy = measurePiece(*scoreOf({tune}), cut, analysis::PassageIndex(training));
  const auto inside = std::count_if(tune.begin(), tune.end(), [&](const Note& note) {
    return note.onset >= cut.from && note.onset < cut.to;
  });
  // the last note may be cut short, and is then another length
  EXPECT_GE(copy.copied.notes + 1, static_cast<std::size_t>(inside));
  EXPECT_GE(copy.copied.from, cut.from);
  EXPECT_LE(copy.copied.to, cut.to);
  EXPECT_DOUBLE_EQ(*valueOf(copy, "quotes-training"), 1);
  EXPECT_DOUBLE_EQ(*valueOf(copy, "longest-copied"), static_cast<double>(copy.copied.notes));
  const PieceMeasures own = measurePiece(*scoreOf({tune}), cut, analysis::PassageIndex({}));
  EXPECT_DOUBLE_EQ(*valueOf(own, "quotes-training"), 0);
}

TEST(PieceMeasures, KeyAndEndAreReadAgainstTheOpening) {
  std::vector<Note> line = test::scaleTune(1, 60);
  std::vector<Note> modulating;
  for (Note note : line) {
    if (note.onset >= Tick(2 * kBar)) note.pitch += 6;  // C major goes on in F sharp major
    modulating.push_back(note);
  }
  const PieceCut cut{Tick(2 * kBar), Tick(6 * kBar)};
  const analysis::PassageIndex none({});
  const PieceMeasures same = measurePiece(*scoreOf({line}), cut, none);
  const PieceMeasures other = measurePiece(*scoreOf({modulating}), cut, none);
  EXPECT_LT(*valueOf(other, "in-opening-scale"), 0.5);
  EXPECT_DOUBLE_EQ(*valueOf(other, "keeps-key"), 0);
  EXPECT_EQ(*valueOf(other, "groove"), *valueOf(same, "groove"));
}

TEST(PieceMeasures, FourLinesAreVoices) {
  std::vector<std::vector<Note>> lines(4);
  for (int i = 0; i < 32; ++i) {
    for (std::size_t voice = 0; voice < 4; ++voice) {
      Note note;
      note.onset = Tick(480 * i);
      note.duration = Tick(480);
      note.pitch = (i % 2 == 0 ? std::array{72, 67, 64, 48} : std::array{71, 67, 62, 55})[voice];
      lines[voice].push_back(note);
    }
  }
  const PieceMeasures measures =
      measurePiece(*scoreOf(lines), {Tick(4 * kBar), Tick(8 * kBar)}, analysis::PassageIndex({}));
  EXPECT_DOUBLE_EQ(*valueOf(measures, "parallel-fifths"), 0);
  EXPECT_DOUBLE_EQ(*valueOf(measures, "voices-in-range"), 1);
  EXPECT_DOUBLE_EQ(*valueOf(measures, "polyphony"), 4);
  EXPECT_FALSE(valueOf(measures, "cadences")) << "no chord is held";
  EXPECT_DOUBLE_EQ(*valueOf(measures, "heard-before"), 1);
}

}  // namespace
}  // namespace partimento::training
