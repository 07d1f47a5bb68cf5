#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/music/score.h"
#include "core/musicxml/document.h"

namespace partimento::musicxml {

/// What a score has no place for: sounds as if it were not there.
enum class LeftOut : std::uint8_t {
  Slurs,
  Articulations,
  Ornaments,
  Tremolos,
  Fermatas,
  Arpeggios,
  Glissandi,
  Techniques,  ///< fingerings, bowings, harmonics
  NoteHeads,
  CueNotes,
  FiguredBass,
  FretDiagrams,
  BarRepeats,
  Slashes,
  TextLines,      ///< dashes and brackets
  Registrations,  ///< of accordion, harp and organ
  Microtones,
  Pictures,
  Other
};

/// Stable English identifier ("figured-bass").
const char* leftOutName(LeftOut what);

/// What a musician should know about a file that was opened all the same. The comment gives the arguments.
enum class MusicXmlWarningCode : std::uint8_t {
  NoNotes,           ///< none
  LeftOut,           ///< leftOutName, how many
  RepeatsNotPlayed,  ///< none: the score has no repeat signs, and playing them out was not asked for
  RepeatsUnclear,    ///< none: the order of the page is kept
  BrokenOff,         ///< byte
  PartMissing,       ///< id: listed, but without music
  PartUnlisted,      ///< id: with music, but not listed
  BarsMissing,       ///< name of a part with fewer bars than others
  DivisionsInvalid,  ///< text, how many; the value before stays
  DurationInvalid,   ///< text, how many; the note is left out
  DurationMissing,   ///< nothing, how many; taken from the note's shape
  PitchInvalid,      ///< text, how many; the note is left out
  PitchOutOfRange,   ///< nothing, how many; left out: MIDI has no such key
  BackedTooFar,      ///< nothing, how many times a voice would begin before its bar
  TimesRounded,      ///< ticks a quarter note
  MeterInvalid,      ///< text, how many
  MetersDiffer,      ///< nothing, how many: parts in other metres follow the first part's
  KeyInvalid,        ///< text, how many
  KeysDiffer,        ///< nothing, how many: parts in other keys; the first part's is kept
  ModeSimplified,    ///< mode, how many: kept as major or minor
  TempoInvalid,      ///< text, how many
  TiesUnmatched,     ///< nothing, how many
  DrumUnknown,       ///< nothing, how many: instruments without a MIDI number, chosen by their place
  MoreWarnings,      ///< how many are not listed
};

/// Stable English identifier ("bars-missing").
const char* warningName(MusicXmlWarningCode code);

struct MusicXmlWarning {
  MusicXmlWarningCode code = MusicXmlWarningCode::NoNotes;
  std::string part;  ///< where it was first met; empty: the whole file
  std::string bar;
  std::vector<std::string> arguments;

  bool operator==(const MusicXmlWarning&) const = default;
};

inline constexpr std::size_t kMaxMusicXmlWarnings = 100;

enum class Repeats : std::uint8_t { AsWritten, PlayedOut };

struct MusicXmlReadOptions {
  Repeats repeats = Repeats::AsWritten;
};

struct MusicXmlImport {
  ScorePtr score;  ///< never null; at least one track, which may be empty
  std::vector<MusicXmlWarning> warnings;
};

struct DocumentImport {
  Document document;
  std::vector<MusicXmlWarning> warnings;
};

/// Whether the bytes begin as XML or as a compressed score does.
bool looksLikeMusicXml(std::span<const std::byte> file);

/// Reads MusicXML 1.0 to 4.0, by parts or by time, plain or compressed (.mxl). `name` goes into errors.
///
/// One track a staff, at concert pitch; ties are joined; grace notes sound before the beat and take their
/// time from the note before; dynamics and hairpins become velocities, pedals controller 64. Words, chord
/// symbols, lyrics and recipes are kept as text events (core/music/text_events.h); so are clefs, levels of
/// loudness and, where repeats are not played out, their signs (core/notation/written_events.h), and every
/// note keeps the letter in which it is written. What stands in the file and has no place in a score is named
/// by a warning.
///
/// Throws Error(FileEmpty, NotMusicXml, MusicXmlDamaged, MusicXmlEntities, MusicXmlTooLarge, ArchiveDamaged,
/// ArchiveUnsafe). Memory and time are bounded by the limits in xml_source.h, whatever the file states.
/// Safe to call from any thread.
MusicXmlImport readMusicXml(std::span<const std::byte> file, std::string_view name,
                            const MusicXmlReadOptions& options = {});
/// Also throws Error(FileNotFound, FileNotReadable).
MusicXmlImport readMusicXmlFile(const std::filesystem::path& path, const MusicXmlReadOptions& options = {});

/// The file as it is written, for who wants more than its sound. Throws as readMusicXml.
DocumentImport readDocument(std::span<const std::byte> file, std::string_view name);

}  // namespace partimento::musicxml
