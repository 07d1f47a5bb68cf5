// `train`, `publish`, `corpus` and `evaluate` as real processes on a corpus of scales.

#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/file_io.h"
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

class Train : public ::testing::Test {
 protected:
  Train() {
    training::test::writeScaleCorpus(m_folder.path() / "corpus", 30);
    setenv("XDG_CACHE_HOME", at("cache").c_str(), 1);
  }

  std::string at(const std::string& name) const { return (m_folder.path() / name).string(); }
  ProgramResult train(std::vector<std::string> words) const {
    std::vector<std::string> all = {"train", "--corpus", at("corpus"), "--preset",      "tiny", "--steps",
                                    "12",    "--batch",  "4",          "--validations", "3",    "--json"};
    all.insert(all.end(), words.begin(), words.end());
    return runCommandLine(all);
  }

  test::TemporaryFolder m_folder;
};

TEST_F(Train, ReportsPublishesAndIsMeasured) {
  const ProgramResult run = train({"--arch", "gpt", "--run", at("run")});
  ASSERT_EQ(run.status, 0) << run.err;
  std::map<std::string, int> kinds;
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);) ++kinds[json::parse(line).at("kind").get<std::string>()];
  EXPECT_EQ(kinds, (std::map<std::string, int>{
                       {"begin", 1}, {"train", 12}, {"validation", 3}, {"checkpoint", 3}, {"end", 1}}));

  const ProgramResult again = runCommandLine({"train", "--resume", at("run"), "--json"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("\"state\":\"finished\""));
  EXPECT_EQ(train({"--arch", "gpt", "--run", at("run")}).status, 1) << "the folder holds a run";
  for (const auto& [option, value] : std::map<std::string, std::string>{
           {"--steps", "99"}, {"--lr", "5"}, {"--corpus", at("corpus")}, {"--threads", "2"}}) {
    const ProgramResult refused = runCommandLine({"train", "--resume", at("run"), option, value});
    EXPECT_EQ(refused.status, 2) << option;
    EXPECT_THAT(refused.err, HasSubstr(option + ": does not go with --resume"));
  }

  ASSERT_EQ(runCommandLine({"publish", at("run"), "--out", at("one")}).status, 0);
  const json recipe = json::parse(readTextFile(std::filesystem::path(at("one")) / "recipe.json"));
  EXPECT_EQ(recipe["corpora"], json({"corpus"})) << "no folder of this machine";
  ASSERT_EQ(train({"--arch", "tcn", "--out", at("two")}).status, 0);
  const ProgramResult table =
      runCommandLine({"evaluate", "--style", at("one"), at("two"), "--corpus", at("corpus"), "--json"});
  ASSERT_EQ(table.status, 0) << table.err;
  const json reports = json::parse(table.out);
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0]["pieces"], reports[1]["pieces"]) << "the split is the same for all";
  EXPECT_GT(reports[0]["pitch_perplexity"], 1);

  const ProgramResult music = runCommandLine(
      {"generate", "--style", at("one"), "--notes", "C4 D4 E4 F4", "--length", "8", "--out", at("on.mid")});
  EXPECT_EQ(music.status, 0) << music.err;
}

TEST_F(Train, ARecipeMakesThePackAgain) {
  ASSERT_EQ(train({"--arch", "gpt", "--run", at("run")}).status, 0);
  ASSERT_EQ(runCommandLine({"publish", at("run"), "--out", at("first/scales"), "--search", "sample",
                            "--temperature", "0.9", "--max-repeat", "3"})
                .status,
            0);
  const std::string recipe = at("first/scales/recipe.json");
  const ProgramResult again = runCommandLine(
      {"train", "--recipe", recipe, "--corpora", m_folder.path().string(), "--out", at("second/scales")});
  ASSERT_EQ(again.status, 0) << again.err;
  for (const char* file : {"weights.safetensors", "recipe.json"})
    EXPECT_EQ(readFile(at(std::string("second/scales/") + file)),
              readFile(at(std::string("first/scales/") + file)))
        << file;

  const auto searched = [this](std::vector<std::string> words) {
    std::vector<std::string> all = {
        "generate", "--style", at("second/scales"), "--notes", "C4 D4 E4 F4", "--length",
        "4",        "--out",   at("on.mid"),        "--json"};
    all.insert(all.end(), words.begin(), words.end());
    const ProgramResult made = runCommandLine(all);
    EXPECT_EQ(made.status, 0) << made.err;
    return json::parse(made.out)["takes"][0]["recipe"]["settings"];
  };
  EXPECT_EQ(searched({})["search"]["method"], "sample") << "as the style proposes";
  EXPECT_EQ(searched({})["rules"]["max_repeat"], 3);
  EXPECT_EQ(searched({"--search", "beam", "--beam", "2"})["search"]["method"], "beam");
  EXPECT_EQ(searched({"--search", "beam", "--beam", "2"})["rules"]["max_repeat"], 3);

  EXPECT_EQ(runCommandLine({"train", "--recipe", recipe, "--lr", "1e-3", "--out", at("third")}).status, 2);
  EXPECT_EQ(train({"--arch", "gpt", "--corpora", at("corpus"), "--run", at("r")}).status, 2);
  EXPECT_EQ(runCommandLine({"train", "--recipe", at("none.json"), "--out", at("third")}).status, 1);
}

TEST_F(Train, CorpusSaysWhatIsThere) {
  const ProgramResult result = runCommandLine({"corpus", at("corpus"), "--json"});
  ASSERT_EQ(result.status, 0) << result.err;
  const json report = json::parse(result.out);
  EXPECT_EQ(report["files"], 30);
  ASSERT_EQ(report["skipped"].size(), 1u);
  EXPECT_EQ(report["skipped"][0]["reason"], "copy") << "two of the scales are one in two keys";
  EXPECT_EQ(report["pieces"], 29);
  EXPECT_EQ(report["notes"], 29 * 40);
  EXPECT_EQ(runCommandLine({"corpus", at("nowhere")}).status, 1);
}

TEST_F(Train, WrongWishesAreUsageErrors) {
  EXPECT_EQ(train({"--arch", "gpt"}).status, 2) << "no folder for the run";
  EXPECT_EQ(train({"--arch", "gpt", "--lr", "fast", "--run", at("run")}).status, 2);
  EXPECT_EQ(train({"--arch", "rnn", "--run", at("run")}).status, 2);
  EXPECT_EQ(runCommandLine({"train", "--run", at("run")}).status, 2) << "no corpus";
  const ProgramResult beat = train({"--arch", "tcn", "--tokenizer", "beat", "--run", at("run")});
  EXPECT_EQ(beat.status, 1);
  EXPECT_THAT(beat.err, HasSubstr("tokenizer"));
}

}  // namespace
}  // namespace partimento
