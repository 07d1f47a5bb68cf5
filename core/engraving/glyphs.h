#pragma once

#include <cstdint>
#include <string_view>

#include "core/engraving/geometry.h"
#include "core/notation/staff_bar.h"

namespace partimento::engraving {

/// The signs that a page is made of. Origins: heads, accidentals and dots in the middle of their line or
/// space at the left edge; rests on the middle line (the whole rest at the line it hangs from); clefs on the
/// line they name; flags at the tip of their stem; figures in the middle of their height.
enum class Glyph : std::uint8_t {
  ClefG,
  ClefGOctaveUp,
  ClefGOctaveDown,
  ClefF,
  ClefFOctaveUp,
  ClefFOctaveDown,
  ClefC,
  ClefPercussion,
  HeadCross,
  HeadDiamond,
  HeadDiamondHollow,
  HeadBreve,
  HeadWhole,
  HeadHalf,
  HeadFilled,
  AccidentalDoubleFlat,
  AccidentalFlat,
  AccidentalNatural,
  AccidentalSharp,
  AccidentalDoubleSharp,
  RestBreve,
  RestWhole,
  RestHalf,
  RestQuarter,
  Rest8,
  Rest16,
  Rest32,
  Rest64,
  Rest128,
  Dot,
  Flag8Up,
  Flag16Up,
  Flag32Up,
  Flag64Up,
  Flag128Up,
  Flag8Down,
  Flag16Down,
  Flag32Down,
  Flag64Down,
  Flag128Down,
  CommonTime,
  CutTime,
  OttavaAlta,
  OttavaBassa,
  QuindicesimaAlta,
  QuindicesimaBassa,
  Fermata,
  TimeDigit0,
  TimeDigit1,
  TimeDigit2,
  TimeDigit3,
  TimeDigit4,
  TimeDigit5,
  TimeDigit6,
  TimeDigit7,
  TimeDigit8,
  TimeDigit9,
  TimePlus,
  TupletDigit0,
  TupletDigit1,
  TupletDigit2,
  TupletDigit3,
  TupletDigit4,
  TupletDigit5,
  TupletDigit6,
  TupletDigit7,
  TupletDigit8,
  TupletDigit9,
  TupletColon
};
inline constexpr int kGlyphCount = static_cast<int>(Glyph::TupletColon) + 1;

/// A sign's extent and outline in thousandths of a staff space. The outline is a list of `Mx y`, `Lx y`,
/// `Qcx cy x y` and `Z`, as in SVG, filled by the non-zero rule.
struct GlyphShape {
  int box[4];  ///< left, top, right, bottom
  const char* outline;
};

const GlyphShape& glyphShape(Glyph glyph);
/// Extent around the origin.
Box glyphBox(Glyph glyph, double scale = 1);
double glyphWidth(Glyph glyph, double scale = 1);

/// Calls back with a glyph's outline, in staff spaces around its origin.
class OutlineSink {
 public:
  virtual ~OutlineSink() = default;
  virtual void moveTo(Point to) = 0;
  virtual void lineTo(Point to) = 0;
  virtual void quadTo(Point control, Point to) = 0;
  virtual void close() = 0;
};
void traceOutline(Glyph glyph, OutlineSink& sink);

Glyph headGlyph(notation::NoteBase base, notation::HeadShape shape);
Glyph restGlyph(notation::NoteBase base);
/// `flags` from 1 to 5.
Glyph flagGlyph(int flags, int direction);
/// Of any accidental but None.
Glyph accidentalGlyph(notation::Accidental accidental);
/// The accidental that a key signature prints.
Glyph keyGlyph(int fifths);
Glyph clefGlyph(const notation::Clef& clef);
/// 0 to 9.
Glyph timeDigit(int digit);
Glyph tupletDigit(int digit);

}  // namespace partimento::engraving
