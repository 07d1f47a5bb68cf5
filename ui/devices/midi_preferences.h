#pragma once

#include "core/music/quantise.h"
#include "core/playback/midi_system.h"
#include "core/playback/recorder.h"
#include "ui/common/preferences.h"

namespace partimento::ui {

/// A grid as a person chooses it: part of a whole note, 0: none.
struct GridChoice {
  int denominator = 0;
  bool triplet = false;

  Tick step(int ticksPerQuarter) const;
  bool operator==(const GridChoice&) const = default;
};

/// What a person has chosen about keyboards, recording and MIDI out.
struct MidiPreferences {
  playback::MidiSettings devices{};
  playback::VelocityCurve curve = playback::VelocityCurve::Linear;
  int octaves = 0;
  bool thru = false;
  bool clock = false;
  bool silent = false;  ///< here, while there is an output
  playback::RecordMode mode = playback::RecordMode::Overdub;
  GridChoice grid{};  ///< quantises while recording
  double strength = 1;
  double swing = 0.5;
  GridChoice step{};               ///< length in step entry; none: a step of the roll's grid
  double latencyMilliseconds = 0;  ///< on top of what the sound driver tells

  edits::QuantiseSettings quantise(int ticksPerQuarter) const;
  bool operator==(const MidiPreferences&) const = default;
};

MidiPreferences loadMidiPreferences(const Preferences& preferences);
void saveMidiPreferences(Preferences& preferences, const MidiPreferences& midi);

}  // namespace partimento::ui
