#include "ui/score_view/page_geometry.h"

#include <algorithm>
#include <cmath>

namespace partimento::ui::score {

QSize PageGeometry::pageSize() const {
  return {static_cast<int>(std::ceil(pageWidth * space)), static_cast<int>(std::ceil(pageHeight * space))};
}

QSize PageGeometry::contentSize() const {
  const QSize page = pageSize();
  const int gap = kGap * space;
  const auto count = static_cast<int>(pages);
  return {page.width() + 2 * gap, count * page.height() + (count + 1) * gap};
}

QRect PageGeometry::pageRect(std::size_t page) const {
  const QSize size = pageSize();
  const QSize content = contentSize();
  const int gap = kGap * space;
  const int left = content.width() < view.width() ? (view.width() - size.width()) / 2 : gap - scrollX;
  const int top = content.height() < view.height() ? (view.height() - content.height()) / 2 : -scrollY;
  return {QPoint(left, top + gap + static_cast<int>(page) * (size.height() + gap)), size};
}

PagePoint PageGeometry::pageAt(QPointF at) const {
  const int step = pageSize().height() + kGap * space;
  const QRect first = pageRect(0);
  const double index = std::floor((at.y() - first.top()) / step);
  const auto page = static_cast<std::size_t>(std::clamp(index, 0.0, static_cast<double>(pages - 1)));
  const QRect rect = pageRect(page);
  return {page, {(at.x() - rect.left()) / space, (at.y() - rect.top()) / space}};
}

QPointF PageGeometry::viewOf(std::size_t page, engraving::Point point) const {
  const QRect rect = pageRect(page);
  return {rect.left() + point.x * space, rect.top() + point.y * space};
}

QRectF PageGeometry::viewOf(std::size_t page, const engraving::Box& box) const {
  return {viewOf(page, engraving::Point{box.left, box.top}),
          viewOf(page, engraving::Point{box.right, box.bottom})};
}

void PageGeometry::clampScroll() {
  const QSize content = contentSize();
  scrollX = std::clamp(scrollX, 0, std::max(0, content.width() - view.width()));
  scrollY = std::clamp(scrollY, 0, std::max(0, content.height() - view.height()));
}

void PageGeometry::zoomTo(int spaceWanted, QPointF at) {
  const PagePoint under = pageAt(at);
  space = std::clamp(spaceWanted, kMinimumSpace, kMaximumSpace);
  const QPointF now = viewOf(under.page, under.at);
  scrollX += static_cast<int>(std::lround(now.x() - at.x()));
  scrollY += static_cast<int>(std::lround(now.y() - at.y()));
  clampScroll();
}

}  // namespace partimento::ui::score
