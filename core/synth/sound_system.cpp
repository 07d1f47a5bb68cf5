#include "core/synth/sound_system.h"

#include <chrono>
#include <exception>
#include <utility>

#include "core/synth/fluid_synth.h"
#include "core/synth/soundfont.h"

namespace partimento::synth {

namespace {

using Clock = std::chrono::steady_clock;

constexpr Seconds kDeadAfter{2.0};
constexpr std::chrono::seconds kPatience{5};

}  // namespace

SoundSystem::SoundSystem(playback::Player& player, playback::SoundSettings settings, OpenOutput open)
    : m_player(player),
      m_open(std::move(open)),
      m_settings(std::move(settings)),
      m_openedAt(Clock::now()),
      m_sampleRate(player.sampleRate()) {
  m_worker = std::jthread([this](const std::stop_token& stop) { work(stop); });
  place({m_settings, true, true});
}

SoundSystem::~SoundSystem() {
  m_worker.request_stop();
  m_worker.join();
  m_output.reset();
}

std::vector<std::string> SoundSystem::drivers() const {
  return audioDrivers();
}

void SoundSystem::apply(const playback::SoundSettings& settings) {
  const playback::SoundSettings before = std::exchange(m_settings, settings);
  const bool output = before.driver != settings.driver || before.periodFrames != settings.periodFrames;
  const bool soundFont = before.soundFont != settings.soundFont || m_state.soundFontError.has_value();
  if (output || soundFont) place({m_settings, output, soundFont});
}

void SoundSystem::reopen() {
  place({m_settings, true, false});
}

void SoundSystem::testTone() {
  m_player.testTone();
}

void SoundSystem::place(const Order& order) {
  m_state.opening = true;
  {
    const std::lock_guard lock(m_mutex);
    const Order waiting = m_order.value_or(Order{});
    m_order = order;
    m_order->output |= waiting.output;
    m_order->soundFont |= waiting.soundFont;
  }
  m_wake.notify_one();
}

bool SoundSystem::poll() {
  std::optional<Result> result;
  bool working = false;
  {
    const std::lock_guard lock(m_mutex);
    result = std::exchange(m_result, std::nullopt);
    working = m_busy || m_order.has_value();
  }
  const bool changed = result.has_value() || m_state.opening != working;
  m_state.opening = working;
  if (result) {
    if (result->output) {
      m_state.output = *result->output;
      m_openedAt = Clock::now();
      m_player.setOutputLatency(m_state.output.latency);
    }
    if (result->synth) {
      m_player.setSynth(std::move(result->synth), result->sampleRate);
      m_state.soundFont = result->soundFont;
      m_state.soundFontError.reset();
    }
    if (result->error) m_state.soundFontError = result->error;
  }
  watch();
  return changed;
}

void SoundSystem::watch() {
  const bool dead = m_player.sinceLastBlock() > kDeadAfter && Clock::now() - m_openedAt > kPatience;
  if (!dead || m_state.opening) return;
  m_openedAt = Clock::now();
  reopen();
}

void SoundSystem::work(const std::stop_token& stop) {
  while (true) {
    Order order;
    {
      std::unique_lock lock(m_mutex);
      m_busy = false;
      if (!m_wake.wait(lock, stop, [this] { return m_order.has_value(); })) return;
      order = *std::exchange(m_order, std::nullopt);
      m_busy = true;
    }
    try {
      carryOut(order);
    } catch (const std::exception& error) {
      const std::lock_guard lock(m_mutex);
      if (!m_result) m_result.emplace();
      m_result->error = Error(ErrorCode::Internal, {error.what()});
    }
  }
}

void SoundSystem::carryOut(const Order& order) {
  Result result;
  if (order.output) {
    m_output.reset();
    m_output = m_open(m_player.source(), {order.settings.driver, m_sampleRate, order.settings.periodFrames});
    result.output = m_output->state();
    m_sampleRate = m_output->state().sampleRate;
  }
  if (order.soundFont || m_sampleRate != m_loadedRate) loadSynth(order, result);
  const std::lock_guard lock(m_mutex);
  if (m_result) {
    // Nobody has asked for the last one yet: what is newer counts.
    if (!result.output) result.output = std::move(m_result->output);
    if (!result.synth) {
      result.synth = std::move(m_result->synth);
      result.sampleRate = m_result->sampleRate;
      result.soundFont = m_result->soundFont;
      if (!result.error) result.error = m_result->error;
    }
  }
  m_result = std::move(result);
}

void SoundSystem::loadSynth(const Order& order, Result& result) {
  try {
    const std::filesystem::path path = findSoundFont(order.settings.soundFont);
    result.synth = std::make_unique<FluidSynth>(FluidSettings{path, m_sampleRate});
    result.sampleRate = m_sampleRate;
    result.soundFont = path;
    m_loadedRate = m_sampleRate;
  } catch (const Error& error) {
    result.error = error;
  } catch (const std::exception& error) {
    result.error = Error(ErrorCode::Internal, {error.what()});
  }
  if (!result.error || m_loadedRate == m_sampleRate) return;
  // What was loaded for another rate would sound out of tune: better silence, at the right pace.
  result.synth = std::make_unique<playback::SilentSynth>();
  result.sampleRate = m_sampleRate;
  m_loadedRate = 0;
}

}  // namespace partimento::synth
