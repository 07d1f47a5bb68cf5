#pragma once

#include <array>
#include <span>

#include "core/engraving/glyphs.h"

/// The outlines behind glyphShape(), in the order of Glyph. Measured from the fonts Noto Music, Noto Serif
/// Bold (figures of time signatures) and Noto Serif Bold Italic (figures of tuplets), all under the
/// SIL Open Font License 1.1; sharps, naturals, whole and half rests are our own drawings.
namespace partimento::engraving {

/// Glyph::ClefG to Glyph::Fermata.
std::span<const GlyphShape> signShapes();
/// Glyph::TimeDigit0 to Glyph::TupletColon.
std::span<const GlyphShape> figureShapes();

}  // namespace partimento::engraving
