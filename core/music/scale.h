#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/music/note.h"

namespace partimento {

/// A set of pitch classes above a tonic.
struct Scale {
  int tonic = 0;                  ///< pitch class, 0 is C
  std::uint16_t degrees = 0xFFF;  ///< bit n: the class n semitones above the tonic belongs to the scale
  std::string mode = "chromatic";

  bool contains(Pitch pitch) const { return (degrees >> ((pitch - tonic + 132) % 12)) & 1; }
  bool operator==(const Scale&) const = default;
};

struct ScaleMode {
  const char* name;  ///< lower-case English, as typed: "dorian"
  std::uint16_t degrees;
};

/// Every mode that parseScale knows, in the order to offer them.
const std::vector<ScaleMode>& scaleModes();

/// Reads "D dorian", "f# minor", "Sol major": the mode in English, the tonic as parsePitch reads it.
/// Throws Error(ScaleInvalid).
Scale parseScale(std::string_view text);
Scale makeScale(int tonic, const std::string& mode);
/// "D dorian": parseScale reads it back.
std::string scaleName(const Scale& scale);

}  // namespace partimento
