#pragma once

#include <algorithm>
#include <limits>

/// Places on paper. The unit everywhere in this folder is the staff space, the distance of two neighbouring
/// staff lines; x grows to the right, y downwards.
namespace partimento::engraving {

struct Point {
  double x = 0;
  double y = 0;

  constexpr Point operator+(Point other) const { return {x + other.x, y + other.y}; }
  constexpr Point operator-(Point other) const { return {x - other.x, y - other.y}; }
  constexpr Point operator*(double factor) const { return {x * factor, y * factor}; }
  constexpr bool operator==(const Point&) const = default;
};

/// A rectangle; one that was never extended is empty and lies nowhere.
struct Box {
  double left = std::numeric_limits<double>::infinity();
  double top = std::numeric_limits<double>::infinity();
  double right = -std::numeric_limits<double>::infinity();
  double bottom = -std::numeric_limits<double>::infinity();

  constexpr bool isEmpty() const { return left > right || top > bottom; }
  constexpr double width() const { return right - left; }
  constexpr double height() const { return bottom - top; }
  constexpr Point centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
  constexpr Box moved(Point by) const { return {left + by.x, top + by.y, right + by.x, bottom + by.y}; }
  constexpr Box grown(double by) const { return {left - by, top - by, right + by, bottom + by}; }
  constexpr bool holds(Point p) const { return p.x >= left && p.x <= right && p.y >= top && p.y <= bottom; }
  /// Whether the two share more than a strip of `slack`.
  constexpr bool overlaps(const Box& other, double slack = 0) const {
    return std::min(right, other.right) - std::max(left, other.left) > slack &&
           std::min(bottom, other.bottom) - std::max(top, other.top) > slack;
  }
  constexpr bool meetsVertically(const Box& other, double padding) const {
    return top < other.bottom + padding && other.top < bottom + padding;
  }
  constexpr void extend(const Box& other) {
    left = std::min(left, other.left);
    top = std::min(top, other.top);
    right = std::max(right, other.right);
    bottom = std::max(bottom, other.bottom);
  }
  constexpr bool operator==(const Box&) const = default;
};

/// The y of a staff step, counted upwards from the middle line.
constexpr double yOfStep(int step) {
  return -0.5 * step;
}

}  // namespace partimento::engraving
