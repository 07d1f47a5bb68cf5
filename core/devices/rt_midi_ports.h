#pragma once

#include <memory>

#include "core/playback/midi_ports.h"

namespace partimento::devices {

/// The machine's MIDI devices through RtMidi: ALSA's sequencer and JACK, each where it runs. One thread.
std::unique_ptr<playback::MidiPorts> makeMidiPorts();

}  // namespace partimento::devices
