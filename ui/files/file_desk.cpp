#include "ui/files/file_desk.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <algorithm>

#include "core/analysis/pickup.h"
#include "core/engine/seed.h"
#include "core/music/edits.h"
#include "core/music/symbol.h"
#include "core/musicxml/music_file.h"
#include "ui/common/answers.h"
#include "ui/files/import_notice.h"
#include "ui/files/performance_dialog.h"
#include "ui/files/voice_dialog.h"

namespace partimento::ui {
namespace {

bool isMusic(const QString& path) {
  const QString suffix = QFileInfo(path).suffix().toLower();
  return suffix == QLatin1String("mid") || suffix == QLatin1String("midi") ||
         suffix == QLatin1String("rmi") || suffix == QLatin1String("smf") ||
         musicxml::hasMusicXmlSuffix(toPath(path));
}

QString projectFilter() {
  return FileDesk::tr("Partimento projects (*.partimento)");
}

QString midiFilter() {
  return FileDesk::tr("MIDI files (*.mid *.midi *.rmi)");
}

QString musicXmlFilter() {
  return FileDesk::tr("MusicXML scores (*.musicxml *.mxl *.xml)");
}

/// Whether nobody would miss the document: no music, no takes, nothing to undo, no file.
bool holdsNothing(const project::Document& document) {
  return document.score()->noteCount() == 0 && document.takes().empty() && !document.history().canUndo() &&
         document.path().empty();
}

}  // namespace

FileDesk::FileDesk(Session& session, AudioExport exportAudio, QWidget* window)
    : QObject(window), m_session(session), m_exportAudio(std::move(exportAudio)), m_window(window) {}

void FileDesk::newPiece(ScorePtr score) {
  afterAsking([this, score = std::move(score)] {
    adopt(project::Document::create(m_session.stateFolder(), score));
    Q_EMIT pieceReady();
  });
}

void FileDesk::openWithDialog() {
  const QStringList filters{
      tr("Music that Partimento opens (*.partimento *.mid *.midi *.rmi *.musicxml *.mxl *.xml)"),
      projectFilter(), midiFilter(), musicXmlFilter()};
  chooseFile(tr("Open"), filters, [this](const QString& path) { open(path); });
}

void FileDesk::open(const QString& path) {
  afterAsking([this, path] {
    if (isMusic(path)) {
      readMusic({path, Use::NewPiece});
      return;
    }
    load([state = m_session.stateFolder(),
          file = toPath(path)] { return project::Document::open(state, file); },
         path);
  });
}

void FileDesk::recover(const project::RecoverableSession& session) {
  load([session] { return project::Document::recover(session); }, QString());
}

void FileDesk::load(std::function<std::unique_ptr<project::Document>()> make, const QString& recentPath) {
  m_worker.post([this, make = std::move(make), recentPath](std::stop_token) {
    try {
      // Queued calls are copied, so the document travels in a shared holder.
      auto made = std::make_shared<std::unique_ptr<project::Document>>(make());
      callLater(this, [this, made, recentPath] {
        if (!recentPath.isEmpty()) m_session.preferences().addRecentFile(recentPath);
        adopt(std::move(*made));
        Q_EMIT pieceReady();
      });
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { Q_EMIT failed(message); });
    }
  });
}

void FileDesk::readMusic(const Reading& reading) {
  m_worker.post([this, reading](std::stop_token) {
    try {
      musicxml::MusicImport import = musicxml::readMusicFile(toPath(reading.path), {reading.repeats});
      // So that a continuation finds its place between the ticks.
      import.score = edits::withFinerTicks(import.score, kStepsPerQuarter);
      const playback::Timing timing =
          import.isMusicXml ? playback::Timing::Written : playback::timingOf(*import.score);
      if (timing == playback::Timing::Written) {
        callLater(this, [this, reading, import] { receiveMusic(reading, import); });
      } else {
        // Queued calls are copied, and the performance is large.
        auto performance = std::make_shared<PerformanceImport>(PerformanceImport::of(import.score, timing));
        callLater(this, [this, reading, performance] { askPerformance(reading, std::move(*performance)); });
      }
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { Q_EMIT failed(message); });
    }
  });
}

void FileDesk::receiveMusic(const Reading& reading, const musicxml::MusicImport& import) {
  const bool repeats =
      std::any_of(import.musicXml.begin(), import.musicXml.end(), [](const musicxml::MusicXmlWarning& one) {
        return one.code == musicxml::MusicXmlWarningCode::RepeatsNotPlayed;
      });
  if (repeats && reading.askRepeats == Reading::Ask::Yes) return askRepeats(reading, import);
  m_session.preferences().addRecentFile(reading.path);
  offerVoices(import.score, reading, import.isMusicXml ? Tick(0) : analysis::hiddenPickup(*import.score));
  const QString text = importNotice(QFileInfo(reading.path).fileName(), import);
  if (!text.isEmpty()) Q_EMIT notice(text);
}

void FileDesk::askRepeats(const Reading& reading, const musicxml::MusicImport& import) {
  auto* box = new QMessageBox(QMessageBox::Question, tr("Repeats"),
                              tr("“%1” has repeats.").arg(QFileInfo(reading.path).fileName()),
                              QMessageBox::NoButton, m_window);
  box->setInformativeText(
      tr("Played out, every passage stands as often as it sounds. As printed, it stands "
         "once with its signs, and is heard once."));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->addButton(tr("Cancel"), QMessageBox::RejectRole);
  auto* printed = box->addButton(tr("As printed"), QMessageBox::AcceptRole);
  auto* playedOut = box->addButton(tr("Play them out"), QMessageBox::AcceptRole);
  box->setDefaultButton(printed);
  connect(box, &QMessageBox::buttonClicked, this,
          [this, reading, import, printed, playedOut](QAbstractButton* button) {
            Reading chosen = reading;
            chosen.askRepeats = Reading::Ask::No;
            if (button == printed) return receiveMusic(chosen, import);
            if (button != playedOut) return;
            chosen.repeats = musicxml::Repeats::PlayedOut;
            readMusic(chosen);
          });
  box->open();
}

void FileDesk::askPerformance(const Reading& reading, PerformanceImport import) {
  m_session.preferences().addRecentFile(reading.path);
  auto* dialog =
      new PerformanceDialog(m_session, std::move(import), QFileInfo(reading.path).fileName(), m_window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this,
          [this, dialog, reading] { offerVoices(dialog->score(), reading, Tick(0)); });
  dialog->open();
}

void FileDesk::offerVoices(const ScorePtr& score, const Reading& reading, Tick pickup) {
  const std::vector<std::size_t> tracks = seedTracks(*score);
  if (tracks.empty()) {
    Q_EMIT failed(errorMessage(ErrorCode::NoNotes, {reading.path.toStdString()}));
    return;
  }
  const QString fileName = QFileInfo(reading.path).fileName();
  if (tracks.size() == 1 && polyphony(score->track(tracks.front())) <= 1) {
    put({score, tracks.front(), fileName, pickup}, reading.use);
    return;
  }
  const bool all = m_continuesAll && m_continuesAll(*score);
  auto* dialog = new VoiceDialog(score, fileName,
                                 all ? VoiceDialog::Offer::AllNotes : VoiceDialog::Offer::TopLine, m_window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog, fileName, use = reading.use] {
    put({dialog->chosenScore(), dialog->chosenTrack(), fileName}, use);
  });
  dialog->open();
}

void FileDesk::put(const Import& import, Use use) {
  const bool step = use == Use::Seed && !holdsNothing(m_session.document());
  if (step) {
    m_session.edit("Import MIDI", import.score);
  } else {
    adopt(project::Document::create(m_session.stateFolder(), import.score));
  }
  m_session.setTrack(import.track);
  Q_EMIT pieceReady();
  if (step) Q_EMIT seedImported(import.fileName);
  if (import.pickup > Tick(0)) Q_EMIT upbeatSuspected(import.pickup);
}

void FileDesk::adopt(std::unique_ptr<project::Document> document) {
  ++m_piece;
  m_session.adopt(std::move(document));
}

void FileDesk::importWithDialog() {
  const QStringList filters{tr("Music (*.mid *.midi *.rmi *.musicxml *.mxl *.xml)"), midiFilter(),
                            musicXmlFilter()};
  chooseFile(tr("Import as seed"), filters, [this](const QString& path) { importSeed(path); });
}

void FileDesk::importSeed(const QString& path) {
  readMusic({path, Use::Seed});
}

void FileDesk::save() {
  const std::filesystem::path& path = m_session.document().path();
  if (path.empty()) {
    saveAs();
  } else {
    saveTo(QString::fromStdU16String(path.u16string()), project::IfChanged::Refuse);
  }
}

void FileDesk::saveAs() {
  chooseTarget(tr("Save as"), QStringLiteral("partimento"), {projectFilter()},
               [this](const QString& path) { saveTo(path, project::IfChanged::Overwrite); });
}

void FileDesk::saveTo(const QString& path, project::IfChanged others, Then then) {
  m_session.document().saveInBackground(toPath(path), others,
                                        [this, then, piece = m_piece](const project::SaveResult& result) {
                                          callLater(this, [this, then, piece, result] {
                                            if (piece == m_piece) finishSave(result, then);
                                          });
                                        });
}

void FileDesk::finishSave(const project::SaveResult& result, const Then& then) {
  m_session.document().finishSave(result);
  m_session.announceSaved();
  const QString path = QString::fromStdU16String(result.path.u16string());
  if (!result.error) {
    m_session.preferences().addRecentFile(path);
    Q_EMIT saved(path);
    if (then) then();
  } else if (result.error->code() == ErrorCode::ProjectChangedElsewhere) {
    askToReplace(path, then);
  } else {
    Q_EMIT failed(errorMessage(*result.error));
  }
}

void FileDesk::askToReplace(const QString& path, Then then) {
  const ErrorMessage message = errorMessage(ErrorCode::ProjectChangedElsewhere, {path.toStdString()});
  auto* box =
      new QMessageBox(QMessageBox::Warning, tr("Save"), message.what, QMessageBox::NoButton, m_window);
  box->setInformativeText(message.next);
  addAnswer(*box, tr("Cancel"), tr("Save nothing now"), QMessageBox::RejectRole);
  auto* other =
      addAnswer(*box, tr("Another name…"), tr("Keep both: save this one elsewhere"), QMessageBox::AcceptRole);
  auto* replace = addAnswer(*box, tr("Replace the file"), tr("What is in the file now is lost"),
                            QMessageBox::DestructiveRole);
  connect(box, &QMessageBox::buttonClicked, this,
          [this, path, then, other, replace](QAbstractButton* button) {
            if (button == other) saveAs();
            if (button == replace) saveTo(path, project::IfChanged::Overwrite, then);
          });
  ask(*box);
}

void FileDesk::afterAsking(Then then) {
  if (mayClose(then)) then();
}

bool FileDesk::mayClose(std::function<void()> close) {
  // Who has answered "Do not save" is not asked again when the window then closes.
  const bool worthAsking = m_session.document().modified() && !m_session.document().discardsOnClose() &&
                           !holdsNothing(m_session.document());
  if (!worthAsking) {
    if (m_session.document().modified()) m_session.document().discardOnClose();
    return true;
  }
  auto* box = new QMessageBox(QMessageBox::Question, tr("Unsaved changes"),
                              tr("Save the changes to this piece?"), QMessageBox::NoButton, m_window);
  box->setInformativeText(tr("Without saving, what you changed since the last save is lost."));
  addAnswer(*box, tr("Cancel"), tr("Go on with this piece"), QMessageBox::RejectRole);
  auto* discard = addAnswer(*box, tr("Do not save"), tr("Leave the piece as it was saved last"),
                            QMessageBox::DestructiveRole);
  auto* keep = addAnswer(*box, tr("Save"), tr("Save the piece, then go on"), QMessageBox::AcceptRole);
  box->setDefaultButton(keep);
  connect(box, &QMessageBox::buttonClicked, this,
          [this, discard, keep, close = std::move(close)](QAbstractButton* button) {
            if (button == discard) {
              m_session.document().discardOnClose();
              close();
            } else if (button == keep) {
              const std::filesystem::path& path = m_session.document().path();
              if (path.empty()) {
                chooseTarget(
                    tr("Save as"), QStringLiteral("partimento"), {projectFilter()},
                    [this, close](const QString& to) { saveTo(to, project::IfChanged::Overwrite, close); });
              } else {
                saveTo(QString::fromStdU16String(path.u16string()), project::IfChanged::Refuse, close);
              }
            }
          });
  ask(*box);
  return false;
}

void FileDesk::chooseFile(const QString& title, const QStringList& filters,
                          std::function<void(const QString&)> chosen) {
  auto* dialog = new QFileDialog(m_window, title, m_session.preferences().folder());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters(filters);
  connect(dialog, &QFileDialog::fileSelected, this, [this, chosen = std::move(chosen)](const QString& path) {
    m_session.preferences().setFolder(QFileInfo(path).absolutePath());
    chosen(path);
  });
  dialog->open();
}

void FileDesk::chooseTarget(const QString& title, const QString& suffix, const QStringList& filters,
                            std::function<void(const QString&)> chosen) {
  auto* dialog = new QFileDialog(m_window, title, m_session.preferences().folder());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setFileMode(QFileDialog::AnyFile);
  dialog->setDefaultSuffix(suffix);
  dialog->setNameFilters(filters);
  const QFileInfo present(QString::fromStdU16String(m_session.document().path().u16string()));
  dialog->selectFile(present.completeBaseName().isEmpty() ? tr("Untitled") : present.completeBaseName());
  connect(dialog, &QFileDialog::fileSelected, this, [this, chosen = std::move(chosen)](const QString& path) {
    m_session.preferences().setFolder(QFileInfo(path).absolutePath());
    chosen(path);
  });
  dialog->open();
}

}  // namespace partimento::ui
