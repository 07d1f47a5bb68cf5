#include "core/engraving/line_breaker.h"

#include <numeric>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento::engraving {
namespace {

std::vector<BarWidth> randomBars(Random& random, std::size_t count) {
  std::vector<BarWidth> bars;
  for (std::size_t i = 0; i < count; ++i) {
    const double natural = 8 + 20 * random.uniform();
    bars.push_back({natural, natural * 0.7, 1, 6, 0.2});
  }
  return bars;
}

double leastOf(const std::vector<BarWidth>& bars, std::size_t first, std::size_t count) {
  double width = bars[first].lineStart + bars[first + count - 1].lineEnd;
  for (std::size_t i = first; i < first + count; ++i)
    width += bars[i].least + (i > first ? bars[i].between : 0);
  return width;
}

TEST(LineBreaker, PutsEveryBarOnALineThatHoldsIt) {
  Random random(11);
  for (int round = 0; round < 200; ++round) {
    const auto bars = randomBars(random, 1 + random.below(60));
    const auto lines = breakLines(bars, 100, 5);
    EXPECT_EQ(std::accumulate(lines.begin(), lines.end(), std::size_t{0}), bars.size());
    std::size_t first = 0;
    for (const std::size_t count : lines) {
      ASSERT_GT(count, 0U);
      if (count > 1) {
        EXPECT_LE(leastOf(bars, first, count), first == 0 ? 95 : 100);
      }
      first += count;
    }
  }
}

TEST(LineBreaker, LeavesABarThatIsTooWideAlone) {
  const std::vector<BarWidth> bars = {{20, 14, 1, 6, 0}, {400, 300, 1, 6, 0}, {20, 14, 1, 6, 0}};
  EXPECT_EQ(breakLines(bars, 100, 0), (std::vector<std::size_t>{1, 1, 1}));
}

TEST(LineBreaker, SharesBarsEvenly) {
  const std::vector<BarWidth> bars(9, BarWidth{24, 17, 1, 6, 0});
  const auto lines = breakLines(bars, 100, 0);  // four would be crowded, three are loose
  for (const std::size_t count : lines) EXPECT_GE(count, 3U - (count == lines.back() ? 2U : 0U));
  EXPECT_NE(lines.back(), 1U);
}

TEST(LineBreaker, KnowsNothingOfNoBars) {
  EXPECT_TRUE(breakLines({}, 100, 0).empty());
}

}  // namespace
}  // namespace partimento::engraving
