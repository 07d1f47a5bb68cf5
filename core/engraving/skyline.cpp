#include "core/engraving/skyline.h"

#include <cmath>

namespace partimento::engraving {
namespace {

constexpr double kStripsPerSpace = 4;
constexpr float kNothing = 1e9F;

}  // namespace

Skyline::Skyline(double width)
    : m_tops(static_cast<std::size_t>(std::max(1.0, std::ceil(width * kStripsPerSpace) + 1)), kNothing),
      m_bottoms(m_tops.size(), -kNothing) {}

std::size_t Skyline::strip(double x) const {
  const double index =
      std::clamp(std::floor(x * kStripsPerSpace), 0.0, static_cast<double>(m_tops.size() - 1));
  return static_cast<std::size_t>(index);
}

void Skyline::add(const Box& box) {
  if (box.isEmpty()) return;
  for (std::size_t i = strip(box.left); i <= strip(box.right); ++i) {
    m_tops[i] = std::min(m_tops[i], static_cast<float>(box.top));
    m_bottoms[i] = std::max(m_bottoms[i], static_cast<float>(box.bottom));
  }
  m_top = std::min(m_top, box.top);
  m_bottom = std::max(m_bottom, box.bottom);
}

double Skyline::top(double left, double right, double otherwise) const {
  double highest = otherwise;
  for (std::size_t i = strip(left); i <= strip(right); ++i)
    highest = std::min(highest, static_cast<double>(m_tops[i]));
  return highest;
}

double Skyline::bottom(double left, double right, double otherwise) const {
  double lowest = otherwise;
  for (std::size_t i = strip(left); i <= strip(right); ++i)
    lowest = std::max(lowest, static_cast<double>(m_bottoms[i]));
  return lowest;
}

double Skyline::distance(const Skyline& upper, const Skyline& lower, double padding) {
  double least = 0;
  const std::size_t count = std::min(upper.m_bottoms.size(), lower.m_tops.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (upper.m_bottoms[i] < -kNothing / 2) continue;
    const std::size_t from = i > 2 ? i - 2 : 0;
    for (std::size_t j = from; j <= std::min(i + 2, count - 1); ++j) {
      if (lower.m_tops[j] > kNothing / 2) continue;
      least = std::max(least, static_cast<double>(upper.m_bottoms[i] - lower.m_tops[j]) + padding);
    }
  }
  return least;
}

}  // namespace partimento::engraving
