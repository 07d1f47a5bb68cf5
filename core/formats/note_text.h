#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/music/note.h"
#include "core/music/pitch_name.h"

namespace partimento::formats {

/// Reads a melody typed as words separated by white space or commas:
///   C4 D4 E4/8 F#5/16. Do Re Mi R/2 | Bb3
/// A word is a pitch as parsePitch reads it, or R for a rest; then, if wanted, "/n" for its note value (1, 2,
/// 4, 8, 16, 32; 4 is a quarter; a following t makes it a triplet's: E4/8t) and dots. A word without an
/// octave stays in the octave of the note before it (4 at first); one without a value keeps the value before
/// it (a quarter at first).
/// "|" is a bar line for the eye and is skipped. The notes follow each other from tick 0.
/// Throws Error(NoteNameInvalid) with the word and its offset in the text.
std::vector<Note> parseNoteText(std::string_view text, int ticksPerQuarter = 480);

/// The words for a melody, rests between its notes included, each with its value; parseNoteText gives the
/// same notes back where all lengths are note values as above. Other lengths are written as the longest value
/// that fits.
std::string writeNoteText(const std::vector<Note>& notes, int ticksPerQuarter = 480,
                          NoteNaming naming = NoteNaming::English);

}  // namespace partimento::formats
