#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/music/meter_map.h"
#include "core/music/note.h"

namespace partimento {

/// Lines that a seed or a take can have.
inline constexpr int kMostLines = 16;

/// The key of music that begins from nothing.
struct OpeningKey {
  int tonic = 0;  ///< pitch class, 0 is C
  bool minor = false;

  bool operator==(const OpeningKey&) const = default;
};

/// What a model continues, in ticks from the start of its first bar: one line, or several of which each is a
/// voice, a hand or a track. Which styles read several: readingOf in supply.h.
struct SeedMelody {
  int ticksPerQuarter = 480;
  TimeSignature meter;
  std::uint32_t microsPerQuarter = 500000;
  std::vector<Note> notes;  ///< of the leading line, sorted; onsets >= 0; none: the model begins by itself
  /// Read where there are no notes: the first one is the tonic, and a style that knows one key is transposed.
  /// None: the model begins as it likes.
  std::optional<OpeningKey> key = {};
  /// Further lines, sorted, none of them empty; at most kMostLines with the leading one. Notes of a line may
  /// sound together.
  std::vector<std::vector<Note>> others = {};
  /// Of several lines: where the continuation begins, after every onset, though notes may be tied over it.
  /// None: where the last note ends.
  std::optional<Tick> cut = {};

  /// Where the last note of all lines ends.
  Tick end() const;
  /// Where the continuation begins.
  Tick continuesAt() const { return cut.value_or(end()); }
  std::size_t lineCount() const { return 1 + others.size(); }
  std::span<const Note> line(std::size_t index) const { return index == 0 ? notes : others[index - 1]; }
  /// Of all lines.
  std::size_t noteCount() const;
  /// One line, and no two of its notes sound together.
  bool isOneLine() const;
};

}  // namespace partimento
