// The command line on files, as a real process: exit statuses, one line on stderr, JSON on stdout.

#include <algorithm>
#include <cstring>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/file_io.h"
#include "core/formats/midi.h"
#include "tests/app/program.h"
#include "tests/support/paths.h"

namespace partimento {
namespace {

using nlohmann::json;
using test::ProgramResult;
using test::runCommandLine;
using testing::HasSubstr;
using testing::StartsWith;

std::string seed(const char* name) {
  return (test::sourceFolder() / "resources" / "seeds" / name).string();
}

void expectOneLine(const ProgramResult& result) {
  EXPECT_THAT(result.err, StartsWith("partimento-cli: "));
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
}

TEST(CommandLine, HelpEverywhere) {
  const ProgramResult all = runCommandLine({"--help"});
  EXPECT_EQ(all.status, 0);
  for (const char* command : {"convert", "evaluate", "inspect", "render", "styles", "train"}) {
    EXPECT_THAT(all.out, HasSubstr(command));
    const ProgramResult one = runCommandLine({command, "--help"});
    EXPECT_EQ(one.status, 0) << command;
    EXPECT_THAT(one.out, HasSubstr("--help")) << command;
  }
}

TEST(CommandLine, WrongUsageIsStatusTwo) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{},
                                                {"dance"},
                                                {"inspect"},
                                                {"inspect", "--dance", "a.mid"},
                                                {"convert", "a.mid"}}) {
    const ProgramResult result = runCommandLine(words);
    EXPECT_EQ(result.status, 2);
    expectOneLine(result);
    EXPECT_THAT(result.err, HasSubstr("--help"));
  }
  EXPECT_THAT(runCommandLine({"dance"}).err, HasSubstr("'dance'"));
}

TEST(CommandLine, WhatCannotBeDoneIsStatusOneAndOneLine) {
  const test::TemporaryFolder folder;
  const std::string text = (folder.path() / "text.mid").string();
  writeFileAtomically(text, "these are only words");
  const std::string empty = (folder.path() / "empty.mid").string();
  writeFileAtomically(empty, "");
  for (const std::string& file :
       {text, empty, (folder.path() / "absent.mid").string(), folder.path().string()}) {
    const ProgramResult result = runCommandLine({"inspect", file});
    EXPECT_EQ(result.status, 1) << file;
    expectOneLine(result);
    EXPECT_THAT(result.err, HasSubstr(file));
  }
  const ProgramResult result =
      runCommandLine({"convert", seed("fur-elise.mid"), (folder.path() / "a.xyz").string()});
  EXPECT_EQ(result.status, 1);
  expectOneLine(result);
  EXPECT_THAT(result.err, HasSubstr(".xyz"));
}

TEST(CommandLine, InspectSaysWhatAFileHolds) {
  const ProgramResult result = runCommandLine({"inspect", seed("greensleeves.mid"), "--json"});
  ASSERT_EQ(result.status, 0) << result.err;
  const json report = json::parse(result.out);
  EXPECT_EQ(report.at("notes"), 38);
  EXPECT_EQ(report.at("tracks").size(), 1U);
  EXPECT_EQ(report.at("time_signatures").at(0).at("signature"), "6/8");
  EXPECT_EQ(report.at("key").at("name"), "A minor");
  EXPECT_GT(report.at("seconds").get<double>(), 5);
  EXPECT_TRUE(report.at("warnings").empty());
}

TEST(CommandLine, InspectNamesTheByteOfAWarning) {
  const test::TemporaryFolder folder;
  std::vector<std::byte> bytes = readFile(seed("fur-elise.mid"));
  bytes[11] = std::byte{9};
  bytes.resize(bytes.size() - 20);
  const std::string path = (folder.path() / "cut.mid").string();
  writeFileAtomically(path, bytes);
  const ProgramResult result = runCommandLine({"inspect", path, "--json"});
  ASSERT_EQ(result.status, 0) << result.err;
  const json warnings = json::parse(result.out).at("warnings");
  ASSERT_GE(warnings.size(), 2U);
  EXPECT_EQ(warnings[0].at("code"), "track-count-wrong");
  EXPECT_EQ(warnings[0].at("byte"), 10);
  EXPECT_THAT(warnings[0].at("text").get<std::string>(), HasSubstr("9 tracks; there are 2"));
}

TEST(CommandLine, ConvertKeepsTheMusic) {
  const test::TemporaryFolder folder;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::sourceFolder() / "resources" / "seeds")) {
    if (entry.path().extension() != ".mid") continue;
    const std::string copy = (folder.path() / entry.path().filename()).string();
    const ProgramResult result = runCommandLine({"convert", entry.path().string(), copy});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_TRUE(formats::readMidiFile(copy).score->sameMusic(*formats::readMidiFile(entry.path()).score));
  }
}

TEST(CommandLine, ConvertDrawsPages) {
  const test::TemporaryFolder folder;
  const std::vector<std::pair<std::string, std::string>> heads = {
      {".pdf", "%PDF-"}, {".svg", "<?xml"}, {".png", "\x89PNG"}};
  for (const auto& [suffix, head] : heads) {
    const std::string path = (folder.path() / "page").string() + suffix;
    const ProgramResult result = runCommandLine({"convert", seed("fur-elise.mid"), path});
#ifdef PARTIMENTO_DRAWS_PAGES
    ASSERT_EQ(result.status, 0) << result.err;
    const std::vector<std::byte> bytes = readFile(path);
    ASSERT_GT(bytes.size(), 1000U);
    EXPECT_EQ(std::memcmp(bytes.data(), head.data(), head.size()), 0) << suffix;
    const ProgramResult refused = runCommandLine({"convert", seed("fur-elise.mid"), "/proc/page" + suffix});
    EXPECT_EQ(refused.status, 1);
    expectOneLine(refused);
#else
    EXPECT_EQ(result.status, 1);
    expectOneLine(result);
    EXPECT_FALSE(std::filesystem::exists(path));
#endif
  }
}

#ifdef PARTIMENTO_READS_MUSICXML
TEST(CommandLine, ConvertThroughMusicXmlKeepsTheNotes) {
  const test::TemporaryFolder folder;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::sourceFolder() / "resources" / "seeds")) {
    if (entry.path().extension() != ".mid") continue;
    for (const char* suffix : {".musicxml", ".mxl", ".xml"}) {
      const std::string written = (folder.path() / "copy").string() + suffix;
      const std::string copy = (folder.path() / "copy.mid").string();
      ASSERT_EQ(runCommandLine({"convert", entry.path().string(), written}).status, 0) << entry.path();
      const ProgramResult result = runCommandLine({"convert", written, copy});
      ASSERT_EQ(result.status, 0) << result.err;
      EXPECT_EQ(result.err, "");
      const ScorePtr before = formats::readMidiFile(entry.path()).score;
      const ScorePtr after = formats::readMidiFile(copy).score;
      ASSERT_EQ(after->noteCount(), before->noteCount()) << entry.path();
      EXPECT_DOUBLE_EQ(after->duration().value, before->duration().value) << entry.path();
      EXPECT_EQ(formats::recipesIn(*after), formats::recipesIn(*before));
      const json report = json::parse(runCommandLine({"inspect", written, "--json"}).out);
      EXPECT_EQ(report.at("notes"), before->noteCount());
    }
  }
}

TEST(CommandLine, MusicXmlSaysWhatIsLeftOutAndWhatIsRefused) {
  const test::TemporaryFolder folder;
  const std::string file = (folder.path() / "song.musicxml").string();
  const std::string head =
      "<score-partwise><part-list><score-part id=\"P1\"><part-name>Lute</part-name></score-part>"
      "</part-list><part id=\"P1\"><measure number=\"1\"><attributes><divisions>1</divisions>"
      "</attributes>";
  const std::string note = "<note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration>";
  writeFileAtomically(file, head + note +
                                "<notations><fermata/></notations></note><barline><repeat direction="
                                "\"backward\"/></barline></measure></part></score-partwise>");
  const json report = json::parse(runCommandLine({"inspect", file, "--json"}).out);
  ASSERT_EQ(report.at("warnings").size(), 2U);
  EXPECT_EQ(report.at("warnings")[0].at("code"), "left-out");
  EXPECT_EQ(report.at("warnings")[0].at("part"), "Lute");
  EXPECT_EQ(report.at("warnings")[1].at("code"), "repeats-not-played");
  const std::string midi = (folder.path() / "song.mid").string();
  EXPECT_EQ(runCommandLine({"convert", file, midi, "--play-repeats"}).status, 0);
  EXPECT_EQ(formats::readMidiFile(midi).score->noteCount(), 2U);
  writeFileAtomically(file, "<!DOCTYPE a [<!ENTITY b \"c\">]>" + head);
  const ProgramResult refused = runCommandLine({"convert", file, midi});
  EXPECT_EQ(refused.status, 1);
  expectOneLine(refused);
  EXPECT_THAT(refused.err, HasSubstr("entities"));
}

#else
TEST(CommandLine, WithoutMusicXmlSuchFilesAreRefusedInOneLine) {
  const test::TemporaryFolder folder;
  const std::string written = (folder.path() / "song.musicxml").string();
  const ProgramResult refused = runCommandLine({"convert", seed("fur-elise.mid"), written});
  EXPECT_EQ(refused.status, 1);
  expectOneLine(refused);
  EXPECT_FALSE(std::filesystem::exists(written));
}
#endif

TEST(CommandLine, AFolderThatCannotBeWrittenLeavesNothing) {
  const ProgramResult result = runCommandLine({"convert", seed("fur-elise.mid"), "/proc/fur-elise.mid"});
  EXPECT_EQ(result.status, 1);
  expectOneLine(result);
}

}  // namespace
}  // namespace partimento
