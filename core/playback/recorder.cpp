#include "core/playback/recorder.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "core/music/edits.h"
#include "core/playback/channel_state.h"

namespace partimento::playback {

namespace {

using Kind = ChannelMessage::Kind;

// What the timeline does not cover by then never will be: the music has stopped.
constexpr std::int64_t kPatienceNanoseconds = 400'000'000;
constexpr std::array<std::uint8_t, 3> kPedals = {kSustainPedal, kSostenutoPedal, kSoftPedal};

Tick tickOf(double tick) {
  return Tick(std::max<std::int64_t>(std::llround(tick), 0));
}

std::optional<ControlEvent> controlOf(const ChannelMessage& message, Tick at) {
  switch (message.kind) {
    case Kind::KeyPressure:
      return ControlEvent{at, ControlEvent::Kind::PolyPressure, message.number, message.value};
    case Kind::Controller:
      return ControlEvent{at, ControlEvent::Kind::Controller, message.number, message.value};
    case Kind::ChannelPressure:
      return ControlEvent{at, ControlEvent::Kind::ChannelPressure, 0, message.value};
    case Kind::PitchBend:
      return ControlEvent{at, ControlEvent::Kind::PitchBend, 0, message.value};
    default:
      return std::nullopt;
  }
}

bool inside(Tick at, double begin, double end) {
  const auto tick = static_cast<double>(at.value);
  return tick >= std::round(begin) && tick < std::round(end);
}

}  // namespace

Recorder::Recorder(ScorePtr base, RecordSettings settings)
    : m_base(std::move(base)), m_settings(std::move(settings)) {}

bool Recorder::advance(const Timeline& timeline, std::int64_t now) {
  m_changed = false;
  const auto latency = static_cast<std::int64_t>(m_settings.latency.value * 1e9);
  for (; !m_queue.empty(); m_queue.pop_front()) {
    const LiveEvent& event = m_queue.front();
    const std::int64_t rendered = event.stamp - latency;
    if (!timeline.covers(rendered) && now - event.stamp < kPatienceNanoseconds) break;
    const std::optional<TimelinePlace> place = timeline.at(rendered);
    if (!place) continue;
    enter(*place, timeline);
    take(event, *place);
  }
  if (const std::optional<TimelinePlace> place = timeline.at(now - latency)) enter(*place, timeline);
  return std::exchange(m_changed, false);
}

void Recorder::finish(const Timeline& timeline, std::int64_t now) {
  advance(timeline, now + kPatienceNanoseconds);
  if (!m_passes.empty()) endHeld(m_passes.back().reached);
}

void Recorder::enter(const TimelinePlace& place, const Timeline& timeline) {
  m_counted = m_counted || place.state == TransportState::CountingIn;
  if (place.state != TransportState::Playing) return;
  if (!m_passes.empty() && place.jumps < m_passes.back().jumps) return;
  if (!m_passes.empty() && m_passes.back().jumps == place.jumps) {
    Pass& pass = m_passes.back();
    // Replacing takes notes away while the music passes them.
    m_changed = m_changed || (m_settings.mode == RecordMode::Replace && place.tick > pass.reached);
    pass.reached = std::max(pass.reached, place.tick);
    return;
  }
  if (!m_passes.empty()) {
    Pass& last = m_passes.back();
    last.reached = std::max(timeline.endOf(last.jumps).value_or(last.reached), last.begin);
    endHeld(last.reached);
  }
  // Recording that begins while the music plays begins here; what a count led to, or a jump, where it led.
  const bool punched = m_passes.empty() && !m_counted;
  const double begin = punched ? place.tick : timeline.beginOf(place.jumps).value_or(place.tick);
  m_passes.push_back({place.jumps, begin, std::max(begin, place.tick), {}, {}});
  TimelinePlace first = place;
  first.tick = begin;
  for (const LiveEvent& early : std::exchange(m_early, {})) take(early, first);
}

void Recorder::take(const LiveEvent& event, const TimelinePlace& place) {
  if (place.state == TransportState::CountingIn) {
    // The count ends at the place where playing begins: what is struck just before belongs there.
    m_early.push_back(event);
    const std::int64_t halfBeat =
        static_cast<std::int64_t>(0.5 * 60e9 / m_base->tempo().bpmAt(tickOf(place.tick)).value);
    std::erase_if(m_early, [&](const LiveEvent& one) { return event.stamp - one.stamp > halfBeat; });
    return;
  }
  const ChannelMessage& message = event.message;
  if (message.kind == Kind::NoteOn) {
    release(message.number, place.tick, 64);
    strike(message, place.tick);
  } else if (message.kind == Kind::NoteOff) {
    release(message.number, place.tick, static_cast<std::uint8_t>(std::clamp<int>(message.value, 0, 127)));
  } else {
    control(message, place.tick);
  }
}

void Recorder::strike(const ChannelMessage& message, double tick) {
  m_held[message.number] = {true, tick, static_cast<std::uint8_t>(std::clamp<int>(message.value, 1, 127))};
}

void Recorder::release(std::size_t key, double tick, std::uint8_t velocity) {
  Held& held = m_held[key];
  if (!held.down || m_passes.empty()) return;
  held.down = false;
  Note note;
  note.id = newNoteId();
  note.onset = tickOf(held.onset);
  note.duration = std::max(tickOf(tick) - note.onset, Tick(1));
  note.pitch = static_cast<Pitch>(key);
  note.velocity = held.velocity;
  note.releaseVelocity = velocity;
  m_passes.back().notes.push_back(note);
  m_changed = true;
}

void Recorder::control(const ChannelMessage& message, double tick) {
  const std::optional<ControlEvent> event = controlOf(message, tickOf(tick));
  if (!event || m_passes.empty()) return;
  m_passes.back().controls.push_back(*event);
  m_changed = true;
}

void Recorder::endHeld(double tick) {
  for (std::size_t key = 0; key < m_held.size(); ++key) release(key, tick, 64);
  // A pedal that is down where the passage ends must not hang into what follows.
  std::vector<ControlEvent>& controls = m_passes.back().controls;
  for (const std::uint8_t pedal : kPedals) {
    const auto last = std::find_if(controls.rbegin(), controls.rend(), [&](const ControlEvent& event) {
      return event.kind == ControlEvent::Kind::Controller && event.number == pedal;
    });
    if (last == controls.rend() || last->value == 0) continue;
    controls.push_back({tickOf(tick), ControlEvent::Kind::Controller, pedal, 0});
  }
}

bool Recorder::isEmpty() const {
  return std::all_of(m_passes.begin(), m_passes.end(),
                     [](const Pass& pass) { return pass.notes.empty() && pass.controls.empty(); });
}

std::unordered_set<NoteId> Recorder::ids() const {
  std::unordered_set<NoteId> all;
  for (const Pass& pass : m_passes) {
    for (const Note& note : pass.notes) all.insert(note.id);
  }
  return all;
}

ScorePtr Recorder::score() const {
  switch (m_settings.mode) {
    case RecordMode::Overdub:
      return isEmpty() ? m_base : edits::replaceTrack(m_base, m_settings.track, overdubbed());
    case RecordMode::Replace:
      return m_passes.empty() ? m_base : edits::replaceTrack(m_base, m_settings.track, replaced());
    case RecordMode::NewTake:
      break;
  }
  return withNewTakes();
}

void Recorder::addPlayed(Track& track, const Pass& pass) const {
  track.notes.insert(track.notes.end(), pass.notes.begin(), pass.notes.end());
  track.controls.insert(track.controls.end(), pass.controls.begin(), pass.controls.end());
  std::stable_sort(track.notes.begin(), track.notes.end(), noteBefore);
  std::stable_sort(track.controls.begin(), track.controls.end(),
                   [](const ControlEvent& a, const ControlEvent& b) { return a.at < b.at; });
}

Track Recorder::overdubbed() const {
  Track track = m_base->track(m_settings.track);
  for (const Pass& pass : m_passes) addPlayed(track, pass);
  return track;
}

bool Recorder::isReplacedLater(const Pass& pass, Tick onset) const {
  return std::any_of(
      m_passes.begin() + (&pass - m_passes.data()) + 1, m_passes.end(),
      [&](const Pass& later) { return !later.notes.empty() && inside(onset, later.begin, later.reached); });
}

Track Recorder::replaced() const {
  Track track = m_base->track(m_settings.track);
  for (const Pass& pass : m_passes) {
    std::erase_if(track.notes,
                  [&](const Note& note) { return inside(note.onset, pass.begin, pass.reached); });
    std::erase_if(track.controls,
                  [&](const ControlEvent& event) { return inside(event.at, pass.begin, pass.reached); });
  }
  for (const Pass& pass : m_passes) {
    Pass kept = pass;
    std::erase_if(kept.notes, [&](const Note& note) { return isReplacedLater(pass, note.onset); });
    std::erase_if(kept.controls, [&](const ControlEvent& event) { return isReplacedLater(pass, event.at); });
    addPlayed(track, kept);
  }
  return track;
}

ScorePtr Recorder::withNewTakes() const {
  ScorePtr score = m_base;
  const Track& like = m_base->track(m_settings.track);
  int number = 0;
  for (const TrackPtr& track : m_base->tracks()) {
    number += track->name.starts_with(m_settings.takeName) ? 1 : 0;
  }
  std::optional<std::size_t> last;
  for (const Pass& pass : m_passes) {
    if (pass.notes.empty() && pass.controls.empty()) continue;
    if (last) {
      Track earlier = score->track(*last);
      earlier.muted = true;
      score = edits::replaceTrack(score, *last, std::move(earlier));
    }
    Track track;
    track.name = m_settings.takeName + " " + std::to_string(++number);
    track.channel = like.channel;
    track.bank = like.bank;
    track.program = like.program;
    track.volume = like.volume;
    addPlayed(track, pass);
    last = score->tracks().size();
    score = edits::addTrack(score, std::move(track));
  }
  return score;
}

std::size_t Recorder::resultTrack() const {
  if (m_settings.mode != RecordMode::NewTake || isEmpty()) return m_settings.track;
  return score()->tracks().size() - 1;
}

}  // namespace partimento::playback
