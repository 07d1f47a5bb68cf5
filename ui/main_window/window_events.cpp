// The part of MainWindow that answers events and connects actions to what they do.

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QToolBar>
#include <algorithm>

#include "ui/common/answers.h"
#include "ui/common/theme.h"
#include "ui/compose/compose_panel.h"
#include "ui/exchange/midi_mime.h"
#include "ui/help/about_dialog.h"
#include "ui/help/keys_dialog.h"
#include "ui/main_window/banners.h"
#include "ui/main_window/key_bindings.h"
#include "ui/main_window/layouts.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/music_views.h"
#include "ui/main_window/roll_bridge.h"
#include "ui/main_window/score_bridge.h"
#include "ui/main_window/status.h"
#include "ui/main_window/step_names.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/score_view/score_view.h"
#include "ui/seed/demo_seeds.h"
#include "ui/seed/seed_panel.h"
#include "ui/settings/settings_dialog.h"
#include "ui/start/start_page.h"
#include "ui/takes/takes_panel.h"
#include "ui/training/job_text.h"
#include "ui/training/training_panel.h"
#include "ui/transport/transport_bar.h"

namespace partimento::ui {

void MainWindow::connectFiles() {
  m_actions.on(ActionId::New, [this] { m_files->newPiece(); });
  m_actions.on(ActionId::Open, [this] { m_files->openWithDialog(); });
  m_actions.on(ActionId::Save, [this] { m_files->save(); });
  m_actions.on(ActionId::SaveAs, [this] { m_files->saveAs(); });
  m_actions.on(ActionId::StartPage, [this] { showStartPage(); });
  m_actions.on(ActionId::ImportMidi, [this] { m_files->importWithDialog(); });
  m_actions.on(ActionId::ExportMidi, [this] { m_files->exportMidiWithDialog(); });
  m_actions.on(ActionId::ExportAudio, [this] { m_files->exportAudioWithDialog(); });
  m_actions.on(ActionId::ExportScore, [this] { m_files->exportScoreWithDialog(); });
  m_actions.on(ActionId::Print, [this] { m_files->printScore(); });
  m_actions.on(ActionId::Quit, [this] { close(); });
  m_actions.on(ActionId::Undo, [this] { m_session.undo(); });
  m_actions.on(ActionId::Redo, [this] { m_session.redo(); });
  m_actions.on(ActionId::Preferences, [this] {
    auto* dialog = new SettingsDialog(m_preferences, m_sound, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  connect(m_files, &FileDesk::pieceReady, this, [this] {
    hideStartPage();
    m_banners->showLosses();
    const bool score = m_views->arrangement() == MusicViews::Arrangement::Score;
    (score ? static_cast<QWidget*>(m_score) : m_roll)->setFocus(Qt::OtherFocusReason);
  });
  connect(m_files, &FileDesk::seedImported, this, [this](const QString& fileName) {
    m_session.player().stop();
    m_session.player().seek(Tick(0));
    m_roll->zoomToFit();
    m_banners->showImport(fileName);
  });
  connect(m_files, &FileDesk::upbeatSuspected, m_banners, &WindowBanners::showUpbeat);
  connect(m_files, &FileDesk::failed, this, [this](const ErrorMessage& message) {
    if (startPageShown()) {
      m_start->showProblem(message.text());
    } else {
      m_banners->showFailure(message);
    }
  });
  connect(m_files, &FileDesk::notice, m_status, &StatusLine::say);
  connect(m_files, &FileDesk::saved, this, [this](const QString& path) {
    m_status->say(tr("Saved as “%1”.").arg(QFileInfo(path).fileName()));
  });
  connect(m_files, &FileDesk::audioProgress, m_status, &StatusLine::showExport);
  connect(m_files, &FileDesk::audioEnded, m_status, &StatusLine::endExport);
  connect(m_status, &StatusLine::exportCancelled, m_files, &FileDesk::cancelExport);
  connect(&m_session, &Session::scoreChanged, this, &MainWindow::updateActions);
  connect(&m_session, &Session::modifiedChanged, this, &MainWindow::updateTitle);
}

void MainWindow::connectPlayback() {
  playback::Player& player = m_session.player();
  m_actions.on(ActionId::PlayStop, [this, &player] {
    if (m_session.previewsOther()) return m_session.endOther();
    player.isPlaying() ? player.stop() : player.play();
  });
  const auto seek = [this, &player](Tick place) {
    m_session.endOther();
    player.seek(place);
  };
  m_actions.on(ActionId::ToStart, [seek] { seek(Tick(0)); });
  m_actions.on(ActionId::ToEnd, [this, seek] { seek(m_session.score()->end()); });
  m_actions.on(ActionId::Panic, [&player] { player.panic(); });
  m_actions.on(ActionId::Loop, [this] { m_bridge->toggleLoop(); });
  connect(m_roll, &PianoRoll::loopChanged, this,
          [this] { m_actions[ActionId::Loop]->setChecked(m_roll->loop().has_value()); });
  connect(&m_session, &Session::documentReplaced, this,
          [this] { m_actions[ActionId::Loop]->setChecked(false); });
  QAction* metronome = m_actions[ActionId::Metronome];
  QAction* countIn = m_actions[ActionId::CountIn];
  metronome->setChecked(m_preferences.metronome());
  countIn->setChecked(m_preferences.countIn());
  const auto apply = [this, &player, metronome, countIn] {
    player.setMetronome({.enabled = metronome->isChecked(), .volume = 0.8});
    m_preferences.setMetronome(metronome->isChecked());
    m_preferences.setCountIn(countIn->isChecked());
  };
  m_actions.on(ActionId::Metronome, apply);
  m_actions.on(ActionId::CountIn, apply);
  apply();
  m_bridge->connectActions(m_actions);
  connect(m_scoreBridge, &ScoreBridge::presentValueChanged, m_status, &StatusLine::showValue);
  m_scoreBridge->connectActions(m_actions);
  m_bridge->setElsewhere([this] { return m_scoreBridge->hasFocus(); });
  connect(m_bridge, &RollBridge::announced, m_status, &StatusLine::say);
  connect(m_bridge, &RollBridge::keysLit, m_seed, &SeedPanel::setLitKeys);
  m_bridge->setPaste([this] { return m_scoreBridge->paste(); });
  connect(m_scoreBridge, &ScoreBridge::announced, m_status, &StatusLine::say);
  connect(m_scoreBridge, &ScoreBridge::guessedKeyChanged, m_transport, &TransportBar::setGuessedKey);
}

void MainWindow::connectSeed() {
  connect(&m_generation, &Generation::choicesChanged, m_seed,
          [this] { m_seed->setTracks(m_generation.choices(), m_generation.tracks()); });
  connect(m_seed, &SeedPanel::tracksChosen, &m_generation, &Generation::setTracks);
  m_files->setContinuesAll([this](const Score& score) { return m_generation.continuesAll(score); });
}

void MainWindow::connectTakes() {
  m_actions.on(ActionId::Generate, [this] {
    if (startPageShown()) hideStartPage();
    m_generation.start();
  });
  m_actions.on(ActionId::StopGenerating, [this] { m_composer.stop(); });
  m_actions.on(ActionId::PreviousTake, [this] { m_desk.swap(-1); });
  m_actions.on(ActionId::NextTake, [this] { m_desk.swap(1); });
  m_actions.on(ActionId::HearTake, [this] { m_desk.audition(m_desk.current()); });
  m_actions.on(ActionId::Accept, [this] { m_desk.accept(); });
  m_actions.on(ActionId::Reject, [this] { m_desk.reject(); });
  m_actions.on(ActionId::Favourite, [this] { m_desk.toggleFavourite(m_desk.current()); });
  m_actions.on(ActionId::Rename, [this] { m_takes->renameCurrent(); });
  m_actions.on(ActionId::Remix, [this] { m_desk.remix(); });
  m_actions.on(ActionId::Replay, [this] { m_desk.replay(); });
  m_actions.on(ActionId::DeselectTake, [this] { m_desk.select(0); });
  connect(&m_composer, &Composer::stateChanged, this, &MainWindow::updateActions);
  connect(&m_desk, &TakeDesk::currentChanged, this, &MainWindow::updateActions);
  connect(&m_session, &Session::takesChanged, this, &MainWindow::updateActions);
  const auto forbid = [this](const std::vector<decode::Exclusion>& exclusions) {
    decode::Settings settings = m_compose->settings();
    if (settings.rules.exclusions == exclusions) return;
    settings.rules.exclusions = exclusions;
    m_compose->setSettings(settings);
  };
  connect(m_roll, &PianoRoll::exclusionsChanged, this, forbid);
  connect(m_compose, &ComposePanel::settingsChanged, m_roll,
          [this] { m_roll->setExclusions(m_compose->settings().rules.exclusions); });
  m_actions.on(ActionId::ClearExclusions, [forbid] { forbid({}); });
  connect(&m_generation, &Generation::refused, m_banners, &WindowBanners::showFailure);
  connect(&m_generation, &Generation::wishRefused, this, [this] {
    const WishCheck& wish = m_compose->wish();
    m_banners->showWish(wish.problem, wish.remedy, [this] { m_compose->takeNearestWish(); });
  });
  connect(m_compose, &ComposePanel::feasibilityChanged, m_banners, [this] {
    if (m_compose->feasible()) m_banners->withdrawWish();
  });
  connect(&m_generation, &Generation::voiceNeeded, this, &MainWindow::askVoice);
  connect(&m_composer, &Composer::failed, m_banners, &WindowBanners::showFailure);
  connect(&m_composer, &Composer::takeMade, m_banners, &WindowBanners::withdrawFailure);
  connect(&m_session, &Session::documentReplaced, m_banners, &WindowBanners::withdrawFailure);
}

void MainWindow::connectView() {
  m_actions.on(ActionId::LayoutCompose, [this] { m_layouts->apply(Layouts::Preset::Compose); });
  m_actions.on(ActionId::LayoutExplain, [this] { m_layouts->apply(Layouts::Preset::Explain); });
  m_actions.on(ActionId::LayoutRoll, [this] { m_layouts->apply(Layouts::Preset::Roll); });
  m_actions.on(ActionId::ResetLayout, [this] { m_layouts->reset(); });
  m_actions.on(ActionId::FullScreen, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
  auto* bindings = new KeyBindings(m_actions, m_preferences, this);
  m_actions.on(ActionId::Keys, [this, bindings] {
    auto* dialog = new KeysDialog(*bindings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
  });
  m_actions.on(ActionId::About, [this] {
    auto* dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  connect(&m_preferences, &Preferences::themeChanged, this,
          [this] { Theme::apply(*qApp, m_preferences.theme()); });
  const auto setRightButton = [this] {
    m_roll->setRightButton(m_preferences.rightDrag() == RightDrag::Erases ? roll::RightButton::Erases
                                                                          : roll::RightButton::OpensMenu);
  };
  connect(&m_preferences, &Preferences::rightDragChanged, this, setRightButton);
  setRightButton();
  connect(&m_preferences, &Preferences::soundChanged, this, [this] {
    playback::SoundSettings settings = m_sound.settings();
    settings.driver = m_preferences.audioDriver().toStdString();
    settings.soundFont = std::filesystem::path(m_preferences.soundFont().toStdU16String());
    m_sound.apply(settings);
  });
}

void MainWindow::connectTraining() {
  const auto show = [this] {
    if (startPageShown()) hideStartPage();
    m_layouts->apply(Layouts::Preset::Train);
  };
  m_actions.on(ActionId::LayoutTrain, show);
  m_actions.on(ActionId::NewStyle, [this, show] {
    if (m_trainingPanel->isHidden() || !m_trainingPanel->isVisible()) show();
    m_trainingPanel->beginStyle();
  });
  connect(m_trainingPanel, &TrainingPanel::failed, m_banners, &WindowBanners::showFailure);
  connect(m_trainingPanel, &TrainingPanel::composeWanted, this,
          [this](const Checkpoint& checkpoint, const QString& name) {
            m_engine.visit(QString::fromStdString(checkpoint.folder), name);
          });
  connect(&m_engine, &EngineHost::visited, this, [this](const QString& id) {
    m_styles->choose(id);
    m_layouts->apply(Layouts::Preset::Compose);
    m_status->say(
        tr("Generate composes with “%1” now.").arg(QString::fromStdString(m_engine.style(id)->name)));
  });
  connect(&m_engine, &EngineHost::failed, m_banners, &WindowBanners::showFailure);
  connect(m_trainingPanel, &TrainingPanel::published, this, [this](const QString& id, const QString& name) {
    m_styles->choose(id);  // once it is listed
    m_engine.refresh();
    m_status->say(tr("“%1” is one of your styles now.").arg(name));
  });
  connect(&m_training, &TrainingHost::runChanged, this,
          [this] { m_status->showTraining(m_training.jobs()); });
  connect(&m_training, &TrainingHost::listChanged, this, [this, show] {
    m_status->showTraining(m_training.jobs());
    showInterrupted(show);
  });
}

void MainWindow::showInterrupted(const std::function<void()>& show) {
  const std::vector<JobSnapshot>& jobs = m_training.jobs();
  const auto found =
      std::find_if(jobs.begin(), jobs.end(), [](const JobSnapshot& job) { return job.interrupted; });
  const JobId id = found == jobs.end() ? JobId{} : found->id;
  if (id == m_interrupted) return;  // it was said, and perhaps closed
  m_interrupted = id;
  if (found == jobs.end()) return m_banners->showInterrupted({}, {}, {});
  m_banners->showInterrupted(
      jobName(*found), [this, id] { m_training.resume(id); }, show);
}

void MainWindow::updateActions() {
  const History& history = m_session.document().history();
  QAction* undo = m_actions[ActionId::Undo];
  QAction* redo = m_actions[ActionId::Redo];
  undo->setEnabled(history.canUndo());
  redo->setEnabled(history.canRedo());
  undo->setText(history.canUndo() ? tr("&Undo: %1").arg(stepName(history.undoName())) : tr("&Undo"));
  redo->setText(history.canRedo() ? tr("&Redo: %1").arg(stepName(history.redoName())) : tr("&Redo"));
  const bool busy = m_composer.busy();
  m_actions[ActionId::StopGenerating]->setEnabled(busy);
  m_actions[ActionId::Generate]->setEnabled(!busy);
  const bool current = m_desk.current() != 0;
  for (const ActionId id : {ActionId::Accept, ActionId::Reject, ActionId::Favourite, ActionId::Rename,
                            ActionId::HearTake, ActionId::DeselectTake})
    m_actions[id]->setEnabled(current);
  m_actions[ActionId::Remix]->setEnabled(current && !busy);
  const project::StoredTakePtr take = m_desk.currentTake();
  m_actions[ActionId::Replay]->setEnabled(take && !take->take.partial &&
                                          !busy);  // a part has no recipe of its own
  const bool any = !m_desk.takes().empty();
  for (const ActionId id : {ActionId::PreviousTake, ActionId::NextTake}) m_actions[id]->setEnabled(any);
  const bool music = m_session.score()->noteCount() > 0;
  for (const ActionId id :
       {ActionId::ExportMidi, ActionId::ExportAudio, ActionId::ExportScore, ActionId::Print})
    m_actions[id]->setEnabled(music);
}

void MainWindow::updateTitle() {
  const QString path = QString::fromStdU16String(m_session.document().path().u16string());
  const QString name = path.isEmpty() ? tr("Untitled") : QFileInfo(path).completeBaseName();
  setWindowTitle(QStringLiteral("%1[*] – Partimento").arg(name));
  setWindowModified(m_session.document().modified());
}

void MainWindow::startDemo(const DemoSeed& seed) {
  try {
    m_files->newPiece(loadDemoSeed(seed));
    m_styles->choose(seed.style);
  } catch (...) {
    m_banners->showFailure(currentErrorMessage());
  }
}

void MainWindow::askVoice(int voices) {
  auto* box = new QMessageBox(QMessageBox::Question, tr("Choose the seed"), tr("Which line is the seed?"),
                              QMessageBox::NoButton, this);
  addAnswer(*box, tr("Cancel"), tr("Generate nothing"), QMessageBox::RejectRole);
  box->setInformativeText(
      tr("Up to %n note(s) sound at once in this track. One line of it is continued.", nullptr, voices));
  auto* top = addAnswer(*box, tr("Top line"), tr("Continue the highest note at each moment"),
                        QMessageBox::AcceptRole);
  auto* bottom = addAnswer(*box, tr("Bottom line"), tr("Continue the lowest note at each moment"),
                           QMessageBox::AcceptRole);
  connect(box, &QMessageBox::buttonClicked, this, [this, top, bottom](QAbstractButton* button) {
    if (button != top && button != bottom) return;
    m_generation.setVoice(button == top ? VoiceLine::Top : VoiceLine::Bottom);
    m_generation.start();
  });
  ask(*box);
}

void MainWindow::showStartPage() {
  placeStartPage();
  m_start->show();
  m_start->raise();
  letWork(false);
}

void MainWindow::hideStartPage() {
  letWork(true);
  m_start->hide();
}

void MainWindow::letWork(bool work) {
  centralWidget()->setEnabled(work);
  for (QDockWidget* dock : findChildren<QDockWidget*>()) dock->setEnabled(work);
  for (QToolBar* bar : findChildren<QToolBar*>()) bar->setEnabled(work);
}

bool MainWindow::startPageShown() const {
  return m_start->isVisibleTo(this);
}

void MainWindow::placeStartPage() {
  const int top = menuBar()->geometry().bottom() + 1;
  m_start->setGeometry(0, top, width(), height() - top - m_status->height());
  m_start->raise();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  placeStartPage();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (m_files->mayClose([this] { close(); })) {
    m_layouts->save();
    m_views->save();
    event->accept();
  } else {
    event->ignore();
  }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  // A take that is let go of beside the roll or on its way out is not meant to replace the piece.
  if (event->mimeData()->hasUrls() && !isFromHere(*event->mimeData())) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (urls.isEmpty() || !urls.front().isLocalFile()) return;
  event->acceptProposedAction();
  open(urls.front().toLocalFile());
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::ShortcutOverride) return QMainWindow::eventFilter(watched, event);
  // A single key belongs to the control that has the focus where that control has a use for it.
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool single = (key->modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
  const QWidget* focus = QApplication::focusWidget();
  if (!single || !focus || focus->window() != this) return QMainWindow::eventFilter(watched, event);
  const bool pressesButton = qobject_cast<const QAbstractButton*>(focus) && key->key() == Qt::Key_Space;
  const bool searchesList = qobject_cast<const QComboBox*>(focus) && key->key() != Qt::Key_Escape;
  if (watched == focus && (pressesButton || searchesList)) {
    event->accept();
    return true;
  }
  return QMainWindow::eventFilter(watched, event);
}

}  // namespace partimento::ui
