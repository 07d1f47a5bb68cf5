#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

#include "tests/support/paths.h"

namespace partimento::synth::test {

/// A child process, ended with its object.
class Child {
 public:
  /// Found through PATH; standard output goes to a file where one is named, messages nowhere.
  Child(const std::vector<std::string>& arguments, const std::string& output = {});
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  bool running();

 private:
  pid_t m_process = -1;
};

/// Urgent: server and recorder come before all other work where the system allows it, as on a desktop whose
/// sound server asked for it; what is then missing from the sound was not there in time.
enum class ServerPriority : std::uint8_t { Usual, Urgent };

/// A PulseAudio server of our own with one sink that leads nowhere, "test". While it lives, this process's
/// sound goes to it.
class SoundServer {
 public:
  /// Null where no server can be started; `why` then says so.
  static std::unique_ptr<SoundServer> start(std::string& why,
                                            ServerPriority priority = ServerPriority::Usual);
  /// Records what reaches the sink as 32-bit floats, two channels, 48 kHz, until the object ends.
  std::unique_ptr<Child> record(const std::string& file) const;

 private:
  SoundServer() = default;
  std::vector<std::string> ordered(std::vector<std::string> command) const;

  bool m_urgent = false;
  partimento::test::TemporaryFolder m_folder;
  std::unique_ptr<Child> m_server;
};

}  // namespace partimento::synth::test
