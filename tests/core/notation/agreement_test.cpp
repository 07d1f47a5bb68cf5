// Engravers' scores from shared data: what their MIDI would be, notated again, should look the same.

#include <algorithm>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/formats/midi.h"
#include "tests/core/notation/truth.h"
#include "tests/support/paths.h"

namespace partimento {
namespace {

test::Agreement agreementOf(const std::filesystem::path& folder, const std::string& prefix) {
  test::Agreement total;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.path().filename().string().starts_with(prefix)) continue;
    const test::NotationTruth truth = test::readTruth(entry.path());
    notation::NotateOptions options;
    options.parts = truth.plans;
    total += test::compare(truth, *notation::notate(truth.score, options));
  }
  return total;
}

double share(int part, int whole) {
  return whole > 0 ? static_cast<double>(part) / whole : 0;
}

TEST(Agreement, LeadSheetsAndSongsLookAsTheirEngraversWroteThem) {
  const auto corpora = test::corporaFolder();
  if (!corpora || !std::filesystem::exists(*corpora / "musicxml-import")) GTEST_SKIP() << "no corpora here";
  const auto leads = agreementOf(*corpora / "musicxml-import", "lead-");
  EXPECT_GT(leads.bars, 100);
  EXPECT_GE(share(leads.all, leads.bars), 0.97);
  const auto songs = agreementOf(*corpora / "musicxml-import", "lied-");
  EXPECT_GT(songs.bars, 1000);
  EXPECT_GE(share(songs.all, songs.bars), 0.92);
  const auto quartets = agreementOf(*corpora / "musicxml-import", "quartet-");
  EXPECT_GT(quartets.bars, 500);
  EXPECT_GE(share(quartets.all, quartets.bars), 0.95);
}

TEST(Agreement, KeysAndHandsAreFoundWhereAFileDoesNotSayThem) {
  const auto corpora = test::corporaFolder();
  if (!corpora || !std::filesystem::exists(*corpora / "piano-lieder-accomp"))
    GTEST_SKIP() << "no corpora here";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpora / "piano-lieder-accomp")) {
    if (entry.path().extension() == ".mid") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  test::Guesses total;
  for (std::size_t i = 0; i < files.size(); i += 12) {
    const ScorePtr score = formats::readMidiFile(files[i]).score;
    total += test::compareGuesses(*score, notation::planParts(*score));
  }
  std::printf("keys right %d of %d, notes on their staff %lld of %lld\n", total.right, total.keys,
              static_cast<long long>(total.onStaff), static_cast<long long>(total.notes));
  ASSERT_GT(total.keys, 30);
  ASSERT_GT(total.handPieces, 50);
  EXPECT_GE(share(total.right, total.keys), 0.85);
  EXPECT_GE(static_cast<double>(total.onStaff), 0.88 * static_cast<double>(total.notes));
}

}  // namespace
}  // namespace partimento
