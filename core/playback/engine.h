#pragma once

#include <array>
#include <bitset>
#include <cstdint>

#include "core/playback/audio_output.h"
#include "core/playback/block_clock.h"
#include "core/playback/clicker.h"
#include "core/playback/commands.h"
#include "core/playback/live_queues.h"
#include "core/playback/master.h"
#include "core/playback/midi_clock.h"
#include "core/playback/midi_tap.h"
#include "core/playback/performer.h"
#include "core/playback/plan.h"
#include "core/playback/ring.h"
#include "core/playback/test_tone.h"

namespace partimento::playback {

/// Where the engine is at the moment `stamp`, published after every block.
struct Snapshot {
  std::uint64_t sequence = 0;  ///< of the last command obeyed
  TransportState state = TransportState::Stopped;
  bool takeOverPending = false;
  int beatsLeft = 0;
  double tick = 0;
  double ticksPerFrame = 0;
  double sampleRate = 48000;
  double jumpedTo = 0;     ///< where playing began, or a jump ended, last
  double jumpedFrom = -1;  ///< where the loop was left for it; negative: no loop
  double loopEnd = -1;     ///< where the loop will jump next; negative: it will not
  double loopBegin = 0;
  std::uint64_t jumps = 0;
  std::int64_t stamp = 0;  ///< nanoseconds of the steady clock at the end of the block
};

/// Plays a Plan on a Synth: the audio callback. Sample-exact: every message is sent between the samples it
/// belongs between.
///
/// Threads: render() belongs to the audio thread, send(), snapshot() and released() to one other, the owner.
/// render() does not lock, allocate, free, log or throw. Plans and synths belong to the owner, who must keep
/// each until it comes back through released(), and the present ones until the audio thread is gone. No more
/// than kMostBorrowed may be sent and not yet returned.
class PlaybackEngine final : public AudioSource {
 public:
  static constexpr std::size_t kMostBorrowed = 32;

  PlaybackEngine(Synth& synth, const Plan& plan);

  /// Owner. False when the ring is full: try again after the next block.
  bool send(const Command& command) noexcept { return m_commands.tryPush(command); }
  Snapshot snapshot() noexcept { return m_snapshots.read(); }
  bool released(Released& released) noexcept { return m_released.tryPop(released); }
  /// To and from other threads: keys played live, the MIDI output, the recorder.
  LiveQueues& queues() noexcept { return m_queues; }

  void render(float* left, float* right, int frames) noexcept override;

 private:
  static constexpr std::size_t kMixTracks = 1024;
  static constexpr std::uint8_t kNoChannel = 0xFF;
  struct LiveNote {
    bool on = false;
    std::uint8_t channel = 0;
    std::int64_t framesLeft = 0;  // 0: until NoteOff
  };

  void obey(const command::Stop&) noexcept;
  void obey(const command::Play& play) noexcept;
  void obey(const command::Seek& seek) noexcept;
  void obey(const command::Loop& loop) noexcept;
  void obey(const command::UsePlan& use) noexcept;
  void obey(const command::UseSynth& use) noexcept;
  void obey(const command::Metronome& metronome) noexcept;
  void obey(const command::MasterVolume& master) noexcept;
  void obey(const command::Mix& mix) noexcept;
  void obey(const command::NoteOn& note) noexcept;
  void obey(const command::NoteOff& note) noexcept;
  void obey(const command::LiveTrack& live) noexcept;
  void obey(const command::ReleaseLive&) noexcept;
  void obey(const command::MidiOut& out) noexcept;
  void obey(const command::MidiClock& clock) noexcept;
  void obey(const command::PlayOn& on) noexcept;
  void obey(const command::Panic&) noexcept;
  void obey(const command::TestTone& tone) noexcept;

  /// Does what is due before the next sample; returns how many samples nothing happens for.
  Frames advanceTo(Frames most) noexcept;
  void playDue() noexcept;
  void perform(const PlanEvent& event) noexcept;
  Frames nextHappening() const noexcept;
  Frames end() const noexcept;
  bool loopAhead() const noexcept { return m_loopEnd > m_loopBegin && m_frame <= m_loopEnd; }
  void wrapLoop() noexcept;
  void begin() noexcept;
  void halt() noexcept;
  void jump(Frames to) noexcept;
  void chaseNotes(const std::bitset<kMixTracks>& tracks) noexcept;
  void takeOver(const Plan& plan) noexcept;
  void keepCommonNotes() noexcept;
  void placeLoop() noexcept;
  void readMix() noexcept;
  void applyMix() noexcept;
  void release(const Released& item) noexcept;
  void countDownLiveNotes(int frames) noexcept;
  void publish(std::int64_t start, int frames) noexcept;
  /// What the keyboard sent since the last block.
  void hearPlayed() noexcept;
  void hear(const ChannelMessage& message) noexcept;
  void liveNoteOn(const ChannelMessage& message) noexcept;
  void releaseLive() noexcept;
  std::uint8_t liveChannel() const noexcept;
  /// Tells tap and recorder what the clock says `done` frames into the block.
  void keepTime(int done) noexcept;
  void anchor(std::int64_t stamp) noexcept;
  bool audible(std::uint16_t track) const noexcept;
  std::size_t trackCount() const noexcept;

  SpscRing<Command, 256> m_commands;
  SpscRing<Released, 2 * kMostBorrowed> m_released;
  LatestValue<Snapshot> m_snapshots;

  LiveQueues m_queues;
  BlockClock m_blockClock;
  std::int64_t m_blockBegin = 0;
  double m_lead = 0;  // nanoseconds from rendering to the MIDI output
  TimeAnchor m_lastAnchor;
  MidiTap m_tap;
  MidiClock m_midiClock;
  std::uint32_t m_liveTrack = 0;
  std::uint8_t m_liveOn = kNoChannel;  // channel of the keys that are down
  std::bitset<kKeys> m_liveKeys;

  Performer m_performer;
  Clicker m_clicker;
  Master m_master;
  TestTone m_tone;
  const Plan* m_plan;
  const Plan* m_nextPlan = nullptr;
  Frames m_takeOverAt;
  TransportState m_state = TransportState::Stopped;
  Frames m_frame;
  std::size_t m_next = 0;  // event
  Click m_click;
  command::Loop m_loop;
  Frames m_loopBegin;
  Frames m_loopEnd;
  bool m_playsOn = false;
  std::array<TrackMix, kMixTracks> m_mix;
  std::bitset<kMixTracks> m_audible;
  std::array<LiveNote, kKeys> m_live;
  ChannelStates m_target;
  Snapshot m_now;
};

}  // namespace partimento::playback
