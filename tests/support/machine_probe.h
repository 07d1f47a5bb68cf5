#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

namespace partimento::test {

/// How slow the machine is just now: a thread that sleeps ten milliseconds and makes a page durable, again
/// and again. Any thread may ask.
class MachineProbe {
 public:
  /// `folder` holds its file, on the disk in question.
  explicit MachineProbe(const std::filesystem::path& folder);

  /// The longest that it took so far, the sleep not counted.
  std::chrono::nanoseconds worst() const { return std::chrono::nanoseconds(m_worst.load()); }
  /// A limit on how late something becomes durable: as specified with PARTIMENTO_STRICT_TIMING=1, otherwise
  /// with room for the few pages and turns of the processor that each took this machine so long.
  std::chrono::nanoseconds limit(std::chrono::nanoseconds specified) const;

 private:
  std::atomic<std::int64_t> m_worst{0};
  std::jthread m_thread;
};

}  // namespace partimento::test
