#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>

#include "core/base/hash.h"
#include "core/playback/channel_plan.h"
#include "core/playback/plan.h"

namespace partimento::playback {

namespace {

constexpr Frames kInitial(-1);
constexpr Frames kNever(std::numeric_limits<std::int64_t>::max() / 4);
constexpr std::size_t kMostTracks = 65535;

std::vector<TempoChange> playable(std::vector<TempoChange> changes) {
  for (TempoChange& change : changes) {
    change.microsPerQuarter = std::max<std::uint32_t>(change.microsPerQuarter, 1);
  }
  return changes;
}

int orderAtOneFrame(ChannelMessage::Kind kind) {
  if (kind == ChannelMessage::Kind::NoteOff) return 0;
  return kind == ChannelMessage::Kind::NoteOn ? 2 : 1;
}

bool eventBefore(const PlanEvent& a, const PlanEvent& b) {
  if (a.at != b.at) return a.at < b.at;
  return orderAtOneFrame(a.message.kind) < orderAtOneFrame(b.message.kind);
}

auto laneKey(const PlanEvent& event) {
  const bool numbered = event.message.kind == ChannelMessage::Kind::Controller;
  return std::tuple(event.message.channel, event.message.kind, numbered ? event.message.number : 0);
}

std::uint64_t timingOf(const TempoMap& tempo, double sampleRate, double tempoScale) {
  Hash64 hash;
  const auto add = [&](std::uint64_t number) { hash.add(std::as_bytes(std::span(&number, 1))); };
  add(std::bit_cast<std::uint64_t>(sampleRate));
  add(std::bit_cast<std::uint64_t>(tempoScale));
  add(static_cast<std::uint64_t>(tempo.ticksPerQuarter()));
  for (const TempoChange& change : tempo.changes()) {
    add(static_cast<std::uint64_t>(change.at.value));
    add(change.microsPerQuarter);
  }
  return hash.value();
}

}  // namespace

class PlanBuilder {
 public:
  PlanBuilder(const Score& score, const PlanSettings& settings)
      : m_score(score), m_plan(new Plan), m_channels(assignChannels(score)) {
    m_plan->m_sampleRate = settings.sampleRate;
    m_plan->m_tempoScale = settings.tempoScale;
    m_plan->m_tempo = TempoMap(score.ticksPerQuarter(), playable(score.tempo().changes()));
    m_plan->m_meter = score.meter();
    m_plan->m_timing = timingOf(m_plan->m_tempo, settings.sampleRate, settings.tempoScale);
  }

  std::unique_ptr<const Plan> build() {
    const std::size_t count = std::min(m_score.tracks().size(), kMostTracks);
    for (std::size_t track = 0; track < count; ++track) {
      addTrack(track);
      addNotes(track);
      addControls(track);
    }
    separateNotes();
    addNoteEvents();
    std::stable_sort(m_plan->m_events.begin(), m_plan->m_events.end(), eventBefore);
    makeLanes();
    markEarliest();
    m_plan->m_end = endOfMusic();
    return std::move(m_plan);
  }

 private:
  void addTrack(std::size_t index) {
    const Track& track = m_score.track(index);
    const auto program = static_cast<std::uint8_t>(std::clamp(track.program, 0, 127));
    const auto bank = static_cast<std::int16_t>(std::clamp(track.bank, 0, 16383));
    m_plan->m_tracks.push_back({m_channels[index], program, bank, {track.volume, track.muted, track.solo}});
    m_controls.push_back({kInitial,
                          {ChannelMessage::Kind::Program, m_channels[index], program, bank},
                          static_cast<std::uint16_t>(index)});
  }

  void addNotes(std::size_t index) {
    for (const Note& note : m_score.track(index).notes) {
      if (note.pitch < kLowestPitch || note.pitch > kHighestPitch) continue;
      const Frames begin = m_plan->frameAt(std::max(note.onset, Tick(0)));
      const Frames end = std::max(m_plan->frameAt(note.end()), begin + Frames(1));
      const auto velocity = static_cast<std::uint8_t>(std::clamp<int>(note.velocity, 1, 127));
      m_plan->m_notes.push_back({begin, end, static_cast<std::uint16_t>(index), m_channels[index],
                                 static_cast<std::uint8_t>(note.pitch), velocity});
    }
  }

  /// Tracks of one file channel and one sound share what a file says to the channel: a piano's pedal, written
  /// in the right hand's track, belongs to the left hand as well.
  std::vector<std::uint8_t> sharers(std::size_t index) const {
    const Track& track = m_score.track(index);
    std::vector<std::uint8_t> channels{m_channels[index]};
    for (std::size_t i = 0; i < m_score.tracks().size(); ++i) {
      const Track& other = m_score.track(i);
      const bool same =
          other.channel == track.channel && other.program == track.program && other.bank == track.bank;
      if (same && std::find(channels.begin(), channels.end(), m_channels[i]) == channels.end()) {
        channels.push_back(m_channels[i]);
      }
    }
    return channels;
  }

  void addControls(std::size_t index) {
    const Track& track = m_score.track(index);
    if (track.controls.empty()) return;
    const std::vector<std::uint8_t> shared = sharers(index);
    int bank = track.bank;
    for (const ControlEvent& control : track.controls) {
      const bool bankSelect =
          control.kind == ControlEvent::Kind::Controller && (control.number == 0 || control.number == 32);
      if (bankSelect) {
        if (control.number == 0) bank = control.value;
        continue;
      }
      addControl(control, index, shared, bank);
    }
  }

  void addControl(const ControlEvent& control, std::size_t index, std::span<const std::uint8_t> shared,
                  int bank) {
    using Kind = ChannelMessage::Kind;
    const auto seven = static_cast<std::int16_t>(std::clamp<int>(control.value, 0, 127));
    const auto number = static_cast<std::uint8_t>(control.number & 0x7F);
    ChannelMessage message;
    switch (control.kind) {
      case ControlEvent::Kind::PolyPressure:
        message = {Kind::KeyPressure, 0, number, seven};
        break;
      case ControlEvent::Kind::Controller:
        // Channel mode messages (all notes off, local control...) would fight the transport.
        if (control.number >= kControllers) return;
        message = {Kind::Controller, 0, number, seven};
        break;
      case ControlEvent::Kind::Program:
        shared = shared.first(1);
        message = {Kind::Program, 0, static_cast<std::uint8_t>(seven),
                   static_cast<std::int16_t>(std::clamp(bank, 0, 16383))};
        break;
      case ControlEvent::Kind::ChannelPressure:
        message = {Kind::ChannelPressure, 0, 0, seven};
        break;
      case ControlEvent::Kind::PitchBend:
        message = {Kind::PitchBend, 0, 0,
                   static_cast<std::int16_t>(std::clamp<int>(control.value, -8192, 8191))};
        break;
    }
    for (const std::uint8_t channel : shared) {
      message.channel = channel;
      m_controls.push_back(
          {m_plan->frameAt(std::max(control.at, Tick(0))), message, static_cast<std::uint16_t>(index)});
    }
  }

  /// One key of one channel holds one note at a time. Where two overlap the second strikes again and the key
  /// is held until the later end; two that begin together are one.
  void separateNotes() {
    std::vector<PlanNote>& notes = m_plan->m_notes;
    std::stable_sort(notes.begin(), notes.end(), [](const PlanNote& a, const PlanNote& b) {
      return std::tuple(a.channel, a.key, a.begin) < std::tuple(b.channel, b.key, b.begin);
    });
    std::size_t kept = 0;
    for (const PlanNote& note : notes) {
      PlanNote* last = kept > 0 ? &notes[kept - 1] : nullptr;
      const bool overlaps =
          last && last->channel == note.channel && last->key == note.key && note.begin < last->end;
      if (!overlaps) {
        notes[kept++] = note;
      } else if (last->begin == note.begin) {
        last->end = std::max(last->end, note.end);
        last->velocity = std::max(last->velocity, note.velocity);
      } else {
        PlanNote second = note;
        second.end = std::max(last->end, note.end);
        last->end = note.begin;
        notes[kept++] = second;
      }
    }
    notes.resize(kept);
    std::stable_sort(notes.begin(), notes.end(),
                     [](const PlanNote& a, const PlanNote& b) { return a.begin < b.begin; });
  }

  void addNoteEvents() {
    using Kind = ChannelMessage::Kind;
    std::vector<PlanEvent>& events = m_plan->m_events;
    events.reserve(m_plan->m_notes.size() * 2 + m_controls.size());
    for (const PlanEvent& control : m_controls) {
      if (control.at != kInitial) events.push_back(control);
    }
    for (const PlanNote& note : m_plan->m_notes) {
      events.push_back({note.begin, {Kind::NoteOn, note.channel, note.key, note.velocity}, note.track});
      events.push_back({note.end, {Kind::NoteOff, note.channel, note.key, 64}, note.track});
    }
  }

  void makeLanes() {
    std::erase_if(m_controls,
                  [](const PlanEvent& e) { return e.message.kind == ChannelMessage::Kind::KeyPressure; });
    std::stable_sort(m_controls.begin(), m_controls.end(), [](const PlanEvent& a, const PlanEvent& b) {
      return std::tuple(laneKey(a), a.at) < std::tuple(laneKey(b), b.at);
    });
    for (std::size_t i = 0; i < m_controls.size(); ++i) {
      const ChannelMessage& message = m_controls[i].message;
      const bool opens = i == 0 || laneKey(m_controls[i]) != laneKey(m_controls[i - 1]);
      if (opens) {
        m_plan->m_lanes.push_back(
            {message.kind, message.channel, message.number, static_cast<std::uint32_t>(i), 0});
      }
      ++m_plan->m_lanes.back().count;
      m_plan->m_points.push_back({m_controls[i].at, message.number, message.value});
    }
  }

  void markEarliest() {
    const std::vector<PlanNote>& notes = m_plan->m_notes;
    std::vector<std::uint32_t> open;
    for (std::size_t block = 0; block < notes.size(); block += Plan::kBlock) {
      const Frames begin = notes[block].begin;
      std::erase_if(open, [&](std::uint32_t i) { return notes[i].end <= begin; });
      m_plan->m_earliest.push_back(open.empty() ? static_cast<std::uint32_t>(block) : open.front());
      for (std::size_t i = block; i < std::min(block + Plan::kBlock, notes.size()); ++i) {
        open.push_back(static_cast<std::uint32_t>(i));
      }
    }
  }

  Frames endOfMusic() const {
    const Tick last = m_score.end();
    if (m_score.noteCount() == 0) return kNever;
    const BarPosition bar = m_plan->m_meter.at(last);
    const bool onLine = bar.inBar == Tick(0) && last > Tick(0);
    return m_plan->frameAt(onLine ? last : m_plan->m_meter.barStart(bar.bar + 1));
  }

  const Score& m_score;
  std::unique_ptr<Plan> m_plan;
  std::vector<std::uint8_t> m_channels;
  std::vector<PlanEvent>
      m_controls;  // in the order of the tracks, then of time; initial programs at kInitial
};

std::unique_ptr<const Plan> Plan::build(const Score& score, const PlanSettings& settings) {
  return PlanBuilder(score, settings).build();
}

}  // namespace partimento::playback
