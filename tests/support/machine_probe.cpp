#include "tests/support/machine_probe.h"

#include <algorithm>
#include <array>
#include <stop_token>

#include <fcntl.h>
#include <unistd.h>

#include "tests/support/patience.h"

namespace partimento::test {

namespace {

constexpr std::chrono::milliseconds kPause{10};

}  // namespace

MachineProbe::MachineProbe(const std::filesystem::path& folder)
    : m_thread([this, file = (folder / "probe").string()](const std::stop_token& stop) {
        const int descriptor = ::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        const std::array<char, 4096> page{};
        while (!stop.stop_requested()) {
          const auto start = std::chrono::steady_clock::now();
          std::this_thread::sleep_for(kPause);
          if (::pwrite(descriptor, page.data(), page.size(), 0) < 0) break;
          ::fsync(descriptor);
          const std::chrono::nanoseconds took = std::chrono::steady_clock::now() - start - kPause;
          m_worst = std::max<std::int64_t>(m_worst, took.count());
        }
        ::close(descriptor);
      }) {}

std::chrono::nanoseconds MachineProbe::limit(std::chrono::nanoseconds specified) const {
  constexpr int kTurns = 4;
  return strictTiming() ? specified : specified + kTurns * worst();
}

}  // namespace partimento::test
