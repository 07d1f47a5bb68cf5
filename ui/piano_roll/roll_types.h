#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "core/base/units.h"
#include "core/music/note.h"

/// The values that the piano roll takes and gives; no widgets here.
namespace partimento::ui::roll {

enum class Tool : std::uint8_t {
  Pointer,    ///< selects, moves, resizes; double-click adds
  Pencil,     ///< press adds
  Eraser,     ///< press and drag remove
  Exclusion,  ///< paints rectangles in which the model may not begin a note
};

/// Which rows there are.
enum class Fold : std::uint8_t {
  Off,
  Scale,  ///< pitches of the scale, and those that notes use
  Used,   ///< pitches that notes use
};

enum class RightButton : std::uint8_t { Erases, OpensMenu };
enum class Follow : std::uint8_t { Off, Page };

/// What notes snap to.
struct GridSetting {
  /// 1 to 64: that part of a whole note. 0: as fine as the zoom lets one see.
  int denominator = 0;
  bool triplet = false;  ///< two thirds of it
  bool snap = true;

  bool operator==(const GridSetting&) const = default;
};

struct TickRange {
  Tick begin;
  Tick end;  ///< exclusive; not before `begin`

  bool isEmpty() const { return end <= begin; }
  bool operator==(const TickRange&) const = default;
};

/// A take shown under the notes before it is accepted.
struct Ghost {
  std::uint64_t take = 0;
  QString name;
  std::vector<Note> notes;  ///< sorted by noteBefore

  bool operator==(const Ghost&) const = default;
};

}  // namespace partimento::ui::roll
