// Pieces of every kind from the corpora: MIDI, staves, MusicXML, staves, MIDI, and the same notes.

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "core/formats/midi.h"
#include "core/musicxml/musicxml.h"
#include "core/musicxml/writer.h"
#include "core/notation/notate.h"
#include "tests/core/musicxml/score_samples.h"
#include "tests/support/paths.h"
#include "tests/support/patience.h"

namespace partimento::musicxml {
namespace {

constexpr std::size_t kPieces = 500;

/// The same number from each corpus, spread over it.
std::vector<std::filesystem::path> somePieces(const std::filesystem::path& corpora) {
  std::map<std::string, std::vector<std::filesystem::path>> folders;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora)) {
    const std::string top = std::filesystem::relative(entry.path(), corpora).begin()->string();
    if (entry.path().extension() == ".mid" && top != "midi-torture") folders[top].push_back(entry.path());
  }
  std::vector<std::filesystem::path> chosen;
  for (auto& [name, files] : folders) {
    std::ranges::sort(files);
    const std::size_t wanted = std::min(files.size(), kPieces / folders.size() + 1);
    for (std::size_t i = 0; i < wanted; ++i) chosen.push_back(files[i * files.size() / wanted]);
  }
  return chosen;
}

ScorePtr throughMusicXml(const ScorePtr& score) {
  return readMusicXml(writeMusicXml(*notation::notate(score)), "copy").score;
}

TEST(MusicXmlRoundTrip, CorpusPiecesKeepTheirNotes) {
  const auto corpora = test::corporaFolder();
  if (!corpora) GTEST_SKIP() << "the corpora are not here";
  const auto pieces = somePieces(*corpora);
  double slowest = 0;
  for (const auto& path : pieces) {
    const test::ProcessorTime time;
    const ScorePtr score = formats::readMidiFile(path).score;
    const ScorePtr copy = throughMusicXml(score);
    const ScorePtr again = formats::readMidi(formats::writeMidi(*copy), "copy").score;
    const double took = std::chrono::duration<double>(time.passed()).count();
    slowest = std::max(slowest, took);
    EXPECT_LT(took, test::limit(std::chrono::duration<double>(1)).count()) << path;
    EXPECT_EQ(copy->ticksPerQuarter() % score->ticksPerQuarter(), 0) << path;
    EXPECT_TRUE(describeTracks(*again, score->ticksPerQuarter()) == describeTracks(*score)) << path;
  }
  RecordProperty("pieces", static_cast<int>(pieces.size()));
  RecordProperty("slowest_milliseconds", static_cast<int>(slowest * 1000));
  std::printf("%zu pieces, the slowest in %.0f ms\n", pieces.size(), slowest * 1000);
}

}  // namespace
}  // namespace partimento::musicxml
