#include "core/formats/midi_assembly.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "core/formats/midi_codes.h"

namespace partimento::formats {

namespace {

std::size_t sequenceLength(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

bool isUtf8(std::span<const std::uint8_t> bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = sequenceLength(bytes[i]);
    if (length == 0 || length > bytes.size() - i) return false;
    std::uint32_t code = length == 1 ? bytes[i] : bytes[i] & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k) {
      if ((bytes[i + k] & 0xC0U) != 0x80) return false;
      code = (code << 6U) | (bytes[i + k] & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    if (overlong || surrogate || code > 0x10FFFF) return false;
    i += length;
  }
  return true;
}

/// Takes the first meta event of the type at tick 0 out of the list.
std::optional<RawEvent> takeMeta(std::vector<RawEvent>& raw, std::uint8_t type) {
  const auto found = std::find_if(raw.begin(), raw.end(), [type](const RawEvent& event) {
    return event.at > Tick(0) || (event.status == kMeta && event.type == type && !event.bytes.empty());
  });
  if (found == raw.end() || found->at > Tick(0)) return std::nullopt;
  RawEvent event = std::move(*found);
  raw.erase(found);
  return event;
}

/// The instrument that the first note is played with belongs to the track.
void takeInstrument(ChannelEvents& events, Track& track) {
  std::vector<ControlEvent>& controls = events.controls;
  const auto end = controls.begin() + static_cast<std::ptrdiff_t>(events.controlsBeforeNotes);
  const auto program = std::find_if(controls.begin(), end, [](const ControlEvent& event) {
    return event.kind == ControlEvent::Kind::Program;
  });
  if (program == end) return;
  track.program = program->value;
  const auto bank = std::find_if(controls.begin(), program, [](const ControlEvent& event) {
    return event.kind == ControlEvent::Kind::Controller && event.number == kBankSelect;
  });
  const bool hasBank = bank != program;
  if (hasBank) track.bank = bank->value;
  const auto bankIndex = bank - controls.begin();
  controls.erase(program);
  if (hasBank) controls.erase(controls.begin() + bankIndex);
}

/// Files give notes in order of onset; within one onset they may come in any order of pitch. Sorts each chord
/// and names its notes while it is at hand.
void settleNotes(std::vector<Note>& notes) {
  NoteId id = newNoteIds(notes.size());
  for (auto begin = notes.begin(); begin != notes.end();) {
    auto end = begin + 1;
    bool sorted = true;
    for (; end != notes.end() && end->onset == begin->onset; ++end) {
      sorted = sorted && (end - 1)->pitch <= end->pitch;
    }
    if (!sorted) {
      std::stable_sort(begin, end, [](const Note& a, const Note& b) { return a.pitch < b.pitch; });
    }
    for (; begin != end; ++begin) begin->id = id++;
  }
}

template <typename Event>
void raiseToLast(Tick& last, const std::vector<Event>& events) {
  if (!events.empty()) last = std::max(last, events.back().at);
}

/// Keeps the end of track only where it says something: that the music goes on in silence after `last`.
void settleEnd(std::vector<RawEvent>& raw, Tick last) {
  const auto isEnd = [](const RawEvent& event) {
    return event.status == kMeta && event.type == kTypeEndOfTrack;
  };
  std::optional<Tick> end;
  for (const RawEvent& event : raw) {
    if (isEnd(event)) {
      end = std::max(end.value_or(event.at), event.at);
    } else {
      last = std::max(last, event.at);
    }
  }
  if (!end) return;
  std::erase_if(raw, isEnd);
  if (*end > last) raw.push_back({*end, kMeta, kTypeEndOfTrack, {}});
}

void settleEnd(Track& track) {
  Tick last;
  for (const Note& note : track.notes) last = std::max(last, note.end());
  raiseToLast(last, track.controls);
  settleEnd(track.raw, last);
}

template <typename Event>
void shiftEvents(std::vector<Event>& events, Tick by) {
  for (Event& event : events) event.at += by;
}

void shiftChunk(ChunkEvents& chunk, Tick by) {
  for (ChannelEvents& channel : chunk.channels) {
    for (Note& note : channel.notes) note.onset += by;
    shiftEvents(channel.controls, by);
  }
  shiftEvents(chunk.raw, by);
  shiftEvents(chunk.tempo, by);
  shiftEvents(chunk.meter, by);
  shiftEvents(chunk.keys, by);
}

template <typename Event>
void sortByTick(std::vector<Event>& events) {
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
}

}  // namespace

std::string readableText(std::span<const std::uint8_t> bytes) {
  if (isUtf8(bytes)) return {bytes.begin(), bytes.end()};
  std::string text;
  for (const std::uint8_t byte : bytes) {
    if (byte < 0x80) {
      text += static_cast<char>(byte);
    } else {
      text += static_cast<char>(0xC0U | (byte >> 6U));
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return text;
}

void MidiAssembly::add(ChunkEvents chunk) {
  const bool endsInSilence = chunk.closed && chunk.end > chunk.lastEvent;
  if (endsInSilence) chunk.raw.push_back({chunk.end, kMeta, kTypeEndOfTrack, {}});
  if (m_layout == Layout::Sequences) placeSequence(chunk);
  addGlobals(chunk);
  if (!chunk.channels.empty()) {
    addTracks(chunk);
  } else if (m_chunks == 0 || m_layout != Layout::Parallel) {
    std::move(chunk.raw.begin(), chunk.raw.end(), std::back_inserter(m_parts.raw));
  } else {
    addSilentTrack(chunk);
  }
  ++m_chunks;
}

void MidiAssembly::setFilmTempo(std::uint32_t microsPerQuarter) {
  m_parts.tempo.push_back({Tick(0), microsPerQuarter});
}

void MidiAssembly::addGlobals(const ChunkEvents& chunk) {
  m_parts.tempo.insert(m_parts.tempo.end(), chunk.tempo.begin(), chunk.tempo.end());
  m_parts.meter.insert(m_parts.meter.end(), chunk.meter.begin(), chunk.meter.end());
  m_parts.keys.insert(m_parts.keys.end(), chunk.keys.begin(), chunk.keys.end());
}

void MidiAssembly::addTracks(ChunkEvents& chunk) {
  std::sort(chunk.channels.begin(), chunk.channels.end(),
            [](const ChannelEvents& a, const ChannelEvents& b) { return a.channel < b.channel; });
  std::string name;
  if (m_layout != Layout::Single || chunk.channels.size() == 1) {
    if (const auto meta = takeMeta(chunk.raw, kTypeName)) name = readableText(meta->bytes);
  }
  if (m_layout == Layout::Single) {
    std::move(chunk.raw.begin(), chunk.raw.end(), std::back_inserter(m_parts.raw));
    chunk.raw.clear();
  }
  for (ChannelEvents& events : chunk.channels) {
    auto track = std::make_shared<Track>();
    track->name = name;
    track->channel = events.channel;
    takeInstrument(events, *track);
    settleNotes(events.notes);
    track->notes = std::move(events.notes);
    track->controls = std::move(events.controls);
    track->raw = std::exchange(chunk.raw, {});
    settleEnd(*track);
    m_parts.tracks.push_back(std::move(track));
  }
}

void MidiAssembly::addSilentTrack(ChunkEvents& chunk) {
  if (chunk.raw.empty()) return;
  auto track = std::make_shared<Track>();
  if (const auto prefix = takeMeta(chunk.raw, kTypeChannelPrefix)) track->channel = prefix->bytes[0] & 0x0F;
  if (const auto name = takeMeta(chunk.raw, kTypeName)) track->name = readableText(name->bytes);
  track->raw = std::move(chunk.raw);
  settleEnd(*track);
  m_parts.tracks.push_back(std::move(track));
}

void MidiAssembly::placeSequence(ChunkEvents& chunk) {
  const auto startsAtZero = [](const auto& events) {
    return !events.empty() && events.front().at == Tick(0);
  };
  if (m_chunks > 0 && !startsAtZero(chunk.tempo)) chunk.tempo.insert(chunk.tempo.begin(), TempoChange{});
  if (m_chunks > 0 && !startsAtZero(chunk.meter)) chunk.meter.insert(chunk.meter.begin(), MeterChange{});
  const MeterMap meter(m_parts.ticksPerQuarter, chunk.meter);
  const BarPosition last = meter.at(chunk.end);
  const Tick length = last.inBar > Tick(0) ? last.barStart + meter.barLength(last.signature) : chunk.end;
  shiftChunk(chunk, m_sequenceStart);
  m_sequenceStart += length;
}

ScorePtr MidiAssembly::take() {
  // The maps keep the last of several changes at one tick, the score states each tick once.
  m_parts.tempo = TempoMap(m_parts.ticksPerQuarter, std::move(m_parts.tempo)).changes();
  m_parts.meter = MeterMap(m_parts.ticksPerQuarter, std::move(m_parts.meter)).changes();
  // Parts of transposing instruments state keys of their own: the first chunk's, the conductor's, is meant.
  sortByTick(m_parts.keys);
  const auto doubled = std::unique(m_parts.keys.begin(), m_parts.keys.end(),
                                   [](const KeySignature& a, const KeySignature& b) { return a.at == b.at; });
  m_parts.keys.erase(doubled, m_parts.keys.end());
  sortByTick(m_parts.raw);
  Tick last;
  raiseToLast(last, m_parts.tempo);
  raiseToLast(last, m_parts.meter);
  raiseToLast(last, m_parts.keys);
  settleEnd(m_parts.raw, last);
  if (m_parts.tracks.empty()) m_parts.tracks.push_back(std::make_shared<Track>());
  return Score::make(std::move(m_parts));
}

}  // namespace partimento::formats
