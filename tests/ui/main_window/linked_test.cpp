// What roll and score show of each other.

#include <QComboBox>
#include <QLabel>

#include "tests/ui/main_window/window_fixture.h"
#include "tests/ui/support/pointer.h"
#include "ui/piano_roll/notes_view.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/score_view/score_canvas.h"
#include "ui/score_view/score_view.h"

namespace partimento::test {
namespace {

using ui::ActionId;

class LinkedTest : public WindowTest {
 protected:
  static constexpr int kQuarters = 800;

  void SetUp() override {
    openWindow();
    typeSeed();
    action(ActionId::ViewBeside)->trigger();
  }
  /// Quarter notes over many pages.
  void openLongPiece() {
    ScoreParts parts = window().session().score()->parts();
    Track track = *parts.tracks[0];
    track.notes.clear();
    for (int i = 0; i < kQuarters; ++i) {
      Note note;
      note.onset = Tick(i * 480);
      note.duration = Tick(480);
      note.pitch = 60 + i % 12;
      track.notes.push_back(note);
    }
    parts.tracks[0] = std::make_shared<const Track>(std::move(track));
    window().session().edit("Notes", Score::make(std::move(parts)));
    window().roll().setHorizontalZoom(40);
    window().roll().turnTo(Tick(0));
    QCoreApplication::processEvents();
  }
  Note note(std::size_t index) { return window().session().score()->track(0).notes[index]; }
  ui::score::ScoreCanvas& canvas() { return *window().score().findChild<ui::score::ScoreCanvas*>(); }
  ui::roll::NotesView& notesView() { return *window().roll().findChild<ui::roll::NotesView*>(); }
  bool scoreShows(Tick tick) {
    const auto [begin, end] = window().score().shownTime();
    return tick >= begin && tick < end;
  }
  bool rollShows(Tick tick) {
    const auto shown = window().roll().shownTime();
    return tick >= shown.begin && tick < shown.end;
  }
  void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QTest::keyClick(&canvas(), static_cast<Qt::Key>(key), modifiers);
  }
};

TEST_F(LinkedTest, ANoteSelectedOnTheStaffIsSeenInTheRoll) {
  openLongPiece();
  window().roll().turnTo(note(kQuarters - 20).onset);
  ASSERT_FALSE(rollShows(Tick(0)));
  const auto heads = ui::score::headsOf(*window().score().layoutShown(), {note(1).id});
  Pointer(&canvas()).click(canvas().geometry().viewOf(heads.at(0).page, heads.at(0).box.centre()) /
                           canvas().devicePixelRatioF());
  ASSERT_EQ(window().roll().selection(), (edits::NoteIds{note(1).id}));
  EXPECT_TRUE(rollShows(note(1).onset));
}

TEST_F(LinkedTest, ANoteSelectedInTheRollIsSeenOnTheStaff) {
  openLongPiece();
  window().roll().setSelection({note(kQuarters - 3).id});
  EXPECT_TRUE(scoreShows(note(kQuarters - 3).onset));
  window().roll().setSelection({note(0).id, note(1).id});
  EXPECT_TRUE(scoreShows(Tick(0))) << "several that were not in view";
  window().score().turnTo(note(kQuarters - 3).onset);
  ASSERT_FALSE(scoreShows(Tick(0)));
  window().session().edit("Change tempo", edits::setTempo(window().session().score(), {{Tick(0), 400000}}));
  EXPECT_FALSE(scoreShows(Tick(0))) << "an edit elsewhere does not scroll";
}

TEST_F(LinkedTest, WhatIsScrolledBringsTheOtherAlong) {
  openLongPiece();
  Pointer roll(&notesView());
  roll.holding(Qt::ShiftModifier);
  for (int i = 0; i < 60; ++i) roll.wheel({40, 40}, -4);
  const auto shown = window().roll().shownTime();
  ASSERT_GT(shown.begin, note(100).onset);
  EXPECT_TRUE(scoreShows(Tick((shown.begin + shown.end).value / 2)));
  EXPECT_EQ(window().roll().shownTime(), shown) << "and stays where it is";
  Pointer staff(&canvas());
  for (int i = 0; i < 400; ++i) staff.wheel({40, 40}, 4);
  EXPECT_TRUE(scoreShows(Tick(0)));
  const auto [begin, end] = window().score().shownTime();
  ASSERT_LE(end, shown.begin) << "what the roll showed before is out of the staff's sight";
  EXPECT_LT(window().roll().shownTime().begin, end) << "it has come along";
  EXPECT_GT(window().roll().shownTime().end, begin);
}

TEST_F(LinkedTest, NothingIsBroughtAlongWhilePlaying) {
  openLongPiece();
  action(ActionId::PlayStop)->trigger();
  ASSERT_TRUE(waitFor([this] { return window().score().scene().playing; }));
  Pointer roll(&notesView());
  roll.holding(Qt::ShiftModifier);
  for (int i = 0; i < 60; ++i) roll.wheel({40, 40}, -4);
  EXPECT_TRUE(scoreShows(Tick(0)));
  action(ActionId::PlayStop)->trigger();
}

TEST_F(LinkedTest, PastingGoesWhereTheStaffShowsIt) {
  action(ActionId::ViewScore)->trigger();
  window().score().setSelection({note(0).id});
  action(ActionId::Copy)->trigger();
  action(ActionId::Paste)->trigger();
  EXPECT_EQ(note(1).onset, Tick(480)) << "what was copied is repeated behind it";
  EXPECT_EQ(note(2).onset, Tick(480));
  window().session().undo();
  window().score().setSelection({note(3).id});
  action(ActionId::Paste)->trigger();
  ASSERT_EQ(window().session().score()->track(0).notes.size(), 5U);
  EXPECT_EQ(note(4).onset, Tick(3 * 480)) << "at the selected note";
  window().session().undo();
  window().score().setSelection({note(2).id});
  press(Qt::Key_N);
  action(ActionId::Paste)->trigger();
  EXPECT_EQ(note(3).onset, Tick(2 * 480)) << "at the caret";
  EXPECT_EQ(window().score().scene().caret.at, Tick(3 * 480)) << "which goes on";
}

TEST_F(LinkedTest, AGuessedKeyIsSaidToBeOne) {
  QComboBox* key = nullptr;
  for (QComboBox* box : window().findChildren<QComboBox*>())
    if (box->accessibleName() == QStringLiteral("Key") && box->count() > 20) key = box;
  ASSERT_NE(key, nullptr);
  EXPECT_TRUE(key->currentText().endsWith(QStringLiteral("(estimated)"))) << key->currentText().toStdString();
  action(ActionId::ViewRoll)->trigger();
  EXPECT_EQ(key->currentText(), QStringLiteral("no key"));
  action(ActionId::ViewBeside)->trigger();
  window().session().edit("Change key",
                          edits::setKeys(window().session().score(), {KeySignature{Tick(0), 2, false}}));
  EXPECT_EQ(key->currentText(), QStringLiteral("D major"));
}

TEST_F(LinkedTest, TheStatusLineSaysWhatIsWrittenNext) {
  auto* label = window().findChild<QLabel*>(QStringLiteral("present-value"));
  ASSERT_NE(label, nullptr);
  window().score().setSelection({note(0).id});
  press(Qt::Key_N);
  press(Qt::Key_4);
  press(Qt::Key_Slash);
  EXPECT_EQ(label->text(), QStringLiteral("Next: eighth note in a triplet, voice 1"));
  window().score().chooseVoice(1);
  EXPECT_TRUE(label->text().endsWith(QStringLiteral("voice 2"))) << label->text().toStdString();
  action(ActionId::ViewRoll)->trigger();
  EXPECT_TRUE(label->isHidden());
}

}  // namespace
}  // namespace partimento::test
