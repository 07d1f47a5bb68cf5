// A keyboard that the test plays, and what the window makes of it.

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

#include "core/music/edits.h"
#include "tests/ui/main_window/midi_window.h"
#include "ui/devices/capture_dialog.h"
#include "ui/devices/capture_preview.h"
#include "ui/devices/devices_dialog.h"
#include "ui/devices/quantise_dialog.h"
#include "ui/piano_roll/notes_view.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/score_view/score_view.h"
#include "ui/seed/key_field.h"

namespace partimento::test {
namespace {

using playback::test::released;
using playback::test::struck;
using ui::ActionId;

TEST_F(MidiWindow, SaysWhichKeyboardIsHeardAndWhatIsMissing) {
  open();
  EXPECT_TRUE(status().contains(QStringLiteral("Piano")));
  m_machine.setBackends({});
  desk().refresh();
  ASSERT_TRUE(waitFor([this] { return !desk().state().backend.has_value(); }));
  EXPECT_TRUE(status().contains(QStringLiteral("none")));
  auto* button = window().findChild<ui::MidiStatus*>()->findChild<QToolButton*>();
  EXPECT_TRUE(button->toolTip().contains(QStringLiteral("ALSA")));
  EXPECT_TRUE(button->toolTip().contains(QStringLiteral("JACK")));
}

TEST_F(MidiWindow, KeysLightAndTheStartPageStepsAside) {
  open();
  ASSERT_TRUE(window().startPageShown());
  at(0, struck(64));
  ASSERT_TRUE(waitFor([this] { return desk().held().count(64) == 1; }));
  EXPECT_FALSE(window().startPageShown());
  const auto* keys = window().findChild<ui::KeyField*>();
  EXPECT_TRUE(waitFor([keys] { return keys->isLit(64); })) << "the piano on the screen as well";
  EXPECT_FALSE(keys->isLit(65));
  at(0, released(64));
  EXPECT_TRUE(waitFor([this] { return desk().held().empty(); }));
  EXPECT_TRUE(waitFor([keys] { return !keys->isLit(64); }));
}

TEST_F(MidiWindow, APulledKeyboardLetsGoOfItsKeys) {
  open();
  at(0, struck(64));
  ASSERT_TRUE(waitFor([this] { return desk().held().count(64) == 1; }));
  m_machine.plug({});
  desk().refresh();
  EXPECT_TRUE(waitFor([this] { return desk().held().empty(); }));
}

TEST_F(MidiWindow, FourBarsPlayedWithoutRecordingBecomeASeedAndAreContinued) {
  open();
  EXPECT_FALSE(action(ActionId::Capture)->isEnabled());
  playFourBars();
  ASSERT_TRUE(waitFor([this] { return heardFourBars(); }));
  EXPECT_TRUE(window().roll().findChild<ui::roll::NotesView*>()->scene().canCapture)
      << "the empty roll says so";
  action(ActionId::Capture)->trigger();
  auto* dialog = window().findChild<ui::CaptureDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(window().session().score()->noteCount(), 0U) << "nothing is written before it is accepted";
  for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
    if (button->isDefault()) button->click();
  }
  const Score& score = *window().session().score();
  ASSERT_EQ(score.noteCount(), 16U);
  EXPECT_NEAR(score.tempo().bpmAt(Tick(0)).value, 120, 3);
  EXPECT_EQ(score.track(0).notes.front().onset, Tick(0));
  EXPECT_EQ(score.track(0).notes.back().onset, Tick(15 * 480));
  generateAndWait();
  EXPECT_FALSE(window().desk().takes().empty());
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(window().session().score()->noteCount(), 0U) << "capturing is one step";
}

TEST_F(MidiWindow, TheCapturePreviewCorrectsTempoAndBarLines) {
  open();
  playFourBars();
  ASSERT_TRUE(waitFor([this] { return heardFourBars(); }));
  action(ActionId::Capture)->trigger();
  auto* dialog = window().findChild<ui::CaptureDialog*>();
  ASSERT_NE(dialog, nullptr);
  const double tempo = dialog->score()->tempo().bpmAt(Tick(0)).value;
  auto* preview = dialog->findChild<ui::CapturePreview*>();
  QTest::keyClick(preview, Qt::Key_Right);
  const int beats = dialog->score()->meter().at(Tick(0)).signature.numerator;
  EXPECT_EQ(dialog->score()->track(0).notes.front().onset, Tick((beats - 1) * 480)) << "a pick-up";
  QTest::keyClick(preview, Qt::Key_Left);
  EXPECT_EQ(dialog->score()->track(0).notes.front().onset, Tick(0));
  for (QToolButton* button : dialog->findChildren<QToolButton*>()) {
    if (button->text() == QStringLiteral("÷2")) button->click();
  }
  EXPECT_NEAR(dialog->score()->tempo().bpmAt(Tick(0)).value, tempo / 2, 0.5);
  // Evenly struck quarters leave open on which of the slower beats the bar begins.
  const std::vector<Note>& notes = dialog->score()->track(0).notes;
  EXPECT_EQ(notes.at(1).onset - notes.at(0).onset, Tick(240));
  dialog->reject();
  EXPECT_EQ(window().session().score()->noteCount(), 0U);
}

TEST_F(MidiWindow, ARecordingIsOneStepAtThePlacesWhereItWasPlayed) {
  open();
  plays();
  action(ActionId::CountIn)->trigger();
  ASSERT_FALSE(action(ActionId::CountIn)->isChecked());
  QTest::keyClick(&window(), Qt::Key_R);
  ASSERT_TRUE(action(ActionId::Record)->isChecked());
  ASSERT_TRUE(waitFor([this] { return m_player->position().tick > Tick(300); }));
  at(0, struck(64, 70));
  const Tick struckAt = m_player->position().tick;
  ASSERT_TRUE(waitFor([&] { return m_player->position().tick > struckAt + Tick(240); }));
  at(0, released(64));
  ASSERT_TRUE(waitFor([this] { return window().session().score()->noteCount() == 1; }));
  QTest::keyClick(&window(), Qt::Key_R);
  EXPECT_FALSE(action(ActionId::Record)->isChecked());
  EXPECT_FALSE(m_player->isPlaying());
  const Note note = window().session().score()->track(0).notes.at(0);
  EXPECT_EQ(note.velocity, 70);
  EXPECT_NEAR(static_cast<double>((note.onset - struckAt).value), 0, 60);
  EXPECT_GE(note.duration, Tick(150));
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(window().session().score()->noteCount(), 0U);
  EXPECT_FALSE(action(ActionId::Undo)->isEnabled());
}

TEST_F(MidiWindow, RecordingCountsABarInFirst) {
  open();
  plays();
  EXPECT_TRUE(action(ActionId::CountIn)->isChecked()) << "it is on for who never chose";
  action(ActionId::Record)->trigger();
  ASSERT_TRUE(waitFor([this] { return m_player->position().state == playback::TransportState::CountingIn; }));
  action(ActionId::PlayStop)->trigger();
  ASSERT_TRUE(waitFor([this] { return !action(ActionId::Record)->isChecked(); }));
  action(ActionId::PlayStop)->trigger();
  EXPECT_TRUE(waitFor([this] { return m_player->position().state == playback::TransportState::Playing; }));
}

TEST_F(MidiWindow, QuantisingOnTheWayInLeavesThePlayingToUndo) {
  open();
  plays();
  action(ActionId::CountIn)->trigger();
  ui::MidiPreferences midi = desk().preferences();
  midi.grid = {4, false};
  desk().setPreferences(midi);
  action(ActionId::Record)->trigger();
  ASSERT_TRUE(waitFor([this] { return m_player->position().tick > Tick(500); }));
  at(0, struck(64));
  at(0, released(64));
  ASSERT_TRUE(waitFor([this] { return window().session().score()->noteCount() == 1; }));
  action(ActionId::PlayStop)->trigger();
  ASSERT_TRUE(waitFor([this] { return !action(ActionId::Record)->isChecked(); }));
  EXPECT_EQ(window().session().score()->track(0).notes.at(0).onset.value % 480, 0);
  action(ActionId::Undo)->trigger();
  ASSERT_EQ(window().session().score()->noteCount(), 1U);
  EXPECT_NE(window().session().score()->track(0).notes.at(0).onset.value % 480, 0);
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(window().session().score()->noteCount(), 0U);
}

TEST_F(MidiWindow, StepEntryWritesChordByChord) {
  open();
  ui::MidiPreferences midi = desk().preferences();
  midi.step = {8, false};
  desk().setPreferences(midi);
  action(ActionId::StepEntry)->trigger();
  for (const int root : {60, 65}) {
    at(0, struck(root));
    at(0, struck(root + 4));
    at(0, released(root));
    at(0, released(root + 4));
  }
  ASSERT_TRUE(waitFor([this] { return window().session().score()->noteCount() == 4; }));
  const auto& notes = window().session().score()->track(0).notes;
  EXPECT_EQ(notes[0].onset, Tick(0));
  EXPECT_EQ(notes[0].duration, Tick(240));
  EXPECT_EQ(notes[2].onset, Tick(240));
  EXPECT_EQ(window().roll().editTick(), Tick(480));
}

TEST_F(MidiWindow, StepEntryWritesOnTheStaffWhereNotesAreWrittenThere) {
  open();
  const auto play = [this](int root) {
    at(0, struck(root));
    at(0, struck(root + 4));
    at(0, released(root));
    at(0, released(root + 4));
  };
  action(ActionId::StepEntry)->trigger();
  action(ActionId::ViewBeside)->trigger();
  QWidget* staff = window().score().focusProxy();
  QTest::keyClick(staff, Qt::Key_N);
  QTest::keyClick(staff, Qt::Key_6);  // a half note
  for (const int root : {60, 65}) {
    const std::size_t before = window().session().score()->noteCount();
    play(root);
    ASSERT_TRUE(waitFor([&] { return window().session().score()->noteCount() == before + 2; }));
  }
  const auto notes = window().session().score()->track(0).notes;
  EXPECT_EQ(notes[1].onset, Tick(0));
  EXPECT_EQ(notes[1].duration, Tick(960));
  EXPECT_EQ(notes[1].pitch, 64);
  EXPECT_EQ(notes[3].onset, Tick(960));
  EXPECT_EQ(window().score().selection(), (edits::NoteIds{notes[2].id, notes[3].id}));
  window().session().undo();
  EXPECT_EQ(window().session().score()->noteCount(), 2U) << "a chord is one step";
  QTest::keyClick(staff, Qt::Key_N);
  play(72);
  ASSERT_TRUE(waitFor([this] { return window().session().score()->noteCount() == 4; }));
  EXPECT_LT(window().session().score()->track(0).notes.back().duration, Tick(960))
      << "by the roll's grid again";
}

TEST_F(MidiWindow, TheDevicesDialogChoosesAndRemembers) {
  open();
  action(ActionId::MidiDevices)->trigger();
  auto* dialog = window().findChild<ui::DevicesDialog*>();
  ASSERT_NE(dialog, nullptr);
  for (QComboBox* combo : dialog->findChildren<QComboBox*>()) {
    if (combo->accessibleName() != QStringLiteral("Output")) continue;
    combo->setCurrentIndex(combo->findText(QStringLiteral("Synth")));
    Q_EMIT combo->activated(combo->currentIndex());
  }
  EXPECT_TRUE(waitFor([this] { return desk().state().output == "Synth"; }));
  EXPECT_EQ(ui::loadMidiPreferences(*m_preferences).devices.output.name, "Synth");
  for (QCheckBox* box : dialog->findChildren<QCheckBox*>()) {
    if (box->accessibleName().contains(QStringLiteral("own sound"))) box->click();
  }
  EXPECT_TRUE(ui::loadMidiPreferences(*m_preferences).silent);
}

TEST_F(MidiWindow, EveryControlOfTheDialogsIsNamedAndExplained) {
  open();
  playFourBars();
  ASSERT_TRUE(waitFor([this] { return heardFourBars(); }));
  ui::DevicesDialog devices(desk(), window().session());
  ui::CaptureDialog capture(window().session(), desk().lastPhrase(), {});
  window().session().edit("Capture", capture.score());
  ui::QuantiseDialog quantise(window().session(), {});
  for (const QDialog* dialog :
       {static_cast<QDialog*>(&devices), static_cast<QDialog*>(&capture), static_cast<QDialog*>(&quantise)}) {
    for (const QWidget* widget : dialog->findChildren<QWidget*>()) {
      const QWidget* parent = widget->parentWidget();
      const bool inner = qobject_cast<const QAbstractSpinBox*>(parent) || parent->inherits("QComboBox") ||
                         parent->inherits("QTabBar") ||
                         widget->objectName().startsWith(QStringLiteral("qt_")) ||
                         widget->inherits("QComboBoxPrivateContainer") ||
                         widget->inherits("QAbstractItemView") || widget->inherits("QScrollBar");
      if (inner || widget->focusPolicy() == Qt::NoFocus) continue;
      EXPECT_FALSE(widget->accessibleName().isEmpty() && !widget->inherits("QPushButton"))
          << widget->metaObject()->className();
      EXPECT_FALSE(widget->toolTip().isEmpty())
          << widget->metaObject()->className() << " " << widget->accessibleName().toStdString();
    }
  }
}

TEST_F(MidiWindow, QuantisingWithSwingIsOneStepAndCancelTakesItBack) {
  open();
  typeSeed();
  const ScorePtr before = edits::moveNotes(
      window().session().score(), 0,
      [this] {
        edits::NoteIds ids;
        for (const Note& note : window().session().score()->track(0).notes) ids.insert(note.id);
        return ids;
      }(),
      Tick(50), 0);
  window().session().edit("Move notes", before);
  action(ActionId::QuantiseWith)->trigger();
  auto* dialog = window().findChild<ui::QuantiseDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(window().session().score()->track(0).notes.front().onset, Tick(0));
  dialog->reject();
  EXPECT_EQ(window().session().score()->track(0).notes.front().onset, Tick(50));
}

}  // namespace
}  // namespace partimento::test
