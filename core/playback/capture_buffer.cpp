#include "core/playback/capture_buffer.h"

#include <algorithm>
#include <array>
#include <optional>

namespace partimento::playback {

namespace {

using Kind = ChannelMessage::Kind;

constexpr double kShortestNote = 0.02;

double seconds(std::int64_t from, std::int64_t to) {
  return static_cast<double>(to - from) * 1e-9;
}

/// Makes notes of ons and offs.
class Hands {
 public:
  explicit Hands(std::int64_t origin) : m_origin(origin) {}

  void take(const LiveEvent& event) {
    const double at = seconds(m_origin, event.stamp);
    const ChannelMessage& message = event.message;
    if (message.kind == Kind::NoteOn) {
      end(message.number, at, 64);
      m_down[message.number] = m_phrase.notes.size();
      m_phrase.notes.push_back(
          {at, at, message.number, static_cast<std::uint8_t>(std::clamp<int>(message.value, 1, 127)), 64});
    } else if (message.kind == Kind::NoteOff) {
      end(message.number, at, static_cast<std::uint8_t>(std::clamp<int>(message.value, 0, 127)));
    } else if (message.kind != Kind::Program) {
      m_phrase.controls.push_back({at, message});
    }
  }
  Phrase finish(std::int64_t now) {
    for (std::size_t key = 0; key < m_down.size(); ++key) end(key, seconds(m_origin, now), 64);
    std::stable_sort(m_phrase.notes.begin(), m_phrase.notes.end(),
                     [](const PlayedNote& a, const PlayedNote& b) {
                       return a.onset != b.onset ? a.onset < b.onset : a.pitch < b.pitch;
                     });
    return std::move(m_phrase);
  }

 private:
  void end(std::size_t key, double at, std::uint8_t velocity) {
    if (!m_down[key]) return;
    PlayedNote& note = m_phrase.notes[*m_down[key]];
    note.end = std::max(at, note.onset + kShortestNote);
    note.releaseVelocity = velocity;
    m_down[key].reset();
  }

  std::int64_t m_origin;
  Phrase m_phrase;
  std::array<std::optional<std::size_t>, kKeys> m_down;
};

/// Index of the first note after the last silence, within the longest time.
std::size_t beginOf(const std::vector<PlayedNote>& notes, const PhraseSettings& settings) {
  std::size_t begin = 0;
  double sounding = notes.front().end;
  double last = notes.front().end;
  for (const PlayedNote& note : notes) last = std::max(last, note.end);
  for (std::size_t i = 1; i < notes.size(); ++i) {
    if (notes[i].onset - sounding > settings.silence) begin = i;
    sounding = std::max(sounding, notes[i].end);
  }
  while (begin + 1 < notes.size() && last - notes[begin].onset > settings.longest) ++begin;
  return begin;
}

}  // namespace

CaptureBuffer::CaptureBuffer() : m_events(kCapacity) {}

void CaptureBuffer::add(const LiveEvent& event) {
  if (m_size == kCapacity) {
    if (at(0).message.kind == Kind::NoteOn) --m_notes;
    m_first = (m_first + 1) % kCapacity;
    --m_size;
  }
  m_events[(m_first + m_size++) % kCapacity] = event;
  if (event.message.kind == Kind::NoteOn) ++m_notes;
}

void CaptureBuffer::clear() {
  m_first = m_size = m_notes = 0;
}

Phrase CaptureBuffer::lastPhrase(std::int64_t now, const PhraseSettings& settings) const {
  if (m_notes == 0) return {};
  Hands hands(at(0).stamp);
  for (std::size_t i = 0; i < m_size; ++i) hands.take(at(i));
  Phrase all = hands.finish(now);
  const std::size_t begin = beginOf(all.notes, settings);
  const double origin = all.notes[begin].onset;
  Phrase phrase;
  phrase.notes.assign(all.notes.begin() + static_cast<std::ptrdiff_t>(begin), all.notes.end());
  for (PlayedNote& note : phrase.notes) {
    note.onset -= origin;
    note.end -= origin;
  }
  for (PlayedControl control : all.controls) {
    control.at -= origin;
    if (control.at >= 0) phrase.controls.push_back(control);
  }
  return phrase;
}

}  // namespace partimento::playback
