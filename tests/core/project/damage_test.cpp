// Damaged files: each is refused with a typed error, or opened with its losses named. What is opened without
// a loss is what was saved: nothing changes silently.

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/project/project_file.h"
#include "tests/core/project/fixtures.h"

namespace partimento::project {
namespace {

struct Tally {
  int refused = 0;
  int opened = 0;
  int whole = 0;
};

class DamagedProject : public ::testing::Test {
 protected:
  DamagedProject()
      : m_random(21), m_snapshot(test::randomSnapshot(m_random, 60, 4)), m_valid(serialise(m_snapshot)) {}

  void open(const Bytes& bytes, Tally& tally) {
    try {
      const LoadedProject loaded = parse(bytes, "a");
      ++tally.opened;
      if (!loaded.losses.empty()) return;
      ++tally.whole;
      test::expectSameProject(loaded.snapshot, m_snapshot);
    } catch (const Error& error) {
      ++tally.refused;
      EXPECT_TRUE(error.code() == ErrorCode::ProjectDamaged || error.code() == ErrorCode::ProjectTooNew ||
                  error.code() == ErrorCode::FileEmpty)
          << error.what();
    }
  }

  Random m_random;
  Snapshot m_snapshot;
  Bytes m_valid;
};

TEST_F(DamagedProject, WithOneByteChangedAnywhere) {
  Tally tally;
  for (int round = 0; round < 1500; ++round) {
    Bytes bytes = m_valid;
    // Every other change hits the first page, where the structure is.
    const std::size_t at = m_random.below(round % 2 == 0 ? bytes.size() : 4096);
    bytes[at] ^= static_cast<std::byte>(1 + m_random.below(255));
    SCOPED_TRACE("byte " + std::to_string(at));
    open(bytes, tally);
    if (HasFailure()) return;
  }
  EXPECT_GT(tally.opened, 500);
  EXPECT_GT(tally.refused, 20);
}

TEST_F(DamagedProject, WithARunOverwritten) {
  Tally tally;
  for (int round = 0; round < 500; ++round) {
    Bytes bytes = m_valid;
    const std::size_t at = m_random.below(bytes.size());
    const std::size_t end = std::min<std::size_t>(at + 1 + m_random.below(6000), bytes.size());
    const bool noise = m_random.below(2) == 0;
    for (std::size_t i = at; i < end; ++i) {
      bytes[i] = noise ? static_cast<std::byte>(m_random.below(256)) : std::byte{0};
    }
    SCOPED_TRACE("bytes " + std::to_string(at) + " to " + std::to_string(end));
    open(bytes, tally);
    if (HasFailure()) return;
  }
  EXPECT_GT(tally.opened, 100);
}

TEST_F(DamagedProject, CutAnywhere) {
  Tally tally;
  for (std::size_t size = 0; size < m_valid.size(); size += 1 + m_random.below(m_valid.size() / 150)) {
    SCOPED_TRACE("cut at " + std::to_string(size));
    open(Bytes(m_valid.begin(), m_valid.begin() + static_cast<std::ptrdiff_t>(size)), tally);
    if (HasFailure()) return;
  }
  EXPECT_EQ(tally.whole, 0);
  EXPECT_GT(tally.opened, 20) << "much of a cut file can be saved";
}

TEST_F(DamagedProject, WithPagesSwapped) {
  Tally tally;
  const std::size_t pages = m_valid.size() / 4096;
  for (int round = 0; round < 300; ++round) {
    Bytes bytes = m_valid;
    const auto a = static_cast<std::ptrdiff_t>(4096 * m_random.below(pages));
    const auto b = static_cast<std::ptrdiff_t>(4096 * m_random.below(pages));
    std::swap_ranges(bytes.begin() + a, bytes.begin() + a + 4096, bytes.begin() + b);
    open(bytes, tally);
    if (HasFailure()) return;
  }
}

TEST_F(DamagedProject, WithoutTakesStillHasItsScore) {
  // The takes' pages are the last: cut them off.
  const LoadedProject loaded = parse(
      Bytes(m_valid.begin(), m_valid.begin() + static_cast<std::ptrdiff_t>(m_valid.size() * 9 / 10)), "a");
  EXPECT_TRUE(*loaded.snapshot.steps[loaded.snapshot.current].score ==
              *m_snapshot.steps[m_snapshot.current].score);
  ASSERT_FALSE(loaded.losses.empty());
  EXPECT_EQ(loaded.losses.front().kind, Loss::Kind::Structure);
}

}  // namespace
}  // namespace partimento::project
