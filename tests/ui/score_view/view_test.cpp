// Selecting, changing and seeing notes on the staff.

#include "tests/ui/score_view/view_fixture.h"

namespace partimento::test {
namespace {

TEST_F(ScoreViewTest, AClickSelectsAndSounds) {
  QSignalSpy sounded(view.get(), &ScoreView::noteAuditioned);
  Pointer(canvas).click(placeOf(notes()[1].id));
  EXPECT_EQ(view->selection(), (edits::NoteIds{notes()[1].id}));
  ASSERT_EQ(sounded.count(), 1);
  EXPECT_EQ(sounded.front().front().toInt(), 64);
  EXPECT_TRUE(said.startsWith(QStringLiteral("E4, bar 1, beat 2, quarter note"))) << said.toStdString();
  Pointer(canvas).holding(Qt::ControlModifier).click(placeOf(notes()[2].id));
  EXPECT_EQ(view->selection().size(), 2U);
}

TEST_F(ScoreViewTest, AClickBesideSeeks) {
  QSignalSpy seeks(view.get(), &ScoreView::seekRequested);
  view->setSelection({notes()[0].id});
  const QPointF high = placeOf(notes()[2].id);
  Pointer(canvas).click({high.x() + 1, high.y() - canvas->geometry().space * 6.0});
  EXPECT_TRUE(view->selection().empty());
  ASSERT_EQ(seeks.count(), 1);
  EXPECT_NEAR(static_cast<double>(seeks.front().front().value<Tick>().value), 960, 120);
}

TEST_F(ScoreViewTest, ARubberBandSelects) {
  const QPointF first = placeOf(notes()[0].id);
  const QPointF last = placeOf(notes()[2].id);
  Pointer(canvas).drag({first.x() - 12, first.y() + 40}, {last.x() + 12, last.y() - 40});
  EXPECT_EQ(view->selection().size(), 3U);
}

TEST_F(ScoreViewTest, ArrowsChangePitchAndGoFromNoteToNote) {
  view->setSelection({notes()[0].id});
  key(Qt::Key_Up);
  EXPECT_EQ(notes()[0].pitch, 61);
  key(Qt::Key_Up, Qt::ControlModifier);
  EXPECT_EQ(notes()[0].pitch, 73);
  key(Qt::Key_Right);
  EXPECT_EQ(view->selection(), (edits::NoteIds{notes()[1].id}));
  EXPECT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].first, QStringLiteral("Transpose"));
}

TEST_F(ScoreViewTest, LettersChangeThePitch) {
  view->setSelection({notes()[0].id});
  key(Qt::Key_D);
  EXPECT_EQ(notes()[0].pitch, 62);
  key(Qt::Key_B);
  EXPECT_EQ(notes()[0].pitch, 59);
}

TEST_F(ScoreViewTest, AnAccidentalStaysWithItsLetter) {
  const auto written = [this](NoteId id) {
    const auto& notation = *view->layoutShown()->notation();
    return notation::spelledClassName(notation.note(notation.find(id).front()).pitch);
  };
  const NoteId id = notes()[0].id;
  view->setSelection({id});
  const auto settled = [&] {
    return QTest::qWaitFor([&] { return view->layoutShown()->notation()->score() == score; });
  };
  key(Qt::Key_Minus);
  EXPECT_EQ(notes()[0].pitch, 59);
  ASSERT_TRUE(settled());
  EXPECT_EQ(written(id), "Cb");
  key(Qt::Key_Equal);
  key(Qt::Key_Plus);
  EXPECT_EQ(notes()[0].pitch, 61);
  ASSERT_TRUE(settled());
  EXPECT_EQ(written(id), "C#");
  key(Qt::Key_J);
  EXPECT_EQ(notes()[0].pitch, 61);
  ASSERT_TRUE(settled());
  EXPECT_EQ(written(id), "Db");
  key(Qt::Key_Minus);
  EXPECT_EQ(notes()[0].pitch, 60);
  ASSERT_TRUE(settled());
  EXPECT_EQ(written(id), "Dbb");
  // An arrow goes to the next key, which is written as the music around it asks.
  key(Qt::Key_Up);
  EXPECT_EQ(notes()[0].pitch, 61);
}

TEST_F(ScoreViewTest, DigitsAndDotChangeTheValue) {
  view->setSelection({notes()[0].id});
  key(Qt::Key_4);
  EXPECT_EQ(notes()[0].duration, Tick(240));
  key(Qt::Key_Period);
  EXPECT_EQ(notes()[0].duration, Tick(360));
  key(Qt::Key_6);
  EXPECT_EQ(notes()[0].duration, Tick(960));
  EXPECT_EQ(notes().size(), 3U) << "the next note made room";
}

TEST_F(ScoreViewTest, DeleteLeavesARest) {
  view->setSelection({notes()[1].id});
  key(Qt::Key_Delete);
  EXPECT_EQ(notes().size(), 3U);
  EXPECT_TRUE(view->selection().empty());
}

TEST_F(ScoreViewTest, WritingWithLettersGoesOn) {
  show(scoreOf({noteAt(0, 1, 60)}));
  view->setSelection({notes()[0].id});
  key(Qt::Key_N);
  EXPECT_TRUE(view->scene().caret.on);
  key(Qt::Key_4);
  for (const int letter : {Qt::Key_C, Qt::Key_D, Qt::Key_E}) key(letter);
  key(Qt::Key_0);
  key(Qt::Key_G);
  ASSERT_EQ(notes().size(), 4U);
  EXPECT_EQ(notes()[2].pitch, 64);
  EXPECT_EQ(notes()[3].onset, Tick(4 * 240));
  EXPECT_EQ(notes()[3].pitch, 67);
  key(Qt::Key_Escape);
  EXPECT_FALSE(view->scene().caret.on);
}

TEST_F(ScoreViewTest, ADoubleClickWritesANote) {
  show(scoreOf({noteAt(0, 1, 60), noteAt(4, 1, 60)}));
  const engraving::PaperSpot spot = view->layoutShown()->spotAt(Tick(2 * 480));
  const double middle = (spot.top + spot.bottom) / 2;
  Pointer(canvas).doubleClick(canvas->geometry().viewOf(spot.page, engraving::Point{spot.x + 0.3, middle}));
  ASSERT_EQ(notes().size(), 3U);
  EXPECT_EQ(notes()[1].pitch, 71) << "the middle line of the treble staff";
}

TEST_F(ScoreViewTest, HeldKeysAreOneStep) {
  view->setSelection({notes()[0].id});
  QKeyEvent first(QEvent::KeyPress, Qt::Key_Up, Qt::NoModifier);
  QKeyEvent again(QEvent::KeyPress, Qt::Key_Up, Qt::NoModifier, QString(), true);
  QApplication::sendEvent(canvas, &first);
  QApplication::sendEvent(canvas, &again);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_FALSE(steps[0].second);
  EXPECT_TRUE(steps[1].second);
}

TEST_F(ScoreViewTest, SingleKeysBelongToItOnlyWhereItHasAUse) {
  const auto takes = [this](int key) {
    QKeyEvent event(QEvent::ShortcutOverride, key, Qt::NoModifier);
    event.ignore();
    QApplication::sendEvent(canvas, &event);
    return event.isAccepted();
  };
  EXPECT_FALSE(takes(Qt::Key_4)) << "nothing is selected: the key is the window's";
  EXPECT_FALSE(takes(Qt::Key_Space));
  view->setSelection({notes()[0].id});
  EXPECT_TRUE(takes(Qt::Key_4));
  EXPECT_FALSE(takes(Qt::Key_Space));
}

TEST_F(ScoreViewTest, ThePlayheadTurnsThePages) {
  std::vector<Note> many;
  for (int i = 0; i < 1200; ++i) many.push_back(noteAt(i, 1, 60 + i % 12));
  show(scoreOf(std::move(many)));
  ASSERT_GT(view->layoutShown()->pages().size(), 1U);
  view->setPlaying(true);
  for (int quarter = 0; quarter < 1200; quarter += 3) {
    view->setPlayhead(Tick(quarter * 480));
    const engraving::PaperSpot spot = view->layoutShown()->spotAt(Tick(quarter * 480));
    const QPointF at = canvas->geometry().viewOf(spot.page, engraving::Point{spot.x, spot.top + 4});
    EXPECT_TRUE(QRectF(QPointF(), QSizeF(canvas->geometry().view)).contains(at)) << quarter;
  }
}

TEST_F(ScoreViewTest, CtrlAndWheelZoomAtThePointer) {
  const QPointF at = placeOf(notes()[3].id);
  const int before = canvas->geometry().space;
  Pointer(canvas).holding(Qt::ControlModifier).wheel(at, 3);
  EXPECT_GT(canvas->geometry().space, before);
  view->setForm(ui::score::Form::Line);
  EXPECT_EQ(view->layoutShown()->systems().size(), 1U);
}

TEST_F(ScoreViewTest, AGhostIsShownAndCannotBeTouched) {
  std::vector<Note> longer = notes();
  longer.push_back(noteAt(4, 1, 76, Origin::Model));
  const ScorePtr withTake = scoreOf(longer);
  const NoteId ghost = withTake->track(0).notes.back().id;
  view->setGhost({withTake, {ghost}});
  EXPECT_TRUE(view->scene().isGhost(ghost));
  Pointer(canvas).click(placeOf(ghost));
  EXPECT_TRUE(view->selection().empty());
  view->setGhost({});
  EXPECT_TRUE(headsOf(*view->layoutShown(), {ghost}).empty());
}

TEST_F(ScoreViewTest, SelectedNotesGoToAnotherVoice) {
  show(scoreOf({noteAt(0, 1, 60), noteAt(0, 1, 67), noteAt(1, 1, 64), noteAt(2, 2, 65)}));
  const NoteId low = notes()[0].id;
  view->setSelection({low});
  view->chooseVoice(1);
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].first, QStringLiteral("Change voice"));
  EXPECT_EQ(view->selection(), (edits::NoteIds{low})) << "it stays selected";
  EXPECT_TRUE(said.contains(QStringLiteral("voice 2"))) << said.toStdString();
  const auto& bar = view->layoutShown()->notation()->staffBar(0, 0, 0);
  ASSERT_EQ(bar.voices.size(), 2U);
  EXPECT_EQ(bar.voices[0].events[0].stem, notation::Stem::Up);
  EXPECT_EQ(bar.voices[1].events[0].stem, notation::Stem::Down);
  EXPECT_EQ(bar.voices[0].events[0].notes.size(), 1U);
  EXPECT_EQ(notes()[0].voice, 2);
  EXPECT_EQ(notes()[1].voice, 1) << "the others stay where they are written";
  view->chooseVoice(0);
  EXPECT_EQ(view->layoutShown()->notation()->staffBar(0, 0, 0).voices.size(), 1U) << "and back";
}

TEST_F(ScoreViewTest, WritesInTheChosenVoice) {
  show(scoreOf({noteAt(0, 4, 72), noteAt(4, 4, 72)}));
  view->setSelection({notes()[0].id});
  key(Qt::Key_N);
  view->chooseVoice(1);
  EXPECT_TRUE(said.contains(QStringLiteral("voice 2"))) << said.toStdString();
  key(Qt::Key_5);
  key(Qt::Key_C);
  key(Qt::Key_D);
  ASSERT_EQ(notes().size(), 4U) << "the held note of voice 1 stays";
  EXPECT_EQ(notes()[0].duration, Tick(4 * 480)) << "whole";
  const auto& bar = view->layoutShown()->notation()->staffBar(0, 0, 0);
  ASSERT_EQ(bar.voices.size(), 2U);
  EXPECT_EQ(bar.voices[0].events[0].value.base, notation::NoteBase::Whole);
  EXPECT_EQ(bar.voices[1].events[1].stem, notation::Stem::Down);
  EXPECT_TRUE(said.contains(QStringLiteral("voice 2"))) << said.toStdString();
}

TEST_F(ScoreViewTest, AStaffOfSeveralTracksHasThemAsItsVoices) {
  ScoreParts parts;
  const std::pair<const char*, Pitch> voices[] = {{"Soprano", 76}, {"Alto", 72}, {"Tenor", 64}, {"Bass", 52}};
  for (const auto& [name, pitch] : voices) {
    Track track;
    track.name = name;
    for (int beat = 0; beat < 4; ++beat) {
      const bool free = beat == 2 && pitch == 72;  // a chord would be no single voice any more
      if (!free) track.notes.push_back(noteAt(beat, 1, pitch));
    }
    parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  }
  show(Score::make(std::move(parts)));
  ASSERT_EQ(view->layoutShown()->notation()->parts().size(), 1U);
  const NoteId soprano = notes()[2].id;
  view->setSelection({soprano});
  view->chooseVoice(1);
  EXPECT_EQ(view->track(), 1U) << "the alto";
  EXPECT_EQ(score->track(0).notes.size(), 3U);
  EXPECT_EQ(score->track(1).notes.size(), 4U);
  steps.clear();
  view->chooseVoice(3);
  EXPECT_TRUE(steps.empty()) << "two tracks are two voices";
  EXPECT_TRUE(said.contains(QStringLiteral("no voice 4"))) << said.toStdString();
}

TEST_F(ScoreViewTest, AClickOnARestIsWhereLettersWrite) {
  show(scoreOf({noteAt(0, 1, 60), noteAt(2, 2, 67), noteAt(8, 4, 60)}));
  const ui::score::RestPlace rest{0, 0, 0, 0, 1};
  const auto place = ui::score::placeOf(*view->layoutShown(), rest);
  Pointer(canvas).click(canvas->geometry().viewOf(place.page, place.box.centre()));
  ASSERT_EQ(view->scene().rest, rest);
  EXPECT_TRUE(said.startsWith(QStringLiteral("rest, bar 1, beat 2, quarter"))) << said.toStdString();
  key(Qt::Key_E);
  ASSERT_EQ(notes().size(), 4U);
  EXPECT_EQ(notes()[1].onset, Tick(480));
  EXPECT_EQ(notes()[1].duration, Tick(480)) << "as long as the rest";
  EXPECT_EQ(notes()[1].pitch % 12, 4);
}

TEST_F(ScoreViewTest, AnEmptyBarIsOneTarget) {
  show(scoreOf({noteAt(0, 4, 60), noteAt(8, 4, 60)}));
  const ui::score::RestPlace rest{0, 0, 1, 0, 0};
  const auto place = ui::score::placeOf(*view->layoutShown(), rest);
  const QRectF bar = canvas->geometry().viewOf(place.page, place.box);
  QSignalSpy seeks(view.get(), &ScoreView::seekRequested);
  Pointer(canvas).click({bar.left() + bar.width() * 0.15, bar.center().y() + 6});
  EXPECT_EQ(view->scene().rest, rest);
  EXPECT_EQ(seeks.count(), 1) << "the playhead goes there too";
  EXPECT_TRUE(said.contains(QStringLiteral("whole bar"))) << said.toStdString();
  key(Qt::Key_Right);
  EXPECT_EQ(view->selection(), (edits::NoteIds{notes()[1].id})) << "the arrows go on from there";
  EXPECT_FALSE(view->scene().rest);
  Pointer(canvas).click({bar.center().x(), bar.center().y()});
  key(Qt::Key_Escape);
  EXPECT_FALSE(view->scene().rest);
  Pointer(canvas).doubleClick({bar.left() + 2, bar.center().y()});
  ASSERT_EQ(notes().size(), 3U);
  EXPECT_EQ(notes()[1].onset, Tick(4 * 480));
}

TEST_F(ScoreViewTest, PaintsInkOnPaper) {
  const QImage image = view->grab().toImage();
  int dark = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) dark += qGray(image.pixel(x, y)) > 200 ? 1 : 0;
  }
  EXPECT_GT(dark, 500) << "ink on the dark theme's paper";
}

}  // namespace
}  // namespace partimento::test
