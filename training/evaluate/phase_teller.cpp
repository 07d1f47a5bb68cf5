#include "training/evaluate/phase_teller.h"

#include <chrono>
#include <utility>

namespace partimento::training {

std::function<bool(double)> phaseTeller(std::string name, std::stop_token stop, JobListener& listener) {
  using Clock = std::chrono::steady_clock;
  return [&listener, stop = std::move(stop), name = std::move(name), begin = Clock::now()](double share) {
    const double elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
    listener.progress({name, share, {}, Seconds(share > 0 ? elapsed * (1 - share) / share : 0)});
    return !stop.stop_requested();
  };
}

}  // namespace partimento::training
