#include "core/playback/performance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <memory>
#include <numbers>
#include <utility>

namespace partimento::playback {

namespace {

constexpr std::size_t kFewestNotes = 16;
constexpr double kWrittenShare = 0.9;
// How strongly onsets gather on the sixteenths or the triplets of the file; by chance about 1 / sqrt(notes).
constexpr double kGathered = 0.3;

/// Places of a beat, in quarters, and how unlikely each is; the distance of the playing weighs against it.
struct BeatPlace {
  double at;
  double cost;
};
constexpr std::array<BeatPlace, 7> kPlaces = {
    {{0, 0.3}, {0.25, 2.3}, {1.0 / 3, 3.2}, {0.5, 1.3}, {2.0 / 3, 3.2}, {0.75, 2.3}, {1, 0.3}}};
constexpr double kUnsteady = 0.05;  // quarters

/// How near the onsets come to the parts of a quarter note, 0 for any playing to 1 for all on them.
double gatheredOn(const std::vector<double>& quarters, int parts) {
  std::complex<double> sum = 0;
  for (const double at : quarters) sum += std::polar(1.0, 2 * std::numbers::pi * at * parts);
  return quarters.empty() ? 0 : std::abs(sum) / static_cast<double>(quarters.size());
}

bool near(double at, double grid, double tolerance) {
  const double steps = at / grid;
  return std::abs(steps - std::round(steps)) * grid <= tolerance;
}

double meantPlace(double quarters) {
  const double beat = std::floor(quarters);
  double best = 0;
  double least = 1e9;
  for (const BeatPlace& place : kPlaces) {
    const double away = (quarters - beat - place.at) / kUnsteady;
    const double cost = place.cost + 0.5 * away * away;
    if (cost >= least) continue;
    least = cost;
    best = beat + place.at;
  }
  return best;
}

/// A moment of the old score in the new one.
class Mover {
 public:
  Mover(const Score& score, double firstSeconds, const CaptureReading& reading, int ticksPerQuarter)
      : m_score(score), m_first(firstSeconds), m_reading(reading), m_ticks(ticksPerQuarter) {}

  Tick operator()(Tick tick) const {
    const double seconds = m_score.tempo().secondsAt(tick).value - m_first;
    const double quarters = m_reading.quartersAt(seconds) - m_reading.firstBar;
    return std::max(Tick(std::llround(quarters * m_ticks)), Tick(0));
  }

 private:
  const Score& m_score;
  double m_first;
  const CaptureReading& m_reading;
  int m_ticks;
};

Tick firstOnset(const Score& score, const ScorePhrase& phrase) {
  if (phrase.sources.empty()) return Tick(0);
  const ScorePhrase::Source& first = phrase.sources.front();
  return score.track(first.track).notes[first.note].onset;
}

}  // namespace

Timing timingOf(const Score& score) {
  std::vector<double> onsets;
  std::size_t on = 0;
  const double quarter = std::max(score.ticksPerQuarter(), 1);
  const double tolerance = 1.5 / quarter + 1e-9;
  for (const TrackPtr& track : score.tracks()) {
    if (track->channel == kPercussionChannel) continue;
    for (const Note& note : track->notes) {
      const double at = static_cast<double>(note.onset.value) / quarter;
      onsets.push_back(at);
      on += near(at, 1.0 / 16, tolerance) || near(at, 1.0 / 12, tolerance) || near(at, 1.0 / 10, tolerance);
    }
  }
  if (onsets.size() < kFewestNotes) return Timing::Written;
  // A grid as fine as the ticks would catch everything: then only how they gather can tell.
  const bool telling = quarter >= 96;
  const double gathered = std::max(gatheredOn(onsets, 4), gatheredOn(onsets, 3));
  if (telling && static_cast<double>(on) >= kWrittenShare * static_cast<double>(onsets.size()))
    return Timing::Written;
  if (!telling && gathered > 0.9) return Timing::Written;
  return gathered >= kGathered ? Timing::OnTheBeat : Timing::FreelyPlayed;
}

ScorePhrase phraseOf(const Score& score) {
  ScorePhrase all;
  for (std::size_t t = 0; t < score.tracks().size(); ++t) {
    for (std::size_t n = 0; n < score.track(t).notes.size(); ++n) all.sources.push_back({t, n});
  }
  const auto noteOf = [&](const ScorePhrase::Source& source) -> const Note& {
    return score.track(source.track).notes[source.note];
  };
  std::stable_sort(all.sources.begin(), all.sources.end(),
                   [&](const ScorePhrase::Source& a, const ScorePhrase::Source& b) {
                     const Note& left = noteOf(a);
                     const Note& right = noteOf(b);
                     return left.onset != right.onset ? left.onset < right.onset : left.pitch < right.pitch;
                   });
  const double first = score.tempo().secondsAt(firstOnset(score, all)).value;
  for (const ScorePhrase::Source& source : all.sources) {
    const Note& note = noteOf(source);
    all.phrase.notes.push_back({score.tempo().secondsAt(note.onset).value - first,
                                score.tempo().secondsAt(note.end()).value - first, note.pitch, note.velocity,
                                note.releaseVelocity});
  }
  return all;
}

CaptureReading readingOfFile(const Score& score, const ScorePhrase& phrase) {
  CaptureReading reading;
  reading.tempo = score.tempo().bpmAt(Tick(0));
  reading.meter = score.meter().at(Tick(0)).signature;
  const double quarter = std::max(score.ticksPerQuarter(), 1);
  for (std::size_t i = 0; i < phrase.sources.size(); ++i) {
    const ScorePhrase::Source& source = phrase.sources[i];
    const double at = static_cast<double>(score.track(source.track).notes[source.note].onset.value) / quarter;
    const double seconds = phrase.phrase.notes[i].onset;
    if (reading.pulse.empty() || seconds > reading.pulse.back().seconds + 1e-3)
      reading.pulse.push_back({seconds, at});
    reading.places.push_back(meantPlace(at));
  }
  return reading;  // the first bar is the file's
}

ScorePtr writtenPerformance(const ScorePtr& score, const ScorePhrase& phrase, const CaptureReading& reading,
                            const CaptureSettings& settings, TempoSource tempo) {
  ScoreParts parts = score->parts();
  const std::vector<Note> written = captureNotes(phrase.phrase, reading, settings);
  const double first = score->tempo().secondsAt(firstOnset(*score, phrase)).value;
  const Mover moved(*score, first, reading, settings.ticksPerQuarter);
  std::vector<Track> tracks;
  for (const TrackPtr& track : parts.tracks) {
    tracks.push_back(*track);
    for (ControlEvent& control : tracks.back().controls) control.at = moved(control.at);
    for (RawEvent& raw : tracks.back().raw) raw.at = moved(raw.at);
  }
  for (std::size_t i = 0; i < written.size(); ++i) {
    Note& note = tracks[phrase.sources[i].track].notes[phrase.sources[i].note];
    note.onset = written[i].onset;
    note.duration = written[i].duration;
  }
  for (std::size_t t = 0; t < tracks.size(); ++t) {
    std::sort(tracks[t].notes.begin(), tracks[t].notes.end(), noteBefore);
    parts.tracks[t] = std::make_shared<const Track>(std::move(tracks[t]));
  }
  for (RawEvent& raw : parts.raw) raw.at = moved(raw.at);
  parts.keys.resize(std::min<std::size_t>(parts.keys.size(), 1));
  for (KeySignature& key : parts.keys) key.at = Tick(0);
  const int scale = parts.ticksPerQuarter;
  parts.ticksPerQuarter = settings.ticksPerQuarter;
  if (tempo == TempoSource::File) {
    for (TempoChange& change : parts.tempo)
      change.at = Tick(change.at.value * settings.ticksPerQuarter / std::max(scale, 1));
    for (MeterChange& change : parts.meter)
      change.at = Tick(change.at.value * settings.ticksPerQuarter / std::max(scale, 1));
  } else {
    parts.tempo = {{Tick(0), static_cast<std::uint32_t>(std::lround(60e6 / reading.tempo.value))}};
    parts.meter = {{Tick(0), reading.meter}};
  }
  return Score::make(std::move(parts));
}

}  // namespace partimento::playback
