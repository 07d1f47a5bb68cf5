#include "core/playback/echo_guard.h"

namespace partimento::playback {

namespace {

constexpr std::uint64_t kTimeMask = (std::uint64_t{1} << 40) - 1;
constexpr std::uint64_t kLongestMicroseconds = 50'000;

std::uint64_t bytesOf(const MidiMessage& message) {
  return std::uint64_t{message.bytes[0]} << 16 | std::uint64_t{message.bytes[1]} << 8 | message.bytes[2];
}

std::uint64_t microseconds(std::int64_t nanoseconds) {
  return static_cast<std::uint64_t>(nanoseconds / 1000) & kTimeMask;
}

std::size_t slotOf(std::uint64_t bytes, std::size_t slots) {
  return static_cast<std::size_t>(bytes * 0x9E3779B97F4A7C15U >> 40) % slots;
}

}  // namespace

void EchoGuard::sent(const MidiMessage& message, std::int64_t now) noexcept {
  const std::uint64_t bytes = bytesOf(message);
  m_slots[slotOf(bytes, kSlots)].store(bytes << 40 | microseconds(now), std::memory_order_relaxed);
}

bool EchoGuard::isEcho(const MidiMessage& message, std::int64_t now) noexcept {
  const std::uint64_t bytes = bytesOf(message);
  std::atomic<std::uint64_t>& slot = m_slots[slotOf(bytes, kSlots)];
  std::uint64_t last = slot.load(std::memory_order_relaxed);
  if (last >> 40 != bytes) return false;
  if (((microseconds(now) - last) & kTimeMask) > kLongestMicroseconds) return false;
  return slot.compare_exchange_strong(last, 0, std::memory_order_relaxed);
}

}  // namespace partimento::playback
