#include "core/synth/audio_drivers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <utility>

#include <fluidsynth.h>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "core/playback/silent_output.h"
#include "core/synth/fluid_handles.h"
#include "core/synth/fluid_log.h"

namespace partimento::synth {

namespace {

namespace fs = std::filesystem;
using playback::AudioOutput;
using playback::AudioOutputState;
using playback::AudioSource;
using playback::DriverAttempt;

// SDL2 would have to be initialised by the program, OSS is history, "file" is no loudspeaker.
constexpr std::array<const char*, 4> kUsable = {"pulseaudio", "pipewire", "jack", "alsa"};
constexpr int kPeriods = 3;
constexpr int kUrgency = 5;
constexpr const char* kServerLatency = "PULSE_LATENCY_MSEC";

bool anyEntry(const char* folder, auto wanted) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (wanted(at->path().filename().string())) return true;
  }
  return false;
}

/// Why a driver need not be tried: asking the library would fill the terminal with its complaints.
std::optional<std::string> knownHindrance(const std::string& driver) {
  if (driver == "alsa") {
    const bool card = anyEntry(
        "/dev/snd", [](const std::string& name) { return name.starts_with("pcm") && name.ends_with('p'); });
    if (!card) return "no sound card in /dev/snd";
  }
  if (driver == "jack") {
    const char* named = std::getenv("JACK_DEFAULT_SERVER");
    const std::string server =
        std::string("jack_") + (named ? named : "default") + "_" + std::to_string(getuid()) + "_";
    if (!anyEntry("/dev/shm", [&](const std::string& name) { return name.starts_with(server); })) {
      return "no JACK server is running";
    }
  }
  return std::nullopt;
}

/// While it lives, threads that this one starts are urgent, where the system allows it: FluidSynth makes its
/// own thread so, but not the one of the sound server's library that carries the samples.
class UrgentChildren {
 public:
  UrgentChildren() {
    pthread_getschedparam(pthread_self(), &m_policy, &m_before);
    sched_param urgent{};
    urgent.sched_priority = kUrgency;
    static_cast<void>(pthread_setschedparam(pthread_self(), SCHED_RR, &urgent));
  }
  ~UrgentChildren() { pthread_setschedparam(pthread_self(), m_policy, &m_before); }
  UrgentChildren(const UrgentChildren&) = delete;
  UrgentChildren& operator=(const UrgentChildren&) = delete;

 private:
  int m_policy = SCHED_OTHER;
  sched_param m_before{};
};

/// A FluidSynth audio driver that plays our samples.
class FluidOutput final : public AudioOutput {
 public:
  FluidOutput(AudioSource& source, const std::string& driver, const OutputSettings& wanted)
      : m_source(source), m_settings(new_fluid_settings()) {
    fluid_settings_t* s = m_settings.get();
    if (!s) return;
    const int period = std::clamp(wanted.periodFrames, 64, 4096);
    fluid_settings_setstr(s, "audio.driver", driver.c_str());
    fluid_settings_setstr(s, "audio.sample-format", "float");
    fluid_settings_setint(s, "audio.period-size", period);
    fluid_settings_setint(s, "audio.periods", kPeriods);
    fluid_settings_setnum(s, "synth.sample-rate", wanted.sampleRate);
    fluid_settings_setstr(s, "audio.pulseaudio.media-role", "production");
    fluid_settings_setstr(s, "audio.jack.id", "partimento");
    fluid_settings_setint(s, "audio.jack.autoconnect", 1);
    const UrgentChildren urgent;
    m_driver.reset(new_fluid_audio_driver2(s, &FluidOutput::pull, this));
    if (m_driver) describe(driver, period);
  }

  bool running() const { return m_driver != nullptr; }
  const AudioOutputState& state() const override { return m_state; }
  void setAttempts(std::vector<DriverAttempt> attempts) { m_state.attempts = std::move(attempts); }

 private:
  void describe(const std::string& driver, int period) {
    m_state.driver = driver;
    m_state.silent = false;
    m_state.periodFrames = period;
    // JACK's server decides on its own.
    fluid_settings_getnum(m_settings.get(), "synth.sample-rate", &m_state.sampleRate);
    fluid_settings_getint(m_settings.get(), "audio.period-size", &m_state.periodFrames);
    const int periods = driver == "alsa" ? kPeriods : 2;
    m_state.latency = Seconds(m_state.periodFrames * periods / m_state.sampleRate);
    // Besides the block that is being made.
    const char* server = driver == "pulseaudio" ? std::getenv(kServerLatency) : nullptr;
    if (server)
      m_state.latency = Seconds(std::atoi(server) * 1e-3 + m_state.periodFrames / m_state.sampleRate);
  }

  static int pull(void* data, int frames, int, float**, int outputs, float* out[]) {
    auto& self = *static_cast<FluidOutput*>(data);
    if (outputs < 2) return FLUID_FAILED;
    self.m_source.render(out[0], out[1], frames);
    return FLUID_OK;
  }

  AudioSource& m_source;
  AudioOutputState m_state;
  SettingsHandle m_settings;
  DriverHandle m_driver;  // last: its thread ends before what it uses
};

std::string firstLine(const std::string& text) {
  return text.empty() ? "it gave no reason" : text.substr(0, text.find('\n'));
}

std::vector<std::string> askForDrivers() {
  const FluidLog log;
  const SettingsHandle settings(new_fluid_settings());
  std::vector<std::string> known;
  const auto collect = [](void* list, const char*, const char* option) {
    static_cast<std::vector<std::string>*>(list)->emplace_back(option);
  };
  fluid_settings_foreach_option(settings.get(), "audio.driver", &known, collect);
  std::vector<std::string> usable;
  for (const char* driver : kUsable) {
    if (std::find(known.begin(), known.end(), driver) != known.end()) usable.emplace_back(driver);
  }
  return usable;
}

}  // namespace

void chooseServerLatency() {
  setenv(kServerLatency, std::to_string(kServerMilliseconds).c_str(), 0);
}

std::vector<std::string> audioDrivers() {
  static const std::vector<std::string> drivers = askForDrivers();
  return drivers;
}

std::unique_ptr<AudioOutput> openAudioOutput(AudioSource& source, const OutputSettings& settings) {
  std::vector<std::string> drivers;
  if (settings.driver.empty()) {
    drivers = audioDrivers();
  } else if (settings.driver != kSilentDriver) {
    drivers = {settings.driver};
  }
  std::vector<DriverAttempt> attempts;
  for (const std::string& driver : drivers) {
    if (const auto hindrance = knownHindrance(driver)) {
      attempts.push_back({driver, *hindrance});
      continue;
    }
    const FluidLog log;
    auto output = std::make_unique<FluidOutput>(source, driver, settings);
    if (output->running()) {
      output->setAttempts(std::move(attempts));
      return output;
    }
    attempts.push_back({driver, firstLine(log.text())});
  }
  return std::make_unique<playback::SilentOutput>(source, settings.sampleRate, std::move(attempts));
}

}  // namespace partimento::synth
