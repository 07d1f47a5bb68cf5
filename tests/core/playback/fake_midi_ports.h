#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/playback/midi_ports.h"
#include "core/playback/playhead.h"

namespace partimento::playback::test {

/// A machine whose devices come, go and play when the test says so. Thread-safe; outlives the ports made of
/// it.
class FakeMidiMachine {
 public:
  struct Sent {
    std::int64_t at;  ///< nanoseconds of the steady clock
    MidiMessage message;
  };

  void setBackends(std::vector<MidiBackend> backends) {
    const std::scoped_lock lock(m_mutex);
    m_backends = std::move(backends);
  }
  void plug(const MidiInventory& devices) {
    const std::scoped_lock lock(m_mutex);
    m_devices = devices;
  }
  /// The device's messages; nothing happens while nobody has it open.
  void play(const std::string& input, const MidiMessage& message) {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_receivers.find(input);
    if (found != m_receivers.end()) found->second->received(message);
  }
  bool isOpen(const std::string& input) {
    const std::scoped_lock lock(m_mutex);
    return m_receivers.contains(input);
  }
  /// What was sent to an output; "" is our own port.
  std::vector<Sent> sent(const std::string& output) {
    const std::scoped_lock lock(m_mutex);
    return m_sent[output];
  }
  /// No input opens while this is so.
  void setRefusing(bool refusing) {
    const std::scoped_lock lock(m_mutex);
    m_refusing = refusing;
  }
  std::unique_ptr<MidiPorts> ports() { return std::make_unique<Ports>(*this); }

 private:
  class Input final : public MidiInput {
   public:
    Input(FakeMidiMachine& machine, std::string name) : m_machine(machine), m_name(std::move(name)) {}
    ~Input() override {
      const std::scoped_lock lock(m_machine.m_mutex);
      m_machine.m_receivers.erase(m_name);
    }

   private:
    FakeMidiMachine& m_machine;
    std::string m_name;
  };
  class Output final : public MidiOutput {
   public:
    Output(FakeMidiMachine& machine, std::string name) : m_machine(machine), m_name(std::move(name)) {}
    bool send(const MidiMessage& message) noexcept override {
      const std::int64_t now = steadyNanoseconds();
      const std::scoped_lock lock(m_machine.m_mutex);
      m_machine.m_sent[m_name].push_back({now, message});
      return true;
    }

   private:
    FakeMidiMachine& m_machine;
    std::string m_name;
  };
  class Ports final : public MidiPorts {
   public:
    explicit Ports(FakeMidiMachine& machine) : m_machine(machine) {}
    std::vector<MidiBackend> backends() override {
      const std::scoped_lock lock(m_machine.m_mutex);
      return m_machine.m_backends;
    }
    MidiInventory list(MidiBackend) override {
      const std::scoped_lock lock(m_machine.m_mutex);
      return m_machine.m_devices;
    }
    std::unique_ptr<MidiInput> openInput(MidiBackend, const std::string& name,
                                         MidiReceiver& receiver) override {
      const std::scoped_lock lock(m_machine.m_mutex);
      const auto& names = m_machine.m_devices.inputs;
      if (m_machine.m_refusing || std::find(names.begin(), names.end(), name) == names.end()) return nullptr;
      m_machine.m_receivers[name] = &receiver;
      return std::make_unique<Input>(m_machine, name);
    }
    std::unique_ptr<MidiOutput> openOutput(MidiBackend, const std::string& name) override {
      return std::make_unique<Output>(m_machine, name);
    }
    std::unique_ptr<MidiOutput> openVirtualOutput(MidiBackend) override {
      return std::make_unique<Output>(m_machine, "");
    }

   private:
    FakeMidiMachine& m_machine;
  };

  std::mutex m_mutex;
  std::vector<MidiBackend> m_backends{MidiBackend::Alsa};
  MidiInventory m_devices;
  std::map<std::string, MidiReceiver*> m_receivers;
  std::map<std::string, std::vector<Sent>> m_sent;
  bool m_refusing = false;
};

inline MidiMessage struck(int key, int velocity = 80) {
  return {
      {0x90, static_cast<std::uint8_t>(key), static_cast<std::uint8_t>(velocity)}, 3, steadyNanoseconds()};
}
inline MidiMessage released(int key, int velocity = 64) {
  return {
      {0x80, static_cast<std::uint8_t>(key), static_cast<std::uint8_t>(velocity)}, 3, steadyNanoseconds()};
}
inline MidiMessage controller(int number, int value) {
  return {
      {0xB0, static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(value)}, 3, steadyNanoseconds()};
}

}  // namespace partimento::playback::test
