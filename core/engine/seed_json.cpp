#include "core/engine/seed_json.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/base/error.h"
#include "core/music/scale.h"

namespace partimento {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxSeedNotes = 100000;
constexpr std::int64_t kMaxSeedTick = std::int64_t{1} << 48;

Json notesJson(std::span<const Note> line) {
  Json notes = Json::array();
  for (const Note& note : line) {
    notes.push_back({note.onset.value, note.duration.value, note.pitch, note.velocity, note.releaseVelocity});
  }
  return notes;
}

Note noteFrom(const JsonReader& reader) {
  const std::size_t size = reader.arraySize(5);
  if (size < 4) reader.fail("onset, duration, pitch, velocity expected");
  Note note;
  note.onset = Tick(reader.item(0).integer(0, kMaxSeedTick));
  note.duration = Tick(reader.item(1).integer(1, kMaxSeedTick));
  note.pitch = static_cast<Pitch>(reader.item(2).integer(kLowestPitch, kHighestPitch));
  note.velocity = static_cast<std::uint8_t>(reader.item(3).integer(1, 127));
  if (size == 5) note.releaseVelocity = static_cast<std::uint8_t>(reader.item(4).integer(0, 127));
  return note;
}

TimeSignature meterFrom(const JsonReader& reader) {
  if (reader.arraySize(2) != 2) reader.fail("two numbers expected");
  TimeSignature meter;
  meter.numerator = static_cast<int>(reader.item(0).integer(1, 255));
  meter.denominator = static_cast<int>(reader.item(1).integer(1, 256));
  if ((meter.denominator & (meter.denominator - 1)) != 0) reader.item(1).fail("a power of two expected");
  return meter;
}

OpeningKey keyFrom(const JsonReader& reader) {
  Scale scale;
  try {
    scale = parseScale(reader.text());
  } catch (const Error& error) {
    if (error.code() == ErrorCode::RecipeInvalid) throw;
    reader.fail("the name of a scale expected");
  }
  if (scale.mode != "major" && scale.mode != "minor") reader.fail("a major or minor key expected");
  return {scale.tonic, scale.mode == "minor"};
}

enum class AtOnce : std::uint8_t { One, Chords };

/// Notes in the order of time, at most so many.
std::vector<Note> notesFrom(const JsonReader& reader, std::size_t most, AtOnce atOnce) {
  std::vector<Note> notes;
  const std::size_t count = reader.arraySize(most);
  for (std::size_t i = 0; i < count; ++i) {
    const Note note = noteFrom(reader.item(i));
    const bool overlaps = !notes.empty() && note.onset < notes.back().end();
    if (overlaps && atOnce == AtOnce::One) reader.item(i).fail("overlaps the note before");
    if (overlaps && note.onset < notes.back().onset) reader.item(i).fail("begins before the note before");
    notes.push_back(note);
  }
  return notes;
}

/// What a seed of several lines has besides its leading line.
void readLines(const JsonReader& reader, SeedMelody& seed) {
  if (reader.has("others")) {
    const JsonReader others = reader.member("others");
    const std::size_t count = others.arraySize(kMostLines - 1);
    for (std::size_t i = 0; i < count; ++i) {
      seed.others.push_back(notesFrom(others.item(i), kMaxSeedNotes - seed.noteCount(), AtOnce::Chords));
      if (seed.others.back().empty()) others.item(i).fail("at least one note expected");
    }
    if (count > 0 && seed.notes.empty()) reader.member("notes").fail("at least one note expected");
  }
  if (!reader.has("cut")) return;
  Tick last;
  for (std::size_t i = 0; i < seed.lineCount(); ++i) {
    if (!seed.line(i).empty()) last = std::max(last, seed.line(i).back().onset);
  }
  seed.cut = Tick(reader.member("cut").integer(last.value + 1, kMaxSeedTick));
}

}  // namespace

int recipeVersionOf(const SeedMelody& seed) {
  return seed.isOneLine() && !seed.cut ? 1 : 2;
}

Json seedToJson(const SeedMelody& seed) {
  Json json = {{"ticks_per_quarter", seed.ticksPerQuarter},
               {"meter", {seed.meter.numerator, seed.meter.denominator}},
               {"micros_per_quarter", seed.microsPerQuarter},
               {"notes", notesJson(seed.notes)}};
  if (seed.key) json["key"] = scaleName(makeScale(seed.key->tonic, seed.key->minor ? "minor" : "major"));
  for (const auto& line : seed.others) json["others"].push_back(notesJson(line));
  if (seed.cut) json["cut"] = seed.cut->value;
  return json;
}

SeedMelody seedFromJson(const JsonReader& reader, std::int64_t version) {
  SeedMelody seed;
  seed.ticksPerQuarter = static_cast<int>(reader.member("ticks_per_quarter").integer(1, 32767));
  seed.meter = meterFrom(reader.member("meter"));
  seed.microsPerQuarter =
      static_cast<std::uint32_t>(reader.member("micros_per_quarter").integer(1, 0xFFFFFF));
  const AtOnce atOnce = version == 1 ? AtOnce::One : AtOnce::Chords;
  seed.notes = notesFrom(reader.member("notes"), kMaxSeedNotes, atOnce);
  if (reader.has("key")) seed.key = keyFrom(reader.member("key"));
  if (version > 1) readLines(reader, seed);
  return seed;
}

}  // namespace partimento
