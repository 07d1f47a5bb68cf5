#include "core/playback/ring.h"

#include <deque>
#include <thread>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento::playback {
namespace {

TEST(SpscRing, BehavesAsABoundedQueue) {
  Random random(7);
  SpscRing<int, 8> ring;
  std::deque<int> model;
  for (int i = 0; i < 20000; ++i) {
    if (random.below(2) == 0) {
      const bool pushed = ring.tryPush(i);
      EXPECT_EQ(pushed, model.size() < 8);
      if (pushed) model.push_back(i);
    } else {
      int item = -1;
      const bool popped = ring.tryPop(item);
      ASSERT_EQ(popped, !model.empty());
      if (popped) {
        EXPECT_EQ(item, model.front());
        model.pop_front();
      }
    }
  }
}

TEST(SpscRing, CarriesEverythingInOrderBetweenTwoThreads) {
  struct Item {
    std::uint64_t number;
    std::uint64_t inverse;
  };
  constexpr std::uint64_t kCount = 200000;
  SpscRing<Item, 64> ring;
  std::jthread producer([&] {
    for (std::uint64_t i = 0; i < kCount;) {
      if (ring.tryPush({i, ~i})) {
        ++i;
      } else {
        std::this_thread::yield();
      }
    }
  });
  for (std::uint64_t expected = 0; expected < kCount;) {
    Item item{};
    if (!ring.tryPop(item)) {
      std::this_thread::yield();
      continue;
    }
    ASSERT_EQ(item.number, expected);
    ASSERT_EQ(item.inverse, ~expected);
    ++expected;
  }
}

TEST(LatestValue, IsNeverTornAndNeverGoesBack) {
  struct Value {
    std::uint64_t number = 0;
    std::uint64_t copies[6] = {};
  };
  constexpr std::uint64_t kCount = 1000000;
  LatestValue<Value> latest;
  std::jthread writer([&] {
    for (std::uint64_t i = 1; i <= kCount; ++i) {
      Value value{i, {}};
      for (auto& copy : value.copies) copy = i;
      latest.publish(value);
    }
  });
  std::uint64_t last = 0;
  while (last < kCount) {
    const Value value = latest.read();
    ASSERT_GE(value.number, last);
    for (const auto copy : value.copies) ASSERT_EQ(copy, value.number);
    if (value.number == last) std::this_thread::yield();
    last = value.number;
  }
}

TEST(LatestValue, WhatWasReadStaysWhateverIsReadAndPublishedAfterIt) {
  LatestValue<int> latest;
  latest.publish(1);
  auto&& first = latest.read();
  for (int i = 2; i < 8; ++i) {
    latest.publish(i);
    EXPECT_EQ(latest.read(), i);
    EXPECT_EQ(first, 1);
  }
}

}  // namespace
}  // namespace partimento::playback
