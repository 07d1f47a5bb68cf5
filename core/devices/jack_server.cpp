#include "core/devices/jack_server.h"

#include <jack/jack.h>

namespace partimento::devices {

namespace {

void sayNothing(const char*) {}

}  // namespace

class JackServer::Client {
 public:
  Client() : m_alive(std::make_shared<std::atomic<bool>>(false)) {
    jack_set_error_function(&sayNothing);
    jack_set_info_function(&sayNothing);
    m_client = jack_client_open("Partimento devices", JackNoStartServer, nullptr);
    if (!m_client) return;
    jack_on_shutdown(m_client, &ended, m_alive.get());
    *m_alive = jack_activate(m_client) == 0;
  }
  ~Client() {
    if (m_client) jack_client_close(m_client);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool isAlive() const { return *m_alive; }
  std::shared_ptr<const std::atomic<bool>> life() const { return m_alive; }

 private:
  static void ended(void* alive) { *static_cast<std::atomic<bool>*>(alive) = false; }

  std::shared_ptr<std::atomic<bool>> m_alive;
  jack_client_t* m_client = nullptr;
};

JackServer::JackServer() = default;

JackServer::~JackServer() = default;

bool JackServer::isRunning() {
  if (m_client && m_client->isAlive()) return true;
  m_client.reset();
  auto client = std::make_unique<Client>();
  if (!client->isAlive()) return false;
  m_client = std::move(client);
  return true;
}

std::shared_ptr<const std::atomic<bool>> JackServer::life() const {
  return m_client ? m_client->life() : std::make_shared<const std::atomic<bool>>(false);
}

}  // namespace partimento::devices
