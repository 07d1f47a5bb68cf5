#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "core/playback/channel_state.h"
#include "core/playback/synth.h"

namespace partimento::playback::test {

/// Writes down what it is told and at which sample; memory is reserved beforehand.
class FakeSynth final : public Synth {
 public:
  struct Heard {
    std::int64_t at;
    ChannelMessage message;
  };

  explicit FakeSynth(std::size_t capacity = 1 << 16) { m_heard.reserve(capacity); }

  void send(const ChannelMessage& message) noexcept override {
    m_states[message.channel].apply(message);
    if (message.kind == ChannelMessage::Kind::NoteOn) {
      m_doubleStrikes += m_sounding[message.channel][message.number] ? 1 : 0;
      m_sounding[message.channel][message.number] = true;
    }
    if (message.kind == ChannelMessage::Kind::NoteOff) m_sounding[message.channel][message.number] = false;
    if (m_heard.size() < m_heard.capacity()) m_heard.push_back({m_at, message});
  }
  void silence() noexcept override {
    for (auto& channel : m_sounding) channel.fill(false);
    ++m_silences;
  }
  void render(float* left, float* right, int frames) noexcept override {
    for (int i = 0; i < frames; ++i) left[i] = right[i] = 0.0F;
    m_at += frames;
  }

  const std::vector<Heard>& heard() const { return m_heard; }
  void forget() { m_heard.clear(); }
  std::int64_t at() const { return m_at; }
  int silences() const { return m_silences; }
  /// Keys struck while they were down already.
  int doubleStrikes() const { return m_doubleStrikes; }
  const ChannelState& state(int channel) const { return m_states[static_cast<std::size_t>(channel)]; }
  int sounding() const {
    int count = 0;
    for (const auto& channel : m_sounding) {
      for (const bool key : channel) count += key ? 1 : 0;
    }
    return count;
  }

  std::vector<Heard> notes(ChannelMessage::Kind kind) const {
    std::vector<Heard> found;
    for (const Heard& heard : m_heard) {
      if (heard.message.kind == kind) found.push_back(heard);
    }
    return found;
  }

 private:
  std::vector<Heard> m_heard;
  ChannelStates m_states;
  std::array<std::array<bool, kKeys>, kSynthChannels> m_sounding{};
  std::int64_t m_at = 0;
  int m_silences = 0;
  int m_doubleStrikes = 0;
};

}  // namespace partimento::playback::test
