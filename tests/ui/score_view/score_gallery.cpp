#include "tests/ui/score_view/score_gallery.h"

#include <QPainter>
#include <cmath>

#include "tests/ui/score_view/score_cases.h"
#include "ui/score_view/drawing_painter.h"

namespace partimento::test {

QImage scoreGallery(double scale, const ui::score::ScoreInk& ink) {
  std::vector<engraving::LayoutPtr> layouts;
  double height = 0;
  double width = 0;
  const auto heightOf = [](const engraving::Layout& layout) {
    const engraving::PlacedSystem& last = layout.systems().back();
    return std::ceil(last.at.y + last.system->bottom + 2);
  };
  for (const ScoreCase& shown : scoreCases()) {
    engraving::LayoutSettings settings;
    settings.page = {.width = 110, .height = 1000, .left = 6, .right = 3, .top = 3, .bottom = 3};
    layouts.push_back(engraving::Layout::make(shown.notation, settings));
    height += heightOf(*layouts.back());
    width = std::max(width, layouts.back()->pageWidth());
  }
  QImage image(static_cast<int>(width * scale), static_cast<int>(height * scale), QImage::Format_RGB32);
  image.fill(ink.paper);
  QPainter painter(&image);
  ui::score::DrawingPainter drawing(painter, ink, nullptr);
  double y = 0;
  for (const engraving::LayoutPtr& layout : layouts) {
    drawing.setTarget({QPointF(), scale, ui::score::DrawingPainter::Edges::Pixels});
    paintPage(drawing, *layout, 0, QPointF(0, std::round(y * scale)), {0, 0, 1000, 1000});
    y += heightOf(*layout);
  }
  return image;
}

}  // namespace partimento::test
