#include "core/engraving/glyphs.h"

#include <gtest/gtest.h>

namespace partimento::engraving {
namespace {

/// Flattens an outline and remembers how far it reaches.
class Measure : public OutlineSink {
 public:
  void moveTo(Point to) override {
    EXPECT_TRUE(closed) << "a contour begins before the last is closed";
    closed = false;
    at(to);
  }
  void lineTo(Point to) override { at(to); }
  void quadTo(Point control, Point to) override {
    const Point from = last;
    for (int i = 1; i <= 32; ++i) {
      const double t = i / 32.0;
      at(from * ((1 - t) * (1 - t)) + control * (2 * t * (1 - t)) + to * (t * t));
    }
  }
  void close() override {
    closed = true;
    ++contours;
  }

  Box box;
  bool closed = true;
  int contours = 0;

 private:
  void at(Point p) {
    last = p;
    box.extend({p.x, p.y, p.x, p.y});
  }
  Point last;
};

TEST(Glyphs, OutlinesReachAsFarAsTheirBoxes) {
  for (int i = 0; i < kGlyphCount; ++i) {
    const auto glyph = static_cast<Glyph>(i);
    Measure measure;
    traceOutline(glyph, measure);
    const Box box = glyphBox(glyph);
    EXPECT_TRUE(measure.closed) << i;
    EXPECT_GT(measure.contours, 0) << i;
    EXPECT_NEAR(measure.box.left, box.left, 0.006) << i;
    EXPECT_NEAR(measure.box.right, box.right, 0.006) << i;
    EXPECT_NEAR(measure.box.top, box.top, 0.006) << i;
    EXPECT_NEAR(measure.box.bottom, box.bottom, 0.006) << i;
    EXPECT_NEAR(box.left, 0, 0.02) << i;
  }
}

TEST(Glyphs, HeadsFillASpaceAndFiguresTwo) {
  for (const Glyph head : {Glyph::HeadFilled, Glyph::HeadHalf, Glyph::HeadWhole}) {
    EXPECT_NEAR(glyphBox(head).height(), 1.08, 0.06);
    EXPECT_NEAR(glyphBox(head).centre().y, 0, 0.02);
  }
  for (int digit = 0; digit < 10; ++digit) EXPECT_NEAR(glyphBox(timeDigit(digit)).height(), 2, 0.06) << digit;
}

TEST(Glyphs, TurnUpsideDownWithTheStem) {
  for (int flags = 1; flags <= 5; ++flags) {
    const Box up = glyphBox(flagGlyph(flags, 1));
    const Box down = glyphBox(flagGlyph(flags, -1));
    EXPECT_NEAR(up.top, -down.bottom, 1e-9);
    EXPECT_NEAR(up.bottom, -down.top, 1e-9);
  }
}

TEST(Glyphs, NameEveryValue) {
  using notation::HeadShape;
  using notation::NoteBase;
  EXPECT_EQ(headGlyph(NoteBase::Quarter, HeadShape::Normal), Glyph::HeadFilled);
  EXPECT_EQ(headGlyph(NoteBase::Half, HeadShape::Normal), Glyph::HeadHalf);
  EXPECT_EQ(headGlyph(NoteBase::Half, HeadShape::Diamond), Glyph::HeadDiamondHollow);
  EXPECT_EQ(restGlyph(NoteBase::Eighth), Glyph::Rest8);
  EXPECT_EQ(restGlyph(NoteBase::N128th), Glyph::Rest128);
  EXPECT_EQ(restGlyph(NoteBase::N256th), Glyph::Rest128);
  EXPECT_EQ(clefGlyph({notation::ClefSign::G, 2, -1}), Glyph::ClefGOctaveDown);
  EXPECT_EQ(clefGlyph({notation::ClefSign::F, 4, 1}), Glyph::ClefFOctaveUp);
}

}  // namespace
}  // namespace partimento::engraving
