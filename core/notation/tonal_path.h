#pragma once

#include <vector>

#include "core/notation/line_note.h"

namespace partimento::notation {

/// A key as a place on the line of fifths, so that G flat and F sharp are two: `fifths` counts the sharps of
/// its signature, which nobody need print.
struct TonalKey {
  int fifths = 0;
  bool minor = false;

  bool operator==(const TonalKey&) const = default;
};

/// The key that the music is in, for every bar; see spellNotes. `notes` sorted by onset.
std::vector<TonalKey> tonalPath(const std::vector<LineNote*>& notes, const std::vector<Key>& signatures,
                                const BarGrid& grid);

}  // namespace partimento::notation
