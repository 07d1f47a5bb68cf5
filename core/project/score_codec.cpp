#include "core/project/score_codec.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/project/event_codec.h"

namespace partimento::project {

namespace {

constexpr std::size_t kWholeTrackNotes = 32;  // fewer are written whole: a change would not be smaller

constexpr std::uint8_t kVersionWithVoices = 2;
constexpr std::uint8_t kVersionWithSpelling = 3;

enum class ListForm : std::uint8_t { Same, Whole };

void requireVersion(ByteReader& in) {
  if (in.byte() != kCodecVersion) throwDamaged("a block has an unknown version");
}

/// `notes`: those that follow. Without voices and spelling the block is as before, so that older programs
/// read it.
std::uint8_t versionFor(std::span<const Note> notes) {
  const auto spelled = [](const Note& note) { return note.spelling > 0; };
  const auto voiced = [](const Note& note) { return note.voice > 0; };
  if (std::ranges::any_of(notes, spelled)) return kVersionWithSpelling;
  return std::ranges::any_of(notes, voiced) ? kVersionWithVoices : kCodecVersion;
}

void writeHead(ByteWriter& out, const Track& track, std::span<const Note> notes) {
  out.byte(versionFor(notes));
  out.text(track.name);
  out.signedNumber(track.channel);
  out.signedNumber(track.bank);
  out.signedNumber(track.program);
  out.real(track.volume);
  out.byte(static_cast<std::uint8_t>((track.muted ? 1 : 0) | (track.solo ? 2 : 0)));
}

Track readHead(ByteReader& in) {
  const std::uint8_t version = in.byte();
  if (version < kCodecVersion || version > kVersionWithSpelling)
    throwDamaged("a track has an unknown version");
  Track track;
  track.name = in.text();
  track.channel = readInt(in, 0, 15);
  track.bank = readInt(in, 0, (1 << 14) - 1);
  track.program = readInt(in, 0, 127);
  const double volume = in.real();
  track.volume = std::isfinite(volume) ? std::clamp(volume, 0.0, 1.0) : 1.0;
  const std::uint8_t switches = in.byte();
  track.muted = switches & 1;
  track.solo = switches & 2;
  return track;
}

bool strictlyOrdered(const std::vector<Note>& notes) {
  return std::adjacent_find(notes.begin(), notes.end(),
                            [](const Note& a, const Note& b) { return !noteBefore(a, b); }) == notes.end();
}

struct NoteChange {
  std::vector<std::size_t> removed;  // positions in the base
  std::vector<Note> added;
};

NoteChange changeBetween(const std::vector<Note>& base, const std::vector<Note>& notes) {
  NoteChange change;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < base.size() || j < notes.size()) {
    if (i < base.size() && j < notes.size() && base[i] == notes[j]) {
      ++i;
      ++j;
      continue;
    }
    const bool fromBase = j == notes.size() || (i < base.size() && !noteBefore(notes[j], base[i]));
    if (fromBase) {
      change.removed.push_back(i++);
    } else {
      change.added.push_back(notes[j++]);
    }
  }
  return change;
}

}  // namespace

Bytes encodeTrack(const Track& track) {
  ByteWriter out;
  writeHead(out, track, track.notes);
  writeNotes(out, track.notes);
  writeControls(out, track.controls);
  writeRaw(out, track.raw);
  return out.take();
}

Track decodeTrack(std::span<const std::byte> bytes) {
  ByteReader in(bytes);
  Track track = readHead(in);
  track.notes = readNotes(in);
  track.controls = readControls(in);
  track.raw = readRaw(in);
  in.end();
  return track;
}

std::optional<Bytes> encodeTrackChange(const Track& base, const Track& track) {
  if (track.notes.size() < kWholeTrackNotes) return std::nullopt;
  if (!strictlyOrdered(base.notes) || !strictlyOrdered(track.notes)) return std::nullopt;
  const NoteChange change = changeBetween(base.notes, track.notes);
  if (change.removed.size() + 2 * change.added.size() > track.notes.size()) return std::nullopt;
  ByteWriter out;
  writeHead(out, track, change.added);
  out.number(change.removed.size());
  std::size_t last = 0;
  for (const std::size_t position : change.removed) {
    out.number(position - last);
    last = position;
  }
  writeNotes(out, change.added);
  const bool sameControls = base.controls == track.controls;
  out.byte(static_cast<std::uint8_t>(sameControls ? ListForm::Same : ListForm::Whole));
  if (!sameControls) writeControls(out, track.controls);
  const bool sameRaw = base.raw == track.raw;
  out.byte(static_cast<std::uint8_t>(sameRaw ? ListForm::Same : ListForm::Whole));
  if (!sameRaw) writeRaw(out, track.raw);
  return out.take();
}

Track decodeTrackChange(const Track& base, std::span<const std::byte> bytes) {
  ByteReader in(bytes);
  Track track = readHead(in);
  std::vector<Note> kept;
  kept.reserve(base.notes.size());
  const std::size_t removals = in.count(1);
  std::size_t from = 0;  // first note of the base that is not yet kept or removed
  std::uint64_t position = 0;
  for (std::size_t i = 0; i < removals; ++i) {
    const std::uint64_t gap = in.number();
    if (gap >= base.notes.size() - position || (i > 0 && gap == 0)) throwDamaged("a change removes no note");
    position += gap;
    const auto at = static_cast<std::size_t>(position);
    kept.insert(kept.end(), base.notes.begin() + static_cast<std::ptrdiff_t>(from),
                base.notes.begin() + static_cast<std::ptrdiff_t>(at));
    from = at + 1;
  }
  kept.insert(kept.end(), base.notes.begin() + static_cast<std::ptrdiff_t>(from), base.notes.end());
  const std::vector<Note> added = readNotes(in);
  track.notes.reserve(kept.size() + added.size());
  std::merge(kept.begin(), kept.end(), added.begin(), added.end(), std::back_inserter(track.notes),
             noteBefore);
  track.controls = in.byte() == 0 ? base.controls : readControls(in);
  track.raw = in.byte() == 0 ? base.raw : readRaw(in);
  in.end();
  return track;
}

Bytes encodeConductor(const ScoreParts& parts) {
  ByteWriter out;
  out.byte(kCodecVersion);
  out.signedNumber(parts.ticksPerQuarter);
  out.number(parts.tempo.size());
  TickWriter tempoTick(out);
  for (const TempoChange& change : parts.tempo) {
    tempoTick(change.at);
    out.number(change.microsPerQuarter);
  }
  out.number(parts.meter.size());
  TickWriter meterTick(out);
  for (const MeterChange& change : parts.meter) {
    meterTick(change.at);
    out.signedNumber(change.signature.numerator);
    out.signedNumber(change.signature.denominator);
  }
  out.number(parts.keys.size());
  TickWriter keyTick(out);
  for (const KeySignature& key : parts.keys) {
    keyTick(key.at);
    out.signedNumber(key.sharps);
    out.byte(key.minor ? 1 : 0);
  }
  writeRaw(out, parts.raw);
  return out.take();
}

ScoreParts decodeConductor(std::span<const std::byte> bytes) {
  ByteReader in(bytes);
  requireVersion(in);
  ScoreParts parts;
  parts.ticksPerQuarter = readInt(in, 1, 1 << 20);
  parts.tempo.resize(in.count(2));
  TickReader tempoTick(in);
  for (TempoChange& change : parts.tempo) {
    change.at = tempoTick();
    change.microsPerQuarter =
        static_cast<std::uint32_t>(std::clamp<std::uint64_t>(in.number(), 1, UINT32_MAX));
  }
  parts.meter.resize(in.count(3));
  TickReader meterTick(in);
  for (MeterChange& change : parts.meter) {
    change.at = meterTick();
    change.signature.numerator = readInt(in, 1, 255);
    const auto denominator = static_cast<unsigned>(readInt(in, 1, 1 << 20));
    change.signature.denominator = static_cast<int>(std::bit_floor(denominator));
  }
  parts.keys.resize(in.count(3));
  TickReader keyTick(in);
  for (KeySignature& key : parts.keys) {
    key.at = keyTick();
    key.sharps = readInt(in, -128, 127);
    key.minor = in.byte() != 0;
  }
  parts.raw = readRaw(in);
  in.end();
  return parts;
}

bool sameConductor(const ScoreParts& a, const ScoreParts& b) {
  return a.ticksPerQuarter == b.ticksPerQuarter && a.tempo == b.tempo && a.meter == b.meter &&
         a.keys == b.keys && a.raw == b.raw;
}

}  // namespace partimento::project
