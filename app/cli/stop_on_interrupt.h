#pragma once

#include <stop_token>

namespace partimento::cli {

/// A stop token that Ctrl+C (SIGINT) and SIGTERM trip; a second signal ends the program at once.
/// One per process.
std::stop_token stopOnInterrupt();

}  // namespace partimento::cli
