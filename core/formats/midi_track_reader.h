#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/formats/midi_warnings.h"
#include "core/music/score.h"

namespace partimento::formats {

/// The events of one channel in one track chunk.
struct ChannelEvents {
  int channel = 0;
  std::vector<Note> notes;  ///< in order of onset, not yet of pitch; ids 0
  std::vector<ControlEvent> controls;
  std::size_t controlsBeforeNotes = 0;  ///< how many controls stand before the first note
};

/// Everything one track chunk says.
struct ChunkEvents {
  std::vector<ChannelEvents> channels;  ///< in order of first appearance
  std::vector<RawEvent> raw;
  std::vector<TempoChange> tempo;
  std::vector<MeterChange> meter;
  std::vector<KeySignature> keys;
  Tick end;                 ///< of the track
  Tick lastEvent;           ///< time of the last event but the end of track
  std::size_t stopped = 0;  ///< offset behind the last byte read
  bool closed = false;      ///< an end of track was read
};

/// Reads track chunks of one file, one after the other; its tables are used again for each.
class MidiTrackReader {
 public:
  enum class Clock : std::uint8_t { Musical, Film };

  MidiTrackReader(std::span<const std::uint8_t> file, Clock clock, MidiWarnings& warnings)
      : m_file(file), m_clock(clock), m_warnings(warnings) {}

  /// Reads events from offset `begin` to the end of track, at most to `end` (<= file size).
  ChunkEvents read(std::size_t begin, std::size_t end);

 private:
  /// The notes of one channel that wait for their end, as a queue for each key. The queue is linked through
  /// Note::duration while the notes are open, and Note::id keeps the offset for a warning.
  struct OpenNotes {
    static constexpr std::int64_t kNone = -1;
    std::array<std::int64_t, 128> first;
    std::array<std::int64_t, 128> last;
    std::size_t count = 0;
    ChannelEvents* events = nullptr;  ///< of this chunk; null until the channel is met

    OpenNotes() {
      first.fill(kNone);
      last.fill(kNone);
    }
  };

  enum class Step : std::uint8_t { Done, Damaged, CutOff };

  Step readEvent();
  Step readChannelMessage(std::uint8_t status);
  Step readMeta(std::size_t eventStart);
  Step readSystemExclusive(std::uint8_t status);
  Step skipSystemMessage(std::uint8_t status, std::size_t eventStart);
  void keepMeta(std::uint8_t type, std::span<const std::uint8_t> payload, std::size_t eventStart);
  void readTempo(std::span<const std::uint8_t> payload, std::size_t eventStart);
  void readMeter(std::span<const std::uint8_t> payload, std::size_t eventStart);
  void readKey(std::span<const std::uint8_t> payload, std::size_t eventStart);
  void keepChannelMessage(std::uint8_t status, std::uint8_t number, std::uint8_t value);
  void keepControl(int channel, const ControlEvent& event);
  void noteOn(int channel, std::uint8_t key, std::uint8_t velocity);
  void noteOff(int channel, std::uint8_t key, std::uint8_t velocity);
  /// The state of a channel, made when the chunk first uses it.
  OpenNotes& channelState(int channel);
  void closeOpenNotes();
  /// Moves on to the next place from which several events in a row make sense.
  bool recover(std::size_t from);

  std::span<const std::uint8_t> m_file;
  Clock m_clock;
  MidiWarnings& m_warnings;
  std::array<std::unique_ptr<OpenNotes>, 16> m_open;
  bool m_tempoIgnored = false;

  ChunkEvents m_events;
  std::size_t m_at = 0;
  std::size_t m_end = 0;
  std::size_t m_eventStart = 0;
  std::size_t m_unmatchedOffs = 0;
  std::size_t m_firstUnmatchedOff = 0;
  Tick m_now;
  Tick m_lastEvent;
  std::uint8_t m_running = 0;
};

}  // namespace partimento::formats
