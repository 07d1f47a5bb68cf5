// The floor plan as a test: who may include whom. A new room is added to kRooms with what it may know.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/paths.h"

namespace partimento {
namespace {

namespace fs = std::filesystem;

enum class Library { Torch, Qt, FluidSynth, SoundFile, RtMidi, Sqlite, Json, CommandLine, Pugi, Zlib };

struct Room {
  std::set<std::string> rooms;  // besides itself
  std::set<Library> libraries;
};

const std::set<std::string> kTorchFreeCore = {
    "core/base",     "core/music",     "core/formats",  "core/tokens", "core/decode",  "core/analysis",
    "core/notation", "core/engraving", "core/playback", "core/engine", "core/project", "core/musicxml"};

std::set<std::string> joined(std::set<std::string> a, const std::set<std::string>& b) {
  a.insert(b.begin(), b.end());
  return a;
}

const std::map<std::string, Room>& rooms() {
  static const std::set<std::string> kLow = {"core/base", "core/music"};
  static const std::map<std::string, Room> kRooms = {
      {"core/base", {{}, {}}},
      {"core/music", {{"core/base"}, {}}},
      {"core/formats", {joined(kLow, {"core/notation"}), {}}},
      {"core/tokens", {kLow, {}}},
      {"core/decode", {joined(kLow, {"core/tokens"}), {}}},
      {"core/analysis", {kLow, {}}},
      {"core/notation", {joined(kLow, {"core/analysis"}), {}}},
      {"core/engraving", {joined(kLow, {"core/notation"}), {}}},
      {"core/musicxml",
       {joined(kLow, {"core/formats", "core/analysis", "core/notation"}), {Library::Pugi, Library::Zlib}}},
      {"core/playback", {kLow, {}}},
      {"core/engine",
       {joined(kLow, {"core/formats", "core/tokens", "core/decode", "core/analysis", "core/playback"}),
        {Library::Json}}},
      {"core/project",
       {joined(kLow, {"core/formats", "core/tokens", "core/decode", "core/analysis", "core/playback",
                      "core/engine"}),
        {Library::Sqlite}}},
      {"core/models", {kTorchFreeCore, {Library::Torch, Library::Json}}},
      {"core/synth", {kTorchFreeCore, {Library::FluidSynth, Library::SoundFile}}},
      {"core/devices", {kTorchFreeCore, {Library::RtMidi}}},
      {"training", {joined(kTorchFreeCore, {"core/models"}), {Library::Torch, Library::Json}}},
      {"ui", {kTorchFreeCore, {Library::Qt}}},
      {"app/engine", {joined(kTorchFreeCore, {"core/models", "training"}), {Library::Torch, Library::Json}}},
      {"app/studio", {joined(kTorchFreeCore, {"core/synth", "core/devices", "ui"}), {Library::Qt}}},
      // of ui what draws pages, behind a header without Qt
      {"app/cli", {joined(kTorchFreeCore, {"core/synth", "ui"}), {Library::Json, Library::CommandLine}}},
  };
  return kRooms;
}

std::string roomOf(const std::string& path) {
  std::string best;
  for (const auto& [room, plan] : rooms()) {
    if (path.starts_with(room + "/") && room.size() > best.size()) best = room;
  }
  return best;
}

std::optional<Library> libraryOf(const std::string& include) {
  static const std::vector<std::pair<std::regex, Library>> kPatterns = {
      {std::regex("^(torch|ATen|c10)/"), Library::Torch},
      {std::regex("^(Q[A-Z]|Qt[A-Z]|qcustomplot)"), Library::Qt},
      {std::regex("^fluidsynth"), Library::FluidSynth},
      {std::regex("^sndfile"), Library::SoundFile},
      {std::regex("^(rtmidi|RtMidi)"), Library::RtMidi},
      {std::regex("^sqlite3"), Library::Sqlite},
      {std::regex("^nlohmann/"), Library::Json},
      {std::regex("^CLI/"), Library::CommandLine},
      {std::regex("^pugixml"), Library::Pugi},
      {std::regex("^zlib"), Library::Zlib},
  };
  for (const auto& [pattern, library] : kPatterns) {
    if (std::regex_search(include, pattern)) return library;
  }
  return std::nullopt;
}

struct Include {
  std::string file;
  std::string target;
  bool system = false;
};

std::vector<Include> includesOf(const fs::path& top, const fs::path& file) {
  static const std::regex kInclude(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> found;
  std::ifstream stream(file);
  std::smatch match;
  for (std::string line; std::getline(stream, line);) {
    if (std::regex_search(line, match, kInclude)) {
      found.push_back({fs::relative(file, top).generic_string(), match[2], match[1] == "<"});
    }
  }
  return found;
}

std::vector<fs::path> sources(const fs::path& top) {
  std::vector<fs::path> files;
  for (const char* folder : {"core", "training", "ui", "app"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
      const std::string suffix = entry.path().extension().string();
      if (suffix == ".h" || suffix == ".cpp") files.push_back(entry.path());
    }
  }
  return files;
}

TEST(Includes, FollowTheFloorPlan) {
  const fs::path top = test::sourceFolder();
  int checked = 0;
  for (const fs::path& file : sources(top)) {
    for (const Include& include : includesOf(top, file)) {
      const std::string room = roomOf(include.file);
      ASSERT_FALSE(room.empty()) << include.file << " lies in no room of the floor plan";
      const Room& plan = rooms().at(room);
      ++checked;
      if (include.system) {
        const auto library = libraryOf(include.target);
        EXPECT_TRUE(!library || plan.libraries.contains(*library))
            << include.file << " includes <" << include.target << ">";
        continue;
      }
      const std::string target = roomOf(include.target);
      EXPECT_FALSE(target.empty()) << include.file << " includes \"" << include.target
                                   << "\": write paths from the root";
      EXPECT_TRUE(target == room || plan.rooms.contains(target))
          << include.file << " includes \"" << include.target << '"';
    }
  }
  EXPECT_GT(checked, 100);
}

TEST(Includes, OnlyTheCompositionRootKnowsSynthAndDevices) {
  const fs::path top = test::sourceFolder();
  for (const fs::path& file : sources(top)) {
    for (const Include& include : includesOf(top, file)) {
      const bool touchesDevices =
          include.target.starts_with("core/synth/") || include.target.starts_with("core/devices/");
      if (!touchesDevices) continue;
      EXPECT_FALSE(include.file.starts_with("ui/")) << include.file << " includes " << include.target;
    }
  }
}

}  // namespace
}  // namespace partimento
