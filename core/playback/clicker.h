#pragma once

#include <optional>

#include "core/playback/plan.h"
#include "core/playback/synth.h"
#include "core/playback/transport.h"

namespace partimento::playback {

/// The metronome and the count-in: when the next click comes and how it sounds. Audio thread only.
class Clicker {
 public:
  const MetronomeSettings& settings() const { return m_settings; }
  void setSettings(const MetronomeSettings& settings) { m_settings = settings; }
  /// One click now; ends the one before.
  void strike(Synth& synth, bool accent) noexcept;
  void end(Synth& synth) noexcept;

  /// Counts the given number of bars of the metre at `place`, and the part of its bar before it.
  void beginCount(const Plan& plan, Tick place, int bars) noexcept;
  bool counting() const { return m_elapsed < m_total; }
  void cancelCount() { m_elapsed = m_total = Frames(0); }
  /// Clicks where a beat of the count is due.
  void countDue(Synth& synth) noexcept;
  /// To the next beat of the count or to its end.
  Frames untilNext() const;
  void advance(Frames frames) { m_elapsed += frames; }
  int beatsLeft() const { return m_beats - m_beat; }
  /// Of the count.
  Frames left() const { return m_total - m_elapsed; }
  double framesPerTick() const { return m_framesPerTick; }

 private:
  Tick beatTick(int beat) const;
  Frames beatFrame(int beat) const;

  MetronomeSettings m_settings;
  int m_key = -1;  // sounding now
  Tick m_barLength;
  Tick m_beatLength;
  int m_beatsPerBar = 1;
  double m_framesPerTick = 0;
  int m_beat = 0;
  int m_beats = 0;
  Frames m_elapsed;
  Frames m_total;
};

}  // namespace partimento::playback
