#pragma once

#include <array>
#include <atomic>
#include <bitset>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/playback/echo_guard.h"
#include "core/playback/live_queues.h"
#include "core/playback/midi_ports.h"

namespace partimento::playback {

/// How far from their time messages were sent.
struct SendTiming {
  std::uint64_t count = 0;
  Seconds latest;   ///< the latest of all
  Seconds average;  ///< of how late they were
};

/// The thread that sends what is due to a MIDI output: what the audio callback plays at its time, what comes
/// by thru within a millisecond. Before it lets an output go it ends the notes and lifts the pedals that it
/// left there.
class MidiOutLoop {
 public:
  /// Both outlive the loop.
  MidiOutLoop(LiveQueues& queues, EchoGuard& guard);
  ~MidiOutLoop();
  MidiOutLoop(const MidiOutLoop&) = delete;
  MidiOutLoop& operator=(const MidiOutLoop&) = delete;

  /// Sends there from now on; null: nowhere. Any thread but the audio's and the input's.
  void use(std::unique_ptr<MidiOutput> port);
  /// The open output no longer takes anything.
  bool isBroken() const noexcept { return m_broken; }
  /// The input's thread: to be sent as soon as may be. Dropped where no output is open.
  void thru(const MidiMessage& message) noexcept;
  SendTiming timing() const;

 private:
  void run(const std::stop_token& stop);
  void collect();
  void sendDue(std::int64_t now);
  void send(const MidiMessage& message);
  void remember(const MidiMessage& message);
  void silence();

  static constexpr std::size_t kChannels = 16;

  LiveQueues& m_queues;
  EchoGuard& m_guard;
  SpscRing<MidiMessage, 1024> m_thru;
  std::atomic<bool> m_thruLost{false};
  std::atomic<bool> m_open{false};
  std::atomic<bool> m_broken{false};
  mutable std::mutex m_mutex;  // all below but the thread
  std::condition_variable_any m_wake;
  std::unique_ptr<MidiOutput> m_port;
  std::vector<MidiMessage> m_waiting;  // by time
  std::size_t m_first = 0;             // of those still waiting
  std::array<std::bitset<128>, kChannels> m_held;
  std::array<std::bitset<128>, kChannels> m_pressed;  // controllers of pedals
  SendTiming m_timing;
  double m_lateSum = 0;
  std::jthread m_thread;  // last: ends first
};

}  // namespace partimento::playback
