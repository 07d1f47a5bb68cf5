#include "core/devices/rt_midi_ports.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <RtMidi.h>

#include "core/devices/jack_server.h"
#include "core/devices/port_names.h"
#include "core/playback/playhead.h"

namespace partimento::devices {

namespace {

using playback::MidiBackend;
using playback::MidiMessage;

constexpr const char* kClientName = "Partimento";
constexpr const char* kInputName = "Keyboard";
constexpr const char* kOutputName = "MIDI out";
/// JACK drops what a port has not handed on when it closes, note-offs too, and says nothing when it has: as
/// long as a period of 4096 frames at 44.1 kHz takes. Its callback cannot be waited for through RtMidi.
constexpr std::chrono::milliseconds kLetOut{100};

/// RtMidi prints its complaints and throws unless somebody listens.
void ignore(RtMidiError::Type, const std::string&, void*) {}

RtMidi::Api apiOf(MidiBackend backend) {
  return backend == MidiBackend::Jack ? RtMidi::UNIX_JACK : RtMidi::LINUX_ALSA;
}

template <typename Port>
std::unique_ptr<Port> makePort(MidiBackend backend) {
  auto port = std::make_unique<Port>(apiOf(backend), kClientName);
  port->setErrorCallback(&ignore, nullptr);
  return port;
}

std::vector<NamedPort> portsOf(RtMidi& midi) {
  std::vector<std::string> raw;
  const unsigned count = midi.getPortCount();
  for (unsigned port = 0; port < count; ++port) raw.push_back(midi.getPortName(port));
  return namePorts(raw, kClientName);
}

std::optional<unsigned> find(const std::vector<NamedPort>& ports, const std::string& name) {
  const auto found =
      std::find_if(ports.begin(), ports.end(), [&](const NamedPort& port) { return port.name == name; });
  if (found == ports.end()) return std::nullopt;
  return found->number;
}

/// True while the way to the devices is there; JACK's server may end under its clients.
using Life = std::shared_ptr<const std::atomic<bool>>;

/// JACK's library crashes where a port is closed after its server has ended: such a one is kept, unused, for
/// ever.
void keepForEver(std::shared_ptr<void> midi) {
  static std::mutex mutex;
  static auto& kept = *new std::vector<std::shared_ptr<void>>;
  const std::lock_guard lock(mutex);
  kept.push_back(std::move(midi));
}

template <typename Port>
void close(std::unique_ptr<Port>& midi, const Life& life) {
  if (!*life) keepForEver(std::move(midi));
  midi.reset();
}

class Input final : public playback::MidiInput {
 public:
  Input(std::unique_ptr<RtMidiIn> midi, unsigned port, Life life, playback::MidiReceiver& receiver)
      : m_receiver(receiver), m_midi(std::move(midi)), m_life(std::move(life)) {
    m_midi->ignoreTypes(false, true, true);
    m_midi->setCallback(&heard, this);
    m_midi->openPort(port, kInputName);
  }
  ~Input() override { close(m_midi, m_life); }
  bool isOpen() const { return m_midi->isPortOpen(); }

 private:
  static void heard(double, std::vector<unsigned char>* bytes, void* self) {
    if (!bytes || bytes->empty()) return;
    MidiMessage message;
    message.stamp = playback::steadyNanoseconds();
    // Of a system-exclusive message only that it came.
    message.size = static_cast<std::uint8_t>(bytes->size() <= message.bytes.size() ? bytes->size() : 1);
    std::copy_n(bytes->begin(), message.size, message.bytes.begin());
    static_cast<Input*>(self)->m_receiver.received(message);
  }

  playback::MidiReceiver& m_receiver;
  std::unique_ptr<RtMidiIn> m_midi;
  Life m_life;
};

class Output final : public playback::MidiOutput {
 public:
  Output(std::unique_ptr<RtMidiOut> midi, Life life) : m_midi(std::move(midi)), m_life(std::move(life)) {}
  ~Output() override {
    const bool hands = m_midi->getCurrentApi() == RtMidi::UNIX_JACK && *m_life;
    if (hands) std::this_thread::sleep_until(m_lastSend + kLetOut);
    close(m_midi, m_life);
  }

  bool send(const MidiMessage& message) noexcept override {
    if (!*m_life) return false;
    m_lastSend = std::chrono::steady_clock::now();
    try {
      m_midi->sendMessage(message.bytes.data(), message.size);
      return true;
    } catch (const std::exception&) {
      return false;
    }
  }

 private:
  std::unique_ptr<RtMidiOut> m_midi;
  Life m_life;
  std::chrono::steady_clock::time_point m_lastSend{};
};

class RtMidiPorts final : public playback::MidiPorts {
 public:
  ~RtMidiPorts() override { closeLister(); }

  std::vector<MidiBackend> backends() override {
    std::vector<MidiBackend> found;
    std::error_code ignored;
    if (std::filesystem::exists("/dev/snd/seq", ignored)) found.push_back(MidiBackend::Alsa);
    if (m_jack.isRunning()) found.push_back(MidiBackend::Jack);
    return found;
  }

  playback::MidiInventory list(MidiBackend backend) override {
    playback::MidiInventory inventory;
    try {
      if (!m_lister || m_listed != backend || m_listerLife != life(backend)) makeLister(backend);
      for (const NamedPort& port : portsOf(*m_lister)) inventory.inputs.push_back(port.name);
      for (const NamedPort& port : portsOf(*m_outLister)) inventory.outputs.push_back(port.name);
    } catch (const std::exception&) {
      // The sequencer went away with its last device or with its server: look again next time.
      closeLister();
    }
    return inventory;
  }

  std::unique_ptr<playback::MidiInput> openInput(MidiBackend backend, const std::string& name,
                                                 playback::MidiReceiver& receiver) override {
    try {
      auto midi = makePort<RtMidiIn>(backend);
      const std::optional<unsigned> port = find(portsOf(*midi), name);
      if (!port) return nullptr;
      auto input = std::make_unique<Input>(std::move(midi), *port, life(backend), receiver);
      if (input->isOpen()) return input;
    } catch (const std::exception&) {
    }
    return nullptr;
  }

  std::unique_ptr<playback::MidiOutput> openOutput(MidiBackend backend, const std::string& name) override {
    try {
      auto midi = makePort<RtMidiOut>(backend);
      const std::optional<unsigned> port = find(portsOf(*midi), name);
      if (!port) return nullptr;
      midi->openPort(*port, kOutputName);
      if (midi->isPortOpen()) return std::make_unique<Output>(std::move(midi), life(backend));
    } catch (const std::exception&) {
    }
    return nullptr;
  }

  std::unique_ptr<playback::MidiOutput> openVirtualOutput(MidiBackend backend) override {
    try {
      auto midi = makePort<RtMidiOut>(backend);
      midi->openVirtualPort(kOutputName);
      return std::make_unique<Output>(std::move(midi), life(backend));
    } catch (const std::exception&) {
    }
    return nullptr;
  }

 private:
  void makeLister(MidiBackend backend) {
    closeLister();
    m_lister = makePort<RtMidiIn>(backend);
    m_outLister = makePort<RtMidiOut>(backend);
    m_listed = backend;
    m_listerLife = life(backend);
  }

  void closeLister() {
    if (m_lister) close(m_lister, m_listerLife);
    if (m_outLister) close(m_outLister, m_listerLife);
  }

  Life life(MidiBackend backend) const { return backend == MidiBackend::Jack ? m_jack.life() : m_always; }

  JackServer m_jack;
  Life m_always = std::make_shared<const std::atomic<bool>>(true);
  std::unique_ptr<RtMidiIn> m_lister;
  std::unique_ptr<RtMidiOut> m_outLister;
  MidiBackend m_listed = MidiBackend::Alsa;
  Life m_listerLife;
};

}  // namespace

std::unique_ptr<playback::MidiPorts> makeMidiPorts() {
  return std::make_unique<RtMidiPorts>();
}

}  // namespace partimento::devices
