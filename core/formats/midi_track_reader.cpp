#include "core/formats/midi_track_reader.h"

#include <algorithm>
#include <utility>

#include "core/formats/midi_codes.h"
#include "core/formats/midi_scan.h"

namespace partimento::formats {

namespace {

/// How many events in a row must make sense before a place behind damage is trusted.
constexpr int kSoundEvents = 4;

/// What a note-on and its note-off usually take, for sizing lists.
constexpr std::size_t kUsualNoteBytes = 6;

}  // namespace

ChunkEvents MidiTrackReader::read(std::size_t begin, std::size_t end) {
  m_events = ChunkEvents{};
  m_at = begin;
  m_end = end;
  m_now = m_lastEvent = Tick(0);
  m_running = 0;
  m_unmatchedOffs = 0;
  while (m_at < m_end && !m_events.closed) {
    m_eventStart = m_at;
    const Step step = readEvent();
    if (step == Step::Done) {
      if (!m_events.closed) m_lastEvent = m_now;
      continue;
    }
    const bool recovered = recover(m_eventStart + 1);
    if (!recovered) m_at = m_end;
    if (step == Step::CutOff && !recovered) {
      m_warnings.add(MidiWarningCode::EventCutOff, m_eventStart);
    } else {
      m_warnings.add(MidiWarningCode::EventDamaged, m_eventStart, {std::to_string(m_at - m_eventStart)});
    }
  }
  if (!m_events.closed) m_warnings.add(MidiWarningCode::EndOfTrackMissing, m_at);
  m_events.end = m_now;
  m_events.lastEvent = m_lastEvent;
  m_events.stopped = m_at;
  closeOpenNotes();
  return std::move(m_events);
}

MidiTrackReader::Step MidiTrackReader::readEvent() {
  const auto delta = readVariableLength(m_file, m_at, m_end);
  if (!delta) return m_at < m_end ? Step::Damaged : Step::CutOff;
  if (m_at >= m_end) return Step::CutOff;
  std::uint8_t status = m_file[m_at];
  if (status < 0x80) {
    // Running status is kept across meta and exclusive events: the standard ends it there, files do not.
    if (m_running == 0) return Step::Damaged;
    status = m_running;
  } else {
    ++m_at;
  }
  const Tick before = std::exchange(m_now, m_now + Tick(*delta));
  Step step = Step::Done;
  if (status < 0xF0) {
    m_running = status;
    step = readChannelMessage(status);
  } else if (status == kMeta) {
    step = readMeta(m_eventStart);
  } else if (status == kSysEx || status == kSysExEscape) {
    step = readSystemExclusive(status);
  } else {
    step = skipSystemMessage(status, m_eventStart);
  }
  if (step != Step::Done) m_now = before;
  return step;
}

MidiTrackReader::Step MidiTrackReader::readChannelMessage(std::uint8_t status) {
  const std::size_t count = dataBytes(status);
  if (m_end - m_at < count) return Step::CutOff;
  const std::uint8_t first = m_file[m_at];
  const std::uint8_t second = count == 2 ? m_file[m_at + 1] : std::uint8_t{0};
  if (((first | second) & 0x80U) != 0) {
    if (m_at + count < m_end && !looksSound(m_file.first(m_end), m_at + count, status, 1))
      return Step::Damaged;
    const bool firstBad = (first & 0x80U) != 0;
    m_warnings.add(MidiWarningCode::DataByteTooLarge, m_at + (firstBad ? 0 : 1),
                   {hexadecimal(firstBad ? first : second)});
  }
  m_at += count;
  keepChannelMessage(status, static_cast<std::uint8_t>(first & 0x7FU), std::min(second, std::uint8_t{0x7F}));
  return Step::Done;
}

void MidiTrackReader::keepChannelMessage(std::uint8_t status, std::uint8_t number, std::uint8_t value) {
  using Kind = ControlEvent::Kind;
  const int channel = status & 0x0F;
  switch (status & 0xF0U) {
    case 0x80:
      return noteOff(channel, number, value);
    case 0x90:
      return value > 0 ? noteOn(channel, number, value) : noteOff(channel, number, Note{}.releaseVelocity);
    case 0xA0:
      return keepControl(channel, {m_now, Kind::PolyPressure, number, value});
    case 0xB0:
      return keepControl(channel, {m_now, Kind::Controller, number, value});
    case 0xC0:
      return keepControl(channel, {m_now, Kind::Program, 0, number});
    case 0xD0:
      return keepControl(channel, {m_now, Kind::ChannelPressure, 0, number});
    default:
      const int bend = number + 128 * value - 8192;
      return keepControl(channel, {m_now, Kind::PitchBend, 0, static_cast<std::int16_t>(bend)});
  }
}

void MidiTrackReader::keepControl(int channel, const ControlEvent& event) {
  ChannelEvents& events = *channelState(channel).events;
  events.controls.push_back(event);
  if (events.notes.empty()) events.controlsBeforeNotes = events.controls.size();
}

MidiTrackReader::Step MidiTrackReader::readMeta(std::size_t eventStart) {
  if (m_at >= m_end) return Step::CutOff;
  const std::uint8_t type = m_file[m_at++];
  const auto length = readVariableLength(m_file, m_at, m_end);
  if (type == kTypeEndOfTrack) {
    m_events.closed = true;
    return Step::Done;
  }
  if (!length) return m_at < m_end ? Step::Damaged : Step::CutOff;
  if (*length > m_end - m_at) return Step::CutOff;
  keepMeta(type, m_file.subspan(m_at, *length), eventStart);
  m_at += *length;
  return Step::Done;
}

void MidiTrackReader::keepMeta(std::uint8_t type, std::span<const std::uint8_t> payload,
                               std::size_t eventStart) {
  switch (type) {
    case kTypeTempo:
      readTempo(payload, eventStart);
      break;
    case kTypeMeter:
      readMeter(payload, eventStart);
      break;
    case kTypeKey:
      readKey(payload, eventStart);
      break;
    default:
      m_events.raw.push_back({m_now, kMeta, type, {payload.begin(), payload.end()}});
  }
}

void MidiTrackReader::readTempo(std::span<const std::uint8_t> payload, std::size_t eventStart) {
  if (m_clock == Clock::Film) {
    if (!std::exchange(m_tempoIgnored, true)) m_warnings.add(MidiWarningCode::TempoIgnored, eventStart);
    return;
  }
  std::uint32_t micros = 0;
  if (payload.size() >= 3) micros = (payload[0] << 16U) | (payload[1] << 8U) | payload[2];
  if (micros == 0) {
    m_warnings.add(MidiWarningCode::TempoInvalid, eventStart);
    return;
  }
  m_events.tempo.push_back({m_now, micros});
}

void MidiTrackReader::readMeter(std::span<const std::uint8_t> payload, std::size_t eventStart) {
  const int numerator = !payload.empty() ? payload[0] : 0;
  const int exponent = payload.size() > 1 ? payload[1] : 255;
  if (numerator == 0 || exponent > 7) {
    m_warnings.add(MidiWarningCode::MeterInvalid, eventStart,
                   {std::to_string(numerator), std::to_string(exponent)});
    return;
  }
  m_events.meter.push_back({m_now, {numerator, 1 << exponent}});
}

void MidiTrackReader::readKey(std::span<const std::uint8_t> payload, std::size_t eventStart) {
  const int sharps = !payload.empty() ? static_cast<std::int8_t>(payload[0]) : 0;
  const int mode = payload.size() > 1 ? payload[1] : -1;
  if (sharps < -7 || sharps > 7 || mode < 0 || mode > 1) {
    m_warnings.add(MidiWarningCode::KeyInvalid, eventStart, {std::to_string(sharps), std::to_string(mode)});
    return;
  }
  m_events.keys.push_back({m_now, sharps, mode == 1});
}

MidiTrackReader::Step MidiTrackReader::readSystemExclusive(std::uint8_t status) {
  const auto length = readVariableLength(m_file, m_at, m_end);
  if (!length) return m_at < m_end ? Step::Damaged : Step::CutOff;
  if (*length > m_end - m_at) return Step::CutOff;
  const auto payload = m_file.subspan(m_at, *length);
  m_events.raw.push_back({m_now, status, 0, {payload.begin(), payload.end()}});
  m_at += *length;
  return Step::Done;
}

MidiTrackReader::Step MidiTrackReader::skipSystemMessage(std::uint8_t status, std::size_t eventStart) {
  const std::size_t count = status == 0xF2 ? 2 : (status == 0xF1 || status == 0xF3 ? 1 : 0);
  if (m_end - m_at < count) return Step::CutOff;
  const bool undefined = status == 0xF4 || status == 0xF5;
  if (undefined && m_at < m_end && !looksSound(m_file.first(m_end), m_at, m_running, kSoundEvents))
    return Step::Damaged;
  m_at += count;
  m_warnings.add(MidiWarningCode::SystemMessageSkipped, eventStart, {hexadecimal(status)});
  return Step::Done;
}

MidiTrackReader::OpenNotes& MidiTrackReader::channelState(int channel) {
  auto& open = m_open[static_cast<std::size_t>(channel)];
  if (open && open->events) return *open;
  if (!open) open = std::make_unique<OpenNotes>();
  m_events.channels.reserve(m_open.size());  // pointers to its elements stay valid
  open->events = &m_events.channels.emplace_back();
  open->events->channel = channel;
  return *open;
}

void MidiTrackReader::noteOn(int channel, std::uint8_t key, std::uint8_t velocity) {
  OpenNotes& open = channelState(channel);
  std::vector<Note>& notes = open.events->notes;
  // A chunk is mostly one channel's notes; pages that turn out to be too many are never touched.
  if (notes.empty() && m_events.channels.size() == 1) notes.reserve((m_end - m_eventStart) / kUsualNoteBytes);
  Note note;
  note.id = m_eventStart;
  note.onset = m_now;
  note.duration = Tick(OpenNotes::kNone);
  note.pitch = key;
  note.velocity = velocity;
  const auto index = static_cast<std::int64_t>(notes.size());
  notes.push_back(note);
  if (open.first[key] == OpenNotes::kNone) {
    open.first[key] = index;
  } else {
    notes[static_cast<std::size_t>(open.last[key])].duration = Tick(index);
  }
  open.last[key] = index;
  ++open.count;
}

void MidiTrackReader::noteOff(int channel, std::uint8_t key, std::uint8_t velocity) {
  OpenNotes& open = channelState(channel);
  if (open.first[key] == OpenNotes::kNone) {
    if (m_unmatchedOffs++ == 0) m_firstUnmatchedOff = m_eventStart;
    return;
  }
  Note& note = open.events->notes[static_cast<std::size_t>(open.first[key])];
  open.first[key] = note.duration.value;
  note.duration = m_now - note.onset;
  note.releaseVelocity = velocity;
  note.id = 0;
  --open.count;
}

void MidiTrackReader::closeOpenNotes() {
  std::size_t unclosed = 0;
  std::uint64_t firstOffset = m_file.size();
  for (const auto& open : m_open) {
    if (!open) continue;
    ChannelEvents* events = std::exchange(open->events, nullptr);
    if (open->count == 0) continue;
    unclosed += std::exchange(open->count, 0);
    std::vector<Note>& notes = events->notes;
    for (std::int64_t& first : open->first) {
      while (first != OpenNotes::kNone) {
        Note& note = notes[static_cast<std::size_t>(first)];
        first = note.duration.value;
        note.duration = m_now - note.onset;
        firstOffset = std::min(firstOffset, std::exchange(note.id, 0));
      }
    }
  }
  if (unclosed > 0) m_warnings.add(MidiWarningCode::NotesNotClosed, firstOffset, {std::to_string(unclosed)});
  if (m_unmatchedOffs > 0) {
    m_warnings.add(MidiWarningCode::NoteOffsUnmatched, m_firstUnmatchedOff,
                   {std::to_string(m_unmatchedOffs)});
  }
}

bool MidiTrackReader::recover(std::size_t from) {
  for (std::size_t at = from; at < m_end; ++at) {
    if (looksSound(m_file.first(m_end), at, 0, kSoundEvents)) {
      m_at = at;
      return true;
    }
  }
  return false;
}

}  // namespace partimento::formats
