#include "core/playback/midi_out_loop.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/playback/channel_state.h"
#include "core/playback/playhead.h"

namespace partimento::playback {

namespace {

using Kind = ChannelMessage::Kind;
using Clock = std::chrono::steady_clock;

// Neither the audio callback nor an input may wake anybody: their rings are looked into this often while an
// output is open.
constexpr std::int64_t kLookNanoseconds = 1'000'000;
constexpr std::array<std::uint8_t, 3> kPedals = {kSustainPedal, kSostenutoPedal, kSoftPedal};
constexpr std::size_t kMostWaiting = 65536;

Clock::time_point timePoint(std::int64_t nanoseconds) {
  return Clock::time_point(
      std::chrono::duration_cast<Clock::duration>(std::chrono::nanoseconds(nanoseconds)));
}

bool earlier(const MidiMessage& a, const MidiMessage& b) {
  return a.stamp < b.stamp;
}

}  // namespace

MidiOutLoop::MidiOutLoop(LiveQueues& queues, EchoGuard& guard)
    : m_queues(queues), m_guard(guard), m_thread([this](const std::stop_token& stop) { run(stop); }) {}

MidiOutLoop::~MidiOutLoop() {
  m_thread.request_stop();
  m_thread.join();
  silence();
}

void MidiOutLoop::use(std::unique_ptr<MidiOutput> port) {
  const std::scoped_lock lock(m_mutex);
  m_open = false;
  silence();
  std::swap(m_port, port);
  m_waiting.clear();
  m_first = 0;
  m_broken = false;
  m_open = m_port != nullptr;
  m_wake.notify_all();
}

void MidiOutLoop::thru(const MidiMessage& message) noexcept {
  if (!m_open.load(std::memory_order_relaxed)) return;
  if (!m_thru.tryPush(message)) m_thruLost.store(true, std::memory_order_release);
}

SendTiming MidiOutLoop::timing() const {
  const std::scoped_lock lock(m_mutex);
  SendTiming timing = m_timing;
  if (timing.count > 0) timing.average = Seconds(m_lateSum / static_cast<double>(timing.count));
  return timing;
}

void MidiOutLoop::run(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  while (!stop.stop_requested()) {
    collect();
    const std::int64_t now = steadyNanoseconds();
    sendDue(now);
    if (!m_port) {
      m_wake.wait(lock, stop, [this] { return m_port != nullptr; });
      continue;
    }
    std::int64_t next = now + kLookNanoseconds;
    if (m_first < m_waiting.size()) next = std::min(next, m_waiting[m_first].stamp);
    m_wake.wait_until(lock, stop, timePoint(next), [] { return false; });
  }
}

void MidiOutLoop::collect() {
  const bool lost = m_queues.outgoingLost.exchange(false) || m_thruLost.exchange(false);
  if (lost) silence();
  for (MidiMessage message; m_thru.tryPop(message);) {
    if (m_port) send(message);
  }
  if (m_first > 0) {
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(m_first));
    m_first = 0;
  }
  for (MidiMessage message; m_queues.outgoing.tryPop(message);) {
    if (!m_port || m_waiting.size() >= kMostWaiting) continue;
    m_waiting.insert(std::upper_bound(m_waiting.begin(), m_waiting.end(), message, earlier), message);
  }
}

void MidiOutLoop::sendDue(std::int64_t now) {
  for (; m_first < m_waiting.size() && m_waiting[m_first].stamp <= now; ++m_first) {
    const MidiMessage& message = m_waiting[m_first];
    const double late = static_cast<double>(now - message.stamp) * 1e-9;
    ++m_timing.count;
    m_lateSum += late;
    m_timing.latest = std::max(m_timing.latest, Seconds(late));
    send(message);
  }
}

void MidiOutLoop::send(const MidiMessage& message) {
  m_guard.sent(message, steadyNanoseconds());
  remember(message);
  if (!m_port->send(message)) m_broken = true;
}

void MidiOutLoop::remember(const MidiMessage& message) {
  const std::optional<ChannelMessage> said = channelMessageOf(message);
  if (!said) return;
  if (said->kind == Kind::NoteOn) m_held[said->channel].set(said->number);
  if (said->kind == Kind::NoteOff) m_held[said->channel].reset(said->number);
  const bool pedal = said->kind == Kind::Controller &&
                     std::find(kPedals.begin(), kPedals.end(), said->number) != kPedals.end();
  if (pedal) m_pressed[said->channel].set(said->number, said->value > 0);
}

void MidiOutLoop::silence() {
  for (std::uint8_t channel = 0; channel < kChannels; ++channel) {
    for (std::uint8_t key = 0; key < kKeys; ++key) {
      if (m_port && m_held[channel][key]) m_port->send(midiMessageOf({Kind::NoteOff, 0, key, 64}, channel));
    }
    for (const std::uint8_t pedal : kPedals) {
      if (m_port && m_pressed[channel][pedal]) {
        m_port->send(midiMessageOf({Kind::Controller, 0, pedal, 0}, channel));
      }
    }
    m_held[channel].reset();
    m_pressed[channel].reset();
  }
}

}  // namespace partimento::playback
