#include "core/tokens/bar_place.h"

#include <gtest/gtest.h>

namespace partimento::tokens {
namespace {

TEST(BarPlace, ThreeFourStaysThreeFour) {
  BarClock clock({3, 4});
  clock.advance(72);
  EXPECT_EQ(clock.place(), (BarPlace{meterClass({3, 4}), 0, 0, 1}));
  clock.advance(30);
  EXPECT_EQ(clock.place(), (BarPlace{meterClass({3, 4}), 2, 6, 1}));
}

TEST(BarPlace, SixEightAndThreeFourDiffer) {
  EXPECT_EQ(barSteps({6, 8}), barSteps({3, 4}));
  EXPECT_NE(meterClass({6, 8}), meterClass({3, 4}));
}

TEST(BarPlace, OddMetersHaveAClassAndABar) {
  EXPECT_EQ(barSteps({5, 8}), 60);
  EXPECT_EQ(barSteps({1, 64}), 1);
  EXPECT_NE(meterClass({5, 8}), meterClass({15, 8}));
  EXPECT_LT(meterClass({15, 8}), BarPlace::kMeters);
}

TEST(BarPlace, EveryPlaceIsAnIndexIntoItsTable) {
  for (const TimeSignature signature : {TimeSignature{2, 4}, {7, 4}, {15, 8}, {4, 2}, {3, 16}}) {
    const BarClock clock(signature);
    for (std::int64_t step = -500; step < 1000; ++step) {
      const BarPlace place = clock.placeAt(step);
      ASSERT_TRUE(place.meter >= 0 && place.meter < BarPlace::kMeters);
      ASSERT_TRUE(place.slot >= 0 && place.slot < BarPlace::kSlots);
      ASSERT_TRUE(place.fine >= 0 && place.fine < BarPlace::kFine);
      ASSERT_TRUE(place.phrase >= 0 && place.phrase < BarPlace::kPhrase);
    }
  }
}

TEST(BarPlace, APickupLiesAtTheEndOfTheBarBefore) {
  const BarClock clock({4, 4});
  EXPECT_EQ(clock.placeAt(-12), (BarPlace{meterClass({4, 4}), 7, 12, 7}));
}

}  // namespace
}  // namespace partimento::tokens
