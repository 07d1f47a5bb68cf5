#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/music/score.h"
#include "core/playback/midi_message.h"
#include "core/playback/timeline.h"

namespace partimento::playback {

/// What becomes of the music that is there already.
enum class RecordMode : std::uint8_t {
  Overdub,  ///< it stays, and what is played joins it
  Replace,  ///< it goes where the recording passes; in a loop, what a passage before played goes as well as
            ///< soon as something is played
  NewTake,  ///< every passage becomes a track of its own, the earlier ones muted
};

struct RecordSettings {
  RecordMode mode = RecordMode::Overdub;
  std::size_t track = 0;
  /// From the sound's rendering to its hearing, plus what the keyboard takes: a player plays to what is
  /// heard.
  Seconds latency{};
  std::string takeName = "Take";  ///< of a new track; its number follows
};

/// Makes notes of what is played while the music goes on. Pedals, velocities and bends are kept; notes struck
/// in the last half beat of a count-in belong to the beginning. One thread.
class Recorder {
 public:
  /// `base` is the music before; times are in its ticks.
  Recorder(ScorePtr base, RecordSettings settings);

  void hear(const LiveEvent& event) { m_queue.push_back(event); }
  /// Takes in what the timeline covers by now. True: score() is another one.
  bool advance(const Timeline& timeline, std::int64_t now);
  /// Takes in the rest and ends what is held.
  void finish(const Timeline& timeline, std::int64_t now);

  bool isEmpty() const;
  /// The base with what was played; keys still down are not in it yet.
  ScorePtr score() const;
  /// Of the notes played.
  std::unordered_set<NoteId> ids() const;
  /// The track that holds what was played last.
  std::size_t resultTrack() const;

 private:
  struct Pass {
    std::uint64_t jumps = 0;
    double begin = 0;
    double reached = 0;
    std::vector<Note> notes;
    std::vector<ControlEvent> controls;
  };
  struct Held {
    bool down = false;
    double onset = 0;
    std::uint8_t velocity = 0;
  };

  void take(const LiveEvent& event, const TimelinePlace& place);
  void enter(const TimelinePlace& place, const Timeline& timeline);
  void strike(const ChannelMessage& message, double tick);
  void release(std::size_t key, double tick, std::uint8_t velocity);
  void control(const ChannelMessage& message, double tick);
  void endHeld(double tick);
  bool isReplacedLater(const Pass& pass, Tick onset) const;
  Track overdubbed() const;
  Track replaced() const;
  void addPlayed(Track& track, const Pass& pass) const;
  ScorePtr withNewTakes() const;

  ScorePtr m_base;
  RecordSettings m_settings;
  std::deque<LiveEvent> m_queue;
  std::vector<Pass> m_passes;
  std::vector<LiveEvent> m_early;  // struck while counting in
  std::array<Held, kKeys> m_held{};
  bool m_counted = false;
  bool m_changed = false;
};

}  // namespace partimento::playback
