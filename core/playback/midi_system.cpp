#include "core/playback/midi_system.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace partimento::playback {

namespace {

constexpr std::chrono::milliseconds kLookEvery(1000);

}  // namespace

MidiSystem::MidiSystem(LiveQueues& queues, Open open, MidiSettings settings)
    : m_out(queues, m_guard),
      m_live(queues, m_out, m_guard),
      m_open(std::move(open)),
      m_settings(std::move(settings)),
      m_wanted(m_settings),
      m_thread([this](const std::stop_token& stop) { work(stop); }) {}

MidiSystem::~MidiSystem() = default;

void MidiSystem::apply(const MidiSettings& settings) {
  if (settings == m_settings) return;
  m_settings = settings;
  const std::scoped_lock lock(m_mutex);
  m_wanted = settings;
  m_asked = true;
  m_wake.notify_all();
}

void MidiSystem::refresh() {
  const std::scoped_lock lock(m_mutex);
  m_asked = true;
  m_wake.notify_all();
}

bool MidiSystem::poll() {
  const std::scoped_lock lock(m_mutex);
  if (!m_fresh) return false;
  m_fresh = false;
  m_state = m_found;
  return true;
}

void MidiSystem::work(const std::stop_token& stop) {
  if (m_open) m_ports = m_open();
  std::unique_lock lock(m_mutex);
  while (!stop.stop_requested()) {
    const MidiSettings wanted = m_wanted;
    const bool asked = std::exchange(m_asked, false);
    lock.unlock();
    if (asked) m_now.inputFailed = m_now.outputFailed = false;
    look(wanted);
    lock.lock();
    if (!(m_found == m_now)) {
      m_found = m_now;
      m_fresh = true;
    }
    m_wake.wait_for(lock, stop, kLookEvery, [this] { return m_asked; });
  }
  lock.unlock();
  closeInput();
  closeOutput();
  m_ports.reset();
}

void MidiSystem::look(const MidiSettings& settings) {
  m_now.looked = true;
  m_now.backends = m_ports ? m_ports->backends() : std::vector<MidiBackend>();
  std::optional<MidiBackend> backend;
  for (const MidiBackend one : m_now.backends) {
    if (settings.backend.value_or(m_now.backends.front()) == one) backend = one;
  }
  if (backend != m_now.backend) {
    closeInput();
    closeOutput();
    m_now.backend = backend;
  }
  m_now.devices = backend ? m_ports->list(*backend) : MidiInventory();
  if (settings.input != m_last.input) m_now.inputFailed = false;
  if (settings.output != m_last.output) m_now.outputFailed = false;
  openInput(settings);
  openOutput(settings);
  m_last = settings;
}

bool MidiSystem::isPlugged(const std::vector<std::string>& names, const std::string& name) const {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void MidiSystem::openInput(const MidiSettings& settings) {
  const std::vector<std::string>& names = m_now.devices.inputs;
  std::string wanted;
  switch (settings.input.kind) {
    case MidiChoice::Kind::First:
      // What is open stays: another keyboard that is plugged in does not take its place.
      if (isPlugged(names, m_now.input)) {
        wanted = m_now.input;
      } else if (!names.empty()) {
        wanted = names.front();
      }
      break;
    case MidiChoice::Kind::Named:
      if (isPlugged(names, settings.input.name)) wanted = settings.input.name;
      break;
    case MidiChoice::Kind::None:
    case MidiChoice::Kind::Virtual:
      break;
  }
  if (wanted != m_now.input) closeInput();
  if (wanted.empty() || wanted == m_now.input || m_now.inputFailed) return;
  m_input = m_ports->openInput(*m_now.backend, wanted, m_live);
  m_now.inputFailed = m_input == nullptr;
  if (m_input) m_now.input = wanted;
}

void MidiSystem::openOutput(const MidiSettings& settings) {
  const bool own = settings.output.kind == MidiChoice::Kind::Virtual && m_now.backend.has_value();
  const bool named = settings.output.kind == MidiChoice::Kind::Named &&
                     isPlugged(m_now.devices.outputs, settings.output.name);
  const std::string wanted = named ? settings.output.name : std::string();
  if (wanted != m_now.output || own != m_now.virtualOutput || m_out.isBroken()) closeOutput();
  if (m_now.hasOutput() || (!own && !named) || m_now.outputFailed) return;
  std::unique_ptr<MidiOutput> port =
      own ? m_ports->openVirtualOutput(*m_now.backend) : m_ports->openOutput(*m_now.backend, wanted);
  m_now.outputFailed = port == nullptr;
  if (!port) return;
  m_out.use(std::move(port));
  m_now.output = wanted;
  m_now.virtualOutput = own;
}

void MidiSystem::closeInput() {
  if (m_input) {
    m_input.reset();
    m_live.letGo();
  }
  m_now.input.clear();
}

void MidiSystem::closeOutput() {
  if (m_now.hasOutput()) m_out.use(nullptr);
  m_now.output.clear();
  m_now.virtualOutput = false;
}

}  // namespace partimento::playback
