// The sixteenth grid beside the published JSB chorales, cell for cell.

#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/formats/midi.h"
#include "core/tokens/grid_chorale_tokenizer.h"
#include "tests/support/paths.h"

namespace partimento::tokens::test {
namespace {

namespace fs = std::filesystem;

constexpr int kSilent = -1;

/// Pitches of soprano, alto, tenor, bass, sixteenth after sixteenth, without silence at the end.
std::vector<int> trimmed(std::vector<int> cells) {
  const auto silent = [&] {
    return cells.size() >= 4 && std::all_of(cells.end() - 4, cells.end(), [](int c) { return c == kSilent; });
  };
  while (silent()) cells.resize(cells.size() - 4);
  return cells;
}

std::set<std::vector<int>> published(const fs::path& file) {
  std::ifstream stream(file);
  const nlohmann::json parts = nlohmann::json::parse(stream);
  std::set<std::vector<int>> pieces;
  for (const auto& part : parts) {
    for (const auto& piece : part) {
      std::vector<int> cells;
      for (const auto& sixteenth : piece) {
        for (const auto& pitch : sixteenth) cells.push_back(static_cast<int>(pitch.get<double>()));
      }
      pieces.insert(trimmed(std::move(cells)));
    }
  }
  return pieces;
}

TEST(JsbBenchmark, EveryChoraleHasThePublishedCells) {
  const auto corpora = partimento::test::corporaFolder();
  if (!corpora) GTEST_SKIP() << "the corpora are not here";
  const fs::path folder = *corpora / "chorale-jsb";
  if (!fs::exists(folder / "jsb16th.json")) GTEST_SKIP() << "the benchmark is not here";
  const std::set<std::vector<int>> pieces = published(folder / "jsb16th.json");
  const GridChoraleTokenizer tokenizer({28, 96});
  std::size_t checked = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".mid") continue;
    std::vector<int> cells;
    for (const Token token : tokenizer.encode(*formats::readMidiFile(entry.path()).score).tokens) {
      if (token == GridChoraleTokenizer::kRest) cells.push_back(kSilent);
      if (tokenizer.pitchRun().contains(token)) cells.push_back(token - tokenizer.pitchRun().first + 28);
    }
    EXPECT_TRUE(pieces.contains(trimmed(std::move(cells)))) << entry.path();
    ++checked;
  }
  EXPECT_EQ(checked, pieces.size());
}

}  // namespace
}  // namespace partimento::tokens::test
