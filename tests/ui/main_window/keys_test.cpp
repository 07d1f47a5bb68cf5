// Keys as a person presses them, and the keys that a person changes.

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>

#include "tests/support/patience.h"
#include "tests/ui/main_window/window_fixture.h"
#include "tests/ui/support/pointer.h"
#include "ui/common/banner.h"
#include "ui/help/key_capture.h"
#include "ui/help/keys_dialog.h"
#include "ui/main_window/key_bindings.h"
#include "ui/piano_roll/notes_view.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/score_view/score_view.h"
#include "ui/seed/seed_panel.h"
#include "ui/settings/settings_dialog.h"

namespace partimento::test {
namespace {

using ui::ActionId;
using ui::KeyBindings;

class KeysTest : public WindowTest {
 protected:
  /// A piece of four quarters, the roll in front.
  void work(FakeEngine::Behaviour behaviour = {}) {
    openWindow(behaviour);
    typeSeed();
    toTheRoll();
  }
  void toTheRoll() {
    window().activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window()));
    window().roll().setFocus();
  }
  void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : &window(), static_cast<Qt::Key>(key), modifiers);
  }
  ui::KeysDialog& keysDialog() {
    action(ActionId::Keys)->trigger();
    auto* dialog = window().findChild<ui::KeysDialog*>();
    dialog->activateWindow();
    EXPECT_TRUE(waitFor([dialog] { return QApplication::activeWindow() == dialog; }));
    return *dialog;
  }
  static void capture(ui::KeysDialog& dialog, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QTest::keyClick(dialog.findChild<ui::KeyCapture*>(), static_cast<Qt::Key>(key), modifiers);
  }
  static QPushButton* button(QWidget& parent, const QString& text) {
    QCoreApplication::processEvents();
    for (QPushButton* found : parent.findChildren<QPushButton*>()) {
      if (found->text() == text && found->isVisibleTo(&parent)) return found;
    }
    return nullptr;
  }
  static QString said(ui::KeysDialog& dialog) {
    QCoreApplication::processEvents();
    for (const ui::Banner* banner : dialog.findChildren<ui::Banner*>()) {
      if (banner->isVisibleTo(&dialog)) return banner->text();
    }
    return {};
  }
  KeyBindings::Keys keysOf(ActionId id) { return action(id)->shortcuts(); }
  static KeyBindings::Keys one(const char* text) { return {QKeySequence(QString::fromLatin1(text))}; }
};

TEST_F(KeysTest, TheTransportAnswersItsKeys) {
  work();
  press(Qt::Key_Space);
  EXPECT_TRUE(m_player->isPlaying());
  press(Qt::Key_Space);
  EXPECT_FALSE(m_player->isPlaying());
  press(Qt::Key_End);
  EXPECT_EQ(m_player->position().tick, window().session().score()->end());
  press(Qt::Key_Home);
  EXPECT_EQ(m_player->position().tick, Tick(0));
  press(Qt::Key_L);
  EXPECT_TRUE(window().roll().loop().has_value());
  EXPECT_TRUE(action(ActionId::Loop)->isChecked());
  press(Qt::Key_L);
  EXPECT_FALSE(window().roll().loop().has_value());
  const bool metronome = action(ActionId::Metronome)->isChecked();
  press(Qt::Key_M);
  EXPECT_EQ(action(ActionId::Metronome)->isChecked(), !metronome);
  EXPECT_EQ(m_preferences->metronome(), !metronome);
  press(Qt::Key_M);
}

TEST_F(KeysTest, PanicAnswersItsKey) {
  work();
  int panics = 0;
  QObject::connect(action(ActionId::Panic), &QAction::triggered, [&] { ++panics; });
  press(Qt::Key_Space);
  press(Qt::Key_P, Qt::ControlModifier | Qt::AltModifier);
  EXPECT_EQ(panics, 1);
}

TEST_F(KeysTest, UndoAndBothRedoKeys) {
  work();
  const ScorePtr typed = window().session().score();
  press(Qt::Key_Z, Qt::ControlModifier);
  const ScorePtr before = window().session().score();
  EXPECT_EQ(before->noteCount(), 0U);
  press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(window().session().score(), typed);
  press(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(window().session().score(), before);
  press(Qt::Key_Y, Qt::ControlModifier);
  EXPECT_EQ(window().session().score(), typed);
}

TEST_F(KeysTest, CtrlGGenerates) {
  work();
  press(Qt::Key_G, Qt::ControlModifier);
  ASSERT_TRUE(window().composer().busy());
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  EXPECT_EQ(window().desk().takes().size(), 4U);
}

TEST_F(KeysTest, EscapeOnTheScoreStopsFirstAndDeselectsThen) {
  work({.perNote = std::chrono::milliseconds(25)});
  action(ActionId::ViewScore)->trigger();
  window().score().setFocus();
  window().score().setSelection({window().session().score()->track(0).notes[0].id});
  action(ActionId::Generate)->trigger();
  ASSERT_TRUE(waitFor([this] { return window().composer().state() == ui::Composer::State::Running; }));
  QWidget* canvas = window().score().focusProxy();
  ASSERT_NE(canvas, nullptr);
  QTest::keyClick(canvas, Qt::Key_Escape);
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  EXPECT_EQ(window().score().selection().size(), 1U);
  QTest::keyClick(canvas, Qt::Key_Escape);
  EXPECT_TRUE(window().score().selection().empty());
}

TEST_F(KeysTest, AChangedKeyWorksAtOnceAndAfterTheNextStart) {
  work();
  {
    ui::KeysDialog& dialog = keysDialog();
    dialog.choose(ActionId::Metronome);
    capture(dialog, Qt::Key_K, Qt::ControlModifier);
    EXPECT_TRUE(said(dialog).contains(QStringLiteral("Ctrl+K")));
    dialog.close();
  }
  const auto pressed = [this](int key, Qt::KeyboardModifiers modifiers) {
    const bool before = action(ActionId::Metronome)->isChecked();
    toTheRoll();
    press(key, modifiers);
    return action(ActionId::Metronome)->isChecked() != before;
  };
  EXPECT_TRUE(pressed(Qt::Key_K, Qt::ControlModifier));
  EXPECT_FALSE(pressed(Qt::Key_M, Qt::NoModifier));
  EXPECT_TRUE(action(ActionId::Metronome)->toolTip().contains(QStringLiteral("Ctrl+K")));
  closeWindow();
  work();
  EXPECT_EQ(keysOf(ActionId::Metronome), one("Ctrl+K"));
  EXPECT_TRUE(pressed(Qt::Key_K, Qt::ControlModifier));
}

TEST_F(KeysTest, AKeyOfAnotherActionIsTakenOverOnlyWhenOneSaysSo) {
  work();
  ui::KeysDialog& dialog = keysDialog();
  dialog.choose(ActionId::Metronome);
  capture(dialog, Qt::Key_S, Qt::ControlModifier);
  EXPECT_TRUE(said(dialog).contains(QStringLiteral("“Save”"))) << said(dialog).toStdString();
  EXPECT_EQ(keysOf(ActionId::Save), one("Ctrl+S"));
  EXPECT_EQ(keysOf(ActionId::Metronome), one("M"));
  ASSERT_NE(button(dialog, QStringLiteral("Cancel")), nullptr);
  button(dialog, QStringLiteral("Cancel"))->click();
  EXPECT_EQ(keysOf(ActionId::Save), one("Ctrl+S"));
  EXPECT_EQ(said(dialog), QString());

  capture(dialog, Qt::Key_S, Qt::ControlModifier);
  QPushButton* take = button(dialog, QStringLiteral("Take it over"));
  ASSERT_NE(take, nullptr);
  EXPECT_TRUE(take->hasFocus()) << "the answer is a key away";
  QTest::keyClick(take, Qt::Key_Space);
  EXPECT_TRUE(keysOf(ActionId::Save).isEmpty());
  EXPECT_EQ(keysOf(ActionId::Metronome), one("Ctrl+S"));
}

TEST_F(KeysTest, OneKeyOfTwoCanBeTakenOver) {
  work();
  ui::KeysDialog& dialog = keysDialog();
  dialog.choose(ActionId::Loop);
  capture(dialog, Qt::Key_Y, Qt::ControlModifier);
  button(dialog, QStringLiteral("Take it over"))->click();
  EXPECT_EQ(keysOf(ActionId::Redo), one("Ctrl+Shift+Z"));
  closeWindow();
  openWindow();
  EXPECT_EQ(keysOf(ActionId::Redo), one("Ctrl+Shift+Z"));
  EXPECT_EQ(keysOf(ActionId::Loop), one("Ctrl+Y"));
}

TEST_F(KeysTest, ResetGivesBackAndAsksWhereSomebodyHasTheKeyNow) {
  work();
  ui::KeysDialog& dialog = keysDialog();
  dialog.choose(ActionId::Metronome);
  capture(dialog, Qt::Key_S, Qt::ControlModifier);
  button(dialog, QStringLiteral("Take it over"))->click();
  dialog.choose(ActionId::Save);
  button(dialog, QStringLiteral("Reset"))->click();
  EXPECT_TRUE(said(dialog).contains(QStringLiteral("“Metronome”"))) << said(dialog).toStdString();
  button(dialog, QStringLiteral("Take it over"))->click();
  EXPECT_EQ(keysOf(ActionId::Save), one("Ctrl+S"));
  EXPECT_TRUE(keysOf(ActionId::Metronome).isEmpty());
  dialog.choose(ActionId::Metronome);
  button(dialog, QStringLiteral("Reset"))->click();
  EXPECT_EQ(keysOf(ActionId::Metronome), one("M"));
  EXPECT_FALSE(button(dialog, QStringLiteral("Reset"))->isEnabled());
  EXPECT_FALSE(button(dialog, QStringLiteral("Reset all"))->isEnabled());
}

TEST_F(KeysTest, ResetAllGivesEveryActionTheKeysOfTheTable) {
  work();
  ui::KeysDialog& dialog = keysDialog();
  dialog.choose(ActionId::Generate);
  capture(dialog, Qt::Key_F8);
  dialog.choose(ActionId::Undo);
  button(dialog, QStringLiteral("No key"))->click();
  EXPECT_EQ(keysOf(ActionId::Generate), one("F8"));
  EXPECT_TRUE(keysOf(ActionId::Undo).isEmpty());
  button(dialog, QStringLiteral("Reset all"))->click();
  for (const ui::ActionSpec& spec : window().actions().specs())
    EXPECT_EQ(keysOf(spec.id), spec.keys) << spec.text.toStdString();
  closeWindow();
  openWindow();
  for (const ui::ActionSpec& spec : window().actions().specs())
    EXPECT_EQ(keysOf(spec.id), spec.keys) << spec.text.toStdString();
}

TEST_F(KeysTest, TheKeyOfAMenuCannotBeTaken) {
  work();
  ui::KeysDialog& dialog = keysDialog();
  dialog.choose(ActionId::Metronome);
  capture(dialog, Qt::Key_F, Qt::AltModifier);
  EXPECT_TRUE(said(dialog).contains(QStringLiteral("“File”"))) << said(dialog).toStdString();
  EXPECT_EQ(button(dialog, QStringLiteral("Take it over")), nullptr);
  EXPECT_EQ(keysOf(ActionId::Metronome), one("M"));
}

TEST_F(KeysTest, NoTwoActionsShareAKeyWhateverThePreferencesSay) {
  m_preferences->setKeysOf(QStringLiteral("Metronome"), QStringLiteral("Ctrl+K; Ctrl+K; nonsense"));
  m_preferences->setKeysOf(QStringLiteral("Loop"), QStringLiteral("Ctrl+K; Ctrl+S"));
  openWindow();
  std::map<QString, QString> owners;
  for (const ui::ActionSpec& spec : window().actions().specs()) {
    for (const QKeySequence& key : keysOf(spec.id)) {
      const auto [at, fresh] = owners.emplace(key.toString(), spec.text);
      EXPECT_TRUE(fresh) << key.toString().toStdString() << ": " << at->second.toStdString();
    }
  }
  EXPECT_TRUE(keysOf(ActionId::Save).isEmpty()) << "its key was given away";
}

TEST_F(KeysTest, AChangedSingleKeyDoesNotFireInATextField) {
  work();
  ui::KeysDialog& dialog = keysDialog();
  dialog.choose(ActionId::Generate);
  capture(dialog, Qt::Key_H);
  EXPECT_EQ(keysOf(ActionId::Generate), one("H"));
  dialog.close();
  toTheRoll();
  auto* field = window().findChild<ui::SeedPanel*>()->findChild<QLineEdit*>();
  field->setFocus();
  QTest::keyClick(field, Qt::Key_H);
  EXPECT_EQ(field->text(), QStringLiteral("h"));
  EXPECT_FALSE(window().composer().busy());
  window().roll().setFocus();
  press(Qt::Key_H);
  EXPECT_TRUE(window().composer().busy());
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
}

TEST_F(KeysTest, TheDialogIsWorkedByKeysAndEverythingInItIsNamed) {
  work();
  ui::KeysDialog& dialog = keysDialog();
  auto* list = dialog.findChild<QTreeWidget*>();
  list->setFocus();
  EXPECT_EQ(QApplication::focusWidget(), list);
  dialog.choose(ActionId::Loop);
  QTest::keyClick(list, Qt::Key_Return);
  auto* field = dialog.findChild<ui::KeyCapture*>();
  const QWidget* focus = QApplication::focusWidget();
  EXPECT_TRUE(focus == field || field->isAncestorOf(focus))
      << (focus ? focus->metaObject()->className() : "nothing") << " has the focus";
  EXPECT_TRUE(dialog.isVisible()) << "Enter in the list is no Close";
  EXPECT_TRUE(field->accessibleName().contains(QStringLiteral("Loop")));
  QTest::keyClick(field, Qt::Key_Tab);
  EXPECT_FALSE(field->hasFocus()) << "Tab leaves the field";
  EXPECT_EQ(keysOf(ActionId::Loop), one("L"));
  for (const QPushButton* found : dialog.findChildren<QPushButton*>()) {
    EXPECT_FALSE(found->text().isEmpty());
    EXPECT_FALSE(found->toolTip().isEmpty()) << found->text().toStdString();
  }
  EXPECT_FALSE(list->accessibleName().isEmpty());
}

TEST_F(KeysTest, TheRightButtonErasesOrOpensTheMenuAsTheSettingsSay) {
  work();
  action(ActionId::Preferences)->trigger();
  auto* dialog = window().findChild<ui::SettingsDialog*>();
  QComboBox* right = nullptr;
  for (QComboBox* box : dialog->findChildren<QComboBox*>()) {
    if (box->accessibleName() == QStringLiteral("Right mouse button")) right = box;
  }
  ASSERT_NE(right, nullptr);
  EXPECT_EQ(right->currentIndex(), 0);
  right->setFocus();
  QTest::keyClick(right, Qt::Key_Down);
  EXPECT_EQ(m_preferences->rightDrag(), ui::RightDrag::OpensMenu);
  dialog->close();

  auto* notes = window().roll().findChild<ui::roll::NotesView*>();
  const Note note = window().session().score()->track(0).notes[0];
  const auto& geometry = notes->scene().geometry;
  const QPointF place(geometry.xOf(note.onset) + 4, geometry.yOf(note.pitch) + 2);
  Pointer(notes).press(place, Qt::RightButton);
  auto* menu = window().roll().findChild<QMenu*>();
  ASSERT_NE(menu, nullptr);
  EXPECT_TRUE(menu->actions().contains(action(ActionId::Delete)));
  EXPECT_EQ(window().roll().selection(), (edits::NoteIds{note.id}));
  EXPECT_EQ(window().session().score()->noteCount(), 4U);
  menu->close();
  m_preferences->setRightDrag(ui::RightDrag::Erases);
  Pointer(notes).click(place, Qt::RightButton);
  EXPECT_EQ(window().session().score()->noteCount(), 3U);
  m_preferences->setRightDrag(ui::RightDrag::OpensMenu);
  closeWindow();
  work();
  const ui::Preferences again(QString::fromStdString((m_folder.path() / "preferences.ini").string()));
  EXPECT_EQ(again.rightDrag(), ui::RightDrag::OpensMenu);
}

}  // namespace
}  // namespace partimento::test
