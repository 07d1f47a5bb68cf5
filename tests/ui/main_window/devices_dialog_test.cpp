// The MIDI dialog's pages, and the delay measured by playing along.

#include "ui/devices/devices_dialog.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <set>

#include "tests/ui/main_window/midi_window.h"
#include "ui/common/panel_scroll.h"
#include "ui/devices/recording_page.h"

namespace partimento::test {
namespace {

using playback::TransportState;
using playback::test::released;
using playback::test::struck;
using ui::DelayMeasurement;

TEST_F(MidiWindow, EveryPageOfTheDialogFitsASmallScreenWithoutScrolling) {
  open();
  ui::DevicesDialog dialog(desk(), window().session());
  dialog.show();
  auto* pages = dialog.findChild<QTabWidget*>();
  ASSERT_NE(pages, nullptr);
  ASSERT_EQ(pages->count(), 3);
  for (int i = 0; i < pages->count(); ++i) {
    pages->setCurrentIndex(i);
    QApplication::processEvents();
    const auto* scroll = qobject_cast<ui::PanelScroll*>(pages->currentWidget());
    ASSERT_NE(scroll, nullptr);
    EXPECT_EQ(scroll->verticalScrollBar()->maximum(), 0) << "page " << i;
  }
  // 1366x768 less the window's frame and the desktop's panel.
  EXPECT_LE(dialog.height(), 660);
  EXPECT_LE(dialog.width(), 1300);
}

TEST_F(MidiWindow, ThePagesAreReachedByKeyboard) {
  open();
  ui::DevicesDialog dialog(desk(), window().session());
  dialog.show();
  auto* bar = dialog.findChild<QTabBar*>();
  bar->setFocus();
  QTest::keyClick(bar, Qt::Key_Right);
  EXPECT_EQ(bar->currentIndex(), 1);
  auto* spin = dialog.findChild<ui::RecordingPage*>()->findChild<QSpinBox*>();
  EXPECT_TRUE(spin->isVisibleTo(&dialog));
}

TEST_F(MidiWindow, NoTwoControlsOfAPageShareAKey) {
  open();
  ui::DevicesDialog dialog(desk(), window().session());
  auto* pages = dialog.findChild<QTabWidget*>();
  for (int i = 0; i < pages->count(); ++i) {
    QStringList texts;
    for (int tab = 0; tab < pages->count(); ++tab) texts << pages->tabText(tab);
    for (const QLabel* label : pages->widget(i)->findChildren<QLabel*>())
      if (label->buddy()) texts << label->text();
    for (const auto* button : pages->widget(i)->findChildren<QAbstractButton*>()) texts << button->text();
    std::set<QString> keys;
    for (const QString& text : texts) {
      const QString key = QKeySequence::mnemonic(text).toString();
      if (key.isEmpty()) continue;
      EXPECT_TRUE(keys.insert(key).second) << text.toStdString() << " on page " << i;
    }
    EXPECT_GE(keys.size(), 7U) << "every page: " << i;
  }
}

TEST_F(MidiWindow, TheWindowClosesWhileThePageOfRecordingIsOpen) {
  open();
  action(ui::ActionId::MidiDevices)->trigger();
  auto* dialog = window().findChild<ui::DevicesDialog*>();
  ASSERT_NE(dialog, nullptr);
  dialog->findChild<QTabWidget*>()->setCurrentIndex(1);
  closeWindow();  // what the page does when it goes is watched by AddressSanitizer
}

class Delay : public MidiWindow {
 protected:
  void openPage() {
    open();
    m_player->setOutputLatency(Seconds(0.02));
    m_dialog = std::make_unique<ui::DevicesDialog>(desk(), window().session());
    m_dialog->show();
    m_dialog->findChild<QTabWidget*>()->setCurrentIndex(1);
  }
  ui::RecordingPage& page() { return *m_dialog->findChild<ui::RecordingPage*>(); }
  QPushButton* button() { return page().findChild<QPushButton*>(); }
  /// The clicks sounded for the last 15 seconds: the test is the audio thread.
  void clicksSounded() {
    constexpr double kTicksPerNanosecond = 480 / 0.6e9;
    m_player->queues().anchors.tryPush(
        {playback::steadyNanoseconds() - 15'000'000'000, 0, kTicksPerNanosecond, 1, TransportState::Playing});
    m_player->queues().anchors.tryPush(
        {playback::steadyNanoseconds(), 25 * 480, kTicksPerNanosecond, 1, TransportState::Playing});
  }
  /// A key with every click, `late` seconds after it is heard, every second one `swing` later.
  void strike(double late, double swing) {
    for (int beat = 4; beat < 16; ++beat) {
      const double time = -15 + beat * 0.6 + 0.02 + late + (beat % 2 ? swing : -swing);
      at(time, struck(60));
      at(time + 0.1, released(60));
    }
  }
  std::unique_ptr<ui::DevicesDialog> m_dialog;
};

TEST_F(Delay, IsMeasuredByPlayingAlongShownAndKept) {
  openPage();
  const ScorePtr before = window().session().score();
  ASSERT_TRUE(button()->isEnabled());
  button()->click();
  ASSERT_TRUE(desk().delay().isRunning());
  EXPECT_TRUE(m_player->isPlaying());
  clicksSounded();
  strike(0.037, 0.01);
  ASSERT_TRUE(waitFor([this] { return desk().delay().state() == DelayMeasurement::State::Measured; }));
  EXPECT_NEAR(ui::loadMidiPreferences(*m_preferences).latencyMilliseconds, 37, 2);
  EXPECT_NEAR(page().findChild<QSpinBox*>()->value(), 37, 2);
  bool told = false;
  for (const QLabel* label : page().findChildren<QLabel*>())
    told = told || label->text().startsWith(QStringLiteral("Measured: "));
  EXPECT_TRUE(told);
  EXPECT_FALSE(m_player->isPlaying());
  EXPECT_EQ(m_player->score(), before) << "the piece is heard again";
  EXPECT_EQ(window().session().score(), before);
  EXPECT_FALSE(desk().canCapture()) << "what was struck to measure is no music";
}

TEST_F(Delay, StaysWhereThePlayingWasTooUneven) {
  openPage();
  page().findChild<QSpinBox*>()->setValue(12);
  button()->click();
  clicksSounded();
  strike(0.03, 0.1);
  ASSERT_TRUE(waitFor([this] { return desk().delay().state() == DelayMeasurement::State::Unsteady; }));
  EXPECT_EQ(ui::loadMidiPreferences(*m_preferences).latencyMilliseconds, 12);
}

TEST_F(Delay, MeasuringEndsWithTheButtonAnotherPageAnEditOrARecording) {
  openPage();
  m_player->setLoop(playback::LoopRange{Tick(0), Tick(960)});
  const auto begin = [this] {
    button()->click();
    EXPECT_TRUE(desk().delay().isRunning());
    EXPECT_FALSE(m_player->loop());
  };
  const auto ended = [this] {
    EXPECT_FALSE(desk().delay().isRunning());
    EXPECT_EQ(m_player->score(), window().session().score());
    EXPECT_TRUE(m_player->loop()) << "the piece's loop is back";
  };
  begin();
  button()->click();
  ended();
  begin();
  m_dialog->findChild<QTabWidget*>()->setCurrentIndex(2);
  ended();
  m_dialog->findChild<QTabWidget*>()->setCurrentIndex(1);
  begin();
  typeSeed();
  EXPECT_FALSE(desk().delay().isRunning());
  begin();
  action(ui::ActionId::Record)->trigger();
  EXPECT_FALSE(desk().delay().isRunning());
  EXPECT_TRUE(desk().recording().isRunning());
  begin();
  EXPECT_FALSE(desk().recording().isRunning());
  action(ui::ActionId::PlayStop)->trigger();
  EXPECT_TRUE(waitFor([this] { return desk().delay().state() == DelayMeasurement::State::NothingPlayed; }));
}

TEST_F(Delay, NeedsAKeyboard) {
  m_machine.plug({});
  openWindow();
  ASSERT_TRUE(waitFor([this] { return desk().state().looked; }));
  ui::DevicesDialog dialog(desk(), window().session());
  auto* button = dialog.findChild<ui::RecordingPage*>()->findChild<QPushButton*>();
  EXPECT_FALSE(button->isEnabled());
  EXPECT_TRUE(button->toolTip().contains(QStringLiteral("keyboard")));
  m_machine.plug({{kPiano}, {}});
  desk().refresh();
  EXPECT_TRUE(waitFor([&] { return button->isEnabled(); }));
}

}  // namespace
}  // namespace partimento::test
