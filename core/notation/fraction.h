#pragma once

#include <compare>
#include <cstdint>
#include <numeric>

namespace partimento::notation {

/// An exact number of quarter notes: 1/3 is a triplet eighth. Always reduced, the denominator positive.
/// Not checked for overflow: music stays far below 2^31 on either side of the stroke.
class Fraction {
 public:
  constexpr Fraction() = default;
  constexpr Fraction(std::int64_t whole) : m_numerator(whole) {}  // NOLINT: a whole number is a fraction
  /// `denominator` is not 0.
  constexpr Fraction(std::int64_t numerator, std::int64_t denominator) {
    const std::int64_t divisor = std::gcd(numerator, denominator);
    const std::int64_t sign = denominator < 0 ? -1 : 1;
    m_numerator = sign * numerator / divisor;
    m_denominator = sign * denominator / divisor;
  }

  constexpr std::int64_t numerator() const { return m_numerator; }
  constexpr std::int64_t denominator() const { return m_denominator; }
  constexpr double value() const {
    return static_cast<double>(m_numerator) / static_cast<double>(m_denominator);
  }
  /// Largest whole number that is not above this one.
  constexpr std::int64_t floor() const {
    const std::int64_t quotient = m_numerator / m_denominator;
    return m_numerator % m_denominator < 0 ? quotient - 1 : quotient;
  }

  constexpr Fraction operator+(Fraction b) const {
    if (m_denominator == b.m_denominator) return {m_numerator + b.m_numerator, m_denominator};
    return {m_numerator * b.m_denominator + b.m_numerator * m_denominator, m_denominator * b.m_denominator};
  }
  constexpr Fraction operator-() const {
    Fraction negative = *this;
    negative.m_numerator = -m_numerator;
    return negative;
  }
  constexpr Fraction operator-(Fraction b) const { return *this + -b; }
  constexpr Fraction operator*(Fraction b) const {
    return {m_numerator * b.m_numerator, m_denominator * b.m_denominator};
  }
  /// `b` is not 0.
  constexpr Fraction operator/(Fraction b) const {
    return {m_numerator * b.m_denominator, m_denominator * b.m_numerator};
  }
  constexpr Fraction& operator+=(Fraction b) { return *this = *this + b; }
  constexpr Fraction& operator-=(Fraction b) { return *this = *this - b; }

  constexpr bool operator==(const Fraction&) const = default;
  constexpr std::strong_ordering operator<=>(const Fraction& b) const {
    return m_numerator * b.m_denominator <=> b.m_numerator * m_denominator;
  }

 private:
  std::int64_t m_numerator = 0;
  std::int64_t m_denominator = 1;
};

}  // namespace partimento::notation
