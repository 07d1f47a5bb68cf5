#pragma once

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string_view>

namespace partimento::test {

/// How long a test waits for another thread or process before it calls it hung. It passes as soon as what it
/// waits for is there, so this is longer than any loaded machine needs.
constexpr std::chrono::seconds kHung{60};

#if defined(__SANITIZE_THREAD__)
constexpr int kInstrumentation = 20;
#elif defined(__SANITIZE_ADDRESS__)
constexpr int kInstrumentation = 8;
#else
constexpr int kInstrumentation = 1;
#endif

/// Whether PARTIMENTO_STRICT_TIMING=1 stands in the environment.
inline bool strictTiming() {
  const char* strict = std::getenv("PARTIMENTO_STRICT_TIMING");
  return strict != nullptr && std::string_view(strict) == "1";
}

/// A limit from the specification as a test may hold it: exactly with PARTIMENTO_STRICT_TIMING=1 in the
/// environment (a quiet machine, a release build), otherwise with room for busy machines and instrumented
/// builds, so that only a defect in kind (a wait, a quadratic step) fails. The figures are tests/bench's.
template <typename Duration>
Duration limit(Duration specified) {
  return strictTiming() ? specified : specified * (10 * kInstrumentation);
}

/// Seconds of processor time that the calling thread has used: what others do meanwhile does not count.
class ProcessorTime {
 public:
  std::chrono::nanoseconds passed() const { return now() - m_start; }

 private:
  static std::chrono::nanoseconds now() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
  }
  std::chrono::nanoseconds m_start = now();
};

}  // namespace partimento::test
