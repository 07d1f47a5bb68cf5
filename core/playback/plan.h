#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/base/units.h"
#include "core/music/score.h"
#include "core/playback/channel_state.h"
#include "core/playback/synth.h"
#include "core/playback/transport.h"

namespace partimento::playback {

struct PlanSettings {
  double sampleRate = 48000;
  double tempoScale = 1.0;
};

struct PlanEvent {
  Frames at;
  ChannelMessage message;
  std::uint16_t track = 0;
};

/// A note as it is played: no two on one key of one channel overlap, none is shorter than a frame.
struct PlanNote {
  Frames begin;
  Frames end;
  std::uint16_t track = 0;
  std::uint8_t channel = 0;
  std::uint8_t key = 0;
  std::uint8_t velocity = 0;
};

struct Click {
  Frames at;
  bool accent = false;  ///< first beat of a bar
};

/// How a track sounds when no file says otherwise.
struct PlanTrack {
  std::uint8_t channel = 0;
  std::uint8_t program = 0;
  std::int16_t bank = 0;
  TrackMix mix;
};

/// A score made ready to be played: events in the order of their frames, everything the audio callback asks
/// answered without allocating. Immutable. Memory: about 50 bytes a note.
class Plan {
 public:
  static std::unique_ptr<const Plan> build(const Score& score, const PlanSettings& settings);

  double sampleRate() const { return m_sampleRate; }
  int ticksPerQuarter() const { return m_tempo.ticksPerQuarter(); }
  /// Two plans with the same number place every tick at the same frame.
  std::uint64_t timing() const { return m_timing; }

  Frames frameAt(Tick tick) const;
  /// A place between ticks; one that is within a frame of a tick is that tick's.
  Frames frameAtExact(double tick) const;
  /// With its fraction; frames before 0 give 0.
  double exactTickAt(Frames frame) const;
  Tick tickAt(Frames frame) const { return Tick(static_cast<std::int64_t>(exactTickAt(frame) + 1e-6)); }
  double framesPerTick(Tick at) const;

  /// Sorted; at one frame: ends of notes, then controls, then beginnings.
  std::span<const PlanEvent> events() const { return m_events; }
  /// Index of the first event at or after a frame.
  std::size_t firstEventAt(Frames frame) const;
  std::span<const PlanTrack> tracks() const { return m_tracks; }
  /// The bar line at or after the end of the last note; the largest number when there is no note.
  Frames end() const { return m_end; }

  /// The first beat of the metre at or after a frame.
  Click clickFrom(Frames frame) const;
  Frames barLineFrom(Frames frame) const;
  const MeterMap& meter() const { return m_meter; }

  /// Writes what programs and controllers are just before the events of a frame.
  void stateBefore(Frames frame, ChannelStates& states) const;
  /// Calls visit(const PlanNote&) for every note with begin < frame < end.
  template <typename Visit>
  void visitSounding(Frames frame, Visit visit) const;

 private:
  friend class PlanBuilder;
  struct Point {
    Frames at;
    std::int16_t number;  ///< program; unused otherwise
    std::int16_t value;
  };
  /// The values of one controller of one channel over time.
  struct Lane {
    ChannelMessage::Kind kind;
    std::uint8_t channel;
    std::uint8_t number;
    std::uint32_t first;  ///< of its points
    std::uint32_t count;
  };
  static constexpr std::size_t kBlock = 64;

  Plan() = default;
  Click clickOfBeat(Tick from) const;

  double m_sampleRate = 48000;
  double m_tempoScale = 1;
  std::uint64_t m_timing = 0;
  TempoMap m_tempo;
  MeterMap m_meter;
  Frames m_end;
  std::vector<PlanEvent> m_events;
  std::vector<PlanNote> m_notes;  // by begin
  std::vector<std::uint32_t>
      m_earliest;  // of each block of notes: the first note still sounding when it begins
  std::vector<Lane> m_lanes;
  std::vector<Point> m_points;
  std::vector<PlanTrack> m_tracks;
};

template <typename Visit>
void Plan::visitSounding(Frames frame, Visit visit) const {
  std::size_t low = 0;
  for (std::size_t high = m_notes.size(); low < high;) {
    const std::size_t middle = (low + high) / 2;
    if (m_notes[middle].begin < frame) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return;
  for (std::size_t i = m_earliest[(low - 1) / kBlock]; i < low; ++i) {
    if (m_notes[i].end > frame) visit(m_notes[i]);
  }
}

}  // namespace partimento::playback
