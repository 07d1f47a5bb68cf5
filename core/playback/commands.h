#pragma once

#include <cstdint>
#include <variant>

#include "core/base/units.h"
#include "core/playback/plan.h"
#include "core/playback/synth.h"
#include "core/playback/transport.h"

/// What the owner of a PlaybackEngine tells it; see Player for what each means.
namespace partimento::playback::command {

struct Play {
  int countInBars = 0;
};
struct Stop {};
struct Seek {
  Tick to;
};
/// Ticks of the plan that sounds.
struct Loop {
  LoopRange range;
  bool on = false;
};
/// The engine borrows the plan until it comes back as Released.
struct UsePlan {
  const Plan* plan = nullptr;
  TakeOver when = TakeOver::Now;
};
/// The engine borrows the synth until it comes back as Released.
struct UseSynth {
  Synth* synth = nullptr;
};
struct Metronome {
  MetronomeSettings settings;
};
struct MasterVolume {
  double volume = 1;
};
struct Mix {
  std::uint32_t track = 0;
  TrackMix mix;
};
struct NoteOn {
  std::uint32_t track = 0;
  std::uint8_t key = 60;
  std::uint8_t velocity = 80;
  Frames length;  ///< 0: until NoteOff
};
struct NoteOff {
  std::uint8_t key = 60;
};
/// Keys played live sound like this track.
struct LiveTrack {
  std::uint32_t track = 0;
};
/// Ends what is played live: keys and pedals.
struct ReleaseLive {};
/// What is played goes to the MIDI output as well, to be heard together with the sound.
struct MidiOut {
  bool open = false;
  Seconds latency;  ///< of the sound, from rendering to hearing
};
struct MidiClock {
  bool on = false;
};
/// Playing does not stop after the last note: somebody records.
struct PlayOn {
  bool on = false;
};
struct Panic {};
/// A sine of 440 Hz through the output alone, no synth needed.
struct TestTone {
  Frames length;
};

}  // namespace partimento::playback::command

namespace partimento::playback {

struct Command {
  std::uint64_t sequence = 0;  ///< rises from command to command
  std::variant<command::Stop, command::Play, command::Seek, command::Loop, command::UsePlan,
               command::UseSynth, command::Metronome, command::MasterVolume, command::Mix, command::NoteOn,
               command::NoteOff, command::LiveTrack, command::ReleaseLive, command::MidiOut,
               command::MidiClock, command::PlayOn, command::Panic, command::TestTone>
      what;
};

/// What the engine no longer uses: its owner deletes it.
struct Released {
  const Plan* plan = nullptr;
  Synth* synth = nullptr;
};

}  // namespace partimento::playback
