#include "core/playback/step_entry.h"

#include <algorithm>
#include <utility>

namespace partimento::playback {

std::optional<StepChord> StepEntry::take(const ChannelMessage& message) {
  if (message.kind == ChannelMessage::Kind::NoteOn) {
    m_down.set(message.number);
    std::erase_if(m_chord.keys, [&](const StepChord::Key& key) { return key.key == message.number; });
    m_chord.keys.push_back(
        {message.number, static_cast<std::uint8_t>(std::clamp<int>(message.value, 1, 127))});
  } else if (message.kind == ChannelMessage::Kind::NoteOff) {
    m_down.reset(message.number);
    if (m_down.none() && !m_chord.keys.empty()) return std::exchange(m_chord, {});
  }
  return std::nullopt;
}

void StepEntry::forget() {
  m_down.reset();
  m_chord = {};
}

}  // namespace partimento::playback
