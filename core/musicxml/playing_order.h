#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/musicxml/document.h"

namespace partimento::musicxml {

struct PlayedBar {
  std::size_t bar = 0;
  int pass = 1;  ///< which time through its repeat

  bool operator==(const PlayedBar&) const = default;
};

/// Whether any sign makes the order of playing another than that of the page.
bool hasRepeats(const Document& document);

/// The bars in the order in which they are played: repeats and endings, D.C., D.S., Fine and Coda. Behind a
/// D.C. or D.S. repeats are not played again and the last ending is taken, as players do. None where the
/// signs lead nowhere or make the piece more than sixteen times as long.
std::optional<std::vector<PlayedBar>> playingOrder(const Document& document);
/// The order of the page.
std::vector<PlayedBar> writtenOrder(const Document& document);

}  // namespace partimento::musicxml
