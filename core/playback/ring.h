#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <type_traits>

namespace partimento::playback {

/// A queue from exactly one thread to exactly one other: wait-free, fixed memory.
template <typename T, std::size_t Capacity>
class SpscRing {
  static_assert(std::is_trivially_copyable_v<T>);
  static_assert(Capacity > 0 && (Capacity & (Capacity - 1)) == 0, "a power of two");

 public:
  /// Producer. False, and nothing done, when the ring is full.
  bool tryPush(const T& item) noexcept {
    const std::size_t write = m_write.load(std::memory_order_relaxed);
    if (write - m_read.load(std::memory_order_acquire) == Capacity) return false;
    m_items[write % Capacity] = item;
    m_write.store(write + 1, std::memory_order_release);
    return true;
  }

  /// Consumer. False when there is nothing.
  bool tryPop(T& item) noexcept {
    const std::size_t read = m_read.load(std::memory_order_relaxed);
    if (read == m_write.load(std::memory_order_acquire)) return false;
    item = m_items[read % Capacity];
    m_read.store(read + 1, std::memory_order_release);
    return true;
  }

 private:
  // Apart from each other, so that the two threads do not fight for a cache line.
  alignas(64) std::atomic<std::size_t> m_write{0};
  alignas(64) std::atomic<std::size_t> m_read{0};
  alignas(64) std::array<T, Capacity> m_items{};
};

/// The newest value of something one thread writes and one other reads: wait-free, never torn (three slots,
/// of which each side owns one).
template <typename T>
class LatestValue {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  /// Writer.
  void publish(const T& value) noexcept {
    m_slots[m_back] = value;
    m_back = m_shared.exchange(m_back | kFresh, std::memory_order_acq_rel) & kIndex;
  }

  /// Reader: the value published last; a default one before the first. A copy: the slot behind it goes back
  /// to the writer with the next read.
  T read() noexcept {
    if (m_shared.load(std::memory_order_relaxed) & kFresh) {
      m_front = m_shared.exchange(m_front, std::memory_order_acq_rel) & kIndex;
    }
    return m_slots[m_front];
  }

 private:
  static constexpr unsigned kFresh = 4;
  static constexpr unsigned kIndex = 3;
  std::array<T, 3> m_slots{};
  alignas(64) std::atomic<unsigned> m_shared{1};
  alignas(64) unsigned m_back = 0;
  alignas(64) unsigned m_front = 2;
};

}  // namespace partimento::playback
