#pragma once

#include <cstdint>

#include "core/music/note.h"

namespace partimento {

/// Index into a tokenizer's vocabulary.
using Token = std::int32_t;

/// What a token means to a musician: all that rules, explanations and the interface may know of a vocabulary.
struct Symbol {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // the scoped Pitch hides nothing
  enum class Kind : std::uint8_t {
    Padding,
    Begin,
    End,
    Pitch,
    Rest,
    Duration,
    Hold,       ///< the voice's note goes on
    NoteOff,    ///< value: the pitch that ends
    Shift,      ///< value: milliseconds that pass
    Length,     ///< value: milliseconds that the note sounds
    Velocity,   ///< value: 1 to 127
    Tempo,      ///< value: quarter notes a minute
    Meter,      ///< value: numerator * 256 + denominator
    Bar,        ///< a bar line
    Position,   ///< value: 1/24 quarter notes from the bar line
    Track,      ///< value: index of the track
    Separator,  ///< a note begins
  };
#pragma GCC diagnostic pop
  static constexpr Kind kLastKind = Kind::Separator;
  Kind kind = Kind::Padding;
  /// Pitch: MIDI number as it sounds. Duration: length in 1/24 quarter notes. Where nothing is said: 0.
  int value = 0;

  bool operator==(const Symbol&) const = default;
};

/// Duration symbols count in this fraction of a quarter note: sixteenths (6) and triplet eighths (8) are
/// whole numbers.
inline constexpr int kStepsPerQuarter = 24;

}  // namespace partimento
