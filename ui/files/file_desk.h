#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <stop_token>

#include "core/musicxml/music_file.h"
#include "ui/common/error_text.h"
#include "ui/common/worker.h"
#include "ui/session/session.h"

class QWidget;

namespace partimento::ui {

struct PerformanceImport;

inline std::filesystem::path toPath(const QString& path) {
  return {path.toStdU16String()};
}

/// What an export of audio needs to know.
struct AudioExportJob {
  ScorePtr score;
  std::filesystem::path target;     ///< .wav, .flac or .ogg
  std::filesystem::path soundFont;  ///< empty: the default one
  std::function<void(double fraction)> progress;
  std::stop_token stop;
};
/// Renders a score into a file; called on a worker, throws Error.
using AudioExport = std::function<void(const AudioExportJob&)>;

/// Files: new, open, save, import, export. Dialogs never block, slow work runs on a worker. GUI thread only.
class FileDesk : public QObject {
  Q_OBJECT

 public:
  /// Dialogs belong to `window`.
  FileDesk(Session& session, AudioExport exportAudio, QWidget* window);

  /// Whether the chosen style goes on with all tracks of a score: then nothing of it is left out by default.
  void setContinuesAll(std::function<bool(const Score&)> continuesAll) {
    m_continuesAll = std::move(continuesAll);
  }
  void newPiece(ScorePtr score = Score::empty());
  void openWithDialog();
  /// A project, or a MIDI or MusicXML file as a new piece. A score with repeats asks whether they are played
  /// out, a MIDI file that was played, not written, shows how it would be written.
  void open(const QString& path);
  void recover(const project::RecoverableSession& session);
  void save();
  void saveAs();
  void importWithDialog();
  /// The music of a MIDI file in the place of the present piece, as one undo step; asks for track and voice
  /// where the file has several notes at once. An empty piece that is nowhere saved becomes a new piece.
  void importSeed(const QString& path);
  void exportMidiWithDialog();
  void exportMidi(const QString& path);
  /// Plain or compressed, by the suffix.
  void exportMusicXml(const QString& path);
  void exportAudioWithDialog();
  void exportAudio(const QString& path);
  void cancelExport();
  void exportScoreWithDialog();
  /// As PDF, SVG, PNG or MusicXML, by the suffix.
  void exportScore(const QString& path);
  /// Shows what would be printed, and prints it.
  void printScore();
  /// Whether the window may close now; where there is unsaved work a dialog asks, and `close` runs after it.
  bool mayClose(std::function<void()> close);

 Q_SIGNALS:
  /// Another piece is there, ready to be worked on.
  void pieceReady();
  /// The seed from this file has taken the place of the music before; undo brings that back.
  void seedImported(const QString& fileName);
  /// The piece that is there now came from a MIDI file that seems to hide an upbeat in a full bar.
  void upbeatSuspected(partimento::Tick length);
  void failed(const partimento::ui::ErrorMessage& message);
  /// Something went well that leaves no trace on the screen.
  void notice(const QString& text);
  void audioProgress(double fraction);
  void audioEnded();
  void saved(const QString& path);

 private:
  using Then = std::function<void()>;
  void afterAsking(Then then);
  void saveTo(const QString& path, project::IfChanged others, Then then = {});
  void finishSave(const project::SaveResult& result, const Then& then);
  void askToReplace(const QString& path, Then then);
  void load(std::function<std::unique_ptr<project::Document>()> make, const QString& recentPath);
  enum class Use { NewPiece, Seed };
  /// What a person says before music is read.
  struct Reading {
    QString path;
    Use use = Use::NewPiece;
    musicxml::Repeats repeats = musicxml::Repeats::AsWritten;
    enum class Ask { Yes, No } askRepeats = Ask::Yes;
  };
  void readMusic(const Reading& reading);
  void receiveMusic(const Reading& reading, const musicxml::MusicImport& import);
  void askRepeats(const Reading& reading, const musicxml::MusicImport& import);
  void askPerformance(const Reading& reading, PerformanceImport import);
  void offerVoices(const ScorePtr& score, const Reading& reading, Tick pickup);
  struct Import {
    ScorePtr score;
    std::size_t track = 0;
    QString fileName;
    Tick pickup{};  ///< that the file seems to hide; 0: none
  };
  void put(const Import& import, Use use);
  void adopt(std::unique_ptr<project::Document> document);
  void chooseFile(const QString& title, const QStringList& filters,
                  std::function<void(const QString&)> chosen);
  void chooseTarget(const QString& title, const QString& suffix, const QStringList& filters,
                    std::function<void(const QString&)> chosen);

  Session& m_session;
  AudioExport m_exportAudio;
  QWidget* m_window;
  std::function<bool(const Score&)> m_continuesAll;
  int m_piece = 0;  // counts the documents: what is told of an earlier one is not of this one
  Worker m_audio;
  Worker m_worker;  // last: it ends first
};

}  // namespace partimento::ui
