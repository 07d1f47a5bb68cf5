#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/base/units.h"
#include "core/music/score.h"
#include "core/playback/audio_output.h"
#include "core/playback/live_queues.h"
#include "core/playback/synth.h"
#include "core/playback/transport.h"

namespace partimento::playback {

/// Playback as the interface sees it: every function returns at once, and takes effect in the next block
/// of audio. position() and isPlaying() answer as if what was asked had happened already.
///
/// Threads: all functions belong to one thread (the GUI's); only the source is called by the output's thread.
/// The output that pulls source() must be gone before the player is destroyed.
/// Call collectGarbage() about 30 times a second (the playhead's timer does): it passes on what a full ring
/// kept back and deletes what the audio thread has let go of.
class Player {
 public:
  /// `synth` renders at `sampleRate` frames a second.
  Player(std::unique_ptr<Synth> synth, double sampleRate);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  /// What an AudioOutput pulls; lives as long as the player.
  AudioSource& source();
  double sampleRate() const;

  /// The music to play; null is an empty score. Safe at any time, as often as wanted: editing while playing.
  void setScore(ScorePtr score, TakeOver when = TakeOver::Now);
  /// The score given last.
  const ScorePtr& score() const;
  /// A score waits for its bar line.
  bool takeOverPending() const;

  /// From the present place; from the beginning (or the loop's) when that is the end. After the end of the
  /// bar in which the last note ends playback stops by itself; an empty score plays on.
  void play();
  /// Whether playing goes on after the last note, for somebody who records.
  void setPlaysOn(bool on);
  /// Ends all notes and lifts the pedals; the place stays.
  void stop();
  void seek(Tick place);
  void setLoop(std::optional<LoopRange> loop);
  std::optional<LoopRange> loop() const;

  void setMetronome(const MetronomeSettings& settings);
  /// Bars counted before playing begins; 0: none.
  void setCountIn(int bars);
  /// 1: as written; 0.5: half as fast. 0.1 to 4.
  void setTempoScale(double scale);
  void setMasterVolume(double volume);
  /// While true nothing sounds here, whatever the volume: a device plays what goes out as MIDI.
  void setSilenced(bool silenced);
  /// Until the next setScore, whose tracks carry their own; a track that is not there is ignored.
  void setTrackMix(std::size_t track, const TrackMix& mix);

  /// A note with the sound of a track, heard whether or not the track is muted, playing or not.
  void auditionOn(Pitch pitch, int velocity, std::size_t track = 0);
  void auditionOff(Pitch pitch);
  /// The same for a while: a click of the mouse, a tone to test the loudspeakers.
  void audition(Pitch pitch, int velocity, std::size_t track, Seconds length);

  /// Keys played live sound like this track.
  void setLiveTrack(std::size_t track);
  /// Ends what is played live: keys and pedals.
  void releaseLive();
  /// What is played goes to the MIDI output as well; see queues().
  void setMidiOut(bool open);
  void setMidiClock(bool on);
  /// Rings between the audio callback and the threads of keyboards and MIDI outputs; live as long as the
  /// player.
  LiveQueues& queues();

  /// A soft sine of 440 Hz that needs no synth: does the loudspeaker work?
  void testTone(Seconds length = Seconds(1));
  /// Silence at once; stops.
  void panic();

  /// What the loudspeakers give now, interpolated between blocks.
  Position position() const;
  bool isPlaying() const;  ///< playing or counting in

  /// Puts another synth (another SoundFont, another sample rate) in place without stopping.
  void setSynth(std::unique_ptr<Synth> synth, double sampleRate);
  /// From rendering to hearing; position() subtracts it.
  void setOutputLatency(Seconds latency);
  Seconds outputLatency() const;
  /// Since the audio thread last asked for a block; grows when a device has died.
  Seconds sinceLastBlock() const;
  void collectGarbage();

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace partimento::playback
