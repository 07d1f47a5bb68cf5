// The shape of the tree: the user's top level, a README in every room, files of a readable size.

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/paths.h"

namespace partimento {
namespace {

namespace fs = std::filesystem;

std::size_t lineCount(const fs::path& file) {
  std::ifstream stream(file);
  std::size_t lines = 0;
  for (std::string line; std::getline(stream, line);) ++lines;
  return lines;
}

TEST(Tree, HasTheTopLevelThatWasAgreed) {
  const std::set<std::string> agreed = {"CMakeLists.txt", "app",   "core",         "ui",        "training",
                                        "resources",      "tests", "translations", "README.md", "LICENSE"};
  std::set<std::string> found;
  for (const auto& entry : fs::directory_iterator(test::sourceFolder())) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(".") || name.starts_with("build")) continue;
    found.insert(name);
  }
  EXPECT_EQ(found, agreed);
}

TEST(Tree, HasAReadmeInEveryRoom) {
  const fs::path top = test::sourceFolder();
  for (const char* parent : {"core", "training", "ui", "app"}) {
    EXPECT_TRUE(fs::exists(top / parent / "README.md")) << parent;
    for (const auto& entry : fs::directory_iterator(top / parent)) {
      if (!entry.is_directory()) continue;
      const fs::path readme = entry.path() / "README.md";
      EXPECT_TRUE(fs::exists(readme)) << readme;
      if (fs::exists(readme)) {
        EXPECT_LE(lineCount(readme), 70U) << readme << " is longer than a page";
      }
    }
  }
}

TEST(Tree, KeepsFilesReadable) {
  const fs::path top = test::sourceFolder();
  for (const char* folder : {"core", "training", "ui", "app"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
      const std::string suffix = entry.path().extension().string();
      if (suffix == ".cpp") {
        EXPECT_LE(lineCount(entry.path()), 600U) << entry.path();
      }
      if (suffix == ".h") {
        EXPECT_LE(lineCount(entry.path()), 250U) << entry.path();
      }
    }
  }
  EXPECT_LE(lineCount(top / "CMakeLists.txt"), 150U);
}

TEST(Tree, HoldsNoCorpus) {
  for (const auto& entry : fs::recursive_directory_iterator(test::sourceFolder() / "resources")) {
    if (entry.is_regular_file()) {
      EXPECT_LE(entry.file_size(), 16U << 20) << entry.path();
    }
  }
}

}  // namespace
}  // namespace partimento
