#pragma once

#include <cstdint>

#include "core/music/note.h"

namespace partimento::playback {

/// Channels of a Synth. Channels whose number is 9 modulo 16 play percussion, as General MIDI has it for 9.
inline constexpr int kSynthChannels = 64;
inline constexpr int kKeys = 128;

constexpr bool isPercussionChannel(int channel) {
  return channel % 16 == 9;
}

/// What a synthesizer can be told, on one of its channels.
struct ChannelMessage {
  enum class Kind : std::uint8_t {
    NoteOff,          ///< number: key
    NoteOn,           ///< number: key, value: velocity 1..127
    KeyPressure,      ///< number: key, value: pressure 0..127
    Controller,       ///< number: controller 0..119, value: 0..127
    Program,          ///< number: program 0..127, value: bank
    ChannelPressure,  ///< value: pressure 0..127
    PitchBend,        ///< value: -8192..8191
  };
  Kind kind = Kind::NoteOff;
  std::uint8_t channel = 0;
  std::uint8_t number = 0;
  std::int16_t value = 0;

  bool operator==(const ChannelMessage&) const = default;
};

/// Turns messages into sound. A new synth is silent, with the controller values of `ChannelState` on every
/// channel. Not thread-safe: one thread at a time calls it, the audio callback while an output runs; no
/// function may lock, allocate, log or wait.
class Synth {
 public:
  virtual ~Synth() = default;
  virtual void send(const ChannelMessage& message) noexcept = 0;
  /// Ends every sound at once, tails of the room included. Controllers and programs stay.
  virtual void silence() noexcept = 0;
  /// Overwrites `frames` samples of each side; full scale is -1..1 and may be passed.
  virtual void render(float* left, float* right, int frames) noexcept = 0;
};

/// Plays nothing: stands in until a SoundFont is loaded.
class SilentSynth final : public Synth {
 public:
  void send(const ChannelMessage& message) noexcept override;
  void silence() noexcept override;
  void render(float* left, float* right, int frames) noexcept override;
};

}  // namespace partimento::playback
