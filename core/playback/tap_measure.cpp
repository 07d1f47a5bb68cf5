#include "core/playback/tap_measure.h"

#include <algorithm>
#include <cmath>

namespace partimento::playback {

namespace {

// 100 a minute: fast enough to be kept evenly, and half a beat is more than any delay.
constexpr std::uint32_t kMicrosPerBeat = 600'000;
constexpr int kTicksPerBeat = 480;
constexpr int kClicks = 48;
constexpr Pitch kFirstClick = 76;  // high and low wood block, as the metronome's
constexpr Pitch kClick = 77;
// A key that bounces, or a second finger of a chord.
constexpr std::int64_t kOneTapNanoseconds = 150'000'000;
// The standard deviation of a normal distribution in its median absolute deviations.
constexpr double kDeviations = 1.4826;

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

}  // namespace

ScorePtr TapMeasure::clicks() {
  Track track;
  track.channel = kPercussionChannel;
  for (int beat = 0; beat < kClicks; ++beat) {
    Note note;
    note.onset = Tick(beat * kTicksPerBeat);
    note.duration = Tick(kTicksPerBeat / 4);
    note.pitch = beat % kListenTo == 0 ? kFirstClick : kClick;
    note.velocity = beat % kListenTo == 0 ? 120 : 95;
    track.notes.push_back(note);
  }
  ScoreParts parts;
  parts.ticksPerQuarter = kTicksPerBeat;
  parts.tempo = {{Tick(0), kMicrosPerBeat}};
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  return Score::make(std::move(parts));
}

void TapMeasure::hear(const LiveEvent& event) {
  if (event.message.kind != ChannelMessage::Kind::NoteOn) return;
  if (event.stamp - m_last < kOneTapNanoseconds) return;
  m_last = event.stamp;
  m_struck.push_back(event.stamp);
}

bool TapMeasure::advance(const Timeline& timeline) {
  const auto known = static_cast<std::int64_t>(m_known.value * 1e9);
  bool more = false;
  for (; !m_struck.empty() && !isComplete(); m_struck.pop_front()) {
    const std::int64_t rendered = m_struck.front() - known;
    if (!timeline.covers(rendered)) break;
    const std::optional<TimelinePlace> place = timeline.at(rendered);
    if (!place || place->state != TransportState::Playing) continue;
    const double beat = place->tick / kTicksPerBeat;
    if (beat < kListenTo - 0.5) continue;
    m_offsets.push_back((beat - std::round(beat)) * kMicrosPerBeat * 1e-6);
    more = true;
  }
  return more;
}

Seconds TapMeasure::offset() const {
  return Seconds(median(m_offsets));
}

Seconds TapMeasure::spread() const {
  const double middle = median(m_offsets);
  std::vector<double> distances = m_offsets;
  for (double& one : distances) one = std::abs(one - middle);
  return Seconds(kDeviations * median(distances));
}

}  // namespace partimento::playback
