#include "core/engine/seed_melody.h"

#include <algorithm>

namespace partimento {

Tick SeedMelody::end() const {
  Tick last(0);
  for (std::size_t i = 0; i < lineCount(); ++i) {
    for (const Note& note : line(i)) last = std::max(last, note.end());
  }
  return last;
}

std::size_t SeedMelody::noteCount() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < lineCount(); ++i) count += line(i).size();
  return count;
}

bool SeedMelody::isOneLine() const {
  const auto overlap = [](const Note& a, const Note& b) { return b.onset < a.end(); };
  return others.empty() && std::ranges::adjacent_find(notes, overlap) == notes.end();
}

}  // namespace partimento
