#pragma once

#include <QPointF>
#include <QRect>
#include <QSize>

#include "core/engraving/layout.h"

namespace partimento::ui::score {

/// A point of a page.
struct PagePoint {
  std::size_t page = 0;
  engraving::Point at;
};

/// Between pages and the view, in whole device pixels, so that staff lines are sharp at every zoom: a staff
/// space is a whole number of pixels, a page begins on one.
struct PageGeometry {
  int space = 8;  ///< pixels of a staff space
  int scrollX = 0;
  int scrollY = 0;
  QSize view;  ///< in device pixels
  std::size_t pages = 1;
  double pageWidth = 120;  ///< in staff spaces
  double pageHeight = 170;

  static constexpr int kMinimumSpace = 3;
  static constexpr int kMaximumSpace = 64;
  static constexpr int kGap = 2;  ///< around pages, in staff spaces

  QSize pageSize() const;
  QSize contentSize() const;
  /// The page's place in the view.
  QRect pageRect(std::size_t page) const;
  /// The point of the page that lies under (or nearest to) a place of the view.
  PagePoint pageAt(QPointF at) const;
  QPointF viewOf(std::size_t page, engraving::Point point) const;
  QRectF viewOf(std::size_t page, const engraving::Box& box) const;
  void clampScroll();
  /// Changes the zoom and keeps what lies under `at` there.
  void zoomTo(int spaceWanted, QPointF at);
};

}  // namespace partimento::ui::score
