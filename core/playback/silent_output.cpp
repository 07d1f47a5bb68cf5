#include "core/playback/silent_output.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace partimento::playback {

namespace {

constexpr int kPeriodFrames = 512;
// After a longer pause (a suspended machine) the clock goes on from now instead of catching up.
constexpr std::chrono::milliseconds kLongestDelay{500};

}  // namespace

SilentOutput::SilentOutput(AudioSource& source, double sampleRate, std::vector<DriverAttempt> attempts)
    : m_source(source) {
  m_state.driver = "silent";
  m_state.sampleRate = sampleRate;
  m_state.periodFrames = kPeriodFrames;
  m_state.silent = true;
  m_state.attempts = std::move(attempts);
  m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

SilentOutput::~SilentOutput() = default;

void SilentOutput::run(const std::stop_token& stop) {
  using Clock = std::chrono::steady_clock;
  const auto period = std::chrono::duration_cast<Clock::duration>(
      std::chrono::duration<double>(kPeriodFrames / m_state.sampleRate));
  std::vector<float> left(kPeriodFrames);
  std::vector<float> right(kPeriodFrames);
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  for (Clock::time_point next = Clock::now(); !stop.stop_requested();) {
    m_source.render(left.data(), right.data(), kPeriodFrames);
    next += period;
    if (Clock::now() - next > kLongestDelay) next = Clock::now();
    wake.wait_until(lock, stop, next, [] { return false; });
  }
}

}  // namespace partimento::playback
