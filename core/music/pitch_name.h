#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/music/note.h"

namespace partimento {

/// How the twelve pitch classes are called; octave numbers are the same in all (60 is C4, Do4).
enum class NoteNaming { English, Solfege, German };

/// "C#4", "Do#4" or "Cis4" (German B natural is H, B flat is B). Sharps throughout, as on a piano roll.
std::string pitchName(Pitch pitch, NoteNaming naming = NoteNaming::English);
/// The name without its octave.
std::string pitchClassName(int pitchClass, NoteNaming naming = NoteNaming::English);

/// The tonic of a key as its signature is usually written: E flat major, but D sharp nowhere. "Eb", "Mib",
/// "Es".
std::string tonicName(int tonic, bool minor, NoteNaming naming = NoteNaming::English);

struct ParsedPitch {
  Pitch pitch = 60;
  std::size_t length = 0;  ///< characters read
};

/// Reads a pitch name at the start of `text`: English or Do Re Mi, any case, accidentals #, b, x, bb, also ♯
/// and ♭; an octave from -1 to 9, else `defaultOctave`. Returns none where no name stands or the pitch leaves
/// 0..127.
std::optional<ParsedPitch> parsePitch(std::string_view text, int defaultOctave = 4);

}  // namespace partimento
