// What the page shows behind notes that are not plainly the composer's own.

#include <QImage>
#include <cmath>

#include <gtest/gtest.h>

#include "core/music/edits.h"
#include "core/notation/notate.h"
#include "ui/score_view/drawing_painter.h"
#include "ui/score_view/score_canvas.h"
#include "ui/score_view/score_view.h"

namespace partimento::test {
namespace {

using ui::ScoreView;
using ui::score::Paper;
using ui::score::ScoreCanvas;
using ui::score::ScoreInk;

/// Four quarter notes: plain, against a rule, a model's, and a model's against a rule.
ScorePtr markedScore() {
  Track track;
  for (int i = 0; i < 4; ++i) {
    Note note{.onset = Tick(i * 480), .duration = Tick(480), .pitch = 67 + 2 * i};
    note.relaxed = i % 2 == 1 ? RelaxedRule::Scale : RelaxedRule::None;
    note.origin = i >= 2 ? Origin::Model : Origin::Seed;
    track.notes.push_back(note);
  }
  ScoreParts parts;
  parts.keys = {{Tick(0), 0, false}};
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  return Score::make(std::move(parts));
}

bool alike(const QColor& a, const QColor& b) {
  return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 60;
}

class ScoreMarksTest : public ::testing::Test {
 protected:
  void SetUp() override {
    view.resize(900, 600);
    view.setScore(score);
    view.show();
    canvas = view.findChild<ScoreCanvas*>();
    view.setZoom(300);
  }

  /// Pixels of a colour around the head of a note.
  int pixels(std::size_t index, const QColor& colour) {
    const NoteId id = score->track(0).notes[index].id;
    canvas->reveal(id);
    const QImage image = canvas->grab().toImage();
    const auto heads = ui::score::headsOf(*view.layoutShown(), {id});
    const QRect place = canvas->geometry().viewOf(heads.at(0).page, heads.at(0).box.grown(0.32)).toRect();
    if (!image.rect().contains(place)) {
      ADD_FAILURE() << "not on the screen";
      return -1;
    }
    int count = 0;
    for (int y = place.top(); y <= place.bottom(); ++y) {
      for (int x = place.left(); x <= place.right(); ++x)
        count += alike(image.pixelColor(x, y), colour) ? 1 : 0;
    }
    return count;
  }
  int hatch(std::size_t index) { return pixels(index, inkOf(view.paper()).relaxed); }
  static ScoreInk inkOf(Paper paper) { return ScoreInk::of(paper, ui::Theme::current()); }

  ScorePtr score = markedScore();
  ScoreView view;
  ScoreCanvas* canvas = nullptr;
};

TEST_F(ScoreMarksTest, NotesAgainstARuleAreHatchedAndNoOthers) {
  for (const Paper paper : {Paper::Theme, Paper::Light, Paper::Dark}) {
    view.setPaper(paper);
    EXPECT_EQ(hatch(0), 0) << "a plain note";
    EXPECT_GT(hatch(1), 30);
    EXPECT_EQ(hatch(2), 0) << "a model's note";
    EXPECT_GT(hatch(3), 30) << "a model's note against a rule";
  }
}

TEST_F(ScoreMarksTest, TheHatchIsLinesAndNotAField) {
  const auto heads = ui::score::headsOf(*view.layoutShown(), {score->track(0).notes[1].id});
  const QRectF place = canvas->geometry().viewOf(heads.at(0).page, heads.at(0).box.grown(0.32));
  EXPECT_LT(hatch(1), 0.5 * place.width() * place.height());
}

TEST_F(ScoreMarksTest, MarksFollowANoteThatIsWrittenAsBefore) {
  ASSERT_GT(hatch(1), 30);
  std::vector<Note> notes = score->track(0).notes;
  notes[1].relaxed = RelaxedRule::None;
  notes[0].relaxed = RelaxedRule::Scale;
  score = edits::replaceNotes(score, 0, std::vector{notes[0], notes[1]});
  view.setScore(score);
  EXPECT_GT(hatch(0), 30);
  EXPECT_EQ(hatch(1), 0);
}

TEST_F(ScoreMarksTest, ATakeThatIsAcceptedIsPaleNoMore) {
  const std::vector<Note>& notes = score->track(0).notes;
  const ScorePtr seed = edits::removeNotes(score, 0, {notes[0].id});
  view.setScore(seed);
  view.setGhost({score, {notes[0].id}});
  const QColor ink = inkOf(view.paper()).ink;
  const int pale = pixels(0, ink);
  view.setScore(score);
  view.setGhost({});
  EXPECT_GT(pixels(0, ink), pale + 30);
}

/// A page with two beamed eighths, one with a flag and a quarter, the first `pale` of them of a take.
class GhostInkTest : public ::testing::Test {
 protected:
  void paint(std::size_t pale) {
    Track track;
    for (const auto& [at, length] :
         std::vector<std::pair<int, int>>{{0, 240}, {240, 240}, {480, 240}, {960, 480}})
      track.notes.push_back({.onset = Tick(at), .duration = Tick(length), .pitch = 67});
    ScoreParts parts;
    parts.tracks = {std::make_shared<const Track>(std::move(track))};
    const ScorePtr score = Score::make(std::move(parts));
    std::unordered_set<NoteId> ghosts;
    for (std::size_t i = 0; i < pale; ++i) ghosts.insert(score->track(0).notes[i].id);
    layout = engraving::Layout::make(notation::notate(score), {});
    picture = QImage(2000, 1000, QImage::Format_RGB32);
    picture.fill(ink.paper);
    QPainter painter(&picture);
    const ui::score::NoteMarks marks(*score);
    ui::score::DrawingPainter drawing(painter, ink, &marks);
    drawing.setGhosts(&ghosts);
    drawing.setTarget({QPointF(), kScale, ui::score::DrawingPainter::Edges::Pixels});
    ui::score::paintPage(drawing, *layout, 0, QPointF(), {0, 0, 125, 62});
  }
  QColor at(engraving::Point point) const {
    const engraving::Point page = point + layout->systems()[0].at;
    return picture.pixelColor(static_cast<int>(page.x * kScale), static_cast<int>(page.y * kScale));
  }
  const engraving::Drawing& marks() const { return layout->systems()[0].system->bars[0].marks; }

  static constexpr double kScale = 16;
  ScoreInk ink = ScoreInk::of(Paper::Light, ui::Theme::light());
  engraving::LayoutPtr layout;
  QImage picture;
};

TEST_F(GhostInkTest, StemsAndBeamsOfATakeAreAsPaleAsItsHeads) {
  for (const std::size_t pale : {0U, 4U}) {
    paint(pale);
    int stems = 0;
    for (const engraving::LineMark& line : marks().lines) {
      if (line.role != engraving::Role::Stem) continue;
      ++stems;
      EXPECT_EQ(alike(at((line.from + line.to) * 0.5), ink.ink), pale == 0);
    }
    EXPECT_EQ(stems, 4);
    ASSERT_EQ(marks().quads.size(), 1U);
    const auto& corners = marks().quads[0].corners;
    EXPECT_EQ(alike(at((corners[0] + corners[2]) * 0.5), ink.ink), pale == 0);
  }
}

}  // namespace
}  // namespace partimento::test
