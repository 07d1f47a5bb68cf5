// Roll and score in one window, linked.

#include <QFile>
#include <QPrintPreviewDialog>
#include <QPrintPreviewWidget>
#include <QPrinter>

#include "tests/ui/main_window/window_fixture.h"
#include "ui/main_window/music_views.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/score_view/score_view.h"

namespace partimento::test {
namespace {

using ui::ActionId;
using ui::MusicViews;

class ScoreWindowTest : public WindowTest {
 protected:
  void SetUp() override {
    openWindow();
    typeSeed();
    action(ActionId::ViewBeside)->trigger();
  }
  NoteId note(std::size_t index) { return window().session().score()->track(0).notes[index].id; }
};

TEST_F(ScoreWindowTest, TheFourArrangementsShowWhatTheySay) {
  const auto shown = [this] {
    return std::pair{window().roll().isVisibleTo(&window()), window().score().isVisibleTo(&window())};
  };
  EXPECT_EQ(shown(), (std::pair{true, true}));
  action(ActionId::ViewScore)->trigger();
  EXPECT_EQ(shown(), (std::pair{false, true}));
  EXPECT_TRUE(action(ActionId::ViewScore)->isChecked());
  EXPECT_FALSE(action(ActionId::ViewBeside)->isChecked());
  action(ActionId::ViewRoll)->trigger();
  EXPECT_EQ(shown(), (std::pair{true, false}));
  action(ActionId::ViewStacked)->trigger();
  EXPECT_EQ(window().views().orientation(), Qt::Vertical);
}

TEST_F(ScoreWindowTest, TheArrangementIsKept) {
  action(ActionId::ViewStacked)->trigger();
  closeWindow();
  openWindow();
  EXPECT_EQ(window().views().arrangement(), MusicViews::Arrangement::Stacked);
  EXPECT_TRUE(action(ActionId::ViewStacked)->isChecked());
}

TEST_F(ScoreWindowTest, SelectionGoesBothWays) {
  window().score().setSelection({note(1)});
  EXPECT_EQ(window().roll().selection(), (edits::NoteIds{note(1)}));
  window().roll().setSelection({note(0), note(2)});
  EXPECT_EQ(window().score().selection(), (edits::NoteIds{note(0), note(2)}));
}

TEST_F(ScoreWindowTest, AnEditOnTheStaffIsAnEditOfThePiece) {
  window().score().setSelection({note(0)});
  const Pitch before = window().session().score()->track(0).notes[0].pitch;
  window().score().setFocus();
  QTest::keyClick(window().score().focusProxy(), Qt::Key_Up);
  EXPECT_EQ(window().session().score()->track(0).notes[0].pitch, before + 1);
  EXPECT_EQ(window().roll().score(), window().session().score());
  window().session().undo();
  EXPECT_EQ(window().session().score()->track(0).notes[0].pitch, before);
  EXPECT_EQ(window().score().scene().score, window().session().score());
}

TEST_F(ScoreWindowTest, ANoteWrittenOnTheStaffIsSelectedInBoth) {
  window().score().setSelection({note(3)});
  QWidget* staff = window().score().focusProxy();
  QTest::keyClick(staff, Qt::Key_N);
  QTest::keyClick(staff, Qt::Key_5);
  QTest::keyClick(staff, Qt::Key_A);
  QTest::keyClick(staff, Qt::Key_B);
  const auto& notes = window().session().score()->track(0).notes;
  ASSERT_EQ(notes.size(), 5U);
  EXPECT_EQ(window().score().selection(), (edits::NoteIds{notes.back().id}));
  EXPECT_EQ(window().roll().selection(), window().score().selection());
}

TEST_F(ScoreWindowTest, AScoreThatIsNotShownCatchesUp) {
  action(ActionId::ViewRoll)->trigger();
  window().roll().setSelection({note(0)});
  window().roll().deleteSelection();
  EXPECT_NE(window().score().scene().score, window().session().score());
  action(ActionId::ViewScore)->trigger();
  EXPECT_EQ(window().score().scene().score, window().session().score());
}

TEST_F(ScoreWindowTest, ATakeIsSeenAsGhostsUntilItIsAccepted) {
  generateAndWait();
  window().desk().select(window().desk().takes().front()->id);
  EXPECT_FALSE(window().score().scene().ghost.notes.empty());
  window().desk().accept();
  EXPECT_TRUE(window().score().scene().ghost.notes.empty());
  EXPECT_FALSE(window().score().scene().marks.isEmpty());
}

TEST_F(ScoreWindowTest, VoicesAreChosenByKeyAndUndone) {
  const Tick onset = window().session().score()->track(0).notes[1].onset;
  window().score().setSelection({note(1)});
  window().score().setFocus();
  window().activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window()));
  QTest::keyClick(window().score().focusProxy(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
  EXPECT_EQ(window().session().score()->track(0).notes[1].voice, 2);
  EXPECT_TRUE(action(ActionId::Voice2)->isChecked());
  EXPECT_FALSE(action(ActionId::Voice1)->isChecked());
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(window().session().score()->track(0).notes[1].voice, 0);
  EXPECT_EQ(window().session().score()->track(0).notes[1].onset, onset);
  action(ActionId::ViewRoll)->trigger();
  EXPECT_FALSE(action(ActionId::Voice2)->isEnabled());
}

TEST_F(ScoreWindowTest, ChordSymbolsAreShownOnRequestAndRemembered) {
  const auto symbols = [this] {
    std::string names;
    for (const notation::Bar& bar : window().score().layoutShown()->notation()->bars()) {
      for (const notation::Mark& mark : bar.marks)
        if (mark.kind == notation::Mark::Kind::ChordSymbol) names += mark.text + ' ';
    }
    return names;
  };
  ScoreParts parts = window().session().score()->parts();
  Track track = *parts.tracks[0];
  track.notes.clear();
  for (const auto& [bar, pitch] : std::vector<std::pair<int, Pitch>>{
           {0, 51}, {0, 67}, {0, 70}, {1, 46}, {1, 62}, {1, 65}, {1, 68}, {2, 51}, {2, 67}, {2, 70}}) {
    Note one;
    one.onset = Tick(bar * 1920);
    one.duration = Tick(1920);
    one.pitch = pitch;
    track.notes.push_back(one);
  }
  parts.keys = {{Tick(0), -3, false}};
  parts.tracks[0] = std::make_shared<const Track>(std::move(track));
  window().session().edit("Notes", Score::make(std::move(parts)));
  EXPECT_EQ(symbols(), "") << "nobody asked";
  action(ActionId::ScoreChords)->trigger();
  EXPECT_EQ(symbols(), "E♭ B♭7 E♭ ");
  closeWindow();
  openWindow();
  EXPECT_TRUE(action(ActionId::ScoreChords)->isChecked());
}

TEST_F(ScoreWindowTest, PrintingIsPreviewedPageByPage) {
  action(ActionId::Print)->trigger();
  auto* dialog = window().findChild<QPrintPreviewDialog*>();
  ASSERT_NE(dialog, nullptr);
  auto* preview = dialog->findChild<QPrintPreviewWidget*>();
  ASSERT_NE(preview, nullptr);
  preview->updatePreview();
  EXPECT_EQ(preview->pageCount(), 1);
  QPrinter paper;
  paper.setOutputFormat(QPrinter::PdfFormat);
  paper.setOutputFileName(QString::fromStdString((m_folder.path() / "printed.pdf").string()));
  Q_EMIT dialog->paintRequested(&paper);
  QFile printed(paper.outputFileName());
  ASSERT_TRUE(printed.open(QIODevice::ReadOnly));
  EXPECT_TRUE(printed.readAll().startsWith("%PDF"));
  EXPECT_GT(printed.size(), 5000) << "the page is not blank";
  dialog->reject();
}

}  // namespace
}  // namespace partimento::test
