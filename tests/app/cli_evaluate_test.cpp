// `evaluate --report` as a real process: a shipped style on a corpus of scales.

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/file_io.h"
#include "core/formats/midi.h"
#include "tests/app/program.h"
#include "tests/support/paths.h"
#include "tests/training/scale_corpus.h"

namespace partimento {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::ProgramResult;
using test::runCommandLine;
using testing::HasSubstr;

using Words = std::vector<std::string>;

class Evaluate : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const json list = json::parse(runCommandLine({"styles", "--json"}).out);
    for (const json& style : list) {
      if (style["id"] == "fiddle-tunes-gpt") s_style = style["id"].get<std::string>();
    }
  }
  void SetUp() override {
    if (s_style.empty()) GTEST_SKIP() << "no style is installed";
    training::test::writeScaleCorpus(m_folder.path() / "corpus", 8);
  }

  fs::path at(const char* name) const { return m_folder.path() / name; }
  Words words(const Words& more) const {
    Words all = {"evaluate",
                 "--style",
                 s_style,
                 "--corpus",
                 at("corpus").string(),
                 "--report",
                 at("report").string(),
                 "--opening-bars",
                 "2",
                 "--most-bars",
                 "4"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  json report() const { return json::parse(readTextFile(at("report") / "report.json")); }

  static std::string s_style;
  test::TemporaryFolder m_folder;
};

std::string Evaluate::s_style;

TEST_F(Evaluate, WritesAPageFiguresAndSamples) {
  const ProgramResult run = runCommandLine(words({"--samples", "5", "--json"}));
  ASSERT_EQ(run.status, 0) << run.err;
  const json printed = json::parse(run.out);
  EXPECT_GT(printed["nats_per_note"].get<double>(), 0);
  json written = report();
  EXPECT_EQ(printed["quality"], written);
  EXPECT_EQ(written["style"], s_style);
  EXPECT_EQ(written["held_out_pieces"], 8);
  ASSERT_EQ(written["samples"].size(), 5U);
  for (const json& measure : written["measures"]) {
    EXPECT_EQ(measure["pieces"], 5) << measure;
    if (measure["id"] != "scale-consistency") continue;
    EXPECT_EQ(measure["real"]["mean"], 1) << "scales stay in their scale";
  }
  const std::string page = readTextFile(at("report") / "report.md");
  EXPECT_THAT(page, HasSubstr("| notes a bar |"));
  for (const auto& entry : fs::directory_iterator(at("report") / "pictures"))
    EXPECT_THAT(page, HasSubstr("](pictures/" + entry.path().filename().string() + ')'));
  const fs::path firstFile = written["samples"][0]["file"].get<std::string>();
  const std::string roll =
      readTextFile(at("report") / "pictures" / firstFile.filename().replace_extension(".svg"));
  EXPECT_THAT(roll, HasSubstr("#B26A00")) << "the opening";
  EXPECT_THAT(roll, HasSubstr("#00796B")) << "what the style made of it";
  for (const json& sample : written["samples"]) {
    const ScorePtr made = formats::readMidiFile(at("report") / sample["file"].get<std::string>()).score;
    const std::string piece = sample["piece"];
    const ScorePtr real = formats::readMidiFile(m_folder.path() / piece).score;
    const std::vector<Note>& notes = made->track(0).notes;
    const Tick cut(2 * 4 * 480);
    const auto first =
        std::find_if(notes.begin(), notes.end(), [&](const Note& n) { return n.onset >= cut; });
    ASSERT_NE(first, notes.end()) << piece;
    EXPECT_EQ(notes.end() - first, sample["notes"].get<int>());
    for (auto note = notes.begin(); note != first; ++note) {
      const Note& begun = real->track(0).notes.at(static_cast<std::size_t>(note - notes.begin()));
      EXPECT_EQ(note->pitch, begun.pitch) << piece;
      EXPECT_EQ(note->onset, begun.onset) << piece;
    }
    EXPECT_LE(made->end(), cut + Tick(4 * 4 * 480)) << piece;
  }

  // the same again takes the first one's place; times alone may differ
  ASSERT_EQ(runCommandLine(words({"--samples", "5"})).status, 0);
  json again = report();
  for (json* each : {&written, &again}) each->erase("compose_seconds");
  EXPECT_EQ(again, written);
}

TEST_F(Evaluate, GoesOnAsGenerateDoes) {
  ASSERT_EQ(runCommandLine(words({"--samples", "4"})).status, 0);
  const Tick cut(2 * 4 * 480);
  for (const json& sample : report()["samples"]) {
    const fs::path file = at("report") / sample["file"].get<std::string>();
    const ScorePtr made = formats::readMidiFile(file).score;
    ScoreParts opening = made->parts();
    auto track = std::make_shared<Track>(made->track(0));
    std::erase_if(track->notes, [cut](const Note& note) { return note.onset >= cut; });
    opening.tracks = {std::move(track)};
    formats::writeMidiFile(at("seed.mid"), *Score::make(std::move(opening)));
    const ProgramResult generated =
        runCommandLine({"generate", "--style", s_style, "--seed", at("seed.mid").string(), "--bars", "4",
                        "--out", at("out.mid").string()});
    ASSERT_EQ(generated.status, 0) << generated.err;
    const ScorePtr other = formats::readMidiFile(at("out.mid")).score;
    ASSERT_EQ(other->track(0).notes.size(), made->track(0).notes.size());
    for (std::size_t i = 0; i < other->track(0).notes.size(); ++i) {
      EXPECT_EQ(other->track(0).notes[i].pitch, made->track(0).notes[i].pitch);
      EXPECT_EQ(other->track(0).notes[i].onset, made->track(0).notes[i].onset);
    }
  }
}

TEST_F(Evaluate, ReadsSeveralCorpora) {
  training::test::writeScaleCorpus(at("more"), 10);  // eight copies, and two pieces more
  ASSERT_EQ(runCommandLine(words({"--samples", "20", "--corpus", at("more").string()})).status, 0);
  EXPECT_EQ(report()["samples"].size(), 10U);
  EXPECT_THAT(readTextFile(at("report") / "report.md"), HasSubstr("`corpus`, `more`"));
}

TEST_F(Evaluate, DecodesAsAsked) {
  const ProgramResult run =
      runCommandLine(words({"--samples", "3", "--search", "sample", "--temperature", "1.5", "--tabu", "2"}));
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("sampling, temperature 1.5, top-p 0.98, tabu list of 2"));
  EXPECT_EQ(report()["decoding"]["search"]["temperature"], 1.5);
  EXPECT_EQ(report()["decoding"]["rules"]["tabu"], 2);
  for (const json& sample : report()["samples"]) {
    const ScorePtr made = formats::readMidiFile(at("report") / sample["file"].get<std::string>()).score;
    const std::vector<Note>& notes = made->track(0).notes;
    for (std::size_t i = notes.size() - sample["notes"].get<std::size_t>(); i < notes.size(); ++i) {
      EXPECT_NE(notes[i].pitch, notes[i - 1].pitch);
      EXPECT_NE(notes[i].pitch, notes[i - 2].pitch);
    }
  }
}

TEST_F(Evaluate, GoesOnInEveryRepresentation) {
  for (const char* tokenizer : {"chorale", "beat", "performance", "tmidi"}) {
    fs::remove_all(at("run"));
    const ProgramResult trained = runCommandLine(
        {"train", "--arch", "gpt", "--corpus", at("corpus").string(), "--tokenizer", tokenizer, "--preset",
         "tiny", "--steps", "2", "--batch", "2", "--validations", "1", "--run", at("run").string()});
    ASSERT_EQ(trained.status, 0) << trained.err;
    ASSERT_EQ(runCommandLine({"publish", at("run").string(), "--out", at("pack").string()}).status, 0);
    fs::remove_all(at("report"));
    training::test::writeScaleCorpus(at("others"), 30);  // the first of them are those of the training
    const ProgramResult run =
        runCommandLine({"evaluate", "--style", at("pack").string(), "--corpus", at("others").string(),
                        "--report", at("report").string(), "--opening-bars", "2", "--most-bars", "4",
                        "--samples", "4", "--search", "sample"});
    ASSERT_EQ(run.status, 0) << tokenizer << run.err;
    const json written = report();
    ASSERT_EQ(written["samples"].size(), 4U) << tokenizer;
    for (const json& sample : written["samples"]) {
      EXPECT_GT(sample["notes"].get<int>(), 0) << tokenizer;
      EXPECT_EQ(sample["bars"], 4) << tokenizer;
      const ScorePtr made = formats::readMidiFile(at("report") / sample["file"].get<std::string>()).score;
      EXPECT_LE(made->end(), Tick(6 * 4 * 480)) << tokenizer;
    }
  }
}

TEST_F(Evaluate, SaysThatThereAreFewerPieces) {
  ASSERT_EQ(runCommandLine(words({"--samples", "30"})).status, 0);
  EXPECT_EQ(report()["samples"].size(), 8U);
  EXPECT_THAT(readTextFile(at("report") / "report.md"), HasSubstr("30 were asked for"));
}

TEST_F(Evaluate, LeavesOtherFoldersAlone) {
  fs::create_directories(at("report") / "samples");
  writeFileAtomically(at("report") / "samples" / "mine.mid", std::string_view("mine"));
  const ProgramResult run = runCommandLine(words({"--samples", "2"}));
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.err, HasSubstr("earlier report"));
  EXPECT_EQ(readTextFile(at("report") / "samples" / "mine.mid"), "mine");
}

TEST_F(Evaluate, GoesOnWhereAnotherWasKilledWhileItWrote) {
  fs::create_directories(at("report") / ".partial" / "samples");
  fs::create_directories(at("report") / "samples");
  const ProgramResult run = runCommandLine(words({"--samples", "2"}));
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_FALSE(fs::exists(at("report") / ".partial"));
  EXPECT_EQ(report()["samples"].size(), 2U);
}

TEST_F(Evaluate, TakesNamesThatAreNoUnicode) {
  for (const auto& entry : std::vector<fs::directory_entry>(fs::directory_iterator(at("corpus")), {}))
    fs::rename(entry.path(), at("corpus") / ("caf\xe9 " + entry.path().filename().string()));
  const ProgramResult run = runCommandLine(words({"--samples", "2"}));
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(report()["samples"].size(), 2U);
}

TEST_F(Evaluate, SaysWhenNoPieceIsLongEnough) {
  const ProgramResult run = runCommandLine(words({"--opening-bars", "6", "--samples", "2"}));
  EXPECT_EQ(run.status, 2) << "given twice";
  const ProgramResult none =
      runCommandLine({"evaluate", "--style", s_style, "--corpus", at("corpus").string(), "--report",
                      at("report").string(), "--samples", "2"});
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.err, HasSubstr("two pieces or more of 8 bars"));
  EXPECT_EQ(std::count(none.err.begin(), none.err.end(), '\n'), 1) << none.err;
  EXPECT_FALSE(fs::exists(at("report")));
}

TEST_F(Evaluate, AnInterruptLeavesNothing) {
  training::test::writeScaleCorpus(at("corpus"), 60);
  Words all = {"--preserve-status", "--signal=INT", "3", PARTIMENTO_CLI};
  const Words command = words({"--samples", "60", "--beam", "1000"});
  all.insert(all.end(), command.begin(), command.end());
  EXPECT_NE(test::runProgram("/usr/bin/timeout", all).status, 0);
  EXPECT_FALSE(fs::exists(at("report")));
}

TEST_F(Evaluate, WrongUsage) {
  for (const Words& wrong : {Words{"--samples", "5"}, Words{"--beam", "4"}, Words{"--report"},
                             Words{"--report", "x", "--samples", "1"}}) {
    Words all = {"evaluate", "--style", s_style, "--corpus", at("corpus").string()};
    all.insert(all.end(), wrong.begin(), wrong.end());
    const ProgramResult run = runCommandLine(all);
    EXPECT_EQ(run.status, 2) << wrong.back();
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  }
}

}  // namespace
}  // namespace partimento
