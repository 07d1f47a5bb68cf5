#pragma once

#include <cstdint>

#include "core/base/units.h"

namespace partimento::playback {

enum class TransportState : std::uint8_t { Stopped, CountingIn, Playing };

/// What is heard now.
struct Position {
  TransportState state = TransportState::Stopped;
  Tick tick;             ///< in the score that sounds; where playing will begin while counting in
  double exactTick = 0;  ///< the same with its fraction, for smooth drawing
  int beatsLeft = 0;     ///< beats to come of the count-in
};

/// When a new score takes over from the one that sounds; at once where nothing sounds.
enum class TakeOver : std::uint8_t {
  Now,      ///< at the same place; notes that both have sound on
  NextBar,  ///< at the next bar line, or where the loop begins again
};

struct LoopRange {
  Tick begin;
  Tick end;  ///< not after `begin`, or nearer than 10 ms: the loop is off

  bool operator==(const LoopRange&) const = default;
};

struct MetronomeSettings {
  bool enabled = false;
  double volume = 0.8;  ///< 0..1

  bool operator==(const MetronomeSettings&) const = default;
};

/// The mixer's part of a track, for moving a fader without making a score for every step of it.
struct TrackMix {
  double volume = 1.0;  ///< 0..1; level in decibels is 40 log10(volume), General MIDI's fader
  bool muted = false;
  bool solo = false;

  bool operator==(const TrackMix&) const = default;
};

}  // namespace partimento::playback
