// Engravers' scores from shared data: what their MIDI would be, notated again, should look the same.

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace partimento
