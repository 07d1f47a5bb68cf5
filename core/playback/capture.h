#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/music/score.h"
#include "core/playback/capture_buffer.h"

/// From a phrase that somebody played to written music: where the beats were, how fast, which metre, where
/// the bar lines. Everything guessed can be corrected and read again.
namespace partimento::playback {

/// What a person says about the phrase; the rest is guessed.
struct CaptureHints {
  std::optional<Bpm> tempo{};  ///< quarter notes a minute; playing may drift by a tenth around it
  std::optional<TimeSignature> meter{};
  int barShift = 0;  ///< beats by which the guessed bar lines are moved to the right

  bool operator==(const CaptureHints&) const = default;
};

/// A moment of playing and its place in the music, in quarter notes.
struct PulsePoint {
  double seconds = 0;
  double quarters = 0;
};

/// How a phrase was understood.
struct CaptureReading {
  Bpm tempo{120};
  TimeSignature meter;
  std::vector<PulsePoint> pulse;  ///< rising; the player's tempo bends between the points
  std::vector<double> places;     ///< of each note of the phrase: the place on the grid it was taken to mean
  double firstBar = 0;            ///< quarters; a bar line at or before the first note, less than a bar away

  /// Place of a moment; goes on evenly before the first point and after the last.
  double quartersAt(double seconds) const;
};

/// Empty readings come of empty phrases only. Linear in the number of notes; about 10 ms for 200.
CaptureReading readPhrase(const Phrase& phrase, const CaptureHints& hints = {});

/// The same beats under other bars; quick.
CaptureReading withBars(const Phrase& phrase, CaptureReading reading, std::optional<TimeSignature> meter,
                        int barShift);

/// The same pulse counted faster (2) or slower (0.5): a beat becomes two, or of two beats the stronger one
/// stays.
CaptureReading withBeats(const Phrase& phrase, CaptureReading reading, double factor);

struct CaptureSettings {
  int ticksPerQuarter = 480;
  double strength = 1;  ///< 0: as played, 1: on the grid
  double grid = 0;      ///< quarters; 0: the place that each note was taken to mean
  int lastBars = 0;     ///< only so many bars from the end; 0: all
};

/// Each note of the phrase as written, from a bar line at tick 0; all of them, whatever `lastBars` says.
std::vector<Note> captureNotes(const Phrase& phrase, const CaptureReading& reading,
                               const CaptureSettings& settings = {});

/// One track of notes and controls, beginning with a bar line at tick 0, with the tempo and metre of the
/// reading.
ScorePtr captureScore(const Phrase& phrase, const CaptureReading& reading,
                      const CaptureSettings& settings = {});

}  // namespace partimento::playback
