#include "core/musicxml/writer.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/file_io.h"
#include "core/base/random.h"
#include "core/formats/midi.h"
#include "core/music/text_events.h"
#include "core/musicxml/archive.h"
#include "core/musicxml/bar_writer.h"
#include "core/notation/notate.h"
#include "tests/core/musicxml/score_samples.h"
#include "tests/core/musicxml/xml_samples.h"
#include "tests/support/paths.h"

namespace partimento::musicxml {
namespace {

using testing::HasSubstr;

std::string xmlOf(const ScorePtr& score, const MusicXmlWriteOptions& options = {}) {
  const auto bytes = writeMusicXml(*notation::notate(score), options);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

ScorePtr again(const ScorePtr& score) {
  const auto import = readText(xmlOf(score));
  EXPECT_TRUE(import.warnings.empty()) << warningName(import.warnings.front().code);
  return import.score;
}

TEST(MusicXmlWriter, RandomScoresComeBackToTheTick) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const ScorePtr score = randomScore(seed);
    const ScorePtr copy = again(score);
    // Quintuplets need ticks that the score may not have.
    ASSERT_EQ(copy->ticksPerQuarter() % score->ticksPerQuarter(), 0) << seed;
    ASSERT_EQ(describeTracks(*copy, score->ticksPerQuarter()), describeTracks(*score)) << seed;
    ASSERT_EQ(copy->tempo().changes().size(), score->tempo().changes().size()) << seed;
    for (std::size_t i = 0; i < score->tempo().changes().size(); ++i)
      EXPECT_EQ(copy->tempo().changes()[i].microsPerQuarter, score->tempo().changes()[i].microsPerQuarter);
    if (testing::Test::HasFailure()) break;
  }
}

TEST(MusicXmlWriter, TheSameBytesEachTime) {
  const ScorePtr score = randomScore(4);
  EXPECT_EQ(xmlOf(score), xmlOf(score));
  const test::TemporaryFolder folder;
  const auto notation = notation::notate(score);
  writeMusicXmlFile(folder.path() / "a.mxl", *notation);
  writeMusicXmlFile(folder.path() / "b.mxl", *notation);
  EXPECT_EQ(readFile(folder.path() / "a.mxl"), readFile(folder.path() / "b.mxl"));
  EXPECT_TRUE(looksLikeArchive(readFile(folder.path() / "a.mxl")));
  EXPECT_EQ(describeTracks(*readMusicXmlFile(folder.path() / "a.mxl").score), describeTracks(*score));
}

TEST(MusicXmlWriter, WordsAndRecipesComeBack) {
  ScoreParts parts = randomScore(1)->parts();
  Track track = *parts.tracks.front();
  track.raw.clear();
  track.raw.push_back(rawEvent(LyricEvent{track.notes[0].onset, "A & <b>", true, 1}));
  track.raw.push_back(rawEvent(LyricEvent{track.notes[0].onset, "Zwei", false, 2}));
  track.raw.push_back(rawEvent(LyricEvent{track.notes[1].onset, "men", false, 1}));
  std::stable_sort(track.raw.begin(), track.raw.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
  parts.tracks.front() = std::make_shared<Track>(track);
  parts.raw = {titleEvent("Tänze \"I\""),
               composerEvent("N. N."),
               rawEvent(ChordEvent{Tick(0), *parseChordText("Bbm7/F")}),
               rawEvent(TextEvent{TextEvent::Kind::Rehearsal, Tick(0), "B"}),
               rawEvent(ChordEvent{Tick(333), *parseChordText("C7(b9)")}),
               rawEvent(TextEvent{TextEvent::Kind::Words, Tick(500), "dolce"})};
  const ScorePtr score = Score::make(parts);
  const auto import = readText(xmlOf(score, {.recipes = {"{\"seed\": \"<&>\"}", "{\n}"}}));
  const Score& copy = *import.score;
  EXPECT_EQ(titleOf(copy), titleOf(*score));
  EXPECT_EQ(composerOf(copy), "N. N.");
  EXPECT_EQ(chordsOf(copy), chordsOf(*score));
  EXPECT_EQ(formats::recipesIn(copy), (std::vector<std::string>{"{\"seed\": \"<&>\"}", "{\n}"}));
  EXPECT_EQ(lyricsOf(copy.track(0)), lyricsOf(score->track(0)));
  const auto kept = readText(xmlOf(import.score));
  EXPECT_EQ(formats::recipesIn(*kept.score), formats::recipesIn(copy));
}

TEST(MusicXmlWriter, TempoWordsAreWrittenOnce) {
  ScoreParts parts = randomScore(1)->parts();
  parts.tempo = {{Tick(0), 500000}};
  parts.raw.clear();
  Track track = *parts.tracks.front();
  track.raw = {rawEvent(TextEvent{TextEvent::Kind::Words, Tick(0), "Allegro"}),
               rawEvent(TextEvent{TextEvent::Kind::Words, Tick(0), "dolce"})};
  parts.tracks = {std::make_shared<Track>(track)};
  const ScorePtr score = Score::make(parts);
  const ScorePtr copy = readText(xmlOf(score)).score;
  std::vector<std::string> words;
  for (const TrackPtr& each : copy->tracks()) {
    for (const TextEvent& text : textsOf(*each)) words.push_back(text.text);
  }
  std::ranges::sort(words);
  EXPECT_EQ(words, (std::vector<std::string>{"Allegro", "dolce"}));
}

TEST(MusicXmlWriter, TempoIsExact) {
  for (std::uint32_t micros = 1000; micros < 16000000; micros = micros * 21 / 20 + 7) {
    const double quarters = 60e6 / micros;
    EXPECT_EQ(std::llround(60e6 / std::atof(tempoText(quarters).c_str())), micros);
  }
  EXPECT_EQ(tempoText(120), "120");
  EXPECT_EQ(tempoText(60e6 / 800000), "75");
}

TEST(MusicXmlWriter, DrumsKeepTheirKeys) {
  Track drums;
  drums.channel = 9;
  drums.name = "Kit";
  for (int i = 0; i < 16; ++i) {
    Note note;
    note.onset = Tick(120 * i);
    note.duration = Tick(60);
    note.pitch = i % 2 == 0 ? 42 : i % 4 == 1 ? 36 : 38;
    drums.notes.push_back(note);
  }
  ScoreParts parts;
  parts.meter = {MeterChange{}};
  parts.tracks = {std::make_shared<Track>(drums)};
  const ScorePtr score = Score::make(parts);
  const ScorePtr copy = again(score);
  EXPECT_EQ(copy->track(0).channel, 9);
  EXPECT_EQ(describeTracks(*copy), describeTracks(*score));
  EXPECT_THAT(xmlOf(score), HasSubstr("<midi-unpitched>43</midi-unpitched>"));
}

TEST(MusicXmlWriter, PedalsComeBack) {
  ScoreParts parts = randomScore(2)->parts();
  Track track = *parts.tracks.front();
  track.controls = {{Tick(10), ControlEvent::Kind::Controller, 64, 127},
                    {Tick(700), ControlEvent::Kind::Controller, 64, 50},
                    {Tick(900), ControlEvent::Kind::Controller, 64, 0}};
  parts.tracks = {std::make_shared<Track>(track)};
  const ScorePtr score = Score::make(parts);
  EXPECT_EQ(again(score)->track(0).controls, track.controls);
}

TEST(MusicXmlWriter, EmptyScores) {
  const ScorePtr copy = readText(xmlOf(Score::empty())).score;
  EXPECT_EQ(copy->noteCount(), 0U);
}

}  // namespace
}  // namespace partimento::musicxml
