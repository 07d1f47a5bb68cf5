// The piano on the computer keyboard, and which line of several is the seed.

#include <QMessageBox>
#include <QPushButton>

#include "core/music/edits.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/seed/key_field.h"
#include "ui/seed/seed_panel.h"
#include "ui/start/start_page.h"

namespace partimento::test {
namespace {

using ui::ActionId;

class SeedTest : public WindowTest {
 protected:
  void SetUp() override {
    openWindow();
    Q_EMIT window().findChild<ui::StartPage*>()->emptyChosen();
    window().activateWindow();
  }
  const std::vector<Note>& notes() { return window().session().score()->track(0).notes; }
  std::vector<Pitch> pitches() {
    std::vector<Pitch> result;
    for (const Note& note : notes()) result.push_back(note.pitch);
    return result;
  }
};

TEST_F(SeedTest, TheComputerKeyboardPlaysNotesRestsAndTakesBack) {
  auto* keys = window().findChild<ui::KeyField*>();
  keys->setFocus();
  const Tick quarter(window().session().score()->ticksPerQuarter());
  QTest::keyClick(keys, Qt::Key_A);
  QTest::keyClick(keys, Qt::Key_W);
  QTest::keyClick(keys, Qt::Key_R);
  QTest::keyClick(keys, Qt::Key_D);
  EXPECT_EQ(pitches(), (std::vector<Pitch>{60, 61, 64}));
  EXPECT_EQ(notes().at(1).onset, quarter);
  EXPECT_EQ(notes().at(2).onset, quarter * 3) << "the rest is a quarter too";
  EXPECT_FALSE(action(ActionId::Record)->isChecked()) << "R belongs to the piano";
  QTest::keyClick(keys, Qt::Key_Backspace);
  EXPECT_EQ(pitches(), (std::vector<Pitch>{60, 61}));
  QTest::keyClick(keys, Qt::Key_X);
  QTest::keyClick(keys, Qt::Key_A);
  EXPECT_EQ(pitches(), (std::vector<Pitch>{60, 61, 72}));
  EXPECT_EQ(notes().at(2).onset, quarter * 2) << "the rest went with the note";
  QTest::keyClick(keys, Qt::Key_Z);
  QTest::keyClick(keys, Qt::Key_K);
  EXPECT_EQ(pitches().back(), 72);
  for (int count = 0; count < 5; ++count) QTest::keyClick(keys, Qt::Key_Backspace);
  EXPECT_TRUE(notes().empty());
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(pitches(), (std::vector<Pitch>{60})) << "each note is a step";
}

TEST_F(SeedTest, AHeldKeyIsOneNote) {
  auto* keys = window().findChild<ui::KeyField*>();
  keys->setFocus();
  QKeyEvent press(QEvent::KeyPress, Qt::Key_S, Qt::NoModifier);
  QKeyEvent again(QEvent::KeyPress, Qt::Key_S, Qt::NoModifier, QString(), true);
  QApplication::sendEvent(keys, &press);
  for (int count = 0; count < 4; ++count) QApplication::sendEvent(keys, &again);
  EXPECT_EQ(pitches(), (std::vector<Pitch>{62}));
}

TEST_F(SeedTest, ATrackWithChordsAsksWhichLineIsTheSeed) {
  std::vector<Note> chords;
  const int quarter = window().session().score()->ticksPerQuarter();
  for (int beat = 0; beat < 4; ++beat) {
    for (const Pitch pitch : {48 + beat, 60 + beat, 72 + beat})
      chords.push_back({.onset = Tick(beat * quarter), .duration = Tick(quarter), .pitch = pitch});
  }
  window().session().edit("Add note", edits::addNotes(window().session().score(), 0, chords));
  const auto ask = [this] {
    action(ActionId::Generate)->trigger();
    return window().findChild<QMessageBox*>();
  };
  const auto answer = [](QMessageBox& box, const QString& text) {
    for (QAbstractButton* button : box.buttons()) {
      if (button->text() == text) return button->click();
    }
    ADD_FAILURE() << text.toStdString();
  };
  QMessageBox* box = ask();
  ASSERT_NE(box, nullptr);
  EXPECT_TRUE(box->informativeText().contains(QStringLiteral("3")));
  EXPECT_FALSE(window().composer().busy()) << "nothing is guessed";
  answer(*box, QStringLiteral("Cancel"));
  EXPECT_FALSE(window().composer().busy());
  ASSERT_TRUE(waitFor([this] { return window().findChild<QMessageBox*>() == nullptr; }));
  box = ask();
  ASSERT_NE(box, nullptr);
  answer(*box, QStringLiteral("Bottom line"));
  ASSERT_TRUE(window().composer().busy());
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  const auto takes = window().desk().takes();
  ASSERT_FALSE(takes.empty());
  const auto& seed = takes.front()->take.recipe.request.seed;
  std::vector<int> line;
  for (const Note& note : seed.notes) line.push_back(note.pitch);
  EXPECT_EQ(line, (std::vector<int>{48, 49, 50, 51}));
}

}  // namespace
}  // namespace partimento::test
