#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/notation/fraction.h"

namespace partimento::notation {

/// The shape of a note or rest, from long to short.
enum class NoteBase : std::uint8_t {
  Long,  ///< four whole notes
  Breve,
  Whole,
  Half,
  Quarter,
  Eighth,
  Sixteenth,
  N32nd,
  N64th,
  N128th,
  N256th
};

/// Length of the plain shape in quarter notes.
Fraction baseLength(NoteBase base);
/// Flags or beams of the shape: 0 for a quarter and longer, 1 for an eighth.
int flagCount(NoteBase base);

/// So many notes in the time of so many: {3, 2} is a triplet.
struct Ratio {
  int actual = 1;
  int normal = 1;

  bool plain() const { return actual == normal; }
  bool operator==(const Ratio&) const = default;
};

/// What a note looks like and how long that is.
struct WrittenValue {
  NoteBase base = NoteBase::Quarter;
  int dots = 0;
  Ratio ratio;  ///< product of the tuplets around it

  /// In quarter notes, exactly.
  Fraction length() const;
  bool operator==(const WrittenValue&) const = default;
};

/// The single value of at most `maxDots` dots and no tuplet that lasts so long; none where it takes a tie.
std::optional<WrittenValue> singleValue(Fraction length, int maxDots = 2);

}  // namespace partimento::notation
