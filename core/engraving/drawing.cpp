#include "core/engraving/drawing.h"

namespace partimento::engraving {
namespace {

Box boxAround(std::initializer_list<Point> points) {
  Box box;
  for (const Point& p : points) box.extend({p.x, p.y, p.x, p.y});
  return box;
}

bool startsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

double emShare(char byte) {
  if (byte == 'i' || byte == 'l' || byte == '.' || byte == ',' || byte == ' ' || byte == '\'' || byte == '|')
    return 0.3;
  if (byte == 'm' || byte == 'w' || byte == 'M' || byte == 'W') return 0.92;
  if (byte >= 'A' && byte <= 'Z') return 0.7;
  return 0.56;
}

}  // namespace

Box LineMark::box() const {
  Box box = boxAround({from, to});
  const double half = thickness / 2;
  const bool upright = from.x == to.x;
  return upright ? Box{box.left - half, box.top, box.right + half, box.bottom}
                 : Box{box.left, box.top - half, box.right, box.bottom + half};
}

Box QuadMark::box() const {
  return boxAround({corners[0], corners[1], corners[2], corners[3]});
}

Box CurveMark::box() const {
  // The curve stays within three quarters of the way to its control points.
  const auto inner = [](Point end, Point control) { return end + (control - end) * 0.78; };
  return boxAround({points[0], inner(points[0], points[1]), inner(points[3], points[2]), points[3]})
      .grown(thickness / 2);
}

double textWidth(const std::string& text, double size) {
  double width = 0;
  for (const char byte : text) width += startsCharacter(byte) ? emShare(byte) : 0;
  return width * size;
}

Box TextMark::box() const {
  const double width = textWidth(text, size);
  const double left = align == TextAlign::Left    ? at.x
                      : align == TextAlign::Right ? at.x - width
                                                  : at.x - width / 2;
  return {left, at.y - 0.75 * size, left + width, at.y + 0.24 * size};
}

void Drawing::add(const Drawing& other, Point offset) {
  for (GlyphMark mark : other.glyphs) {
    mark.at = mark.at + offset;
    glyphs.push_back(mark);
  }
  for (LineMark mark : other.lines) {
    mark.from = mark.from + offset;
    mark.to = mark.to + offset;
    lines.push_back(mark);
  }
  for (QuadMark mark : other.quads) {
    for (Point& corner : mark.corners) corner = corner + offset;
    quads.push_back(mark);
  }
  for (CurveMark mark : other.curves) {
    for (Point& point : mark.points) point = point + offset;
    curves.push_back(mark);
  }
  for (TextMark mark : other.texts) {
    mark.at = mark.at + offset;
    texts.push_back(std::move(mark));
  }
}

Box Drawing::bounds() const {
  Box box;
  for (const auto& mark : glyphs) box.extend(mark.box());
  for (const auto& mark : lines) box.extend(mark.box());
  for (const auto& mark : quads) box.extend(mark.box());
  for (const auto& mark : curves) box.extend(mark.box());
  for (const auto& mark : texts) box.extend(mark.box());
  return box;
}

}  // namespace partimento::engraving
