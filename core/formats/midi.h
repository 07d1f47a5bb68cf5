#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/music/score.h"

namespace partimento::formats {

/// What a musician should know about a file that was opened all the same. The comment gives the arguments.
enum class MidiWarningCode : std::uint8_t {
  NoNotes,               ///< none
  HeaderMissing,         ///< none: 480 ticks a quarter note are assumed
  BytesBeforeHeader,     ///< how many bytes
  HeaderLengthWrong,     ///< the length stated
  FormatUnknown,         ///< the format stated; read as format 1
  FormatZeroWithTracks,  ///< how many tracks; read as format 1
  SequencesJoined,       ///< how many; a format 2 file's sequences stand one after the other
  TrackCountWrong,       ///< stated, found
  TooManyTracks,         ///< how many were read
  DivisionInvalid,       ///< the division stated (hexadecimal); 480 ticks a quarter note are assumed
  ChunkUnknown,          ///< its four letters; skipped
  ChunkLengthWrong,      ///< the length stated
  BytesAfterEnd,         ///< how many bytes follow the end of the track
  EndOfTrackMissing,     ///< none
  EventCutOff,           ///< none: the file or the track ends in the middle of an event
  EventDamaged,          ///< how many bytes were skipped
  DataByteTooLarge,      ///< the byte (hexadecimal); a key loses its high bit, a value counts as 127
  SystemMessageSkipped,  ///< the status byte (hexadecimal)
  TempoInvalid,          ///< none; skipped
  TempoIgnored,          ///< none: the file counts time in film frames, a tempo has no meaning there
  MeterInvalid,          ///< numerator, exponent of the denominator; skipped
  KeyInvalid,            ///< sharps, mode; skipped
  NotesNotClosed,        ///< how many; they end with the track. The offset is of the first.
  NoteOffsUnmatched,     ///< how many; skipped. The offset is of the first.
  MoreWarnings,          ///< how many are not listed
};

/// Stable English identifier ("end-of-track-missing"), for logs, tests and the command line.
const char* warningName(MidiWarningCode code);

struct MidiWarning {
  MidiWarningCode code = MidiWarningCode::NoNotes;
  std::uint64_t byte = 0;  ///< offset in the file
  std::vector<std::string> arguments;

  bool operator==(const MidiWarning&) const = default;
};

/// At most this many warnings are listed; the last one then counts the rest.
inline constexpr std::size_t kMaxMidiWarnings = 100;

struct MidiImport {
  ScorePtr score;  ///< never null; at least one track, which may be empty
  std::vector<MidiWarning> warnings;
};

/// Reads a Standard MIDI File (formats 0, 1 and 2, bare or in a RIFF wrapper). `name` goes into errors.
///
/// A chunk with several channels becomes one track a channel; the conductor's events (tempo, metre, key) are
/// taken from wherever they stand; every other meta and system-exclusive event is kept as it is, on its track
/// or on the conductor. Of overlapping notes of one pitch the first begun is the first to end. A track's
/// first program change, and the bank select (controller 0) before it, become Track::program and Track::bank
/// when they come before its first note. SMPTE time is kept exactly, by choice of ticks and tempo.
///
/// Damage is skipped with a warning that names its byte. Throws Error(FileEmpty, NotAMidiFile,
/// MidiFileDamaged) where there is nothing to open. Memory is bounded by a multiple of the file's size and
/// time grows in proportion to it, whatever the file states. Safe to call from any thread.
MidiImport readMidi(std::span<const std::byte> file, std::string_view name);
/// Also throws Error(FileNotFound, FileNotReadable).
MidiImport readMidiFile(const std::filesystem::path& path);

struct MidiWriteOptions {
  /// JSON texts, each embedded as a text event that recipesIn() finds; empty: those in the score stay.
  std::vector<std::string> recipes;
};

/// Writes format 1: a conductor track, then one track for each of the score's. readMidi gives the same music
/// back (Score::sameMusic), but for what the format cannot say: the mixer's volume, mute and solo, who wrote
/// a note, and which of two notes of one pitch ends first when one lies inside the other. Negative times
/// count as 0. Throws Error(SettingInvalid) for more than 32767 ticks a quarter note or 65534 tracks.
std::vector<std::byte> writeMidi(const Score& score, const MidiWriteOptions& options = {});
/// Replaces the file at once or not at all. Throws as writeFileAtomically.
void writeMidiFile(const std::filesystem::path& path, const Score& score,
                   const MidiWriteOptions& options = {});

/// The text event in which writeMidi embeds a recipe; belongs on the conductor track.
RawEvent recipeEvent(std::string_view recipe);
/// The recipes that writeMidi embedded, in order.
std::vector<std::string> recipesIn(const Score& score);

}  // namespace partimento::formats
