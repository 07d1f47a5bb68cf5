// `generate` as a real process with a shipped style: what the files hold, by reading them back.

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/file_io.h"
#include "core/formats/midi.h"
#include "core/music/scale.h"
#include "tests/app/program.h"
#include "tests/support/paths.h"
#include "tests/support/tiny_pack.h"

namespace partimento {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::ProgramResult;
using test::runCommandLine;
using testing::HasSubstr;

using Words = std::vector<std::string>;

Words joined(Words first, const Words& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

std::vector<int> pitchesOf(const fs::path& file) {
  std::vector<int> pitches;
  for (const Note& note : formats::readMidiFile(file).score->track(0).notes) pitches.push_back(note.pitch);
  return pitches;
}

class Generate : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const ProgramResult styles = runCommandLine({"styles", "--json"});
    ASSERT_EQ(styles.status, 0) << styles.err;
    const json list = json::parse(styles.out);
    if (!list.empty()) s_style = list.front()["id"].get<std::string>();
  }
  void SetUp() override {
    if (s_style.empty()) GTEST_SKIP() << "no style is installed";
  }

  fs::path file(const char* name) const { return m_folder.path() / name; }
  /// Typed seed of five notes and the words; --json. Returns what was printed.
  json generate(const Words& words, const char* out = "out.mid") const {
    const ProgramResult result =
        runCommandLine(joined({"generate", "--style", s_style, "--notes", "C4 D4 E4/8 F4 G4/4", "--out",
                               file(out).string(), "--json"},
                              words));
    EXPECT_EQ(result.status, 0) << result.err;
    return result.status == 0 ? json::parse(result.out) : json();
  }

  static constexpr std::size_t kSeedNotes = 5;
  static std::string s_style;
  test::TemporaryFolder m_folder;
};

std::string Generate::s_style;

TEST_F(Generate, WritesTheSeedAndThenTheTake) {
  const json report = generate({"--length", "12"});
  ASSERT_EQ(report["takes"].size(), 1U);
  const json& take = report["takes"][0];
  EXPECT_EQ(take["file"], file("out.mid").string());
  EXPECT_EQ(take["seed_notes"], kSeedNotes);
  EXPECT_EQ(take["notes"], 12);
  EXPECT_LT(take["log_probability"].get<double>(), 0);
  EXPECT_EQ(take["relaxations"], json::array());
  EXPECT_EQ(take["recipe"]["style"]["id"], s_style);
  EXPECT_GT(report["seconds"].get<double>(), 0);
  const std::vector<int> pitches = pitchesOf(file("out.mid"));
  ASSERT_EQ(pitches.size(), kSeedNotes + 12);
  EXPECT_EQ(std::vector<int>(pitches.begin(), pitches.begin() + kSeedNotes),
            (std::vector<int>{60, 62, 64, 65, 67}));
}

TEST_F(Generate, TheSameRecipeGivesTheSameBytes) {
  for (const char* method : {"beam", "sample", "diverse-beam", "stochastic-beam"}) {
    const Words words = {"--length", "10", "--search", method, "--takes", "2", "--random-seed", "7"};
    const json report = generate(words, "a.mid");
    generate(words, "b.mid");
    const std::vector<std::byte> first = readFile(file("a-2.mid"));
    EXPECT_EQ(first, readFile(file("b-2.mid"))) << method;

    const ProgramResult fromMidi =
        runCommandLine({"generate", "--replay", file("a-2.mid").string(), "--out", file("c.mid").string()});
    ASSERT_EQ(fromMidi.status, 0) << fromMidi.err;
    EXPECT_EQ(readFile(file("c.mid")), first) << method;

    writeFileAtomically(file("recipe.json"), std::string_view(report["takes"][1]["recipe"].dump()));
    const ProgramResult fromJson = runCommandLine(
        {"generate", "--replay", file("recipe.json").string(), "--out", file("d.mid").string()});
    ASSERT_EQ(fromJson.status, 0) << fromJson.err;
    EXPECT_EQ(readFile(file("d.mid")), first) << method;
  }
}

TEST_F(Generate, KeepsTheRules) {
  for (const char* method : {"beam", "sample", "diverse-beam", "stochastic-beam"}) {
    const Words words = {"--length", "24", "--search", method};
    generate(joined(words, {"--max-repeat", "2"}));
    std::vector<int> pitches = pitchesOf(file("out.mid"));
    for (std::size_t i = kSeedNotes; i < pitches.size(); ++i) {
      EXPECT_FALSE(pitches[i] == pitches[i - 1] && pitches[i] == pitches[i - 2]) << method;
    }
    generate(joined(words, {"--tabu", "4", "--tabu-key", "pitch-class"}));
    pitches = pitchesOf(file("out.mid"));
    for (std::size_t i = kSeedNotes; i < pitches.size(); ++i) {
      for (std::size_t back = 1; back <= 4; ++back)
        EXPECT_NE(pitches[i] % 12, pitches[i - back] % 12) << method;
    }
    generate(joined(words, {"--range", "60-72", "--scale", "D dorian", "--tabu", "1"}));
    pitches = pitchesOf(file("out.mid"));
    const Scale scale = parseScale("D dorian");
    for (std::size_t i = kSeedNotes; i < pitches.size(); ++i) {
      EXPECT_GE(pitches[i], 60) << method;
      EXPECT_LE(pitches[i], 72) << method;
      EXPECT_TRUE(scale.contains(pitches[i])) << method;
      EXPECT_NE(pitches[i], pitches[i - 1]) << method;
    }
  }
}

TEST_F(Generate, KeepsPitchAndLengthApartFromTheLastOnes) {
  generate({"--length", "24", "--tabu", "6", "--tabu-key", "pitch-duration"});
  const ScorePtr score = formats::readMidiFile(file("out.mid")).score;
  const std::vector<Note>& notes = score->track(0).notes;
  ASSERT_EQ(notes.size(), kSeedNotes + 24);
  bool returns = false;  // a pitch may come back at once, of another length
  for (std::size_t i = kSeedNotes; i < notes.size(); ++i) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(6, i); ++back) {
      const Note& before = notes[i - back];
      EXPECT_FALSE(notes[i].pitch == before.pitch && notes[i].duration == before.duration) << i;
      returns = returns || notes[i].pitch == before.pitch;
    }
  }
  EXPECT_TRUE(returns);
}

TEST_F(Generate, RestsMayEndTheRow) {
  const json report =
      generate({"--length", "8", "--max-repeat", "1", "--rest-resets-run", "--range", "60-60"});
  EXPECT_EQ(report["takes"][0]["relaxations"], json::array());
  const ScorePtr score = formats::readMidiFile(file("out.mid")).score;
  const std::vector<Note>& notes = score->track(0).notes;
  ASSERT_EQ(notes.size(), kSeedNotes + 8);
  for (std::size_t i = kSeedNotes + 1; i < notes.size(); ++i) {
    EXPECT_EQ(notes[i].pitch, 60);
    EXPECT_GT(notes[i].onset, notes[i - 1].end()) << "only a rest lets the one note come again";
  }
}

/// Whether one of the notes that begin first is of the pitch class.
bool beginsOn(const Score& score, int pitchClass) {
  std::vector<Note> notes;
  for (const TrackPtr& track : score.tracks())
    notes.insert(notes.end(), track->notes.begin(), track->notes.end());
  const auto first = std::ranges::min(notes, {}, &Note::onset).onset;
  return std::ranges::any_of(
      notes, [&](const Note& note) { return note.onset == first && note.pitch % 12 == pitchClass; });
}

TEST_F(Generate, BeginsFromNothing) {
  const std::string out = file("out.mid").string();
  for (const json& style : json::parse(runCommandLine({"styles", "--json"}).out)) {
    const auto id = style["id"].get<std::string>();
    const Words words = {"generate", "--style", id, "--length", "16", "--out", out, "--json"};
    const ProgramResult plain = runCommandLine(words);
    ASSERT_EQ(plain.status, 0) << id << plain.err;
    const json report = json::parse(plain.out);
    EXPECT_EQ(report["takes"][0]["seed_notes"], 0) << id;
    const bool oneLine = style["tokenizer"].get<std::string>().starts_with("melody");
    if (oneLine) {
      EXPECT_EQ(pitchesOf(file("out.mid")).size(), 16u) << id;
    }
    EXPECT_GE(report["takes"][0]["notes"].get<int>(), 16) << id;

    const ProgramResult inKey = runCommandLine(joined(words, {"--key", "Eb minor", "--meter", "3/4"}));
    ASSERT_EQ(inKey.status, 0) << id << inKey.err;
    const ScorePtr score = formats::readMidiFile(file("out.mid")).score;
    EXPECT_TRUE(beginsOn(*score, 3)) << id;
    EXPECT_EQ(score->meter().at(Tick(0)).signature, (TimeSignature{3, 4})) << id;
    ASSERT_EQ(score->keys().size(), 1u) << id;
    EXPECT_EQ(score->keys()[0].sharps, -6) << id;
    EXPECT_TRUE(score->keys()[0].minor) << id;

    const std::string again = file("again.mid").string();
    ASSERT_EQ(runCommandLine({"generate", "--replay", out, "--out", again}).status, 0) << id;
    EXPECT_EQ(readFile(again), readFile(out)) << id;
  }
}

TEST_F(Generate, TakesDiffer) {
  const json report = generate({"--length", "16", "--beam", "50", "--takes", "3"});
  ASSERT_EQ(report["takes"].size(), 3U);
  const auto first = pitchesOf(file("out-1.mid"));
  const auto second = pitchesOf(file("out-2.mid"));
  const auto third = pitchesOf(file("out-3.mid"));
  EXPECT_NE(first, second);
  EXPECT_NE(first, third);
  EXPECT_NE(second, third);
  EXPECT_FALSE(fs::exists(file("out.mid")));
}

TEST_F(Generate, BarsEndOnTheBarLine) {
  generate({"--bars", "3", "--search", "sample", "--meter", "3/4"});
  const ScorePtr score = formats::readMidiFile(file("out.mid")).score;
  EXPECT_EQ(score->meter().at(Tick(0)).signature, (TimeSignature{3, 4}));
  // four quarters of seed reach into the second bar of 3/4: three bars more end the fifth
  EXPECT_LE(score->end(), score->meter().barStart(5));
  EXPECT_GT(score->end(), score->meter().barStart(4));
}

TEST_F(Generate, WritesWhyEachNoteWasChosen) {
  generate({"--length", "6", "--trace", file("why.json").string()});
  const json trace = json::parse(readTextFile(file("why.json")));
  EXPECT_EQ(trace["format"], "partimento-trace");
  EXPECT_GE(trace["path"].size(), 12U);
  EXPECT_FALSE(trace["first_candidates"].empty());
}

TEST_F(Generate, SaysWhichWishCanBeMet) {
  const ProgramResult result =
      runCommandLine({"generate", "--style", s_style, "--notes", "C4", "--length", "8", "--tabu", "8",
                      "--range", "60-71", "--scale", "C major", "--out", file("out.mid").string()});
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, HasSubstr("--tabu 8 needs 9 different pitches"));
  EXPECT_THAT(result.err, HasSubstr("--tabu 6"));
  EXPECT_EQ(std::ranges::count(result.err, '\n'), 1);
  EXPECT_FALSE(fs::exists(file("out.mid")));
}

TEST_F(Generate, DoesNotGuessAVoice) {
  Track chords;
  for (int i = 0; i < 4; ++i) {
    for (int pitch : {60 + i, 67 + i}) {
      Note note;
      note.onset = Tick(480 * i);
      note.duration = Tick(480);
      note.pitch = pitch;
      chords.notes.push_back(note);
    }
  }
  ScoreParts parts;
  parts.tracks = {std::make_shared<const Track>(chords), std::make_shared<const Track>(chords)};
  formats::writeMidiFile(file("chords.mid"), *Score::make(parts));
  const Words words = {"generate",
                       "--style",
                       s_style,
                       "--seed",
                       file("chords.mid").string(),
                       "--length",
                       "4",
                       "--out",
                       file("out.mid").string()};
  const ProgramResult several = runCommandLine(words);
  EXPECT_EQ(several.status, 1);
  EXPECT_THAT(several.err, HasSubstr("--track"));
  const ProgramResult polyphonic = runCommandLine(joined(words, {"--track", "2"}));
  EXPECT_EQ(polyphonic.status, 1);
  EXPECT_THAT(polyphonic.err, HasSubstr("--voice"));
  ASSERT_EQ(runCommandLine(joined(words, {"--track", "2", "--voice", "bottom"})).status, 0);
  EXPECT_EQ(pitchesOf(file("out.mid"))[0], 60);
  ASSERT_EQ(runCommandLine(joined(words, {"--voice", "top"})).status, 0);
  EXPECT_EQ(pitchesOf(file("out.mid"))[0], 67);
}

TEST_F(Generate, ContinuesAllTracks) {
  const auto hand = [](const char* name, int program, std::vector<Pitch> chord) {
    Track track;
    track.name = name;
    track.program = program;
    for (int beat = 0; beat < 4; ++beat) {
      for (const Pitch pitch : chord)
        track.notes.push_back({.onset = Tick(480 * beat), .duration = Tick(480), .pitch = pitch});
    }
    return std::make_shared<const Track>(std::move(track));
  };
  ScoreParts parts;
  parts.tracks = {hand("Right", 0, {72, 76}), hand("Left", 6, {48})};
  formats::writeMidiFile(file("hands.mid"), *Score::make(parts));
  test::writeTinyPack(file("beat-pack"), "beat-pack", "beat-24/1");
  const Words words = {"generate", "--seed", file("hands.mid").string(), "--track",  "all",   "--length",
                       "20",       "--out",  file("out.mid").string(),   "--search", "sample"};
  const ProgramResult done = runCommandLine(joined(words, {"--style", file("beat-pack").string(), "--json"}));
  ASSERT_EQ(done.status, 0) << done.err;
  const json take = json::parse(done.out)["takes"][0];
  EXPECT_EQ(take["seed_notes"], 12);
  EXPECT_EQ(take["recipe"]["version"], 2);
  const ScorePtr score = formats::readMidiFile(file("out.mid")).score;
  ASSERT_GE(score->tracks().size(), 2U);
  EXPECT_EQ(score->track(0).name, "Right");
  EXPECT_EQ(score->track(1).name, "Left");
  EXPECT_EQ(score->track(1).program, 6);
  EXPECT_EQ(score->noteCount(), 12 + take["notes"].get<std::size_t>());
  const auto isSeeds = [](const Note& note) { return note.onset < Tick(4 * 480); };
  EXPECT_EQ(std::ranges::count_if(score->track(0).notes, isSeeds), 8);
  EXPECT_EQ(std::ranges::count_if(score->track(1).notes, isSeeds), 4);

  const ProgramResult again = runCommandLine(
      {"generate", "--replay", file("out.mid").string(), "--out", file("again.mid").string(), "--json"});
  ASSERT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(json::parse(again.out)["takes"][0]["recipe"], take["recipe"]);
  EXPECT_EQ(pitchesOf(file("again.mid")), pitchesOf(file("out.mid")));

  const ProgramResult oneLine = runCommandLine(joined(words, {"--style", s_style}));
  EXPECT_EQ(oneLine.status, 1);
  EXPECT_THAT(oneLine.err, HasSubstr("--voice"));
  test::writeTinyPack(file("hymns"), "hymns", "chorale-24/1");
  const ProgramResult threeVoices = runCommandLine(joined(words, {"--style", file("hymns").string()}));
  EXPECT_EQ(threeVoices.status, 1);
  EXPECT_THAT(threeVoices.err, HasSubstr("has 3 voices"));
}

TEST_F(Generate, WrongUsageIsOneLineAndStatusTwo) {
  const Words enough = {"--style",  s_style, "--notes", "C4",
                        "--length", "4",     "--out",   file("x.mid").string()};
  for (const Words& wrong :
       {Words{"--beam", "0"}, Words{"--beam", "1001"}, Words{"--temperature", "0"}, Words{"--top-p", "2"},
        Words{"--range", "84-55"}, Words{"--scale", "H flat"}, Words{"--search", "luck"},
        Words{"--seed", "x.mid"}, Words{"--bars", "2"}, Words{"--takes", "0"}, Words{"--tabu", "-1"},
        Words{"--tabu-key", "colour"}, Words{"--random-seed", "-4"}, Words{"--replay", "x.json"},
        Words{"--track", "1"}, Words{"--track", "everything"}, Words{"--key", "D minor"}}) {
    const ProgramResult result = runCommandLine(joined(joined({"generate"}, enough), wrong));
    EXPECT_EQ(result.status, 2) << wrong[0];
    EXPECT_EQ(std::ranges::count(result.err, '\n'), 1) << result.err;
  }
  EXPECT_EQ(runCommandLine({"generate", "--style", s_style, "--notes", "C4", "--out", "x.mid"}).status, 2);
  EXPECT_EQ(runCommandLine({"generate", "--style", s_style, "--key", "D dorian", "--length", "4", "--out",
                            file("x.mid").string()})
                .status,
            2);
  EXPECT_EQ(runCommandLine({"generate", "--style", "nothing", "--notes", "C4", "--length", "3", "--out",
                            file("x.mid").string()})
                .status,
            1);
}

TEST_F(Generate, RefusesRecipesThatAreNone) {
  writeFileAtomically(file("r.json"), std::string_view("{\"format\":\"partimento-recipe\"}"));
  const ProgramResult result =
      runCommandLine({"generate", "--replay", file("r.json").string(), "--out", file("x.mid").string()});
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, HasSubstr("version: missing"));
  formats::writeMidiFile(file("plain.mid"), *Score::empty());
  EXPECT_EQ(
      runCommandLine({"generate", "--replay", file("plain.mid").string(), "--out", file("x.mid").string()})
          .status,
      1);
}

}  // namespace
}  // namespace partimento
