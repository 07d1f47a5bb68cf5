#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/playback/midi_message.h"

namespace partimento::playback {

/// Keys struck together and let go: one step of step entry.
struct StepChord {
  struct Key {
    std::uint8_t key = 60;
    std::uint8_t velocity = 80;
  };
  std::vector<Key> keys;  ///< in the order in which they were struck
};

/// Gathers chords: keys that are down together belong together, the chord is complete when all are up. One
/// thread.
class StepEntry {
 public:
  /// The chord that this message completes.
  std::optional<StepChord> take(const ChannelMessage& message);
  void forget();

 private:
  std::bitset<kKeys> m_down;
  StepChord m_chord;
};

}  // namespace partimento::playback
