#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <sys/types.h>

class RtMidiIn;
class RtMidiOut;

namespace partimento::devices::test {

/// JACK's dummy server of our own: real ports without hardware.
class JackStage {
 public:
  /// Starts the server; problem() says why it did not start.
  JackStage();
  ~JackStage();
  JackStage(const JackStage&) = delete;
  JackStage& operator=(const JackStage&) = delete;

  const std::string& problem() const { return m_problem; }
  void stop();
  void start();

 private:
  pid_t m_server = -1;
  std::string m_name;
  std::string m_problem;
};

/// Another program's output port: a keyboard, as we see it.
class Keyboard {
 public:
  explicit Keyboard(const std::string& name);
  ~Keyboard();
  void send(const std::vector<unsigned char>& bytes);

 private:
  std::unique_ptr<RtMidiOut> m_port;
};

/// Another program that listens to the port of a name.
class Listener {
 public:
  struct Heard {
    std::int64_t at;  ///< nanoseconds of the steady clock
    std::vector<unsigned char> bytes;
  };
  explicit Listener(const std::string& from);
  ~Listener();
  std::vector<Heard> heard() const;

 private:
  static void note(double, std::vector<unsigned char>* bytes, void* self);

  mutable std::mutex m_mutex;
  std::vector<Heard> m_heard;
  std::unique_ptr<RtMidiIn> m_port;
};

/// Waits, at most patience.h's kHung, until it is so.
bool eventually(const std::function<bool()>& so);

}  // namespace partimento::devices::test
