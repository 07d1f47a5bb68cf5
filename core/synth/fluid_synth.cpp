#include "core/synth/fluid_synth.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <fluidsynth.h>

#include "core/base/error.h"
#include "core/synth/fluid_handles.h"
#include "core/synth/fluid_log.h"
#include "core/synth/soundfont.h"

namespace partimento::synth {

namespace {

using playback::ChannelMessage;
using playback::kSynthChannels;

// A single line at mezzo forte peaks near -14 dB; chords stay below the knee of the master.
constexpr double kGain = 1.4;

SettingsHandle makeSettings(const FluidSettings& wanted) {
  SettingsHandle settings(new_fluid_settings());
  if (!settings) throw Error(ErrorCode::AudioFailed, {"fluidsynth", "out of memory"});
  fluid_settings_t* s = settings.get();
  if (fluid_settings_setnum(s, "synth.sample-rate", wanted.sampleRate) != FLUID_OK)
    throw Error(ErrorCode::AudioFailed,
                {"fluidsynth", "a sample rate of " + std::to_string(std::lround(wanted.sampleRate)) + " Hz"});
  fluid_settings_setnum(s, "synth.gain", kGain);
  fluid_settings_setint(s, "synth.midi-channels", kSynthChannels);
  fluid_settings_setint(s, "synth.polyphony", std::clamp(wanted.polyphony, 16, 4096));
  // One thread at a time calls the synth, so its own lock would only stand in the callback's way.
  fluid_settings_setint(s, "synth.threadsafe-api", 0);
  fluid_settings_setint(s, "synth.cpu-cores", 1);
  fluid_settings_setint(s, "synth.lock-memory", 0);
  fluid_settings_setint(s, "synth.dynamic-sample-loading", 0);
  // FluidSynth's own effects run in an OpenMP region, which allocates in every block: Room takes their place.
  fluid_settings_setint(s, "synth.reverb.active", 0);
  fluid_settings_setint(s, "synth.chorus.active", 0);
  return settings;
}

}  // namespace

struct FluidSynth::Handles {
  SettingsHandle settings;
  SynthHandle synth;
};

FluidSynth::FluidSynth(const FluidSettings& settings)
    : m_handles(std::make_unique<Handles>()), m_room(settings.sampleRate) {
  checkSoundFont(settings.soundFont);
  const FluidLog log;
  m_handles->settings = makeSettings(settings);
  m_handles->synth.reset(new_fluid_synth(m_handles->settings.get()));
  if (!m_handles->synth) throw Error(ErrorCode::AudioFailed, {"fluidsynth", log.text()});
  fluid_synth_t* synth = m_handles->synth.get();
  if (fluid_synth_sfload(synth, settings.soundFont.c_str(), 1) == FLUID_FAILED) {
    throw Error(ErrorCode::SoundFontDamaged, {settings.soundFont.string()});
  }
  for (int channel = 0; channel < kSynthChannels; ++channel) {
    const bool percussion = playback::isPercussionChannel(channel);
    fluid_synth_set_channel_type(synth, channel, percussion ? CHANNEL_TYPE_DRUM : CHANNEL_TYPE_MELODIC);
    selectProgram(channel, 0, 0);
  }
}

FluidSynth::~FluidSynth() = default;

void FluidSynth::selectProgram(int channel, int program, int bank) noexcept {
  // A bank above 127 is both bank controllers in one number; SoundFonts are ordered by the first of them.
  fluid_synth_bank_select(m_handles->synth.get(), channel, bank > 127 ? bank >> 7 : bank);
  fluid_synth_program_change(m_handles->synth.get(), channel, program);
}

void FluidSynth::send(const ChannelMessage& message) noexcept {
  fluid_synth_t* synth = m_handles->synth.get();
  const int channel = message.channel;
  switch (message.kind) {
    case ChannelMessage::Kind::NoteOff:
      fluid_synth_noteoff(synth, channel, message.number);
      break;
    case ChannelMessage::Kind::NoteOn:
      fluid_synth_noteon(synth, channel, message.number, message.value);
      break;
    case ChannelMessage::Kind::KeyPressure:
      fluid_synth_key_pressure(synth, channel, message.number, message.value);
      break;
    case ChannelMessage::Kind::Controller:
      fluid_synth_cc(synth, channel, message.number, message.value);
      break;
    case ChannelMessage::Kind::Program:
      selectProgram(channel, message.number, message.value);
      break;
    case ChannelMessage::Kind::ChannelPressure:
      fluid_synth_channel_pressure(synth, channel, message.value);
      break;
    case ChannelMessage::Kind::PitchBend:
      fluid_synth_pitch_bend(synth, channel, message.value + 8192);
      break;
  }
}

void FluidSynth::silence() noexcept {
  fluid_synth_all_sounds_off(m_handles->synth.get(), -1);
  m_room.clear();
}

void FluidSynth::render(float* left, float* right, int frames) noexcept {
  fluid_synth_write_float(m_handles->synth.get(), frames, left, 0, 1, right, 0, 1);
  m_room.process(left, right, frames);
}

int FluidSynth::activeVoices() const noexcept {
  return fluid_synth_get_active_voice_count(m_handles->synth.get());
}

}  // namespace partimento::synth
