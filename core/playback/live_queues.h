#pragma once

#include <atomic>

#include "core/playback/midi_message.h"
#include "core/playback/ring.h"
#include "core/playback/transport.h"

namespace partimento::playback {

/// Where the music was at a moment of the clock; between two anchors it goes on evenly.
struct TimeAnchor {
  std::int64_t stamp = 0;  ///< nanoseconds of the steady clock when this place was rendered
  double tick = 0;         ///< negative while counting in before tick 0
  double ticksPerNanosecond = 0;
  std::uint64_t jumps = 0;  ///< rises with every seek, start and return of the loop
  TransportState state = TransportState::Stopped;
};

/// The rings between the audio callback and the threads beside the player's: each has one producer and one
/// consumer.
struct LiveQueues {
  /// From whoever hears the keyboard to the audio callback.
  SpscRing<LiveEvent, 2048> played;
  /// Something was lost on the way: the callback ends all live notes, so that none hangs.
  std::atomic<bool> playedLost{false};
  /// From the audio callback to the MIDI output; the stamp says when to send.
  SpscRing<MidiMessage, 8192> outgoing;
  std::atomic<bool> outgoingLost{false};
  /// From the audio callback to the recorder. Full rings drop anchors: nobody listens then.
  SpscRing<TimeAnchor, 4096> anchors;
};

}  // namespace partimento::playback
