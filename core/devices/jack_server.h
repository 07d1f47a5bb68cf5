#pragma once

#include <atomic>
#include <memory>

namespace partimento::devices {

/// Whether JACK's server runs. Keeps a client without ports there, so that the server's end is noticed. One
/// thread; prints nothing.
class JackServer {
 public:
  JackServer();
  ~JackServer();
  JackServer(const JackServer&) = delete;
  JackServer& operator=(const JackServer&) = delete;

  /// Looks for the server where it was not there last time. Takes some milliseconds then.
  bool isRunning();
  /// Becomes false when the server that isRunning() found ends. For any thread.
  std::shared_ptr<const std::atomic<bool>> life() const;

 private:
  class Client;
  std::unique_ptr<Client> m_client;
};

}  // namespace partimento::devices
