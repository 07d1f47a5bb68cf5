#include "core/synth/offline.h"

#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/synth/soundfont.h"
#include "tests/core/playback/scores.h"
#include "tests/core/synth/small_soundfont.h"
#include "tests/core/synth/sound_analysis.h"
#include "tests/support/paths.h"

namespace partimento::synth {
namespace {

namespace fs = std::filesystem;
using playback::test::note;
using playback::test::score;
using playback::test::track;

ScorePtr twoNotes() {
  return score({track({note(0, 480, 69), note(480, 480, 57)}, 0, 73)});
}

class OfflineTest : public testing::Test {
 protected:
  void SetUp() override {
    if (installedSoundFonts().empty()) GTEST_SKIP() << "no SoundFont is installed";
  }
  fs::path file(const char* name) const { return m_folder.path() / name; }
  std::size_t filesInFolder() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_folder.path()), {}));
  }
  ErrorCode codeOf(const ScorePtr& music, const fs::path& path, const RenderSettings& settings = {}) {
    try {
      renderScore(*music, path, settings);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::Internal;
  }
  std::string bytes(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  partimento::test::TemporaryFolder m_folder;
};

TEST_F(OfflineTest, WritesReadableFilesWithTheRightNotes) {
  for (const auto& [name, encoding] : {std::pair{"a.wav", "WAV"}, {"a.flac", "FLAC"}, {"a.OGG", "OGG"}}) {
    renderScore(*twoNotes(), file(name));
    const test::Sound sound = test::readSound(file(name));
    EXPECT_EQ(sound.encoding, encoding);
    EXPECT_EQ(sound.sampleRate, 48000);
    ASSERT_GT(sound.left.size(), 96000U) << "the whole bar";
    const std::span<const float> left = sound.left;
    EXPECT_GT(test::loudness(left), 1e-3);
    EXPECT_NEAR(test::cents(test::pitch(left.subspan(8000, 9600), 48000), 440), 0, 30) << name;
    EXPECT_NEAR(test::cents(test::pitch(left.subspan(32000, 9600), 48000), 220), 0, 30) << name;
  }
  EXPECT_EQ(filesInFolder(), 3U) << "no temporary file stays";
}

TEST_F(OfflineTest, TheSameScoreGivesTheSameFile) {
  renderScore(*twoNotes(), file("a.wav"));
  renderScore(*twoNotes(), file("b.wav"));
  EXPECT_EQ(bytes(file("a.wav")), bytes(file("b.wav")));
}

TEST_F(OfflineTest, EndsInSilenceButNotLate) {
  renderScore(*score({track({note(0, 1920, 60)}, 0, 48)}), file("a.wav"));
  const test::Sound sound = test::readSound(file("a.wav"));
  EXPECT_GT(sound.left.size(), 97000U) << "the tail is there";
  EXPECT_LE(sound.left.size(), 96000U + 5 * 48000U + 1024U);
  EXPECT_LT(std::abs(sound.left.back()), 1e-3);
}

TEST_F(OfflineTest, ObeysTheMixer) {
  Track muted = track({note(0, 1920, 60)});
  muted.muted = true;
  renderScore(*score({muted, track({note(0, 480, 69)}, 1, 73)}), file("a.wav"));
  const test::Sound sound = test::readSound(file("a.wav"));
  EXPECT_NEAR(test::cents(test::pitch(std::span<const float>(sound.left).subspan(8000, 9600), 48000), 440), 0,
              30);
}

TEST_F(OfflineTest, ReportsProgressThatDoesNotFall) {
  std::vector<double> seen;
  renderScore(*twoNotes(), file("a.wav"), {}, [&](double fraction) { seen.push_back(fraction); });
  ASSERT_GT(seen.size(), 10U);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(seen.back(), 1.0);
}

TEST_F(OfflineTest, StopsWhenAskedAndLeavesNothing) {
  std::stop_source source;
  const auto stopHalfway = [&](double fraction) {
    if (fraction > 0.3) source.request_stop();
  };
  try {
    renderScore(*twoNotes(), file("a.wav"), {}, stopHalfway, source.get_token());
    FAIL() << "it went on";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Cancelled);
  }
  EXPECT_EQ(filesInFolder(), 0U);
}

TEST_F(OfflineTest, ErrorsAreTyped) {
  EXPECT_EQ(codeOf(twoNotes(), file("a.mp3")), ErrorCode::UnknownFormat);
  EXPECT_EQ(codeOf(Score::empty(), file("a.wav")), ErrorCode::NoNotes);
  EXPECT_EQ(codeOf(twoNotes(), file("none/a.wav")), ErrorCode::FileNotWritable);
  EXPECT_EQ(codeOf(twoNotes(), file("a.wav"), {.soundFont = file("none.sf2")}), ErrorCode::SoundFontMissing);
  EXPECT_EQ(filesInFolder(), 0U);
}

TEST_F(OfflineTest, AReadOnlyFolderIsNamed) {
  if (!std::filesystem::exists("/sys/kernel")) GTEST_SKIP() << "no folder here that nobody may write";
  if (geteuid() != 0) {
    fs::permissions(m_folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_EQ(codeOf(twoNotes(), file("a.wav")), ErrorCode::FolderReadOnly);
    fs::permissions(m_folder.path(), fs::perms::owner_all);
  } else {
    // The superuser may write anywhere but into the kernel's own tree.
    EXPECT_EQ(codeOf(twoNotes(), "/sys/kernel/a.wav"), ErrorCode::FolderReadOnly);
  }
}

TEST_F(OfflineTest, AFullDiskIsSaidAndTheOldFileStays) {
  renderScore(*twoNotes(), file("a.wav"));
  const std::string before = bytes(file("a.wav"));
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit small{20000, limit.rlim_max};
  for (const char* name : {"a.wav", "b.flac", "c.ogg"}) {
    setrlimit(RLIMIT_FSIZE, &small);
    const ErrorCode code = codeOf(twoNotes(), file(name));
    setrlimit(RLIMIT_FSIZE, &limit);
    EXPECT_EQ(code, ErrorCode::DiskFull) << name;
  }
  EXPECT_EQ(bytes(file("a.wav")), before);
  EXPECT_EQ(filesInFolder(), 1U);
}

TEST(OfflineSf3, RendersWithTheSoundFontThatIsChosen) {
  const partimento::test::TemporaryFolder folder;
  RenderSettings settings;
  settings.soundFont = folder.path() / "small.sf3";
  test::writeSmallSf3(settings.soundFont);
  renderScore(*score({track({note(0, 960, 69)}, 0, 0)}), folder.path() / "a.wav", settings);
  const test::Sound sound = test::readSound(folder.path() / "a.wav");
  const std::span<const float> left = sound.left;
  EXPECT_GT(test::loudness(left.first(24000)), 1e-3);
  EXPECT_NEAR(test::cents(test::pitch(left.subspan(8000, 9600), 48000), 440), 0, 10);
}

}  // namespace
}  // namespace partimento::synth
