#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <vector>

namespace partimento {

/// What went wrong, as a fact; ui/common/error_text makes a sentence of it in the user's language.
/// The comment gives the meaning of the arguments in order.
enum class ErrorCode {
  FileNotFound,             ///< path
  FileNotReadable,          ///< path, system message
  FileNotWritable,          ///< path, system message
  DiskFull,                 ///< path
  FolderReadOnly,           ///< path
  FileEmpty,                ///< path
  NotAMidiFile,             ///< path
  MidiFileDamaged,          ///< path, what was expected: "header", "track"
  NotMusicXml,              ///< path
  MusicXmlDamaged,          ///< path, what was expected
  MusicXmlEntities,         ///< path: it declares entities of its own
  MusicXmlTooLarge,         ///< path, what there is too much of, how much is read
  ArchiveDamaged,           ///< path, what was expected
  ArchiveUnsafe,            ///< path, the entry whose name leads out of the archive
  NoNotes,                  ///< path
  UnknownFormat,            ///< path, suffix
  ProjectDamaged,           ///< path, detail
  ProjectTooNew,            ///< path, its version, ours
  ProjectInUse,             ///< path
  ProjectChangedElsewhere,  ///< path
  PackDamaged,              ///< path, what is wrong
  PackTooNew,               ///< path, its version, ours
  StyleNotFound,            ///< id, known ids separated by ", "
  TensorFileDamaged,        ///< path, what is wrong
  SeedEmpty,                ///< none
  SeedPolyphonic,           ///< most notes sounding at once
  SeedVoices,               ///< voices of the seed, voices that the style sings
  SeedUnusable,             ///< why
  NoteNameInvalid,          ///< the text that is no note
  RangeInvalid,             ///< the text
  ScaleInvalid,             ///< the text
  SettingInvalid,           ///< name, value, what is allowed
  RequestInfeasible,        ///< which rule leaves no note
  EngineMissing,            ///< path, loader message
  EngineFailed,             ///< message of the linear-algebra library
  NumbersBroken,            ///< where a value was not finite
  CorpusEmpty,              ///< folder
  CorpusVanished,           ///< folder; of a run that has begun also: file, how many are missing
  RunExists,                ///< folder
  RunInUse,                 ///< folder
  RunDamaged,               ///< folder, "settings", "plan", "plan-version", "corpus", "corpus-list", "state"
  TrainingDiverged,         ///< step, learning rate
  OutOfMemory,              ///< "training", "network", "machine" or "style"; megabytes needed, megabytes free
  NothingToPublish,         ///< folder of the run
  SoundFontMissing,         ///< path
  SoundFontDamaged,         ///< path
  AudioFailed,              ///< driver, message
  RecipeInvalid,            ///< path, what is wrong
  RecipeMismatch,           ///< what differs, the recipe's value, ours
  Cancelled,                ///< none
  Internal,                 ///< what was violated
};

/// Stable English identifier of a code ("midi-file-damaged"), for logs, tests and the command line.
const char* errorName(ErrorCode code);

/// Where in its source an error or a warning was met.
struct SourcePosition {
  std::string file;
  std::optional<std::uint64_t> byte;
  std::optional<std::uint32_t> line;
};

/// The one exception type of the project. Holds facts, no sentences for people.
class Error : public std::exception {
 public:
  explicit Error(ErrorCode code, std::vector<std::string> arguments = {}, SourcePosition position = {});

  ErrorCode code() const { return m_code; }
  const std::vector<std::string>& arguments() const { return m_arguments; }
  const SourcePosition& position() const { return m_position; }
  /// "name: argument, argument (file, byte n)": for logs, never for the interface.
  const char* what() const noexcept override { return m_what.c_str(); }

 private:
  ErrorCode m_code;
  std::vector<std::string> m_arguments;
  SourcePosition m_position;
  std::string m_what;
};

}  // namespace partimento
