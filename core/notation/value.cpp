#include "core/notation/value.h"

#include <algorithm>

namespace partimento::notation {

Fraction baseLength(NoteBase base) {
  const int index = static_cast<int>(base);
  return index <= 4 ? Fraction(1LL << (4 - index)) : Fraction(1, 1LL << (index - 4));
}

int flagCount(NoteBase base) {
  return std::max(0, static_cast<int>(base) - static_cast<int>(NoteBase::Quarter));
}

Fraction WrittenValue::length() const {
  const std::int64_t part = 1LL << dots;
  return baseLength(base) * Fraction(2 * part - 1, part) * Fraction(ratio.normal, ratio.actual);
}

std::optional<WrittenValue> singleValue(Fraction length, int maxDots) {
  for (int index = 0; index <= static_cast<int>(NoteBase::N256th); ++index) {
    for (int dots = 0; dots <= maxDots; ++dots) {
      const WrittenValue value{static_cast<NoteBase>(index), dots, {}};
      if (value.length() == length) return value;
    }
  }
  return std::nullopt;
}

}  // namespace partimento::notation
