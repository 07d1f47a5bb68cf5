#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/playback/midi_message.h"

namespace partimento::playback {

/// The ways to a machine's MIDI devices.
enum class MidiBackend : std::uint8_t { Alsa, Jack };

/// Devices that are plugged in now. A name stays the same when a device is plugged in again; of several with
/// one name the later ones carry a number. Our own ports are left out.
struct MidiInventory {
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;

  bool operator==(const MidiInventory&) const = default;
};

/// Gets what an input hears, on the input's own thread, one call at a time. Does not lock, allocate or wait.
class MidiReceiver {
 public:
  virtual ~MidiReceiver() = default;
  virtual void received(const MidiMessage& message) noexcept = 0;
};

/// An open input; its destructor returns when its receiver is called no more.
class MidiInput {
 public:
  virtual ~MidiInput() = default;
};

/// An open output. One thread at a time.
class MidiOutput {
 public:
  virtual ~MidiOutput() = default;
  /// Sends at once. False: the way to the device is gone.
  virtual bool send(const MidiMessage& message) noexcept = 0;
};

/// The MIDI devices of the machine, by name. One thread; may take milliseconds; nothing here throws.
class MidiPorts {
 public:
  virtual ~MidiPorts() = default;
  /// The back ends that this machine runs now, the better one first; empty: there is no MIDI system.
  virtual std::vector<MidiBackend> backends() = 0;
  virtual MidiInventory list(MidiBackend backend) = 0;
  /// Null where the device is gone or does not open. The receiver outlives the input.
  virtual std::unique_ptr<MidiInput> openInput(MidiBackend backend, const std::string& name,
                                               MidiReceiver& receiver) = 0;
  virtual std::unique_ptr<MidiOutput> openOutput(MidiBackend backend, const std::string& name) = 0;
  /// A port of our own that other programs listen to.
  virtual std::unique_ptr<MidiOutput> openVirtualOutput(MidiBackend backend) = 0;
};

}  // namespace partimento::playback
