// Writing on the staff by keys and pointer.

#include "tests/ui/score_view/view_fixture.h"
#include "ui/score_view/staff_edits.h"

namespace partimento::test {
namespace {

constexpr double kThird = 1.0 / 3;

class WritingTest : public ScoreViewTest {
 protected:
  void startAt(NoteId id) {
    view->setSelection({id});
    key(Qt::Key_N);
    ASSERT_TRUE(view->scene().caret.on);
  }
  /// The middle of a head on a staff step over the place of a tick.
  QPointF over(Tick tick, int step) const {
    const engraving::Layout& layout = *view->layoutShown();
    const engraving::PaperSpot spot = layout.spotAt(tick);
    const engraving::PlacedSystem& placed = layout.systems()[spot.system];
    const double y = placed.at.y + placed.system->staves.front().y + engraving::yOfStep(step);
    return canvas->geometry().viewOf(spot.page, engraving::Point{spot.x + 0.6, y});
  }
  const notation::StaffBar& bar(std::size_t index) const {
    return view->layoutShown()->notation()->staffBar(0, 0, index);
  }
};

TEST_F(WritingTest, AClickedTripletIsTheValueThatIsWrittenNext) {
  show(scoreOf({noteAt(0, kThird, 60), noteAt(kThird, kThird, 62), noteAt(2 * kThird, kThird, 64),
                noteAt(1, 1, 65), noteAt(2, 2, 67)}));
  Pointer(canvas).click(placeOf(notes()[1].id));
  EXPECT_TRUE(view->presentValue().startsWith(QStringLiteral("eighth note in a triplet")))
      << view->presentValue().toStdString();
  key(Qt::Key_N);
  key(Qt::Key_G);
  ASSERT_EQ(notes().size(), 5U);
  EXPECT_EQ(notes()[1].pitch, 67);
  EXPECT_EQ(notes()[1].onset, Tick(160));
  EXPECT_EQ(notes()[1].duration, Tick(160));
  EXPECT_EQ(notes()[2].onset, Tick(320)) << "the one after it stays";
}

TEST_F(WritingTest, ASlashWritesTripletsAndADigitLeavesThem) {
  show(scoreOf({noteAt(0, 4, 60), noteAt(4, 4, 60)}));
  startAt(notes()[0].id);
  key(Qt::Key_4);
  key(Qt::Key_Slash);
  EXPECT_TRUE(said.contains(QStringLiteral("triplet"))) << said.toStdString();
  for (const int letter : {Qt::Key_C, Qt::Key_D, Qt::Key_E}) key(letter);
  key(Qt::Key_5);
  key(Qt::Key_F);
  ASSERT_GE(notes().size(), 5U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(notes()[i].onset, Tick(static_cast<std::int64_t>(i) * 160));
    EXPECT_EQ(notes()[i].duration, Tick(160));
  }
  EXPECT_EQ(notes()[3].onset, Tick(480));
  EXPECT_EQ(notes()[3].duration, Tick(480));
  ASSERT_EQ(bar(0).voices[0].tuplets.size(), 1U);
  EXPECT_EQ(bar(0).voices[0].tuplets[0].ratio, (notation::Ratio{3, 2}));
}

TEST_F(WritingTest, ASlashMakesASelectedNoteShorter) {
  view->setSelection({notes()[0].id});
  key(Qt::Key_Slash, Qt::ShiftModifier);  // as typed on a Spanish keyboard
  EXPECT_EQ(notes()[0].duration, Tick(320));
  key(Qt::Key_Slash);
  EXPECT_EQ(notes()[0].duration, Tick(480));
}

TEST_F(WritingTest, ATieGoesOnAndSoDoesTheCaret) {
  show(scoreOf({noteAt(0, 4, 60), noteAt(4, 4, 60)}));
  startAt(notes()[0].id);
  key(Qt::Key_5);
  key(Qt::Key_C);
  key(Qt::Key_4);
  key(Qt::Key_T);
  EXPECT_EQ(notes()[0].duration, Tick(720));
  EXPECT_EQ(view->scene().caret.at, Tick(720));
  key(Qt::Key_D);
  EXPECT_EQ(notes()[0].duration, Tick(720)) << "the next letter leaves the tie";
  EXPECT_EQ(notes()[1].onset, Tick(720));
}

TEST_F(WritingTest, ATieMakesWhatFollowsMakeRoom) {
  startAt(notes()[0].id);
  key(Qt::Key_5);
  key(Qt::Key_C);
  key(Qt::Key_T);
  ASSERT_EQ(notes().size(), 3U);
  EXPECT_EQ(notes()[0].duration, Tick(960));
  EXPECT_EQ(notes()[1].onset, Tick(960));
}

TEST_F(WritingTest, ZeroWritesARestOverWhatIsThere) {
  startAt(notes()[1].id);
  key(Qt::Key_0);
  ASSERT_EQ(notes().size(), 3U);
  EXPECT_EQ(notes()[1].pitch, 67) << "the second note is gone";
  EXPECT_EQ(view->scene().caret.at, Tick(960));
  EXPECT_TRUE(view->selection().empty());
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].first, QStringLiteral("Write rest"));
  key(Qt::Key_4);
  key(Qt::Key_0);
  EXPECT_EQ(notes()[1].onset, Tick(1200)) << "what reaches out begins later";
  EXPECT_EQ(notes()[1].end(), Tick(1440));
}

TEST_F(WritingTest, AHalfNoteIsWrittenOnTheBeatThatIsClicked) {
  show(scoreOf({noteAt(4, 4, 60)}));
  startAt(notes()[0].id);
  key(Qt::Key_6);
  Pointer(canvas).click(over(Tick(480), 1));
  ASSERT_EQ(notes().size(), 2U);
  EXPECT_EQ(notes()[0].onset, Tick(480));
  EXPECT_EQ(notes()[0].duration, Tick(960));
  EXPECT_EQ(notes()[0].pitch, 72);
}

TEST_F(WritingTest, AClickGoesToTheColumnUnderIt) {
  show(scoreOf({noteAt(0, 1.5, 60), noteAt(1.5, 0.5, 64), noteAt(2, 2, 67)}));
  startAt(notes()[2].id);
  Pointer(canvas).click(over(Tick(720), 6));
  ASSERT_EQ(notes().size(), 4U);
  EXPECT_EQ(notes()[2].onset, Tick(720)) << "no beat, but a chord";
  EXPECT_EQ(notes()[1].onset, Tick(720));
}

TEST_F(WritingTest, WritingBeginsOnTheColumnUnderThePlayhead) {
  view->setPlayhead(Tick(493));  // where a click beside the second note puts it
  key(Qt::Key_N);
  EXPECT_EQ(view->scene().caret.at, Tick(480));
}

TEST_F(WritingTest, APaleHeadShowsWhereAClickWouldWrite) {
  show(scoreOf({noteAt(0, 1, 60), noteAt(4, 4, 60)}));
  Pointer pointer(canvas);
  pointer.move(over(Tick(960), 2));
  EXPECT_FALSE(view->scene().pen) << "nothing is being written";
  startAt(notes()[0].id);
  const QImage before = canvas->grab().toImage();
  pointer.move(over(Tick(960), 2));
  ASSERT_TRUE(view->scene().pen);
  EXPECT_EQ(view->scene().pen->at, notation::Fraction(2));
  EXPECT_EQ(view->scene().pen->step, 2);
  EXPECT_NE(canvas->grab().toImage(), before);
  key(Qt::Key_7);
  EXPECT_EQ(view->scene().pen->value.base, notation::NoteBase::Whole);
  pointer.move(placeOf(notes()[0].id));
  EXPECT_FALSE(view->scene().pen) << "a click would select";
  pointer.move(over(Tick(960), 2));
  key(Qt::Key_Escape);
  EXPECT_FALSE(view->scene().pen);
}

TEST_F(WritingTest, ThePresentValueIsTold) {
  QSignalSpy told(view.get(), &ScoreView::valueChanged);
  startAt(notes()[0].id);
  key(Qt::Key_4);
  key(Qt::Key_Period);
  EXPECT_EQ(told.count(), 2);
  EXPECT_EQ(view->presentValue(), QStringLiteral("dotted eighth note, voice 1"));
}

TEST_F(WritingTest, InsertPushesLaterMusicOn) {
  startAt(notes()[1].id);
  key(Qt::Key_Insert);
  key(Qt::Key_4);
  key(Qt::Key_D);
  key(Qt::Key_0);
  ASSERT_EQ(notes().size(), 5U);
  EXPECT_EQ(notes()[1].onset, Tick(480));
  EXPECT_EQ(notes()[1].duration, Tick(240));
  EXPECT_EQ(notes()[2].pitch, 64);
  EXPECT_EQ(notes()[2].onset, Tick(960)) << "behind the note and the rest";
  EXPECT_EQ(notes()[4].end(), Tick(5 * 480));
  key(Qt::Key_Insert);
  key(Qt::Key_5);
  key(Qt::Key_F);
  EXPECT_EQ(notes().size(), 5U) << "takes the place again";
}

class DragTest : public ScoreViewTest {
 protected:
  /// Drags a head by places of the staff, with stops on the way.
  void drag(NoteId id, int places) {
    const QPointF from = placeOf(id);
    const double way = -0.5 * canvas->geometry().space * places;
    Pointer(canvas).drag(from, {from.x() + 1, from.y() + way});
  }
};

TEST_F(DragTest, AHeadGoesByStepsOfTheScale) {
  QSignalSpy sounded(view.get(), &ScoreView::noteAuditioned);
  const NoteId first = notes()[0].id;
  drag(first, 3);
  EXPECT_EQ(notes()[0].pitch, 65) << "C to F";
  EXPECT_EQ(notes()[0].onset, Tick(0));
  EXPECT_EQ(view->selection(), (edits::NoteIds{first})) << "it stays selected";
  ASSERT_GE(steps.size(), 2U);
  EXPECT_EQ(steps[0].first, QStringLiteral("Transpose"));
  EXPECT_FALSE(steps[0].second);
  for (std::size_t i = 1; i < steps.size(); ++i) EXPECT_TRUE(steps[i].second) << "one step to take back";
  EXPECT_EQ(sounded.last().front().toInt(), 65);
}

TEST_F(DragTest, AllThatIsSelectedGoesAlong) {
  view->setSelection({notes()[0].id, notes()[1].id});
  const QPointF from = placeOf(notes()[2].id);
  Pointer hand(canvas);
  hand.holding(Qt::ControlModifier);
  hand.drag(from, {from.x(), from.y() + canvas->geometry().space});
  EXPECT_EQ(notes()[0].pitch, 57) << "C to A";
  EXPECT_EQ(notes()[1].pitch, 60) << "E to C";
  EXPECT_EQ(notes()[2].pitch, 64) << "G to E";
  EXPECT_EQ(notes()[3].pitch, 72);
}

TEST_F(DragTest, AHandThatTremblesChangesNothing) {
  const QPointF from = placeOf(notes()[0].id);
  Pointer(canvas).drag(from, {from.x() + 1, from.y() - 2});
  EXPECT_TRUE(steps.empty());
  drag(notes()[0].id, 0);
  EXPECT_TRUE(steps.empty());
}

class WalkTest : public ScoreViewTest {
 protected:
  static Note inVoice(Note note, int voice) {
    note.voice = static_cast<std::uint8_t>(voice);
    return note;
  }
};

TEST_F(WalkTest, RightGoesFromChordToChordAndReachesRests) {
  show(scoreOf({noteAt(0, 1, 60), noteAt(0, 1, 64), noteAt(1, 1, 62), noteAt(1, 1, 65), noteAt(3, 1, 67)}));
  view->setSelection({notes()[1].id});
  key(Qt::Key_Right);
  EXPECT_EQ(view->selection(), (edits::NoteIds{notes()[3].id})) << "the top note of the next chord";
  key(Qt::Key_Right);
  ASSERT_TRUE(view->scene().rest) << "the rest on beat 3";
  EXPECT_TRUE(said.startsWith(QStringLiteral("rest, bar 1, beat 3"))) << said.toStdString();
  key(Qt::Key_Right);
  EXPECT_EQ(view->selection(), (edits::NoteIds{notes()[4].id}));
  key(Qt::Key_Left);
  EXPECT_TRUE(view->scene().rest);
  key(Qt::Key_Left);
  EXPECT_EQ(view->selection(), (edits::NoteIds{notes()[3].id}));
}

TEST_F(WalkTest, LeftAndRightStayInTheVoice) {
  show(scoreOf({inVoice(noteAt(0, 2, 72), 1), inVoice(noteAt(0, 1, 60), 2), inVoice(noteAt(1, 1, 62), 2),
                inVoice(noteAt(2, 2, 74), 1), inVoice(noteAt(2, 2, 64), 2)}));
  const auto pitch = [this] {
    for (const Note& note : notes())
      if (view->selection().contains(note.id)) return note.pitch;
    return -1;
  };
  for (const Note& note : notes())
    if (note.pitch == 60) view->setSelection({note.id});
  key(Qt::Key_Right);
  EXPECT_EQ(pitch(), 62);
  key(Qt::Key_Right);
  EXPECT_EQ(pitch(), 64);
  key(Qt::Key_Left);
  EXPECT_EQ(pitch(), 62);
}

TEST_F(WalkTest, ATiedNoteIsOneStop) {
  show(scoreOf({noteAt(0, 3, 60), noteAt(3, 3, 62), noteAt(6, 2, 64)}));
  view->setSelection({notes()[1].id});
  key(Qt::Key_Right);
  EXPECT_EQ(view->selection(), (edits::NoteIds{notes()[2].id}));
  key(Qt::Key_Left);
  EXPECT_EQ(view->selection(), (edits::NoteIds{notes()[1].id}));
  key(Qt::Key_Left);
  EXPECT_EQ(view->selection(), (edits::NoteIds{notes()[0].id}));
}

TEST_F(WalkTest, ShiftAndRightTakeWholeChords) {
  show(scoreOf({noteAt(0, 1, 60), noteAt(1, 1, 62), noteAt(1, 1, 65), noteAt(3, 1, 67)}));
  view->setSelection({notes()[0].id});
  key(Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_EQ(view->selection().size(), 3U);
  key(Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_EQ(view->selection().size(), 4U) << "over the rest";
}

TEST_F(WalkTest, ABandOverTwoTracksSaysWhatItLeavesOut) {
  ScoreParts parts;
  for (const Pitch pitch : {72, 48}) {
    Track track;
    for (int beat = 0; beat < (pitch > 60 ? 4 : 3); ++beat) track.notes.push_back(noteAt(beat, 1, pitch));
    parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  }
  show(Score::make(std::move(parts)));
  const QPointF first = placeOf(score->track(0).notes[0].id);
  const QPointF last = placeOf(score->track(1).notes[2].id);
  const double space = canvas->geometry().space;
  Pointer(canvas).drag({first.x() - 3 * space, first.y() - 5 * space},
                       {last.x() + 9 * space, last.y() + 6 * space});
  EXPECT_EQ(view->track(), 0U);
  EXPECT_EQ(view->selection().size(), 4U);
  EXPECT_TRUE(said.contains(QStringLiteral("3 note(s)")) || said.contains(QStringLiteral("3 notes")))
      << said.toStdString();
}

TEST(WrittenValues, PartsOfATupletDoNotDriftApart) {
  ScoreParts parts;
  parts.ticksPerQuarter = 100;
  Track track;
  track.notes.push_back(noteAt(0, 1, 60));
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  const auto notation = notation::notate(Score::make(std::move(parts)));
  const notation::WrittenValue third{notation::NoteBase::Eighth, 0, {3, 2}};
  Tick at(0);
  for (int i = 0; i < 3; ++i) at = ui::score::endOf(*notation, at, third);
  EXPECT_EQ(at, Tick(100));
}

TEST(WrittenValues, TiedHeadsAreOneValue) {
  const ScorePtr score = scoreOf({noteAt(0, 2, 60), noteAt(2, 4, 62), noteAt(6, 2, 64)});
  const auto notation = notation::notate(score);
  const Note& tied = score->track(0).notes[1];
  ASSERT_EQ(notation->find(tied.id).size(), 2U);
  EXPECT_EQ(ui::score::valueOf(*notation, tied), (notation::WrittenValue{notation::NoteBase::Whole, 0, {}}));
}

}  // namespace
}  // namespace partimento::test
