#include "core/base/error.h"

#include <utility>

namespace partimento {

const char* errorName(ErrorCode code) {
  switch (code) {
    case ErrorCode::FileNotFound:
      return "file-not-found";
    case ErrorCode::FileNotReadable:
      return "file-not-readable";
    case ErrorCode::FileNotWritable:
      return "file-not-writable";
    case ErrorCode::DiskFull:
      return "disk-full";
    case ErrorCode::FolderReadOnly:
      return "folder-read-only";
    case ErrorCode::FileEmpty:
      return "file-empty";
    case ErrorCode::NotAMidiFile:
      return "not-a-midi-file";
    case ErrorCode::MidiFileDamaged:
      return "midi-file-damaged";
    case ErrorCode::NotMusicXml:
      return "not-musicxml";
    case ErrorCode::MusicXmlDamaged:
      return "musicxml-damaged";
    case ErrorCode::MusicXmlEntities:
      return "musicxml-entities";
    case ErrorCode::MusicXmlTooLarge:
      return "musicxml-too-large";
    case ErrorCode::ArchiveDamaged:
      return "archive-damaged";
    case ErrorCode::ArchiveUnsafe:
      return "archive-unsafe";
    case ErrorCode::NoNotes:
      return "no-notes";
    case ErrorCode::UnknownFormat:
      return "unknown-format";
    case ErrorCode::ProjectDamaged:
      return "project-damaged";
    case ErrorCode::ProjectTooNew:
      return "project-too-new";
    case ErrorCode::ProjectInUse:
      return "project-in-use";
    case ErrorCode::ProjectChangedElsewhere:
      return "project-changed-elsewhere";
    case ErrorCode::PackDamaged:
      return "pack-damaged";
    case ErrorCode::PackTooNew:
      return "pack-too-new";
    case ErrorCode::StyleNotFound:
      return "style-not-found";
    case ErrorCode::TensorFileDamaged:
      return "tensor-file-damaged";
    case ErrorCode::SeedEmpty:
      return "seed-empty";
    case ErrorCode::SeedPolyphonic:
      return "seed-polyphonic";
    case ErrorCode::SeedVoices:
      return "seed-voices";
    case ErrorCode::SeedUnusable:
      return "seed-unusable";
    case ErrorCode::NoteNameInvalid:
      return "note-name-invalid";
    case ErrorCode::RangeInvalid:
      return "range-invalid";
    case ErrorCode::ScaleInvalid:
      return "scale-invalid";
    case ErrorCode::SettingInvalid:
      return "setting-invalid";
    case ErrorCode::RequestInfeasible:
      return "request-infeasible";
    case ErrorCode::EngineMissing:
      return "engine-missing";
    case ErrorCode::EngineFailed:
      return "engine-failed";
    case ErrorCode::NumbersBroken:
      return "numbers-broken";
    case ErrorCode::CorpusEmpty:
      return "corpus-empty";
    case ErrorCode::CorpusVanished:
      return "corpus-vanished";
    case ErrorCode::RunExists:
      return "run-exists";
    case ErrorCode::RunInUse:
      return "run-in-use";
    case ErrorCode::RunDamaged:
      return "run-damaged";
    case ErrorCode::TrainingDiverged:
      return "training-diverged";
    case ErrorCode::OutOfMemory:
      return "out-of-memory";
    case ErrorCode::NothingToPublish:
      return "nothing-to-publish";
    case ErrorCode::SoundFontMissing:
      return "soundfont-missing";
    case ErrorCode::SoundFontDamaged:
      return "soundfont-damaged";
    case ErrorCode::AudioFailed:
      return "audio-failed";
    case ErrorCode::RecipeInvalid:
      return "recipe-invalid";
    case ErrorCode::RecipeMismatch:
      return "recipe-mismatch";
    case ErrorCode::Cancelled:
      return "cancelled";
    case ErrorCode::Internal:
      return "internal";
  }
  return "internal";
}

Error::Error(ErrorCode code, std::vector<std::string> arguments, SourcePosition position)
    : m_code(code), m_arguments(std::move(arguments)), m_position(std::move(position)) {
  m_what = errorName(m_code);
  const char* separator = ": ";
  for (const std::string& argument : m_arguments) {
    m_what += separator + argument;
    separator = ", ";
  }
  if (!m_position.file.empty() || m_position.byte || m_position.line) {
    m_what += " (" + m_position.file;
    if (m_position.byte) m_what += ", byte " + std::to_string(*m_position.byte);
    if (m_position.line) m_what += ", line " + std::to_string(*m_position.line);
    m_what += ')';
  }
}

}  // namespace partimento
