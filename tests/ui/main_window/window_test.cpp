#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>

#include "core/formats/midi.h"
#include "core/music/edits.h"
#include "core/music/symbol.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/common/banner.h"
#include "ui/common/labels.h"
#include "ui/compose/compose_panel.h"
#include "ui/files/file_desk.h"
#include "ui/main_window/layouts.h"
#include "ui/seed/seed_panel.h"
#include "ui/start/start_page.h"
#include "ui/styles/styles_panel.h"

namespace partimento::test {
namespace {

using ui::ActionId;

/// Parts of Qt's own controls, which speak through the control they belong to.
bool isInner(const QWidget* widget) {
  for (const QWidget* parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
    if (qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent) ||
        qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QDockWidget*>(widget))
      return true;
  }
  return widget->objectName().startsWith(QStringLiteral("qt_"));
}

TEST_F(WindowTest, EveryFocusableControlHasANameAndAnExplanation) {
  openWindow();
  typeSeed();
  generateAndWait();
  for (const QWidget* widget : window().findChildren<QWidget*>()) {
    if (widget->focusPolicy() == Qt::NoFocus || isInner(widget) || qobject_cast<const QMenu*>(widget))
      continue;
    if (qobject_cast<const QMenuBar*>(widget) || qobject_cast<const QScrollBar*>(widget)) continue;
    EXPECT_FALSE(widget->accessibleName().isEmpty())
        << widget->metaObject()->className() << " " << widget->objectName().toStdString();
    if (widget->inherits("partimento::ui::roll::NotesView")) continue;  // it speaks of the note at the cursor
    EXPECT_FALSE(widget->toolTip().isEmpty() && widget->accessibleDescription().isEmpty())
        << widget->metaObject()->className() << " " << widget->accessibleName().toStdString();
  }
}

/// The window that is open over the main one.
QDialog* openDialog(ui::MainWindow& window) {
  for (QDialog* dialog : window.findChildren<QDialog*>()) {
    if (dialog->isVisible()) return dialog;
  }
  return nullptr;
}

QString spokenName(QWidget* widget) {
  QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
  return spoken ? spoken->text(QAccessible::Name) : QString();
}

/// Everything in a dialog can be told by ear: the dialog itself, each control, and what the controls do.
void expectSpoken(QDialog& dialog) {
  EXPECT_FALSE(spokenName(&dialog).isEmpty());
  for (QWidget* widget : dialog.findChildren<QWidget*>()) {
    if (isInner(widget) || qobject_cast<QScrollBar*>(widget) || widget->isHidden()) continue;
    const auto* label = qobject_cast<QLabel*>(widget);
    const bool isPicture = label && label->text().isEmpty() && !label->pixmap(Qt::ReturnByValue).isNull();
    const bool matters = widget->focusPolicy() != Qt::NoFocus || isPicture;
    if (!matters) continue;
    EXPECT_FALSE(spokenName(widget).isEmpty())
        << dialog.windowTitle().toStdString() << ": " << widget->metaObject()->className();
    EXPECT_FALSE(!isPicture && widget->toolTip().isEmpty() && widget->accessibleDescription().isEmpty())
        << dialog.windowTitle().toStdString() << ": " << spokenName(widget).toStdString();
  }
  if (auto* box = qobject_cast<QMessageBox*>(&dialog)) {
    EXPECT_TRUE(box->accessibleDescription().contains(box->text()));
    EXPECT_TRUE(box->accessibleDescription().contains(box->informativeText()));
  }
}

TEST_F(WindowTest, EveryDialogIsSpoken) {
  openWindow();
  for (const ActionId id : {ActionId::Preferences, ActionId::About, ActionId::Keys}) {
    action(id)->trigger();
    QDialog* dialog = openDialog(window());
    ASSERT_NE(dialog, nullptr);
    expectSpoken(*dialog);
    dialog->close();
    ASSERT_TRUE(waitFor([this] { return openDialog(window()) == nullptr; }));
  }
}

TEST_F(WindowTest, EveryQuestionIsSpoken) {
  openWindow();
  const auto expectQuestion = [this](const char* which) {
    QDialog* dialog = nullptr;
    ASSERT_TRUE(waitFor([&] { return (dialog = openDialog(window())) != nullptr; })) << which;
    ASSERT_NE(qobject_cast<QMessageBox*>(dialog), nullptr) << which;
    expectSpoken(*dialog);
    dialog->reject();
    ASSERT_TRUE(waitFor([this] { return openDialog(window()) == nullptr; })) << which;
  };
  typeSeed();
  const auto chord = [this](Pitch pitch) {
    window().session().edit(
        "Add note",
        edits::addNotes(window().session().score(), 0,
                        std::vector<Note>{{.onset = Tick(0), .duration = Tick(480), .pitch = pitch}}));
  };
  chord(67);
  action(ActionId::Generate)->trigger();
  expectQuestion("which line");
  window().close();
  expectQuestion("unsaved changes");
  EXPECT_TRUE(window().isVisible());
  const std::filesystem::path path = m_folder.path() / "piece.partimento";
  window().session().document().save(path);
  {
    const auto other = project::Document::open({m_folder.path() / "elsewhere"}, path);
    other->push("Change tempo", edits::setTempo(other->score(), {{Tick(0), 400000}}));
    other->save(path);
  }
  chord(71);
  action(ActionId::Save)->trigger();
  expectQuestion("changed elsewhere");
  window().session().document().discardOnClose();
}

TEST_F(WindowTest, EveryActionIsInAMenuAndSaysWhatItDoes) {
  openWindow();
  std::set<QAction*> inMenus;
  for (QAction* title : window().menuBar()->actions()) {
    for (QAction* entry : title->menu()->actions()) inMenus.insert(entry);
  }
  for (const ui::ActionSpec& spec : window().actions().specs()) {
    QAction* entry = action(spec.id);
    EXPECT_TRUE(inMenus.count(entry)) << spec.text.toStdString();
    EXPECT_FALSE(entry->toolTip().isEmpty()) << spec.text.toStdString();
    EXPECT_TRUE(spec.text.contains(QLatin1Char('&'))) << spec.text.toStdString();
  }
}

TEST_F(WindowTest, NoTwoActionsShareAKey) {
  openWindow();
  std::map<QString, QString> owners;
  for (const ui::ActionSpec& spec : window().actions().specs()) {
    for (const QKeySequence& key : spec.keys) {
      EXPECT_FALSE(key.isEmpty()) << spec.text.toStdString();
      const auto [at, fresh] = owners.emplace(key.toString(), spec.text);
      EXPECT_TRUE(fresh) << key.toString().toStdString() << ": " << at->second.toStdString();
    }
  }
}

TEST_F(WindowTest, SingleKeysDoNotFireInTextFields) {
  openWindow();
  typeSeed();
  window().activateWindow();
  auto* field = window().findChild<ui::SeedPanel*>()->findChild<QLineEdit*>();
  field->setFocus();
  QTest::keyClicks(field, QStringLiteral("l m[]1"));
  EXPECT_EQ(field->text(), QStringLiteral("l m[]1"));
  EXPECT_FALSE(m_player->isPlaying());
  EXPECT_FALSE(action(ActionId::Metronome)->isChecked());
}

TEST_F(WindowTest, LayoutIsKeptAndCanBeReset) {
  openWindow();
  auto* takes = window().findChild<QDockWidget*>(QStringLiteral("takes"));
  auto* compose = window().findChild<QDockWidget*>(QStringLiteral("compose"));
  takes->hide();
  window().layouts().save();
  closeWindow();
  openWindow();
  takes = window().findChild<QDockWidget*>(QStringLiteral("takes"));
  compose = window().findChild<QDockWidget*>(QStringLiteral("compose"));
  EXPECT_TRUE(takes->isHidden());
  action(ActionId::ResetLayout)->trigger();
  EXPECT_FALSE(takes->isHidden());
  EXPECT_FALSE(compose->isHidden());
  action(ActionId::LayoutExplain)->trigger();
  EXPECT_TRUE(compose->isHidden());
  EXPECT_FALSE(window().findChild<QDockWidget*>(QStringLiteral("explain"))->isHidden());
}

TEST_F(WindowTest, EveryLayoutGivesItsPanelTheUsualWidth) {
  openWindow();
  window().hideStartPage();
  const auto width = [this](const char* name) {
    QCoreApplication::processEvents();
    return window().findChild<QDockWidget*>(QString::fromLatin1(name))->width();
  };
  action(ActionId::LayoutTrain)->trigger();
  EXPECT_GT(width("training"), 600);
  action(ActionId::LayoutCompose)->trigger();
  EXPECT_LT(width("compose"), 400) << "not as wide as the training panel was";
  action(ActionId::LayoutExplain)->trigger();
  EXPECT_LT(width("explain"), 450);
}

TEST_F(WindowTest, NoDeviceIsSaidOnceAndInNobodysWay) {
  openWindow();
  typeSeed();
  ASSERT_TRUE(waitFor([this] { return window().banners().has(QStringLiteral("audio")); }));
  EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
  for (QAbstractButton* button : window().banners().findChildren<QAbstractButton*>()) {
    if (button->text() == QStringLiteral("Test tone")) button->click();
  }
  EXPECT_EQ(m_sound.tones(), 1);
}

TEST_F(WindowTest, ADemoIsOneClickAwayFromAPieceReadyToGenerate) {
  openWindow();
  EXPECT_TRUE(window().startPageShown());
  for (QFrame* card : window().findChild<ui::StartPage*>()->findChildren<QFrame*>()) {
    if (!card->accessibleName().startsWith(QStringLiteral("Für Elise"))) continue;
    QTest::mouseClick(card, Qt::LeftButton);
    break;
  }
  EXPECT_FALSE(window().startPageShown());
  EXPECT_GT(window().session().score()->noteCount(), 10u);
  generateAndWait();
  EXPECT_EQ(window().desk().takes().size(), 4u);
}

TEST_F(WindowTest, EditingWhilePlayingGoesOnPlaying) {
  openWindow();
  typeSeed();
  action(ActionId::PlayStop)->trigger();
  EXPECT_TRUE(m_player->isPlaying());
  const ScorePtr score = window().session().score();
  window().session().edit("Move notes",
                          edits::moveNotes(score, 0, {score->track(0).notes.front().id}, Tick(0), 1));
  EXPECT_TRUE(m_player->isPlaying());
  EXPECT_EQ(m_player->score(), window().session().score());
  action(ActionId::PlayStop)->trigger();
  EXPECT_FALSE(m_player->isPlaying());
}

QPushButton* bannerButton(ui::MainWindow& window, const QString& text) {
  for (QPushButton* button : window.banners().findChildren<QPushButton*>()) {
    if (button->text() == text) return button;
  }
  return nullptr;
}

TEST_F(WindowTest, WhatCannotBeOpenedIsSaidOnTheStartPage) {
  openWindow();
  auto* start = window().findChild<ui::StartPage*>();
  const auto said = [start] {
    const auto banners = start->findChildren<ui::Banner*>();
    return banners.isEmpty() ? QString() : banners.front()->text();
  };
  window().open(QString::fromStdString((m_folder.path() / "gone.mid").string()));
  ASSERT_TRUE(waitFor([&] { return said().contains(QStringLiteral("gone.mid")); }));
  EXPECT_TRUE(waitFor([&] { return start->findChild<ui::Banner*>()->isVisible(); }));
  Q_EMIT start->emptyChosen();
  EXPECT_TRUE(waitFor([&] { return said().isEmpty(); })) << "it has been read";
}

TEST_F(WindowTest, AnImpossibleWishIsMendedFromItsOwnBanner) {
  openWindow();
  typeSeed();
  decode::Settings settings = window().compose().settings();
  settings.rules.lowest = 60;
  settings.rules.highest = 62;
  settings.rules.tabu = 8;
  window().compose().setSettings(settings);
  ASSERT_FALSE(window().compose().feasible());
  action(ActionId::Generate)->trigger();
  EXPECT_EQ(m_engine->composeCalls(), 0);
  ASSERT_TRUE(window().banners().has(QStringLiteral("wish")));
  QPushButton* mend = bannerButton(window(), window().compose().wish().remedy);
  ASSERT_NE(mend, nullptr);
  mend->click();
  EXPECT_TRUE(window().compose().feasible());
  EXPECT_FALSE(window().banners().has(QStringLiteral("wish")));
  generateAndWait();
  EXPECT_EQ(window().desk().takes().size(), 4u);
}

TEST_F(WindowTest, TheClockShowsTheLengthOfWhatIsHeard) {
  openWindow();
  typeSeed();
  generateAndWait();
  const auto* clock = window().findChild<QLabel*>(QStringLiteral("clock"));
  ASSERT_NE(clock, nullptr);
  ASSERT_TRUE(window().session().previewing());
  const auto total = [&] { return clock->text().section(QLatin1Char('/'), 1).trimmed(); };
  const QString withTake = ui::clockText(m_player->score()->duration());
  const QString alone = ui::clockText(window().session().score()->duration());
  ASSERT_NE(withTake, alone);
  EXPECT_EQ(total(), withTake);
  window().desk().select(0);
  EXPECT_EQ(total(), alone);
}

decode::Settings unusualSettings() {
  decode::Settings settings;
  settings.search = {decode::SearchMethod::Sample, 40, 1.35, 12, 0.9, 4, 0.5};
  settings.rules.tabu = 3;
  settings.rules.maxRepeat = 4;
  settings.rules.lowest = 50;
  settings.rules.highest = 91;
  settings.rules.scale = makeScale(7, "mixolydian");
  settings.rules.exclusions = {{96, 120, 60, 64}};
  settings.length = {48, 12};
  return settings;
}

TEST_F(WindowTest, KnobsAndStyleComeBackWithTheProject) {
  openWindow();
  typeSeed();
  const decode::Settings wanted = unusualSettings();
  const QString style = window().styles().currentId() == QStringLiteral("art-songs")
                            ? QStringLiteral("fiddle-tunes")
                            : QStringLiteral("art-songs");
  window().styles().choose(style);
  window().compose().setSettings(wanted);
  window().compose().setTakes(7);
  window().compose().setFixedSeed(4711);
  const std::filesystem::path file = m_folder.path() / "piece.partimento";
  window().session().document().save(file);
  const auto stateFolder = window().session().stateFolder();

  window().session().adopt(project::Document::create(stateFolder));
  EXPECT_TRUE(window().compose().settings().rules.exclusions.empty()) << "they belong to the other piece";
  window().styles().choose(style == QStringLiteral("art-songs") ? QStringLiteral("fiddle-tunes")
                                                                : QStringLiteral("art-songs"));
  window().compose().setSettings({});
  window().compose().setTakes(1);
  window().compose().setFixedSeed(std::nullopt);
  window().session().adopt(project::Document::open(stateFolder, file));
  EXPECT_EQ(window().compose().settings(), wanted);
  EXPECT_EQ(window().styles().currentId(), style);
  EXPECT_EQ(window().compose().takes(), 7);
  EXPECT_EQ(window().compose().fixedSeed(), 4711U);
  EXPECT_FALSE(window().session().document().modified());
}

TEST_F(WindowTest, KnobsComeBackThoughTheEngineIsStillLoading) {
  const decode::Settings wanted = unusualSettings();
  const std::filesystem::path file = m_folder.path() / "piece.partimento";
  openWindow();
  typeSeed();
  window().styles().choose(QStringLiteral("art-songs"));
  window().compose().setSettings(wanted);
  window().session().document().save(file);
  closeWindow();
  m_preferences->setLastStyle(QStringLiteral("fiddle-tunes"));
  openWindow(
      {}, [&] { window().session().adopt(project::Document::open(window().session().stateFolder(), file)); });
  EXPECT_EQ(window().styles().currentId(), QStringLiteral("art-songs"));
  EXPECT_EQ(window().compose().settings(), wanted);
}

TEST_F(WindowTest, ImportingASeedIsOneStepThatSaysWhatItDid) {
  openWindow();
  ScoreParts parts = Score::empty()->parts();
  parts.ticksPerQuarter = 4;
  Track melody;
  for (int index = 0; index < 5; ++index)
    melody.notes.push_back({.onset = Tick(4 * index), .duration = Tick(4), .pitch = 70 + index});
  parts.tracks = {std::make_shared<const Track>(melody)};
  const std::filesystem::path file = m_folder.path() / "tune.mid";
  formats::writeMidiFile(file, *Score::make(std::move(parts)));
  const auto import = [&] {
    window().files().importSeed(QString::fromStdString(file.string()));
    return waitFor([this] { return window().session().score()->noteCount() == 5u; });
  };
  ASSERT_TRUE(import());
  EXPECT_FALSE(window().startPageShown());
  EXPECT_FALSE(window().banners().has(QStringLiteral("import"))) << "there was nothing to be replaced";
  EXPECT_GE(window().session().score()->ticksPerQuarter(), kStepsPerQuarter);

  window().session().document().discardOnClose();
  typeSeed();
  const std::filesystem::path project = m_folder.path() / "piece.partimento";
  window().session().document().save(project);
  const ScorePtr before = window().session().score();
  const std::size_t step = window().session().document().history().current();
  ASSERT_TRUE(import());
  EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
  EXPECT_EQ(window().session().document().history().current(), step + 1);
  EXPECT_EQ(window().session().document().path(), project);
  ASSERT_TRUE(window().banners().has(QStringLiteral("import")));
  bannerButton(window(), QStringLiteral("Undo"))->click();
  EXPECT_EQ(window().session().score(), before);
  EXPECT_FALSE(window().banners().has(QStringLiteral("import")));
}

/// A jig: an eighth before each of 16 bars of quarter and eighth, at the start of a full bar.
ScorePtr tuneWithHiddenUpbeat() {
  ScoreParts parts = Score::empty()->parts();
  parts.meter = {{Tick(0), {6, 8}}};
  Track melody;
  Tick at(0);
  for (int index = 0; index < 65; ++index) {
    const Tick length(index % 2 == 0 ? 240 : 480);
    melody.notes.push_back({.onset = at, .duration = length, .pitch = 67 + index % 5});
    at += length;
  }
  melody.notes.push_back({.onset = at, .duration = Tick(720), .pitch = 67});
  parts.tracks = {std::make_shared<const Track>(melody)};
  return Score::make(std::move(parts));
}

TEST_F(WindowTest, AHiddenUpbeatIsProposedAndMovesBarLinesOnlyWhenAsked) {
  openWindow();
  const ScorePtr tune = tuneWithHiddenUpbeat();
  const std::filesystem::path file = m_folder.path() / "jig.mid";
  formats::writeMidiFile(file, *tune);
  window().files().open(QString::fromStdString(file.string()));
  ASSERT_TRUE(waitFor([&] { return window().session().score()->noteCount() == tune->noteCount(); }));
  const ScorePtr opened = window().session().score();
  EXPECT_EQ(opened->meter().changes().size(), 1U) << "nothing moves by itself";
  ASSERT_TRUE(window().banners().has(QStringLiteral("upbeat")));
  bannerButton(window(), QStringLiteral("Move the bar lines"))->click();
  EXPECT_EQ(window().session().score()->meter().barStart(1), Tick(240));
  EXPECT_EQ(window().session().score()->track(0).notes, opened->track(0).notes);
  EXPECT_FALSE(window().banners().has(QStringLiteral("upbeat")));
  window().session().undo();
  EXPECT_EQ(window().session().score(), opened);

  // What was moved and written again is not proposed once more, and any edit ends the proposal.
  formats::writeMidiFile(file, *edits::setPickup(tune, Tick(240)));
  window().session().document().discardOnClose();
  window().files().open(QString::fromStdString(file.string()));
  ASSERT_TRUE(waitFor([&] { return window().session().score()->meter().changes().size() == 2U; }));
  EXPECT_FALSE(window().banners().has(QStringLiteral("upbeat")));
}

}  // namespace
}  // namespace partimento::test
