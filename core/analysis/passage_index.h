#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/music/note.h"

namespace partimento::analysis {

/// A note of a line as it is compared: transposed copies are equal, silences do not count.
struct LineNote {
  Pitch pitch = 60;
  std::uint8_t lengthClass = 0;  ///< equal lengths have equal classes; which are which is the caller's

  bool operator==(const LineNote&) const = default;
};
using NoteLine = std::vector<LineNote>;

/// Where two lines agree.
struct SharedPassage {
  std::size_t notes = 0;  ///< 0: they share not one length
  std::size_t at = 0;     ///< first note in the line that was asked about
  std::size_t line = 0;   ///< which of the indexed lines, in the order given
  std::size_t lineAt = 0;
};

/// From this many notes on, a shared passage is a quotation rather than the turns of a style.
inline constexpr std::size_t kQuotation = 16;

/// Finds the longest passage that a line shares with any of a collection: the same lengths, the same steps
/// from note to note. A suffix array: some 10 bytes a note, answers in time that grows with the logarithm of
/// the collection. Immutable, safe from any thread.
class PassageIndex {
 public:
  explicit PassageIndex(std::span<const NoteLine> lines);

  /// Of several of the longest, the first in `line`. Passages are told apart up to kLongest notes.
  SharedPassage longestShared(const NoteLine& line) const;

  static constexpr std::size_t kLongest = 256;

 private:
  struct Place {
    std::uint32_t line = 0;
    std::uint32_t at = 0;
  };

  std::span<const std::uint16_t> stepsFrom(Place place) const;
  Place placeOf(std::uint32_t start) const;

  std::vector<std::uint16_t> m_steps;     // of all lines, one after the other
  std::vector<std::uint32_t> m_begins;    // of each line in m_steps, and one more for the end
  std::vector<std::uint32_t> m_suffixes;  // starts in m_steps, in order
};

}  // namespace partimento::analysis
