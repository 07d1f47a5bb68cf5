#pragma once

#include <array>
#include <bitset>
#include <cstdint>

#include "core/playback/channel_state.h"
#include "core/playback/plan.h"
#include "core/playback/synth.h"

namespace partimento::playback {

using KeySet = std::array<std::bitset<kKeys>, kSynthChannels>;

/// The hands on the synth: remembers which keys the score holds down and what every channel was told, so that
/// nothing is left hanging and nothing is sent twice. Audio thread only; nothing here allocates.
class Performer {
 public:
  explicit Performer(Synth& synth) : m_synth(&synth) {}

  Synth& synth() { return *m_synth; }
  /// What a channel was told, its volume before the fader.
  const ChannelState& state(std::uint8_t channel) const { return m_states[channel]; }
  std::int16_t sentVolume(std::uint8_t channel) const {
    return static_cast<std::int16_t>(m_sentVolumes[channel]);
  }
  /// Goes on with a new synth (or the same one, new inside): brings its channels to the present state. Held
  /// keys are forgotten. Returns the old one.
  Synth* replaceSynth(Synth* synth) noexcept;

  void noteOn(const PlanNote& note) noexcept;
  void noteOff(int channel, int key) noexcept;
  bool holds(int channel, int key) const { return m_held[index(channel)][index(key)] != 0; }
  /// Held by the track and key of this note.
  bool holdsFor(const PlanNote& note) const { return m_held[note.channel][note.key] == note.track + 1U; }
  /// Ends the notes of the score that are not in `kept`.
  void releaseAllBut(const KeySet& kept) noexcept;
  void releaseAll() noexcept;
  void releaseTrack(std::uint16_t track) noexcept;
  /// Nothing is held any more: the synth was silenced.
  void forgetNotes() noexcept;

  /// A message that is no note; the volume controller is scaled by the channel's fader.
  void control(const ChannelMessage& message) noexcept;
  /// Sends only a change.
  void setProgram(std::uint8_t channel, std::uint8_t program, std::int16_t bank) noexcept;
  void setFader(int channel, double volume) noexcept;
  /// Brings all channels but those no track gets to a state.
  void moveTo(const ChannelStates& states) noexcept;
  /// Of all channels but those no track gets.
  void liftPedals() noexcept;
  void liftPedals(std::uint8_t channel) noexcept;

 private:
  static constexpr std::size_t index(int i) { return static_cast<std::size_t>(i); }
  void sendVolume(std::size_t channel) noexcept;

  Synth* m_synth;
  ChannelStates m_states;  // as the music has it, before the faders
  std::array<double, kSynthChannels> m_faders = filled(1.0);
  std::array<double, kSynthChannels> m_sentVolumes = filled(100.0);
  std::array<std::array<std::uint32_t, kKeys>, kSynthChannels> m_held{};  // track + 1; 0: not held
  std::array<int, kSynthChannels> m_heldCount{};

  static constexpr std::array<double, kSynthChannels> filled(double value) {
    std::array<double, kSynthChannels> all{};
    all.fill(value);
    return all;
  }
};

}  // namespace partimento::playback
