// Saving, closing with unsaved work, recovery, and files that are dropped on the window.

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>
#include <QUrl>

#include "core/formats/midi.h"
#include "core/music/edits.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/files/performance_dialog.h"
#include "ui/files/voice_dialog.h"
#include "ui/score_view/staff_preview.h"
#include "ui/start/start_page.h"

namespace partimento::test {
namespace {

using ui::ActionId;

class FilesTest : public WindowTest {
 protected:
  project::Document& document() { return window().session().document(); }
  std::size_t notes() { return window().session().score()->noteCount(); }
  std::filesystem::path file(const char* name) { return m_folder.path() / name; }
  void transpose() {
    const ScorePtr score = window().session().score();
    window().session().edit("Transpose",
                            edits::moveNotes(score, 0, {score->track(0).notes[0].id}, Tick(0), 1));
  }
  /// Answers the file dialog that is open.
  void chooseFile(const std::filesystem::path& path) {
    auto* dialog = window().findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->setDirectory(QString::fromStdString(path.parent_path().string()));
    dialog->selectFile(QString::fromStdString(path.filename().string()));
    static_cast<QDialog*>(dialog)->accept();
  }
  void pressSave() {
    window().activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window()));
    QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier);
  }
  QMessageBox* question() {
    for (QMessageBox* box : window().findChildren<QMessageBox*>()) {
      if (box->isVisible()) return box;
    }
    return nullptr;
  }
  void answer(const QString& text) {
    QMessageBox* box = question();
    ASSERT_NE(box, nullptr) << text.toStdString();
    for (QAbstractButton* button : box->buttons()) {
      if (button->text() == text) return button->click();
    }
    FAIL() << text.toStdString();
  }
  void saveAs(const char* name) {
    action(ActionId::SaveAs)->trigger();
    chooseFile(file(name));
    ASSERT_TRUE(waitFor([&] { return document().path() == file(name) && !document().modified(); }));
  }
  void drop(const std::filesystem::path& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
    QDragEnterEvent enter(QPoint(200, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent event(QPointF(200, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window(), &event);
    EXPECT_TRUE(event.isAccepted());
  }
  /// A file of quarters with so many notes at once, C4 and octaves above.
  std::filesystem::path midiFile(const char* name, int voices) {
    ScoreParts parts = Score::empty()->parts();
    Track track;
    for (int beat = 0; beat < 5; ++beat) {
      for (int voice = 0; voice < voices; ++voice)
        track.notes.push_back({.onset = Tick(beat * parts.ticksPerQuarter),
                               .duration = Tick(parts.ticksPerQuarter),
                               .pitch = 60 + beat + 12 * voice});
    }
    parts.tracks = {std::make_shared<const Track>(track)};
    formats::writeMidiFile(file(name), *Score::make(std::move(parts)));
    return file(name);
  }
};

TEST_F(FilesTest, SaveAsksForANameOnceAndThenWritesThere) {
  openWindow();
  typeSeed();
  EXPECT_TRUE(window().isWindowModified());
  pressSave();
  chooseFile(file("tune"));
  ASSERT_TRUE(waitFor([this] { return !document().modified(); }));
  EXPECT_EQ(document().path(), file("tune.partimento")) << "the suffix is added";
  EXPECT_FALSE(window().isWindowModified());
  EXPECT_TRUE(window().windowTitle().startsWith(QStringLiteral("tune")));
  ASSERT_TRUE(waitFor([this] { return window().findChild<QFileDialog*>() == nullptr; }));
  transpose();
  EXPECT_TRUE(window().isWindowModified());
  pressSave();
  EXPECT_EQ(window().findChild<QFileDialog*>(), nullptr);
  ASSERT_TRUE(waitFor([this] { return !window().isWindowModified(); }));
  const auto again = project::Document::open(project::StateFolder{file("other")}, file("tune.partimento"),
                                             project::Document::IfInUse::Open);
  EXPECT_EQ(*again->score(), *window().session().score());
}

TEST_F(FilesTest, SaveAsGoesOnUnderTheOtherName) {
  openWindow();
  typeSeed();
  saveAs("first.partimento");
  transpose();
  saveAs("second.partimento");
  EXPECT_TRUE(window().windowTitle().startsWith(QStringLiteral("second")));
  EXPECT_TRUE(std::filesystem::exists(file("first.partimento")));
  EXPECT_EQ(m_preferences->recentFiles().size(), 2);
}

TEST_F(FilesTest, AFileThatAnotherProgramChangedIsReplacedOnlyWhenOneSaysSo) {
  openWindow();
  typeSeed();
  saveAs("shared.partimento");
  {
    auto other = project::Document::open(project::StateFolder{file("other")}, document().path(),
                                         project::Document::IfInUse::Open);
    other->push("Delete notes", Score::empty());
    other->save(document().path());
  }
  const auto notesInFile = [this] {
    return project::Document::open(project::StateFolder{file("reader")}, file("shared.partimento"),
                                   project::Document::IfInUse::Open)
        ->score()
        ->noteCount();
  };
  transpose();
  action(ActionId::Save)->trigger();
  ASSERT_TRUE(waitFor([this] { return question() != nullptr; }));
  answer(QStringLiteral("Cancel"));
  EXPECT_TRUE(document().modified());
  EXPECT_EQ(notesInFile(), 0U);
  ASSERT_TRUE(waitFor([this] { return question() == nullptr; }));
  action(ActionId::Save)->trigger();
  ASSERT_TRUE(waitFor([this] { return question() != nullptr; }));
  answer(QStringLiteral("Replace the file"));
  ASSERT_TRUE(waitFor([this] { return !document().modified(); }));
  EXPECT_EQ(notesInFile(), 4U);
}

TEST_F(FilesTest, ClosingWithUnsavedWorkAsks) {
  openWindow();
  typeSeed();
  EXPECT_FALSE(window().close());
  answer(QStringLiteral("Cancel"));
  EXPECT_TRUE(window().isVisible());
  EXPECT_TRUE(document().modified());
  EXPECT_FALSE(document().discardsOnClose());
  ASSERT_TRUE(waitFor([this] { return question() == nullptr; }));

  EXPECT_FALSE(window().close());
  answer(QStringLiteral("Save"));
  chooseFile(file("kept.partimento"));
  ASSERT_TRUE(waitFor([this] { return !window().isVisible(); }));
  EXPECT_TRUE(std::filesystem::exists(file("kept.partimento")));
}

TEST_F(FilesTest, NotSavingClosesAndLeavesNothingToRecover) {
  openWindow();
  typeSeed();
  EXPECT_FALSE(window().close());
  answer(QStringLiteral("Do not save"));
  EXPECT_FALSE(window().isVisible());
  const project::StateFolder state = window().session().stateFolder();
  m_window.reset();
  EXPECT_TRUE(project::recoverableSessions(state).empty());
}

TEST_F(FilesTest, APieceWithoutNotesAsksWhereThereAreTakes) {
  openWindow();
  typeSeed();
  generateAndWait();
  action(ActionId::Undo)->trigger();
  ASSERT_EQ(notes(), 0U);
  ASSERT_FALSE(document().history().canUndo());
  EXPECT_FALSE(window().close());
  EXPECT_NE(question(), nullptr);
  EXPECT_FALSE(document().discardsOnClose());
}

TEST_F(FilesTest, APieceWithoutNotesAsksWhereThereIsSomethingToUndo) {
  openWindow();
  typeSeed();
  action(ActionId::SelectAll)->trigger();
  action(ActionId::Delete)->trigger();
  ASSERT_EQ(notes(), 0U);
  ASSERT_TRUE(document().history().canUndo());
  EXPECT_FALSE(window().close());
  EXPECT_NE(question(), nullptr);
  EXPECT_FALSE(document().discardsOnClose());
}

TEST_F(FilesTest, WhatHoldsNothingClosesUnasked) {
  openWindow();
  EXPECT_TRUE(window().close());
  EXPECT_EQ(question(), nullptr);
}

TEST_F(FilesTest, TheStartPageBringsBackWhatWasNotClosed) {
  openWindow();
  typeSeed();
  const ScorePtr lost = window().session().score();
  ASSERT_TRUE(document().flush());
  m_window.reset();  // as when the desktop logs out: nobody was asked
  openWindow();
  ASSERT_TRUE(window().startPageShown());
  QPushButton* back = nullptr;
  ASSERT_TRUE(waitFor([&] {
    for (QPushButton* button : window().findChild<ui::StartPage*>()->findChildren<QPushButton*>()) {
      if (button->text() == QStringLiteral("Go on with it")) back = button;
    }
    return back != nullptr;
  }));
  back->click();
  ASSERT_TRUE(waitFor([this] { return notes() == 4U; }));
  EXPECT_EQ(*window().session().score(), *lost);
  EXPECT_FALSE(window().startPageShown());
  EXPECT_TRUE(window().isWindowModified());
}

TEST_F(FilesTest, AMidiFileDroppedOnTheWindowIsOpened) {
  openWindow();
  ASSERT_TRUE(window().startPageShown());
  drop(midiFile("tune.mid", 1));
  ASSERT_TRUE(waitFor([this] { return notes() == 5U; }));
  EXPECT_FALSE(window().startPageShown());
  EXPECT_EQ(window().findChild<ui::VoiceDialog*>(), nullptr) << "one line needs no question";
}

TEST_F(FilesTest, AFileWithChordsAsksForTrackAndLine) {
  openWindow();
  drop(midiFile("chords.mid", 3));
  ASSERT_TRUE(waitFor([this] { return window().findChild<ui::VoiceDialog*>() != nullptr; }));
  auto* dialog = window().findChild<ui::VoiceDialog*>();
  EXPECT_EQ(notes(), 0U) << "nothing is guessed";
  EXPECT_EQ(dialog->findChild<QListWidget*>()->count(), 1);
  EXPECT_EQ(dialog->chosenScore()->track(dialog->chosenTrack()).notes.front().pitch, 84) << "the top line";
  for (QRadioButton* button : dialog->findChildren<QRadioButton*>()) {
    if (button->text() == QStringLiteral("Bottom line")) button->click();
  }
  dialog->accept();
  ASSERT_TRUE(waitFor([this] { return notes() == 5U; }));
  for (int beat = 0; beat < 5; ++beat)
    EXPECT_EQ(window().session().score()->track(0).notes.at(static_cast<std::size_t>(beat)).pitch, 60 + beat);
}

TEST_F(FilesTest, CancellingTheQuestionForTheLineLeavesThePiece) {
  openWindow();
  drop(midiFile("chords.mid", 2));
  ASSERT_TRUE(waitFor([this] { return window().findChild<ui::VoiceDialog*>() != nullptr; }));
  window().findChild<ui::VoiceDialog*>()->reject();
  EXPECT_EQ(notes(), 0U);
  EXPECT_TRUE(window().startPageShown());
}

/// Two hands of quarters at 87 a minute in a file that says 120, each a little early or late.
std::filesystem::path performance(const std::filesystem::path& path) {
  ScoreParts parts = Score::empty()->parts();
  Track track;
  for (int beat = 0; beat < 48; ++beat) {
    const int off = (beat * 37) % 23 - 11;
    const Tick onset(336 + beat * 662 + off);
    track.notes.push_back({.onset = onset, .duration = Tick(560), .pitch = 72 + beat % 5});
    track.notes.push_back({.onset = onset + Tick(7), .duration = Tick(560), .pitch = 48 + beat % 4});
  }
  parts.tracks = {std::make_shared<const Track>(track)};
  formats::writeMidiFile(path, *Score::make(std::move(parts)));
  return path;
}

class PerformanceFileTest : public FilesTest {
 protected:
  ui::PerformanceDialog* dropPerformance() {
    openWindow();
    drop(performance(file("played.mid")));
    waitFor([this] { return window().findChild<ui::PerformanceDialog*>() != nullptr; });
    return window().findChild<ui::PerformanceDialog*>();
  }
  template <typename Control>
  static Control* named(QWidget* dialog, const char* name) {
    for (Control* control : dialog->findChildren<Control*>()) {
      if (control->accessibleName() == QLatin1String(name)) return control;
    }
    return nullptr;
  }
  void keepAllNotes() {
    ASSERT_TRUE(waitFor([this] { return window().findChild<ui::VoiceDialog*>() != nullptr; }));
    auto* voices = window().findChild<ui::VoiceDialog*>();
    voices->findChildren<QRadioButton*>().last()->click();
    voices->accept();
  }
};

TEST_F(PerformanceFileTest, IsShownOnAStaffBeforeItIsOpened) {
  ui::PerformanceDialog* dialog = dropPerformance();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(notes(), 0U) << "nothing is opened yet";
  auto* tempo = named<QDoubleSpinBox>(dialog, "Tempo");
  EXPECT_NEAR(tempo->value(), 87, 2);
  auto* preview = dialog->findChild<ui::StaffPreview*>();
  EXPECT_EQ(preview->layoutShown()->notation()->parts().front().staves.size(), 2U) << "two hands";
  for (const Note& note : dialog->score()->track(0).notes) EXPECT_EQ(note.onset.value % 480, 0);
  named<QPushButton>(dialog, "Write it like this")->click();
  keepAllNotes();
  ASSERT_TRUE(waitFor([this] { return notes() == 96U; }));
  EXPECT_EQ(window().session().score()->tracks().size(), 2U) << "a hand each";
}

TEST_F(PerformanceFileTest, EverythingThatWasGuessedCanBeCorrected) {
  ui::PerformanceDialog* dialog = dropPerformance();
  ASSERT_NE(dialog, nullptr);
  auto* tempo = named<QDoubleSpinBox>(dialog, "Tempo");
  const double found = tempo->value();
  named<QToolButton>(dialog, "Twice the tempo")->click();
  EXPECT_NEAR(tempo->value(), 2 * found, 4);
  EXPECT_GT(dialog->score()->track(0).notes[1].onset, Tick(900)) << "two beats from note to note";
  named<QToolButton>(dialog, "Half the tempo")->click();
  EXPECT_NEAR(tempo->value(), found, 2);
  auto* meter = named<QComboBox>(dialog, "Metre");
  meter->setCurrentIndex(meter->findText(QStringLiteral("3/4")));
  Q_EMIT meter->activated(meter->currentIndex());
  EXPECT_EQ(dialog->score()->meter().at(Tick(0)).signature, (TimeSignature{3, 4}));
  auto* hands = named<QComboBox>(dialog, "Hands");
  hands->setCurrentIndex(2);
  Q_EMIT hands->activated(2);
  named<QSpinBox>(dialog, "Lowest note of the right hand")->setValue(75);
  for (const Note& note : dialog->score()->track(0).notes) EXPECT_GE(note.pitch, 75);
  hands->setCurrentIndex(0);
  Q_EMIT hands->activated(0);
  EXPECT_EQ(dialog->score()->tracks().size(), 1U);
  auto* beats = named<QComboBox>(dialog, "Beats");
  beats->setCurrentIndex(1);
  Q_EMIT beats->activated(1);
  EXPECT_FALSE(tempo->isEnabled()) << "the file says it";
  EXPECT_NEAR(tempo->value(), 120, 0.1);
}

TEST_F(PerformanceFileTest, MayStayAsItWasPlayed) {
  ui::PerformanceDialog* dialog = dropPerformance();
  ASSERT_NE(dialog, nullptr);
  named<QPushButton>(dialog, "Keep as played")->click();
  keepAllNotes();
  ASSERT_TRUE(waitFor([this] { return notes() == 96U; }));
  EXPECT_EQ(window().session().score()->track(0).notes.front().onset.value, 336 - 11);
}

TEST_F(PerformanceFileTest, CancellingOpensNothing) {
  ui::PerformanceDialog* dialog = dropPerformance();
  ASSERT_NE(dialog, nullptr);
  dialog->reject();
  EXPECT_EQ(notes(), 0U);
  EXPECT_EQ(window().findChild<ui::VoiceDialog*>(), nullptr);
}

}  // namespace
}  // namespace partimento::test
