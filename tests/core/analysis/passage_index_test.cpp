#include "core/analysis/passage_index.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento::analysis {
namespace {

NoteLine line(std::initializer_list<int> pitches, std::uint8_t length = 1) {
  NoteLine made;
  for (const int pitch : pitches) made.push_back({pitch, length});
  return made;
}

TEST(PassageIndex, FindsATransposedCopy) {
  const std::vector<NoteLine> known = {line({60, 62, 64, 65, 67, 60}), line({70, 71, 75, 71, 70})};
  const PassageIndex index(known);
  const SharedPassage shared = index.longestShared(line({50, 40, 41, 45, 41, 38}));
  EXPECT_EQ(shared.notes, 4U);
  EXPECT_EQ(shared.at, 1U);
  EXPECT_EQ(shared.line, 1U);
  EXPECT_EQ(shared.lineAt, 0U);
}

TEST(PassageIndex, LengthsMustAgreeAsWell) {
  const std::vector<NoteLine> known = {line({60, 62, 64, 65}, 3)};
  const PassageIndex index(known);
  EXPECT_EQ(index.longestShared(line({60, 62, 64, 65}, 2)).notes, 0U);
  NoteLine mixed = line({60, 62, 64, 65}, 3);
  mixed[2].lengthClass = 1;
  EXPECT_EQ(index.longestShared(mixed).notes, 2U);
}

TEST(PassageIndex, NoPassageReachesOverTheEndOfALine) {
  const std::vector<NoteLine> known = {line({60, 62}), {}, line({64, 65})};
  EXPECT_EQ(PassageIndex(known).longestShared(line({60, 62, 64, 65})).notes, 2U);
  EXPECT_EQ(PassageIndex({}).longestShared(line({60})).notes, 0U);
  EXPECT_EQ(PassageIndex(known).longestShared({}).notes, 0U);
}

NoteLine drawn(Random& random, std::size_t notes) {
  NoteLine made;
  for (std::size_t i = 0; i < notes; ++i) {
    made.push_back({60 + static_cast<Pitch>(random.below(3)), static_cast<std::uint8_t>(random.below(2))});
  }
  return made;
}

std::size_t byBruteForce(const std::vector<NoteLine>& lines, const NoteLine& asked) {
  std::size_t longest = 0;
  for (const NoteLine& known : lines) {
    for (std::size_t i = 0; i < asked.size(); ++i) {
      for (std::size_t j = 0; j < known.size(); ++j) {
        std::size_t n = 0;
        while (i + n < asked.size() && j + n < known.size() &&
               asked[i + n].lengthClass == known[j + n].lengthClass &&
               asked[i + n].pitch - asked[i].pitch == known[j + n].pitch - known[j].pitch)
          ++n;
        longest = std::max(longest, n);
      }
    }
  }
  return longest;
}

TEST(PassageIndex, AgreesWithBruteForce) {
  Random random(11);
  for (int round = 0; round < 60; ++round) {
    std::vector<NoteLine> lines;
    for (std::size_t i = 0, count = random.below(6); i < count; ++i)
      lines.push_back(drawn(random, random.below(30)));
    const PassageIndex index(lines);
    for (int query = 0; query < 10; ++query) {
      const NoteLine asked = drawn(random, random.below(20));
      const SharedPassage shared = index.longestShared(asked);
      ASSERT_EQ(shared.notes, byBruteForce(lines, asked));
      for (std::size_t n = 0; n < shared.notes; ++n) {
        EXPECT_EQ(asked[shared.at + n].lengthClass, lines[shared.line][shared.lineAt + n].lengthClass);
      }
    }
  }
}

}  // namespace
}  // namespace partimento::analysis
