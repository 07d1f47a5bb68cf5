// Every source file is laid out as .clang-format says, where the formatter of that version is installed.

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/paths.h"

namespace partimento {
namespace {

namespace fs = std::filesystem;

constexpr const char* kVersion = "version 14.";
constexpr std::size_t kProcesses = 4;

struct Outcome {
  int status = -1;
  std::string text;
};

/// What a shell command prints on both streams.
Outcome run(const std::string& command) {
  Outcome outcome;
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (!pipe) return outcome;
  std::array<char, 4096> part;
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe))
    outcome.text.append(part.data(), size);
  outcome.status = ::pclose(pipe);
  return outcome;
}

std::optional<std::string> formatter() {
  for (const char* name : {"clang-format-14", "clang-format"}) {
    const Outcome version = run(std::string(name) + " --version");
    if (version.status == 0 && version.text.find(kVersion) != std::string::npos) return name;
  }
  return std::nullopt;
}

std::vector<fs::path> sources() {
  std::vector<fs::path> found;
  for (const char* folder : {"core", "training", "ui", "app", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(test::sourceFolder() / folder)) {
      const std::string suffix = entry.path().extension().string();
      if (suffix == ".cpp" || suffix == ".h") found.push_back(entry.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

TEST(Format, IsThatOfTheRepository) {
  const std::optional<std::string> tool = formatter();
  if (!tool) GTEST_SKIP() << "clang-format 14 is not installed, so the layout was not looked at";
  const std::vector<fs::path> files = sources();
  ASSERT_GT(files.size(), 500u);
  const test::TemporaryFolder folder;
  std::vector<std::future<Outcome>> parts;
  for (std::size_t part = 0; part < kProcesses; ++part) {
    const fs::path list = folder.path() / std::to_string(part);
    std::ofstream names(list);
    for (std::size_t i = part; i < files.size(); i += kProcesses) names << files[i].string() << '\n';
    names.close();
    parts.push_back(std::async(std::launch::async, [&tool, list] {
      return run("xargs -d '\\n' " + *tool + " --style=file --dry-run -Werror < " + list.string());
    }));
  }
  for (std::future<Outcome>& part : parts) {
    const Outcome outcome = part.get();
    EXPECT_EQ(outcome.status, 0) << "run " << *tool << " -i on what is named here\n" << outcome.text;
  }
}

}  // namespace
}  // namespace partimento
