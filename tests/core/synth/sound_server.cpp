#include "tests/core/synth/sound_server.h"

#include <chrono>
#include <cstdlib>
#include <thread>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/patience.h"

extern char** environ;

namespace partimento::synth::test {

Child::Child(const std::vector<std::string>& arguments, const std::string& output) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  // In a session of its own, as programs of a desktop are: the kernel shares processors among sessions.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const char* target = output.empty() ? "/dev/null" : output.c_str();
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, target, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  if (posix_spawnp(&m_process, argv[0], &actions, &attributes, argv.data(), environ) != 0) m_process = -1;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
}

Child::~Child() {
  if (!running()) return;
  kill(m_process, SIGTERM);
  waitpid(m_process, nullptr, 0);
}

bool Child::running() {
  if (m_process > 0 && waitpid(m_process, nullptr, WNOHANG) != 0) m_process = -1;
  return m_process > 0;
}

namespace {

/// Of server and recorder, beside the 5 of the threads that PulseAudio and the studio make urgent.
constexpr int kUrgency = 5;

/// The socket is there before it is listened to.
bool listensAt(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return false;
  path.copy(address.sun_path, path.size());
  const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected = connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(file);
  return connected;
}

/// Whether the system lets this process have threads that come first.
bool mayBeUrgent() {
  sched_param urgent{};
  urgent.sched_priority = kUrgency;
  sched_param usual{};
  if (sched_setscheduler(0, SCHED_RR, &urgent) != 0) return false;
  return sched_setscheduler(0, SCHED_OTHER, &usual) == 0;
}

}  // namespace

std::vector<std::string> SoundServer::ordered(std::vector<std::string> command) const {
  if (m_urgent) command.insert(command.begin(), {"chrt", "--rr", std::to_string(kUrgency)});
  return command;
}

std::unique_ptr<SoundServer> SoundServer::start(std::string& why, ServerPriority priority) {
  std::unique_ptr<SoundServer> server(new SoundServer);
  server->m_urgent = priority == ServerPriority::Urgent && mayBeUrgent();
  const std::string home = server->m_folder.path().string();
  setenv("HOME", home.c_str(), 1);
  setenv("XDG_RUNTIME_DIR", home.c_str(), 1);
  setenv("PULSE_RUNTIME_PATH", (home + "/pulse").c_str(), 1);
  setenv("PULSE_STATE_PATH", (home + "/state").c_str(), 1);
  unsetenv("PULSE_SERVER");
  unsetenv("DBUS_SESSION_BUS_ADDRESS");
  server->m_server = std::make_unique<Child>(server->ordered(
      {"pulseaudio", "-n", "-L", "module-null-sink sink_name=test rate=48000 format=float32le", "-L",
       "module-native-protocol-unix", "--exit-idle-time=-1", "--daemonize=no", "--use-pid-file=no"}));
  const auto limit = std::chrono::steady_clock::now() + partimento::test::kHung;
  while (!listensAt(home + "/pulse/native")) {
    if (!server->m_server->running() || std::chrono::steady_clock::now() > limit) {
      why = "no PulseAudio server can be started here";
      return nullptr;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return server;
}

std::unique_ptr<Child> SoundServer::record(const std::string& file) const {
  return std::make_unique<Child>(ordered({"parec", "-d", "test.monitor", "--raw", "--format=float32le",
                                          "--rate=48000", "--channels=2", "--latency-msec=20"}),
                                 file);
}

}  // namespace partimento::synth::test
