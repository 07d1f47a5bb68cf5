#include "app/cli/stop_on_interrupt.h"

#include <csignal>
#include <ctime>
#include <thread>

namespace partimento::cli {

namespace {

sigset_t interruptSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

void waitForSignal(const std::stop_token& ended, std::stop_source& stop) {
  const sigset_t signals = interruptSignals();
  const timespec pause{0, 100'000'000};
  while (!ended.stop_requested()) {
    if (sigtimedwait(&signals, nullptr, &pause) < 0) continue;
    stop.request_stop();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // the next one ends the program
    return;
  }
}

}  // namespace

std::stop_token stopOnInterrupt() {
  // Signals are blocked in every thread and taken by one of its own: a handler may not touch a stop_source.
  static std::stop_source stop;
  static std::jthread watcher = [] {
    const sigset_t signals = interruptSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return std::jthread([](const std::stop_token& ended) { waitForSignal(ended, stop); });
  }();
  return stop.get_token();
}

}  // namespace partimento::cli
