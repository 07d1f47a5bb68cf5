#pragma once

#include <memory>
#include <vector>

#include "core/engraving/staff_bar_shape.h"

namespace partimento::engraving {

/// A text above the bar that takes its room along the line: a chord symbol.
struct TextRoom {
  notation::Fraction at;
  double width = 0;
};

/// The columns of a bar as springs: how far apart they want to be, and how near they may come. Node 0 is
/// where the music begins (behind bar line and signatures), node 1 the first column, the last node the next
/// bar line.
class BarSpacing {
 public:
  struct Rod {
    std::size_t from = 0;
    std::size_t to = 0;
    double least = 0;
  };

  /// `staves` top down; `length` of the bar in quarter notes; `density` 1 is usual, more is tighter; `texts`
  /// in order of their places, on one line.
  BarSpacing(const std::vector<StaffBarShapePtr>& staves, notation::Fraction length, double density,
             const std::vector<TextRoom>& texts = {});

  const std::vector<notation::Fraction>& times() const { return m_times; }
  /// Places of all nodes with the springs drawn to `force` times their rest length.
  std::vector<double> places(double force) const;
  double width(double force) const;

 private:
  void collectTimes(const std::vector<StaffBarShapePtr>& staves, const std::vector<TextRoom>& texts);
  void addSprings(const std::vector<StaffBarShapePtr>& staves, notation::Fraction length, double density);
  void addRods(const StaffBarShape& staff);
  void addTextRods(const std::vector<TextRoom>& texts);
  std::size_t nodeOf(notation::Fraction at) const;

  std::vector<notation::Fraction> m_times;
  std::vector<double> m_rest;  // rest length from node i to i + 1
  std::vector<Rod> m_rods;     // sorted by `to`
};
using BarSpacingPtr = std::shared_ptr<const BarSpacing>;

/// The force at which the bars fill `width`; `least` and `most` bound it.
double forceToFill(const std::vector<const BarSpacing*>& bars, double width, double least, double most);

}  // namespace partimento::engraving
