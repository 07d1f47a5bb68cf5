#include "core/engraving/accidentals.h"

#include <algorithm>

#include "core/engraving/rules.h"

namespace partimento::engraving {
namespace {

/// Highest, lowest, second highest, second lowest...
std::vector<AccidentalWish> outsideIn(std::vector<AccidentalWish> wishes) {
  std::sort(wishes.begin(), wishes.end(),
            [](const AccidentalWish& a, const AccidentalWish& b) { return a.step > b.step; });
  const auto same = [](const AccidentalWish& a, const AccidentalWish& b) {
    return a.step == b.step && a.glyph == b.glyph;  // two voices on one head
  };
  wishes.erase(std::unique(wishes.begin(), wishes.end(), same), wishes.end());
  std::vector<AccidentalWish> order;
  for (std::size_t low = 0, high = wishes.size(); low < high;) {
    order.push_back(wishes[low++]);
    if (low < high) order.push_back(wishes[--high]);
  }
  return order;
}

void addParentheses(const Box& box, NoteId note, Drawing& marks) {
  const double reach = 0.95;
  const double y = box.centre().y;
  for (const double side : {-1.0, 1.0}) {
    const double x = side < 0 ? box.left - 0.12 : box.right + 0.12;
    const double out = x + side * 0.3;
    marks.curves.push_back(
        {{{{x, y - reach}, {out, y - 0.45}, {out, y + 0.45}, {x, y + reach}}}, 0.14, Role::Accidental, note});
  }
}

/// The x of the sign's origin at which it clears everything it would meet.
double clearPlace(const AccidentalWish& wish, double brackets, const std::vector<Box>& solid) {
  const Box shape = glyphBox(wish.glyph).moved({0, yOfStep(wish.step)});
  double x = -rules::kAccidentalGap - brackets - shape.right;
  for (const Box& part : inkParts(wish.glyph, shape)) {
    for (const Box& box : solid) {
      if (part.meetsVertically(box, 0.08))
        x = std::min(x, box.left - rules::kAccidentalGap - brackets - part.right);
    }
  }
  return x;
}

}  // namespace

std::vector<Box> inkParts(Glyph glyph, const Box& box) {
  if (glyph != Glyph::AccidentalFlat) return {box};
  return {{box.left, box.top, box.left + 0.2, box.bottom},
          {box.left, box.bottom - 1.25, box.right, box.bottom}};
}

void stackAccidentals(std::vector<AccidentalWish> wishes, const std::vector<Box>& obstacles, Column& column) {
  std::vector<Box> solid = obstacles;
  for (const AccidentalWish& wish : outsideIn(std::move(wishes))) {
    const double brackets = wish.bracketed ? rules::kParenthesis : 0;
    const GlyphMark mark{.glyph = wish.glyph,
                         .role = Role::Accidental,
                         .at = {clearPlace(wish, brackets, solid), yOfStep(wish.step)},
                         .note = wish.note};
    column.marks.glyphs.push_back(mark);
    if (wish.bracketed) addParentheses(mark.box(), wish.note, column.marks);
    Box taken = mark.box();
    taken.left -= brackets;
    taken.right += brackets;
    for (const Box& part : inkParts(wish.glyph, taken)) solid.push_back(part);
    for (const Box& part : inkParts(wish.glyph, taken)) column.boxes.push_back(part);
  }
}

}  // namespace partimento::engraving
