#pragma once

#include <cstdint>
#include <vector>

#include "core/music/score.h"
#include "core/playback/midi_message.h"

namespace partimento::playback {

/// A note as it was played; seconds from the beginning of its phrase.
struct PlayedNote {
  double onset = 0;
  double end = 0;
  Pitch pitch = 60;
  std::uint8_t velocity = 80;
  std::uint8_t releaseVelocity = 64;
};

/// Pedal, bend, pressure.
struct PlayedControl {
  double at = 0;  ///< seconds from the beginning of its phrase
  ChannelMessage message;
};

/// What was played between two silences; the first note begins at 0.
struct Phrase {
  std::vector<PlayedNote> notes;  ///< by onset, then from low to high
  std::vector<PlayedControl> controls;
};

struct PhraseSettings {
  double silence = 4.0;    ///< seconds without a key down that part phrases
  double longest = 180.0;  ///< seconds
};

/// The memory of what was played last, whether or not anybody records. Its memory is taken once and never
/// grows: the oldest goes. One thread.
class CaptureBuffer {
 public:
  static constexpr std::size_t kCapacity = 32768;  ///< events; half an hour of lively playing

  CaptureBuffer();

  void add(const LiveEvent& event);
  void clear();
  std::size_t size() const { return m_size; }
  /// Whether anything was played that can be captured.
  bool hasNotes() const { return m_notes > 0; }
  /// What was played last. Keys still down end at `now` (nanoseconds of the steady clock).
  Phrase lastPhrase(std::int64_t now, const PhraseSettings& settings = {}) const;

 private:
  const LiveEvent& at(std::size_t index) const { return m_events[(m_first + index) % kCapacity]; }

  std::vector<LiveEvent> m_events;
  std::size_t m_first = 0;
  std::size_t m_size = 0;
  std::size_t m_notes = 0;  // note-ons among them
};

}  // namespace partimento::playback
