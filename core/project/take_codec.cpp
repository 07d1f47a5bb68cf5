#include "core/project/take_codec.h"

#include <algorithm>
#include <cstdint>

#include "core/project/event_codec.h"
#include "core/project/score_codec.h"

namespace partimento::project {

namespace {

/// From this version on a result says the places of its notes. Takes of one line are written without, so that
/// programs before it read them.
constexpr std::uint8_t kVersionWithPlaces = 2;
/// From this version on it says the tracks of the seed's further lines, too.
constexpr std::uint8_t kVersionWithTracks = 3;

void writePlaces(ByteWriter& out, const std::vector<NotePlace>& places) {
  out.number(places.size());
  for (const NotePlace& place : places) {
    out.byte(place.line);
    out.signedNumber(place.step);
  }
}

std::vector<NotePlace> readPlaces(ByteReader& in, std::size_t notes) {
  std::vector<NotePlace> places(in.count(2));
  // The index of a note is used for both without a look.
  if (!places.empty() && places.size() != notes) throwDamaged("a take has not a place for every note");
  for (NotePlace& place : places) {
    place.line = std::min<std::uint8_t>(in.byte(), kMostLines - 1);
    place.step = readInt(in, -1, INT32_MAX);
  }
  return places;
}

std::size_t readTrack(ByteReader& in) {
  return static_cast<std::size_t>(std::min<std::uint64_t>(in.number(), UINT32_MAX));
}

std::vector<std::size_t> readTracks(ByteReader& in) {
  std::vector<std::size_t> tracks(in.count(1));
  if (tracks.size() >= static_cast<std::size_t>(kMostLines)) throwDamaged("a take has too many tracks");
  for (std::size_t& track : tracks) track = readTrack(in);
  return tracks;
}

std::uint8_t versionOf(const StoredTake& stored) {
  if (!stored.otherTracks.empty()) return kVersionWithTracks;
  return stored.take.places.empty() ? kCodecVersion : kVersionWithPlaces;
}

}  // namespace

Bytes encodeResult(const StoredTake& stored) {
  ByteWriter out;
  const std::uint8_t version = versionOf(stored);
  out.byte(version);
  out.number(stored.track);
  out.signedNumber(stored.start.value);
  const Take& take = stored.take;
  out.byte(take.partial ? 1 : 0);
  out.real(take.logProbability);
  writeNotes(out, take.notes);
  out.number(take.noteLogProbabilities.size());
  for (float value : take.noteLogProbabilities) out.single(value);
  out.number(take.relaxations.size());
  for (const Relaxation& relaxation : take.relaxations) {
    out.signedNumber(relaxation.note);
    out.byte(static_cast<std::uint8_t>(relaxation.rule));
    out.signedNumber(relaxation.detail);
  }
  if (version >= kVersionWithPlaces) writePlaces(out, take.places);
  if (version < kVersionWithTracks) return out.take();
  out.number(stored.otherTracks.size());
  for (const std::size_t track : stored.otherTracks) out.number(track);
  return out.take();
}

namespace {

constexpr int kFavourite = 1;
constexpr int kRejected = 2;

}  // namespace

std::int64_t encodeMarks(const StoredTake& take) {
  return (take.favourite ? kFavourite : 0) | (take.rejected ? kRejected : 0);
}

void decodeMarks(std::int64_t marks, StoredTake& take) {
  take.favourite = marks & kFavourite;
  take.rejected = marks & kRejected;
}

std::int64_t encodeTime(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::chrono::system_clock::time_point decodeTime(std::int64_t milliseconds) {
  constexpr std::int64_t kFarthest = 250LL * 366 * 86'400'000;  // 250 years: the clock counts nanoseconds
  const std::chrono::milliseconds since(std::clamp(milliseconds, -kFarthest, kFarthest));
  return std::chrono::system_clock::time_point(
      std::chrono::duration_cast<std::chrono::system_clock::duration>(since));
}

void decodeResult(std::span<const std::byte> bytes, StoredTake& stored) {
  ByteReader in(bytes);
  const std::uint8_t version = in.byte();
  if (version < kCodecVersion || version > kVersionWithTracks) throwDamaged("a take has an unknown version");
  stored.track = readTrack(in);
  stored.start = Tick(std::clamp(in.signedNumber(), -kFarthestTick, kFarthestTick));
  Take& take = stored.take;
  take.partial = in.byte() != 0;
  take.logProbability = in.real();
  take.notes = readNotes(in);
  take.noteLogProbabilities.resize(in.count(4));
  for (float& value : take.noteLogProbabilities) value = in.single();
  take.relaxations.resize(in.count(3));
  for (Relaxation& relaxation : take.relaxations) {
    relaxation.note = readInt(in, 0, INT32_MAX);
    relaxation.rule = static_cast<RelaxedRule>(
        std::min<std::uint8_t>(in.byte(), static_cast<std::uint8_t>(RelaxedRule::Exclusion)));
    relaxation.detail = readInt(in, INT32_MIN, INT32_MAX);
    // The index is used without a look: a hostile one must not point past the notes.
    if (static_cast<std::size_t>(relaxation.note) >= take.notes.size()) {
      throwDamaged("a relaxation names no note");
    }
  }
  if (version >= kVersionWithPlaces) take.places = readPlaces(in, take.notes.size());
  if (version >= kVersionWithTracks) stored.otherTracks = readTracks(in);
  in.end();
}

}  // namespace partimento::project
