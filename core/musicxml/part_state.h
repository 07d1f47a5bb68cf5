#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "core/musicxml/document.h"

namespace partimento::musicxml {

/// What the bars of a part so far have set for those that follow.
struct PartState {
  std::int64_t divisions = 1;  ///< a quarter note
  int chromatic = 0;           ///< semitones that the part sounds above what is written
  int diatonic = 0;            ///< staff steps of the same interval
  notation::Key writtenKey;
  bool keyStated = false;
  /// MIDI keys of the part's unpitched instruments by id.
  std::map<std::string, int, std::less<>> drums;
};

/// Numbers of a file that hold for all its parts.
struct FileState {
  Units unitsPerQuarter = 1;
  double quartersPerMinute = 120;
  bool rounded = false;  ///< a time did not fit unitsPerQuarter
};

/// Longest single duration that is believed: sixteen thousand quarter notes.
inline constexpr double kLongestDuration = 16384;

/// A time that the file counts in its divisions (a decimal), in units; none where it makes no sense.
std::optional<Units> unitsOf(std::string_view text, const PartState& part, FileState& file);

}  // namespace partimento::musicxml
