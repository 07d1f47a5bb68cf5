#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/models/beam_cache.h"
#include "core/models/packed_matrix.h"
#include "core/models/work_team.h"

namespace partimento::models {
namespace {

float randomFloat(Random& random) {
  return static_cast<float>(random.below(20001)) / 10000.0F - 1.0F;
}

std::vector<float> randomFloats(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<float> values(count);
  for (float& value : values) value = randomFloat(random);
  return values;
}

TEST(HalfBits, RoundAndReturnAsTheProcessorDoes) {
  for (std::uint32_t bits = 0; bits < 0x10000U; ++bits) {
    const float value = fromHalfBits(static_cast<HalfBits>(bits));
    if (std::isnan(value)) continue;
    EXPECT_EQ(toHalfBits(value), bits);
  }
  const auto values = randomFloats(4096, 1);
  std::vector<float> spread;
  for (std::size_t i = 0; i < values.size(); ++i) {
    spread.push_back(values[i] * std::ldexp(1.0F, static_cast<int>(i % 50) - 30));
  }
  const KernelList list = usableKernels();
  for (int k = 0; k < list.count; ++k) {
    std::vector<HalfBits> half(spread.size());
    list.sets[k]->toHalf(half.data(), spread.data(), spread.size());
    for (std::size_t i = 0; i < spread.size(); ++i) {
      ASSERT_EQ(half[i], toHalfBits(spread[i])) << list.sets[k]->name << " " << spread[i];
    }
  }
}

/// Every instruction set that this machine has, every precision, shapes that fill no panel.
TEST(PackedMatrix, IsTheProduct) {
  const KernelList list = usableKernels();
  for (const auto& [outputs, inputs] :
       {std::pair(1, 16), std::pair(64, 33), std::pair(90, 48), std::pair(200, 65)}) {
    const auto weights = randomFloats(static_cast<std::size_t>(outputs * inputs), 2);
    const auto bias = randomFloats(static_cast<std::size_t>(outputs), 3);
    for (const int rows : {1, 2, 5, 7, 32}) {
      const std::ptrdiff_t stride = inputs + 3;
      const auto x = randomFloats(static_cast<std::size_t>(rows * stride), 4);
      for (const auto& [precision, tolerance] :
           {std::pair(WeightPrecision::Single, 1e-5), std::pair(WeightPrecision::Half, 4e-4),
            std::pair(WeightPrecision::Int8, 4e-3)}) {
        const PackedMatrix matrix({weights.data(), bias.data(), outputs, inputs}, precision);
        AlignedBytes scratch(matrix.scratchFloats() * sizeof(float));
        for (int k = 0; k < list.count; ++k) {
          std::vector<float> out(static_cast<std::size_t>(rows * (outputs + 2)), 77.0F);
          matrix.multiply({x.data(), stride, rows, out.data(), outputs + 2, scratch.floats()}, 0,
                          matrix.panels(), *list.sets[k]);
          for (int r = 0; r < rows; ++r) {
            for (int o = 0; o < outputs; ++o) {
              double wanted = bias[static_cast<std::size_t>(o)], magnitude = 1;
              for (int i = 0; i < inputs; ++i) {
                const double term = double{x[static_cast<std::size_t>(r * stride + i)]} *
                                    weights[static_cast<std::size_t>(o * inputs + i)];
                wanted += term;
                magnitude += std::fabs(term);
              }
              ASSERT_NEAR(out[static_cast<std::size_t>(r * (outputs + 2) + o)], wanted, tolerance * magnitude)
                  << list.sets[k]->name << " rows " << rows << " " << outputs << "x" << inputs;
            }
            ASSERT_EQ(out[static_cast<std::size_t>(r * (outputs + 2) + outputs)], 77.0F)
                << "wrote beyond its row";
          }
        }
      }
    }
  }
}

TEST(AttentionKernels, AgreeWithEachOther) {
  const KernelList list = usableKernels();
  for (const int size : {16, 32, 48, 64, 128}) {
    for (const int count : {1, 15, 16, 17, 70}) {
      const auto entries = randomFloats(static_cast<std::size_t>(count * 2 * size), 5);
      std::vector<HalfBits> halves(entries.size());
      for (std::size_t i = 0; i < entries.size(); ++i) halves[i] = toHalfBits(entries[i]);
      std::vector<const std::byte*> single, half;
      for (int j = count - 1; j >= 0; --j) {
        single.push_back(reinterpret_cast<const std::byte*>(entries.data() + j * 2 * size));
        half.push_back(reinterpret_cast<const std::byte*>(halves.data() + j * 2 * size));
      }
      const auto query = randomFloats(static_cast<std::size_t>(size), 6);
      std::vector<float> wanted(static_cast<std::size_t>(count)), got(wanted.size() + 1, 5.0F);
      std::vector<float> sum(static_cast<std::size_t>(size)), other(sum.size());
      kPortableKernels.scoresSingle({query.data(), size, single.data(), size * 4, count, wanted.data()});
      kPortableKernels.sumSingle({wanted.data(), size, single.data(), 0, count, sum.data()});
      for (int k = 0; k < list.count; ++k) {
        const PanelKernels& set = *list.sets[k];
        set.scoresSingle({query.data(), size, single.data(), size * 4, count, got.data()});
        for (std::size_t j = 0; j < wanted.size(); ++j) ASSERT_NEAR(got[j], wanted[j], 1e-4) << set.name;
        set.scoresHalf({query.data(), size, half.data(), size * 2, count, got.data()});
        for (std::size_t j = 0; j < wanted.size(); ++j) ASSERT_NEAR(got[j], wanted[j], 2e-2) << set.name;
        EXPECT_EQ(got.back(), 5.0F);
        set.sumSingle({wanted.data(), size, single.data(), 0, count, other.data()});
        for (std::size_t i = 0; i < sum.size(); ++i) ASSERT_NEAR(other[i], sum[i], 1e-3) << set.name;
        set.sumHalf({wanted.data(), size, half.data(), 0, count, other.data()});
        for (std::size_t i = 0; i < sum.size(); ++i) ASSERT_NEAR(other[i], sum[i], 1e-1) << set.name;
      }
    }
  }
}

/// Against lists of tokens that are copied: every entry holds the token that was written into it.
TEST(BeamCache, HypothesesSeeTheirOwnPast) {
  for (const int window : {2, 3, 17}) {
    BeamCache cache({64, 2, window, 12});
    Random random(static_cast<std::uint64_t>(window));
    for (int round = 0; round < 3; ++round) {
      cache.clear();
      std::vector<std::vector<int>> rows = {{}};
      int next = 0;
      const auto check = [&] {
        ASSERT_EQ(cache.rows(), static_cast<int>(rows.size()));
        for (std::size_t row = 0; row < rows.size(); ++row) {
          const int at = static_cast<int>(row);
          const int length = std::min<int>(window, static_cast<int>(rows[row].size()));
          ASSERT_EQ(cache.length(at), length);
          for (int i = 0; i < length; ++i) {
            for (int layer = 0; layer < 2; ++layer) {
              int found = 0;
              std::memcpy(&found, cache.entries(at)[i] + layer * cache.layerStride(), sizeof found);
              ASSERT_EQ(found, rows[row][rows[row].size() - static_cast<std::size_t>(length - i)] + layer);
            }
          }
        }
      };
      const auto write = [&](int row, int value) {
        for (int layer = 0; layer < 2; ++layer) {
          const int mark = value + layer;
          std::memcpy(cache.newest(row) + layer * cache.layerStride(), &mark, sizeof mark);
        }
      };
      for (const int part : {5, 12, 1}) {
        cache.extend(part);
        std::vector<std::vector<int>> prompt;
        for (int row = 0; row < part; ++row) {
          rows[0].push_back(next);
          write(row, next);
          next += 2;
          prompt.push_back(rows[0]);
        }
        const auto last = rows;
        rows = prompt;
        check();
        cache.keepLast();
        rows = last;
        check();
      }
      for (int step = 0; step < 200; ++step) {
        const std::size_t count = 1 + random.below(12);
        std::vector<int> parents;
        std::vector<std::vector<int>> after;
        for (std::size_t i = 0; i < count; ++i) {
          parents.push_back(static_cast<int>(random.below(rows.size())));
          after.push_back(rows[static_cast<std::size_t>(parents.back())]);
        }
        cache.branch(parents);
        rows = after;
        for (std::size_t i = 0; i < count; ++i) {
          rows[i].push_back(next);
          write(static_cast<int>(i), next);
          next += 2;
        }
        check();
        ASSERT_LE(cache.living(), static_cast<int>(12 * window));
      }
    }
  }
}

TEST(BeamCache, ALoneSequenceLiesInOrderAndNeedsNoMoreThanItsWindow) {
  BeamCache cache({128, 1, 40, 1});
  cache.clear();
  cache.extend(1);
  const std::vector<int> parent = {0};
  for (int i = 0; i < 500; ++i) {
    cache.branch(parent);
    ASSERT_LE(cache.living(), 41);
    if (i < 30) {
      ASSERT_EQ(cache.entries(0)[cache.length(0) - 1] - cache.entries(0)[cache.length(0) - 2], 128);
    }
  }
}

TEST(WorkTeam, DoesEveryPieceOnce) {
  for (const int threads : {1, 2, 5}) {
    WorkTeam team(threads);
    Random random(7);
    for (int round = 0; round < 3000; ++round) {
      const int pieces = static_cast<int>(random.below(40));
      std::vector<std::atomic<int>> done(static_cast<std::size_t>(pieces));
      std::atomic<int> strangers{0};
      team.run(pieces, [&](int piece, int member) {
        done[static_cast<std::size_t>(piece)].fetch_add(1);
        if (member < 0 || member >= threads) strangers.fetch_add(1);
      });
      for (const auto& count : done) ASSERT_EQ(count.load(), 1);
      ASSERT_EQ(strangers.load(), 0);
    }
  }
}

TEST(WorkTeam, EndsAtAnyTime) {
  for (int i = 0; i < 200; ++i) {
    WorkTeam team(3);
    if (i % 3 > 0) team.run(i % 7, [](int, int) {});
  }
}

}  // namespace
}  // namespace partimento::models
