#include "core/engraving/glyphs.h"

#include <charconv>
#include <cstring>

#include "core/engraving/glyph_tables.h"

namespace partimento::engraving {

using notation::Accidental;
using notation::ClefSign;
using notation::HeadShape;
using notation::NoteBase;

namespace {

constexpr double kUnit = 1.0 / 1000;

Glyph after(Glyph first, int count) {
  return static_cast<Glyph>(static_cast<int>(first) + count);
}

class OutlineReader {
 public:
  explicit OutlineReader(const char* text) : m_at(text), m_end(text + std::strlen(text)) {}

  bool atEnd() const { return m_at == m_end; }
  char command() { return *m_at++; }
  Point point() {
    const double x = number();
    return {x, number()};
  }

 private:
  double number() {
    if (m_at != m_end && *m_at == ' ') ++m_at;
    int value = 0;
    m_at = std::from_chars(m_at, m_end, value).ptr;
    return value * kUnit;
  }

  const char* m_at;
  const char* m_end;
};

}  // namespace

const GlyphShape& glyphShape(Glyph glyph) {
  const auto index = static_cast<std::size_t>(glyph);
  const std::size_t signs = signShapes().size();
  return index < signs ? signShapes()[index] : figureShapes()[index - signs];
}

Box glyphBox(Glyph glyph, double scale) {
  const int* box = glyphShape(glyph).box;
  const double unit = kUnit * scale;
  return {box[0] * unit, box[1] * unit, box[2] * unit, box[3] * unit};
}

double glyphWidth(Glyph glyph, double scale) {
  return glyphBox(glyph, scale).right;
}

void traceOutline(Glyph glyph, OutlineSink& sink) {
  OutlineReader reader(glyphShape(glyph).outline);
  while (!reader.atEnd()) {
    switch (reader.command()) {
      case 'M':
        sink.moveTo(reader.point());
        break;
      case 'L':
        sink.lineTo(reader.point());
        break;
      case 'Q': {
        const Point control = reader.point();
        sink.quadTo(control, reader.point());
        break;
      }
      default:
        sink.close();
    }
  }
}

Glyph headGlyph(NoteBase base, HeadShape shape) {
  const bool hollow = base <= NoteBase::Half;
  if (shape == HeadShape::Cross) return Glyph::HeadCross;
  if (shape == HeadShape::Diamond) return hollow ? Glyph::HeadDiamondHollow : Glyph::HeadDiamond;
  if (base <= NoteBase::Breve) return Glyph::HeadBreve;
  if (base == NoteBase::Whole) return Glyph::HeadWhole;
  return base == NoteBase::Half ? Glyph::HeadHalf : Glyph::HeadFilled;
}

Glyph restGlyph(NoteBase base) {
  switch (base) {
    case NoteBase::Long:
    case NoteBase::Breve:
      return Glyph::RestBreve;
    case NoteBase::Whole:
      return Glyph::RestWhole;
    case NoteBase::Half:
      return Glyph::RestHalf;
    case NoteBase::Quarter:
      return Glyph::RestQuarter;
    default:
      return after(Glyph::Rest8, std::min(static_cast<int>(base) - static_cast<int>(NoteBase::Eighth), 4));
  }
}

Glyph flagGlyph(int flags, int direction) {
  return after(direction > 0 ? Glyph::Flag8Up : Glyph::Flag8Down, std::clamp(flags, 1, 5) - 1);
}

Glyph accidentalGlyph(Accidental accidental) {
  switch (accidental) {
    case Accidental::Sharp:
      return Glyph::AccidentalSharp;
    case Accidental::Flat:
      return Glyph::AccidentalFlat;
    case Accidental::DoubleSharp:
      return Glyph::AccidentalDoubleSharp;
    case Accidental::DoubleFlat:
      return Glyph::AccidentalDoubleFlat;
    default:
      return Glyph::AccidentalNatural;
  }
}

Glyph keyGlyph(int fifths) {
  if (fifths == 0) return Glyph::AccidentalNatural;
  return fifths > 0 ? Glyph::AccidentalSharp : Glyph::AccidentalFlat;
}

Glyph clefGlyph(const notation::Clef& clef) {
  const int octave = clef.octaves > 0 ? 1 : clef.octaves < 0 ? 2 : 0;
  switch (clef.sign) {
    case ClefSign::G:
      return after(Glyph::ClefG, octave);
    case ClefSign::F:
      return after(Glyph::ClefF, octave);
    case ClefSign::C:
      return Glyph::ClefC;
    case ClefSign::Percussion:
      break;
  }
  return Glyph::ClefPercussion;
}

Glyph timeDigit(int digit) {
  return after(Glyph::TimeDigit0, std::clamp(digit, 0, 9));
}

Glyph tupletDigit(int digit) {
  return after(Glyph::TupletDigit0, std::clamp(digit, 0, 9));
}

}  // namespace partimento::engraving
