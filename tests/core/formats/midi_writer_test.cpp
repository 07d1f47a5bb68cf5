#include <algorithm>
#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/core/formats/midi_bytes.h"
#include "tests/support/paths.h"

namespace partimento::formats {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

MidiImport copyOf(const Score& score) {
  return readMidi(writeMidi(score), "copy");
}

std::vector<std::uint8_t> randomBytes(Random& random, std::uint64_t most) {
  std::vector<std::uint8_t> bytes(random.below(most + 1));
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.below(256));
  return bytes;
}

std::vector<RawEvent> randomRaw(Random& random, bool conductor) {
  std::vector<RawEvent> raw;
  Tick at(conductor ? 0 : 1);
  for (std::uint64_t n = random.below(8); n > 0; --n) {
    at += Tick(static_cast<std::int64_t>(random.below(500)));
    static constexpr std::uint8_t kTypes[] = {0x00, 0x01, 0x02, 0x03, 0x05, 0x06, 0x21, 0x54, 0x60, 0x7F};
    RawEvent event{at, 0xFF, kTypes[random.below(std::size(kTypes))], randomBytes(random, 200)};
    if (random.below(3) == 0) {
      event.status = random.below(2) == 0 ? 0xF0 : 0xF7;
      event.type = 0;
    }
    raw.push_back(std::move(event));
  }
  return raw;
}

std::vector<ControlEvent> randomControls(Random& random) {
  std::vector<ControlEvent> controls;
  Tick at;
  for (std::uint64_t n = random.below(20); n > 0; --n) {
    at += Tick(static_cast<std::int64_t>(random.below(3) * random.below(200)));
    ControlEvent event{at, static_cast<ControlEvent::Kind>(random.below(5)), 0,
                       static_cast<std::int16_t>(random.below(128))};
    const bool numbered =
        event.kind == ControlEvent::Kind::Controller || event.kind == ControlEvent::Kind::PolyPressure;
    static constexpr std::uint8_t kNumbers[] = {0, 1, 7, 10, 32, 64, 66, 67, 127};
    if (numbered) event.number = kNumbers[random.below(std::size(kNumbers))];
    if (event.kind == ControlEvent::Kind::PitchBend) {
      event.value = static_cast<std::int16_t>(static_cast<int>(random.below(16384)) - 8192);
    }
    controls.push_back(event);
  }
  return controls;
}

/// Notes of one pitch may overlap, but the one that begins first ends first: a file can say no more.
std::vector<Note> randomNotes(Random& random) {
  std::vector<Note> notes;
  std::map<Pitch, Tick> lastEnd;
  Tick at;
  for (std::uint64_t n = random.below(60); n > 0; --n) {
    at += Tick(static_cast<std::int64_t>(random.below(3) * random.below(400)));
    Note note;
    note.onset = at;
    note.pitch = static_cast<Pitch>(random.below(2) == 0 ? random.below(128) : 60 + random.below(3));
    note.velocity = static_cast<std::uint8_t>(1 + random.below(127));
    note.releaseVelocity = static_cast<std::uint8_t>(random.below(2) == 0 ? 64 : random.below(128));
    const Tick end = std::max(lastEnd[note.pitch], at) +
                     Tick(static_cast<std::int64_t>(random.below(4) == 0 ? 0 : random.below(700)));
    note.duration = end - at;
    lastEnd[note.pitch] = end;
    notes.push_back(note);
  }
  return notes;
}

ScorePtr randomScore(Random& random) {
  ScoreParts parts;
  parts.ticksPerQuarter = static_cast<int>(1 + random.below(32767));
  Tick at;
  for (std::uint64_t n = random.below(5); n > 0; --n) {
    parts.tempo.push_back({at, static_cast<std::uint32_t>(1 + random.below(0xFFFFFF))});
    parts.meter.push_back({at, {static_cast<int>(1 + random.below(12)), 1 << random.below(8)}});
    parts.keys.push_back({at, static_cast<int>(random.below(15)) - 7, random.below(2) == 0});
    at += Tick(static_cast<std::int64_t>(1 + random.below(100000)));
  }
  parts.raw = randomRaw(random, true);
  for (std::uint64_t n = 1 + random.below(5); n > 0; --n) {
    auto track = std::make_shared<Track>();
    track->name = random.below(3) == 0 ? "" : "Línea " + std::to_string(n);
    track->channel = static_cast<int>(random.below(16));
    track->program = static_cast<int>(random.below(128));
    track->bank = static_cast<int>(random.below(3) == 0 ? random.below(128) : 0);
    track->notes = randomNotes(random);
    track->controls = randomControls(random);
    track->raw = randomRaw(random, false);
    parts.tracks.push_back(std::move(track));
  }
  return Score::make(std::move(parts));
}

TEST(MidiWriter, RandomScoresComeBackTheSame) {
  Random random(99);
  for (int round = 0; round < 500; ++round) {
    const ScorePtr score = randomScore(random);
    const MidiImport copy = copyOf(*score);
    ASSERT_TRUE(score->sameMusic(*copy.score)) << round;
    for (const MidiWarning& warning : copy.warnings) {
      EXPECT_EQ(warning.code, MidiWarningCode::NoNotes) << warningName(warning.code);
    }
    EXPECT_EQ(writeMidi(*copy.score), writeMidi(*score)) << round;
  }
}

TEST(MidiWriter, WritesTheBytesOneExpects) {
  ScoreParts parts;
  parts.ticksPerQuarter = 96;
  parts.tempo = {{Tick(0), 500000}};
  parts.meter = {{Tick(0), {6, 8}}};
  parts.keys = {{Tick(0), -3, true}};
  auto track = std::make_shared<Track>();
  track->name = "A";
  track->channel = 2;
  track->program = 40;
  Note note;
  note.duration = Tick(200);
  track->notes = {note};
  parts.tracks = {track};
  MidiBytes expected;
  expected.header(1, 2, 96);
  expected.track(
      {0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20, 0, 0xFF, 0x58, 4, 6, 3, 36, 8, 0, 0xFF, 0x59, 2, 0xFD, 1});
  expected.track({0, 0xFF, 0x03, 1, 'A', 0, 0xC2, 40, 0, 0x92, 60, 80, 0x81, 0x48, 60, 0});
  EXPECT_EQ(writeMidi(*Score::make(parts)), expected.get());
}

TEST(MidiWriter, BankComesBeforeProgram) {
  ScoreParts parts;
  auto track = std::make_shared<Track>();
  track->bank = 8;
  track->program = 5;
  track->controls = {{Tick(0), ControlEvent::Kind::Controller, 7, 100},
                     {Tick(0), ControlEvent::Kind::Controller, 32, 3},
                     {Tick(0), ControlEvent::Kind::Controller, 10, 64}};
  parts.tracks = {track};
  const auto file = writeMidi(*Score::make(parts));
  const MidiBytes head = MidiBytes().bytes({0, 0xB0, 0, 8, 0, 7, 100, 0, 32, 3, 0, 0xC0, 5, 0, 0xB0, 10, 64});
  EXPECT_NE(std::search(file.begin(), file.end(), head.get().begin(), head.get().end()), file.end());
}

TEST(MidiWriter, ATrackWithoutMusicChangesNoInstrument) {
  ScoreParts parts;
  auto words = std::make_shared<Track>();
  words->name = "Words";
  words->channel = 4;
  words->raw = {{Tick(10), 0xFF, 0x05, {'l', 'a'}}};
  parts.tracks = {words};
  const ScorePtr score = Score::make(parts);
  const auto file = writeMidi(*score);
  EXPECT_EQ(std::count(file.begin(), file.end(), std::byte{0xC4}), 0);
  EXPECT_TRUE(copyOf(*score).score->sameMusic(*score));
}

TEST(MidiWriter, LongWaitsAreBroken) {
  ScoreParts parts;
  auto track = std::make_shared<Track>();
  Note note;
  note.onset = Tick(700'000'000);
  note.duration = Tick(480);
  track->notes = {note};
  parts.tracks = {track};
  const MidiImport copy = copyOf(*Score::make(parts));
  ASSERT_EQ(copy.score->track(0).notes.size(), 1U);
  EXPECT_EQ(copy.score->track(0).notes[0].onset, note.onset);
}

TEST(MidiWriter, ImpossibleValuesAreBroughtInsideTheFormat) {
  ScoreParts parts;
  parts.tempo = {{Tick(0), 0xFFFFFFFF}};
  parts.meter = {{Tick(0), {300, 4}}};
  auto track = std::make_shared<Track>();
  Note note;
  note.onset = Tick(-10);
  note.duration = Tick(-5);
  note.pitch = 200;
  note.velocity = 0;
  track->notes = {note};
  parts.tracks = {track};
  const MidiImport copy = copyOf(*Score::make(parts));
  EXPECT_THAT(copy.warnings, IsEmpty());
  EXPECT_EQ(copy.score->track(0).notes.at(0).pitch, 127);
  EXPECT_EQ(copy.score->tempo().changes().at(0).microsPerQuarter, 0xFFFFFFU);
  parts.ticksPerQuarter = 40000;
  EXPECT_THROW(writeMidi(*Score::make(parts)), Error);
}

TEST(MidiWriter, EmbedsRecipes) {
  MidiWriteOptions options;
  options.recipes = {R"({"seed":1,"name":"ñ"})", R"({"seed":2})"};
  const MidiImport first = readMidi(writeMidi(*Score::empty(), options), "copy");
  EXPECT_EQ(recipesIn(*first.score), options.recipes);
  const MidiImport kept = copyOf(*first.score);
  EXPECT_EQ(recipesIn(*kept.score), options.recipes);
  options.recipes = {"{}"};
  const MidiImport replaced = readMidi(writeMidi(*kept.score, options), "copy");
  EXPECT_THAT(recipesIn(*replaced.score), ElementsAre("{}"));
  EXPECT_THAT(recipesIn(*Score::empty()), IsEmpty());
}

}  // namespace
}  // namespace partimento::formats
