// The demo seeds that are shipped: each opens without a warning, is one line, and is what the list says.

#include <filesystem>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/file_io.h"
#include "core/formats/midi.h"
#include "core/music/voice.h"
#include "tests/support/paths.h"

namespace partimento {
namespace {

const std::filesystem::path& seedFolder() {
  static const std::filesystem::path kFolder = test::sourceFolder() / "resources" / "seeds";
  return kFolder;
}

nlohmann::json list() {
  return nlohmann::json::parse(readTextFile(seedFolder() / "seeds.json"));
}

TEST(Seeds, AreListedOnceEach) {
  std::set<std::string> listed;
  for (const auto& seed : list()) EXPECT_TRUE(listed.insert(seed.at("file").get<std::string>()).second);
  std::set<std::string> present;
  for (const auto& entry : std::filesystem::directory_iterator(seedFolder())) {
    if (entry.path().extension() == ".mid") present.insert(entry.path().filename().string());
  }
  EXPECT_EQ(listed, present);
  EXPECT_GE(listed.size(), 8U);
  EXPECT_TRUE(listed.contains("fur-elise.mid"));
}

TEST(Seeds, AreCleanMelodiesOfTheLengthTheListStates) {
  for (const auto& seed : list()) {
    const std::string file = seed.at("file");
    SCOPED_TRACE(file);
    const formats::MidiImport import = formats::readMidiFile(seedFolder() / file);
    EXPECT_TRUE(import.warnings.empty());
    const Score& score = *import.score;
    ASSERT_EQ(score.tracks().size(), 1U);
    EXPECT_EQ(polyphony(score.track(0)), 1);
    EXPECT_GE(score.noteCount(), 12U);
    ASSERT_EQ(score.meter().changes().size(), 1U);
    EXPECT_EQ(score.tempo().changes().size(), 1U);
    EXPECT_EQ(score.keys().size(), 1U);
    EXPECT_EQ(score.meter().at(score.end() - Tick(1)).bar + 1, seed.at("bars").get<std::int64_t>());
    for (const char* field : {"title", "composer", "licence"})
      EXPECT_FALSE(seed.at(field).get<std::string>().empty());
  }
}

}  // namespace
}  // namespace partimento
