#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/playback/live_input.h"
#include "core/playback/midi_out_loop.h"
#include "core/playback/midi_ports.h"

namespace partimento::playback {

/// A device as a person chooses it.
struct MidiChoice {
  enum class Kind : std::uint8_t {
    First,  ///< inputs: the first keyboard; outputs: none
    None,
    Virtual,  ///< outputs: a port of our own
    Named,    ///< whenever it is plugged in
  };
  Kind kind = Kind::First;
  std::string name;  ///< of Named

  bool operator==(const MidiChoice&) const = default;
};

struct MidiSettings {
  std::optional<MidiBackend> backend{};  ///< none: the first that works
  MidiChoice input{};
  MidiChoice output{MidiChoice::Kind::None, {}};

  bool operator==(const MidiSettings&) const = default;
};

struct MidiState {
  bool looked = false;                 ///< the devices were listed at least once
  std::vector<MidiBackend> backends;   ///< that this machine runs
  std::optional<MidiBackend> backend;  ///< in use; none: no MIDI system
  MidiInventory devices;
  std::string input;           ///< open now; empty: none
  std::string output;          ///< the same
  bool virtualOutput = false;  ///< our own port is open
  bool inputFailed = false;    ///< it is plugged in and does not open: another program holds it
  bool outputFailed = false;

  bool hasOutput() const { return virtualOutput || !output.empty(); }
  bool operator==(const MidiState&) const = default;
};

/// Keeps the chosen devices open: lists them every second on a thread of its own, opens what was plugged in
/// (again), lets go of what was pulled, and ends its notes. All functions belong to one thread and return at
/// once, but the destructor, which waits for the ports to close.
class MidiSystem {
 public:
  /// `open` is called on the system's thread, once; null: no MIDI at all. The queues outlive the system.
  using Open = std::function<std::unique_ptr<MidiPorts>()>;
  MidiSystem(LiveQueues& queues, Open open, MidiSettings settings);
  ~MidiSystem();
  MidiSystem(const MidiSystem&) = delete;
  MidiSystem& operator=(const MidiSystem&) = delete;

  LiveInput& live() { return m_live; }
  const MidiOutLoop& out() const { return m_out; }
  const MidiSettings& settings() const { return m_settings; }
  void apply(const MidiSettings& settings);
  /// Looks now, and tries again what did not open.
  void refresh();
  const MidiState& state() const { return m_state; }
  /// True: state() has changed. To be called by a timer.
  bool poll();

 private:
  void work(const std::stop_token& stop);
  void look(const MidiSettings& settings);
  void openInput(const MidiSettings& settings);
  void openOutput(const MidiSettings& settings);
  void closeInput();
  void closeOutput();
  bool isPlugged(const std::vector<std::string>& names, const std::string& name) const;

  EchoGuard m_guard;
  MidiOutLoop m_out;
  LiveInput m_live;
  Open m_open;
  MidiSettings m_settings;
  MidiState m_state;

  std::mutex m_mutex;  // the four below
  std::condition_variable_any m_wake;
  MidiSettings m_wanted;
  MidiState m_found;
  bool m_fresh = false;  // m_found is news
  bool m_asked = true;   // look at once

  // The worker's.
  std::unique_ptr<MidiPorts> m_ports;
  std::unique_ptr<MidiInput> m_input;
  MidiState m_now;
  MidiSettings m_last;

  std::jthread m_thread;  // last: ends first
};

}  // namespace partimento::playback
