#include "core/tokens/bar_place.h"

#include <algorithm>
#include <array>

#include "core/music/symbol.h"

namespace partimento::tokens {

int meterClass(TimeSignature signature) {
  static constexpr std::array<TimeSignature, 10> kKnown = {
      {{2, 4}, {3, 4}, {4, 4}, {2, 2}, {3, 2}, {3, 8}, {6, 8}, {9, 8}, {12, 8}, {6, 4}}};
  const auto found = std::find(kKnown.begin(), kKnown.end(), signature);
  if (found != kKnown.end()) return static_cast<int>(found - kKnown.begin());
  const bool compound = signature.numerator > 3 && signature.numerator % 3 == 0;
  return compound ? BarPlace::kMeters - 1 : BarPlace::kMeters - 2;
}

BarPlace placeInBar(TimeSignature signature, std::int64_t stepInBar, std::int64_t bar) {
  BarPlace place;
  place.meter = meterClass(signature);
  place.slot =
      static_cast<int>(std::clamp<std::int64_t>(stepInBar / (kStepsPerQuarter / 2), 0, BarPlace::kSlots - 1));
  place.fine = static_cast<int>((stepInBar % BarPlace::kFine + BarPlace::kFine) % BarPlace::kFine);
  place.phrase = static_cast<int>((bar % BarPlace::kPhrase + BarPlace::kPhrase) % BarPlace::kPhrase);
  return place;
}

BarClock::BarClock(TimeSignature signature, std::int64_t step)
    : m_signature(signature), m_barSteps(barSteps(signature)), m_step(step) {}

BarPlace BarClock::placeAt(std::int64_t step) const {
  std::int64_t bar = step / m_barSteps;
  std::int64_t inBar = step % m_barSteps;
  if (inBar < 0) {
    inBar += m_barSteps;
    --bar;
  }
  return placeInBar(m_signature, inBar, bar);
}

}  // namespace partimento::tokens
