#pragma once

#include <compare>
#include <cstdint>
#include <type_traits>

namespace partimento {

/// A number with a unit that does not mix with other units by accident.
template <typename Tag, typename Value>
struct Quantity {
  Value value{};

  constexpr Quantity() = default;
  constexpr explicit Quantity(Value v) : value(v) {}

  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity operator+(Quantity other) const { return Quantity(value + other.value); }
  constexpr Quantity operator-(Quantity other) const { return Quantity(value - other.value); }
  constexpr Quantity operator-() const { return Quantity(-value); }
  constexpr Quantity operator*(Value factor) const { return Quantity(value * factor); }
  constexpr Quantity operator/(Value divisor) const { return Quantity(value / divisor); }
  constexpr Value operator/(Quantity other) const { return value / other.value; }
  constexpr Quantity operator%(Quantity other) const requires std::is_integral_v<Value> {
    return Quantity(value % other.value);
  }
  constexpr Quantity& operator+=(Quantity other) {
    value += other.value;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    value -= other.value;
    return *this;
  }
};

/// Musical time, in fractions of a quarter note (see Score::ticksPerQuarter).
using Tick = Quantity<struct TickTag, std::int64_t>;
/// Time on the clock.
using Seconds = Quantity<struct SecondsTag, double>;
/// Quarter notes a minute.
using Bpm = Quantity<struct BpmTag, double>;
/// Audio frames (one sample for each channel).
using Frames = Quantity<struct FramesTag, std::int64_t>;

}  // namespace partimento
