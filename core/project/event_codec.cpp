#include "core/project/event_codec.h"

#include <algorithm>

namespace partimento::project {

namespace {

constexpr NoteId kHighestNoteId = NoteId{1} << 53;
constexpr std::uint8_t kOriginBits = 0x03;
constexpr std::uint8_t kRelaxedBits = 0x1C;
constexpr int kRelaxedShift = 2;
constexpr std::uint8_t kReleaseBit = 0x20;
constexpr std::uint8_t kVoiceBit = 0x40;
constexpr std::uint8_t kSpellingBit = 0x80;
constexpr std::uint8_t kUsualRelease = 64;
constexpr std::size_t kLeastNoteBytes = 6;
constexpr std::size_t kLeastEventBytes = 4;

Tick readTick(std::int64_t value) {
  return Tick(std::clamp(value, -kFarthestTick, kFarthestTick));
}

}  // namespace

void TickWriter::operator()(Tick tick) {
  const auto value = static_cast<std::uint64_t>(tick.value);
  m_out.signedNumber(static_cast<std::int64_t>(value - m_last));
  m_last = value;
}

Tick TickReader::operator()() {
  const std::uint64_t sum = m_last + static_cast<std::uint64_t>(m_in.signedNumber());
  const Tick tick = readTick(static_cast<std::int64_t>(sum));
  m_last = static_cast<std::uint64_t>(tick.value);
  return tick;
}

int readInt(ByteReader& in, int lowest, int highest) {
  return static_cast<int>(std::clamp<std::int64_t>(in.signedNumber(), lowest, highest));
}

void writeNotes(ByteWriter& out, std::span<const Note> notes) {
  out.number(notes.size());
  TickWriter onset(out);
  NoteId expected = 1;
  for (const Note& note : notes) {
    out.signedNumber(static_cast<std::int64_t>(note.id - expected));
    expected = note.id + 1;
    onset(note.onset);
    out.signedNumber(note.duration.value);
    out.byte(static_cast<std::uint8_t>(note.pitch));
    out.byte(note.velocity);
    const bool unusual = note.releaseVelocity != kUsualRelease;
    out.byte(static_cast<std::uint8_t>(static_cast<int>(note.origin) |
                                       static_cast<int>(note.relaxed) << kRelaxedShift |
                                       (unusual ? kReleaseBit : 0) | (note.voice > 0 ? kVoiceBit : 0) |
                                       (note.spelling > 0 ? kSpellingBit : 0)));
    if (unusual) out.byte(note.releaseVelocity);
    if (note.voice > 0) out.byte(note.voice);
    if (note.spelling > 0) out.byte(note.spelling);
  }
}

std::vector<Note> readNotes(ByteReader& in) {
  std::vector<Note> notes(in.count(kLeastNoteBytes));
  TickReader onset(in);
  NoteId expected = 1;
  for (Note& note : notes) {
    note.id = expected + static_cast<NoteId>(in.signedNumber());
    expected = note.id + 1;
    if (note.id > kHighestNoteId) note.id = 0;
    note.onset = onset();
    note.duration = std::max(readTick(in.signedNumber()), Tick(0));
    note.pitch = std::min<int>(in.byte(), kHighestPitch);
    note.velocity = in.byte();
    const std::uint8_t marks = in.byte();
    note.origin = static_cast<Origin>(
        std::min<std::uint8_t>(marks & kOriginBits, static_cast<std::uint8_t>(Origin::EditedModel)));
    note.relaxed = static_cast<RelaxedRule>(std::min<std::uint8_t>(
        (marks & kRelaxedBits) >> kRelaxedShift, static_cast<std::uint8_t>(RelaxedRule::Exclusion)));
    if (marks & kReleaseBit) note.releaseVelocity = in.byte();
    if (marks & kVoiceBit) note.voice = std::min<std::uint8_t>(in.byte(), kVoicesOfStaff);
    if (marks & kSpellingBit) note.spelling = in.byte();
  }
  return notes;
}

void writeControls(ByteWriter& out, const std::vector<ControlEvent>& controls) {
  out.number(controls.size());
  TickWriter tick(out);
  for (const ControlEvent& event : controls) {
    tick(event.at);
    out.byte(static_cast<std::uint8_t>(event.kind));
    out.byte(event.number);
    out.signedNumber(event.value);
  }
}

std::vector<ControlEvent> readControls(ByteReader& in) {
  std::vector<ControlEvent> controls(in.count(kLeastEventBytes));
  TickReader tick(in);
  for (ControlEvent& event : controls) {
    event.at = tick();
    event.kind = static_cast<ControlEvent::Kind>(
        std::min<std::uint8_t>(in.byte(), static_cast<std::uint8_t>(ControlEvent::Kind::PitchBend)));
    event.number = in.byte();
    event.value = static_cast<std::int16_t>(readInt(in, INT16_MIN, INT16_MAX));
  }
  return controls;
}

void writeRaw(ByteWriter& out, const std::vector<RawEvent>& events) {
  out.number(events.size());
  TickWriter tick(out);
  for (const RawEvent& event : events) {
    tick(event.at);
    out.byte(event.status);
    out.byte(event.type);
    out.number(event.bytes.size());
    out.raw(std::as_bytes(std::span(event.bytes)));
  }
}

std::vector<RawEvent> readRaw(ByteReader& in) {
  std::vector<RawEvent> events(in.count(kLeastEventBytes));
  TickReader tick(in);
  for (RawEvent& event : events) {
    event.at = tick();
    event.status = in.byte();
    event.type = in.byte();
    const auto bytes = in.raw(in.number());
    event.bytes.reserve(bytes.size());
    for (std::byte byte : bytes) event.bytes.push_back(static_cast<std::uint8_t>(byte));
  }
  return events;
}

}  // namespace partimento::project
