#pragma once

#include "core/notation/marks.h"
#include "core/notation/spelling.h"

namespace partimento::notation {

/// Where a General MIDI percussion key stands on a treble staff, and its head, as drum parts are usually
/// written.
struct PercussionPlace {
  SpelledPitch pitch;
  HeadShape head = HeadShape::Normal;
};
PercussionPlace percussionPlace(Pitch key);

}  // namespace partimento::notation
