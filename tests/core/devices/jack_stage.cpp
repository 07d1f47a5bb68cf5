#include "tests/core/devices/jack_stage.h"

#include <chrono>
#include <cstdlib>
#include <thread>

#include <RtMidi.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/devices/jack_server.h"
#include "core/playback/playhead.h"
#include "tests/support/patience.h"

namespace partimento::devices::test {

namespace {

pid_t launch(const std::string& name) {
  const pid_t child = fork();
  if (child != 0) return child;
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  // Synchronous and patient: on a busy machine the server waits for its clients instead of leaving them out.
  execlp("jackd", "jackd", "-r", "-S", "-t", "10000", "-n", name.c_str(), "-d", "dummy", "-r", "48000", "-p",
         "64", static_cast<char*>(nullptr));
  _exit(127);
}

}  // namespace

JackStage::JackStage() : m_name("partimento-test-" + std::to_string(getpid())) {
  setenv("JACK_DEFAULT_SERVER", m_name.c_str(), 1);
  start();
}

JackStage::~JackStage() {
  stop();
}

void JackStage::start() {
  m_server = launch(m_name);
  JackServer server;
  int status = 0;
  const bool runs = eventually([&] {
    if (waitpid(m_server, &status, WNOHANG) == m_server) m_server = -1;
    return m_server < 0 || server.isRunning();
  });
  if (m_server < 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127) {
    m_problem = "jackd is not installed";
  } else if (m_server < 0 || !runs) {
    m_problem = "jackd does not start here";
  }
}

void JackStage::stop() {
  if (m_server < 0) return;
  kill(m_server, SIGTERM);
  waitpid(m_server, nullptr, 0);
  m_server = -1;
}

Keyboard::Keyboard(const std::string& name) : m_port(std::make_unique<RtMidiOut>(RtMidi::UNIX_JACK, name)) {
  m_port->openVirtualPort("keys");
}

Keyboard::~Keyboard() = default;

void Keyboard::send(const std::vector<unsigned char>& bytes) {
  m_port->sendMessage(&bytes);
}

Listener::Listener(const std::string& from)
    : m_port(std::make_unique<RtMidiIn>(RtMidi::UNIX_JACK, "Listener")) {
  m_port->ignoreTypes(false, false, false);
  m_port->setCallback(&note, this);
  const unsigned count = m_port->getPortCount();
  for (unsigned port = 0; port < count; ++port) {
    if (m_port->getPortName(port).find(from) == std::string::npos) continue;
    m_port->openPort(port, "ear");
    return;
  }
}

Listener::~Listener() {
  m_port.reset();
}

std::vector<Listener::Heard> Listener::heard() const {
  const std::scoped_lock lock(m_mutex);
  return m_heard;
}

void Listener::note(double, std::vector<unsigned char>* bytes, void* self) {
  auto* listener = static_cast<Listener*>(self);
  const std::scoped_lock lock(listener->m_mutex);
  listener->m_heard.push_back({playback::steadyNanoseconds(), *bytes});
}

bool eventually(const std::function<bool()>& so) {
  const auto end = std::chrono::steady_clock::now() + partimento::test::kHung;
  while (std::chrono::steady_clock::now() < end) {
    if (so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return so();
}

}  // namespace partimento::devices::test
