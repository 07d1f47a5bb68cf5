#pragma once

#include <vector>

#include "core/engraving/geometry.h"

namespace partimento::engraving {

/// How far the marks of a staff reach up and down along the line, in strips a quarter of a space wide.
class Skyline {
 public:
  explicit Skyline(double width);

  void add(const Box& box);
  /// Highest y (the smallest) that is taken between left and right; 0 and above when nothing is there:
  /// `otherwise`.
  double top(double left, double right, double otherwise) const;
  double bottom(double left, double right, double otherwise) const;
  double top() const { return m_top; }
  double bottom() const { return m_bottom; }
  /// How far the lower staff's middle line must be below the upper one's, with `padding` of white between.
  static double distance(const Skyline& upper, const Skyline& lower, double padding);

 private:
  std::size_t strip(double x) const;

  std::vector<float> m_tops;
  std::vector<float> m_bottoms;
  double m_top = 0;
  double m_bottom = 0;
};

}  // namespace partimento::engraving
