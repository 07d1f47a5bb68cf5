#pragma once

#include "core/playback/live_queues.h"
#include "core/playback/synth.h"

namespace partimento::playback {

/// The MIDI channel on which what a synth channel plays goes out; none for metronome and live keys (those go
/// out by the shortest way).
std::optional<std::uint8_t> outgoingChannel(std::uint8_t synthChannel) noexcept;

/// Stands before a synth and writes down for the MIDI output what it is told, with the time at which it will
/// be heard. Audio thread only.
class MidiTap final : public Synth {
 public:
  MidiTap(Synth& synth, LiveQueues& queues) : m_synth(&synth), m_queues(queues) {}

  Synth& synth() { return *m_synth; }
  /// Returns the old one.
  Synth* replace(Synth* synth) noexcept;

  bool isOpen() const { return m_open; }
  void setOpen(bool open) noexcept { m_open = open; }
  /// The moment at which what is sent next is heard.
  void setNow(std::int64_t nanoseconds) noexcept { m_now = nanoseconds; }

  void send(const ChannelMessage& message) noexcept override;
  void silence() noexcept override;
  void render(float* left, float* right, int frames) noexcept override;

  /// Only to the output; nothing while it is closed.
  void sendOut(const ChannelMessage& message) noexcept;
  void sendOut(MidiMessage message) noexcept;

 private:
  Synth* m_synth;
  LiveQueues& m_queues;
  std::int64_t m_now = 0;
  bool m_open = false;
};

}  // namespace partimento::playback
