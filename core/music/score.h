#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/music/meter_map.h"
#include "core/music/note.h"
#include "core/music/tempo_map.h"

namespace partimento {

inline constexpr int kPercussionChannel = 9;       ///< of 0..15: what General MIDI plays on drums
inline constexpr std::uint8_t kSustainPedal = 64;  ///< a controller's number

/// A channel message that is no note: what the file said, kept as it was.
struct ControlEvent {
  enum class Kind : std::uint8_t { PolyPressure, Controller, Program, ChannelPressure, PitchBend };
  Tick at;
  Kind kind = Kind::Controller;
  std::uint8_t number = 0;  ///< controller or key; 0 for the rest
  std::int16_t value = 0;   ///< 0..127; pitch bend -8192..8191

  bool operator==(const ControlEvent&) const = default;
};

/// A meta or system-exclusive event kept through a round trip.
struct RawEvent {
  Tick at;
  std::uint8_t status = 0xFF;  ///< 0xFF meta, 0xF0 or 0xF7 system exclusive
  std::uint8_t type = 0;       ///< of a meta event
  std::vector<std::uint8_t> bytes;

  bool operator==(const RawEvent&) const = default;
};

/// Key signature as a file states it.
struct KeySignature {
  Tick at;
  int sharps = 0;  ///< negative: flats
  bool minor = false;

  bool operator==(const KeySignature&) const = default;
};

/// One line of the score. Immutable once it is in a Score; shared between scores that do not differ in it.
struct Track {
  std::string name;
  int channel = 0;  ///< 0..15; kPercussionChannel is percussion
  int bank = 0;
  int program = 0;      ///< General MIDI, 0..127
  double volume = 1.0;  ///< 0..1, the mixer's, not the file's
  bool muted = false;
  bool solo = false;
  std::vector<Note> notes;             ///< sorted by noteBefore
  std::vector<ControlEvent> controls;  ///< sorted by tick
  std::vector<RawEvent> raw;           ///< sorted by tick

  bool operator==(const Track&) const = default;
};

class Score;
using ScorePtr = std::shared_ptr<const Score>;
using TrackPtr = std::shared_ptr<const Track>;

/// What a Score is made of; see Score::make.
struct ScoreParts {
  int ticksPerQuarter = 480;
  std::vector<TempoChange> tempo;
  std::vector<MeterChange> meter;
  std::vector<KeySignature> keys;
  std::vector<RawEvent> raw;  ///< events of the conductor track
  std::vector<TrackPtr> tracks;
};

/// The whole music: immutable and shared, so that undo, playback, generation, saving and views hold the same
/// one without locks. Safe to read from any thread.
class Score {
 public:
  /// Sorts the notes of tracks that need it and gives an id to every note without one.
  static ScorePtr make(ScoreParts parts);
  /// One empty track, 4/4, 120 quarter notes a minute.
  static ScorePtr empty();

  int ticksPerQuarter() const { return m_parts.ticksPerQuarter; }
  const TempoMap& tempo() const { return m_tempo; }
  const MeterMap& meter() const { return m_meter; }
  const std::vector<KeySignature>& keys() const { return m_parts.keys; }
  const std::vector<RawEvent>& raw() const { return m_parts.raw; }
  const std::vector<TrackPtr>& tracks() const { return m_parts.tracks; }
  const Track& track(std::size_t index) const { return *m_parts.tracks.at(index); }
  std::size_t noteCount() const;
  /// End of the last note, 0 when there is none.
  Tick end() const;
  Seconds duration() const { return m_tempo.secondsAt(end()); }
  /// A copy of the parts, to make a changed score from; tracks are shared, not copied.
  const ScoreParts& parts() const { return m_parts; }

  /// Same music: ids and voices are not compared.
  bool sameMusic(const Score& other) const;
  bool operator==(const Score& other) const;

 private:
  explicit Score(ScoreParts parts);

  ScoreParts m_parts;
  TempoMap m_tempo;
  MeterMap m_meter;
};

/// The next free note id of the process; ids loaded from a file are reserved through it.
NoteId newNoteId();
/// The first of `count` consecutive free ids.
NoteId newNoteIds(std::size_t count);
void reserveNoteIds(NoteId highest);

}  // namespace partimento
