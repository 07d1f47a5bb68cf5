// The part of FileDesk that writes for other programs.

#include <QFileInfo>

#include "core/engine/recipe_json.h"
#include "core/formats/midi.h"
#include "core/musicxml/writer.h"
#include "core/notation/notate.h"
#include "ui/files/file_desk.h"
#include "ui/takes/take_edit.h"

namespace partimento::ui {
namespace {

/// The recipes of the takes that are part of the piece.
std::vector<std::string> acceptedRecipes(const project::Document& document) {
  std::vector<std::string> recipes;
  for (const project::StoredTakePtr& take : document.takes()) {
    if (isInPiece(document.history(), *take)) recipes.push_back(recipeToJson(take->take.recipe));
  }
  return recipes;
}

}  // namespace

void FileDesk::exportMidiWithDialog() {
  chooseTarget(tr("Export MIDI"), QStringLiteral("mid"), {tr("MIDI files (*.mid)")},
               [this](const QString& path) { exportMidi(path); });
}

void FileDesk::exportMidi(const QString& path) {
  m_worker.post([this, path, score = m_session.score(),
                 recipes = acceptedRecipes(m_session.document())](std::stop_token) {
    try {
      formats::writeMidiFile(toPath(path), *score, {.recipes = recipes});
      callLater(this,
                [this, path] { Q_EMIT notice(tr("Exported to “%1”.").arg(QFileInfo(path).fileName())); });
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { Q_EMIT failed(message); });
    }
  });
}

void FileDesk::exportMusicXml(const QString& path) {
  m_worker.post([this, path, score = m_session.score(),
                 recipes = acceptedRecipes(m_session.document())](std::stop_token) {
    try {
      musicxml::writeMusicXmlFile(toPath(path), *notation::notate(score), {.recipes = recipes});
      callLater(this,
                [this, path] { Q_EMIT notice(tr("Exported to “%1”.").arg(QFileInfo(path).fileName())); });
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { Q_EMIT failed(message); });
    }
  });
}

void FileDesk::exportAudioWithDialog() {
  chooseTarget(tr("Export audio"), QStringLiteral("wav"),
               {tr("Audio files (*.wav *.flac *.ogg)"), tr("WAV (*.wav)"), tr("FLAC (*.flac)"),
                tr("Ogg Vorbis (*.ogg)")},
               [this](const QString& path) { exportAudio(path); });
}

void FileDesk::exportAudio(const QString& path) {
  AudioExportJob job;
  job.score = m_session.score();
  job.target = toPath(path);
  job.soundFont = toPath(m_session.preferences().soundFont());
  Q_EMIT audioProgress(0);
  m_audio.post([this, path, job](std::stop_token stop) mutable {
    int shown = 0;
    job.stop = stop;
    job.progress = [this, &shown](double fraction) {
      const int percent = static_cast<int>(fraction * 100);
      if (percent == shown) return;
      shown = percent;
      callLater(this, [this, fraction] { Q_EMIT audioProgress(fraction); });
    };
    try {
      m_exportAudio(job);
      callLater(this,
                [this, path] { Q_EMIT notice(tr("Exported to “%1”.").arg(QFileInfo(path).fileName())); });
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { Q_EMIT failed(message); });
    }
    callLater(this, [this] { Q_EMIT audioEnded(); });
  });
}

void FileDesk::cancelExport() {
  m_audio.cancel();
}

}  // namespace partimento::ui
