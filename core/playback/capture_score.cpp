#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "core/playback/capture_pulse.h"

namespace partimento::playback {

namespace {

constexpr double kShortest = 1.0 / 12;
constexpr double kFinestEnd = 0.25;
// A note that fills this much of the way to the next one was meant to reach it.
constexpr double kLegato = 0.55;

double barQuarters(TimeSignature meter) {
  return 4.0 * meter.numerator / std::max(meter.denominator, 1);
}

double onGrid(double place, double grid) {
  return std::round(place / grid) * grid;
}

/// Where each note begins, in quarters from the first bar.
std::vector<double> beginnings(const Phrase& phrase, const CaptureReading& reading,
                               const CaptureSettings& settings) {
  std::vector<double> all;
  for (std::size_t i = 0; i < phrase.notes.size(); ++i) {
    const double played = reading.quartersAt(phrase.notes[i].onset) - reading.firstBar;
    const double meant =
        settings.grid > 0 ? onGrid(played, settings.grid) : reading.places[i] - reading.firstBar;
    all.push_back(std::max(played + (meant - played) * settings.strength, 0.0));
  }
  return all;
}

/// The first of the sorted beginnings after a note's own; none: the end of the note's bar is as good.
double nextBeginning(const std::vector<double>& sorted, double begin) {
  const auto next = std::upper_bound(sorted.begin(), sorted.end(), begin + kShortest / 2);
  return next == sorted.end() ? std::numeric_limits<double>::infinity() : *next;
}

/// `way`: from the note's beginning to the next one.
double lengthOf(const PlayedNote& note, const CaptureReading& reading, double way, double strength) {
  const double played =
      std::max(reading.quartersAt(note.end) - reading.quartersAt(note.onset), kShortest / 2);
  double meant = std::max(onGrid(played, kFinestEnd), kFinestEnd);
  if (way < played + 1.0 && played >= kLegato * way && played < 1.25 * way) meant = way;
  meant = std::max(meant, kShortest);
  return played + (meant - played) * strength;
}

void setBars(CaptureReading& reading, const MeterGuess& guess, int barShift) {
  reading.meter = guess.meter;
  const double bar = barQuarters(reading.meter);
  const double beat = 4.0 / std::max(reading.meter.denominator, 1);
  reading.firstBar = guess.firstBar / static_cast<double>(kCellsPerQuarter) + barShift * beat;
  const double first = reading.places.front();
  reading.firstBar += std::floor((first - reading.firstBar) / bar + 1e-9) * bar;
}

}  // namespace

double CaptureReading::quartersAt(double seconds) const {
  const double even = tempo.value / 60;
  if (pulse.empty()) return seconds * even;
  const auto after = std::upper_bound(pulse.begin(), pulse.end(), seconds,
                                      [](double t, const PulsePoint& point) { return t < point.seconds; });
  if (after == pulse.begin()) return pulse.front().quarters + (seconds - pulse.front().seconds) * even;
  const PulsePoint& a = *(after - 1);
  if (after == pulse.end()) return a.quarters + (seconds - a.seconds) * even;
  return a.quarters + (after->quarters - a.quarters) * (seconds - a.seconds) / (after->seconds - a.seconds);
}

CaptureReading readPhrase(const Phrase& phrase, const CaptureHints& hints) {
  CaptureReading reading;
  if (phrase.notes.empty()) return reading;
  const std::vector<Onset> onsets = onsetsOf(phrase);
  const Pulse pulse = followPulse(onsets, hints.tempo);
  reading.tempo = pulse.tempo;
  for (std::size_t i = 0; i < onsets.size(); ++i) {
    const PulsePoint point{pulse.times[i], pulse.cells[i] / static_cast<double>(kCellsPerQuarter)};
    if (reading.pulse.empty() || point.seconds > reading.pulse.back().seconds + 1e-3) {
      reading.pulse.push_back(point);
    }
  }
  std::size_t onset = 0;
  for (const PlayedNote& note : phrase.notes) {
    while (onset + 1 < onsets.size() && onsets[onset + 1].seconds <= note.onset) ++onset;
    reading.places.push_back(pulse.cells[onset] / static_cast<double>(kCellsPerQuarter));
  }
  setBars(reading, guessMeter(onsets, pulse.cells, hints.meter), hints.barShift);
  return reading;
}

CaptureReading withBars(const Phrase& phrase, CaptureReading reading, std::optional<TimeSignature> meter,
                        int barShift) {
  if (phrase.notes.empty()) return reading;
  const std::vector<Onset> onsets = onsetsOf(phrase);
  std::vector<int> cells;
  std::size_t note = 0;
  for (const Onset& onset : onsets) {
    while (note + 1 < phrase.notes.size() && phrase.notes[note].onset < onset.seconds) ++note;
    const int cell = static_cast<int>(std::lround(reading.places[note] * kCellsPerQuarter));
    cells.push_back(cells.empty() ? cell : std::max(cell, cells.back()));
  }
  setBars(reading, guessMeter(onsets, cells, meter), barShift);
  return reading;
}

CaptureReading withBeats(const Phrase& phrase, CaptureReading reading, double factor) {
  if (phrase.notes.empty() || factor <= 0) return reading;
  // Of each pair of beats the one with more, longer and louder notes stays a beat.
  double strong[2] = {0, 0};
  std::size_t note = 0;
  for (const Onset& onset : onsetsOf(phrase)) {
    while (note + 1 < phrase.notes.size() && phrase.notes[note].onset < onset.seconds) ++note;
    const double place = reading.places[note];
    if (std::abs(place - std::round(place)) < 0.01) strong[std::lround(place) & 1] += onset.weight;
  }
  const double shift = factor < 1 && strong[1] > strong[0] ? 1 : 0;
  for (double& place : reading.places) place = (place - shift) * factor;
  for (PulsePoint& point : reading.pulse) point.quarters = (point.quarters - shift) * factor;
  reading.tempo = Bpm(reading.tempo.value * factor);
  return withBars(phrase, std::move(reading), std::nullopt, 0);
}

std::vector<Note> captureNotes(const Phrase& phrase, const CaptureReading& reading,
                               const CaptureSettings& settings) {
  const std::vector<double> begins = beginnings(phrase, reading, settings);
  std::vector<double> sorted = begins;
  std::sort(sorted.begin(), sorted.end());
  const auto tick = [&](double quarters) { return Tick(std::llround(quarters * settings.ticksPerQuarter)); };
  std::vector<Note> notes;
  notes.reserve(begins.size());
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const PlayedNote& played = phrase.notes[i];
    const double way = nextBeginning(sorted, begins[i]) - begins[i];
    Note note;
    note.onset = std::max(tick(begins[i]), Tick(0));
    note.duration =
        std::max(tick(begins[i] + lengthOf(played, reading, way, settings.strength)) - note.onset, Tick(1));
    note.pitch = played.pitch;
    note.velocity = played.velocity;
    note.releaseVelocity = played.releaseVelocity;
    notes.push_back(note);
  }
  return notes;
}

ScorePtr captureScore(const Phrase& phrase, const CaptureReading& reading, const CaptureSettings& settings) {
  ScoreParts parts;
  parts.ticksPerQuarter = settings.ticksPerQuarter;
  parts.tempo = {{Tick(0), static_cast<std::uint32_t>(std::lround(60e6 / reading.tempo.value))}};
  parts.meter = {{Tick(0), reading.meter}};
  const double bar = barQuarters(reading.meter) * settings.ticksPerQuarter;
  Track track;
  track.notes = captureNotes(phrase, reading, settings);
  Tick from(0);
  if (settings.lastBars > 0 && !track.notes.empty()) {
    Tick last(0);
    for (const Note& note : track.notes) last = std::max(last, note.onset);
    const double bars = std::floor(static_cast<double>(last.value) / bar + 1e-9) - settings.lastBars + 1;
    from = Tick(std::llround(std::max(bars, 0.0) * bar));
  }
  std::erase_if(track.notes, [&](const Note& note) { return note.onset < from; });
  for (Note& note : track.notes) note.onset = note.onset - from;
  for (const PlayedControl& control : phrase.controls) {
    const double quarters = reading.quartersAt(control.at) - reading.firstBar;
    const Tick at = Tick(std::llround(quarters * settings.ticksPerQuarter)) - from;
    if (at < Tick(0)) continue;
    using Kind = ChannelMessage::Kind;
    ControlEvent event{at, ControlEvent::Kind::Controller, control.message.number, control.message.value};
    if (control.message.kind == Kind::PitchBend) event.kind = ControlEvent::Kind::PitchBend;
    if (control.message.kind == Kind::ChannelPressure) event.kind = ControlEvent::Kind::ChannelPressure;
    if (control.message.kind == Kind::KeyPressure) event.kind = ControlEvent::Kind::PolyPressure;
    track.controls.push_back(event);
  }
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  return Score::make(std::move(parts));
}

}  // namespace partimento::playback
