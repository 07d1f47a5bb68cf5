#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/engraving/glyphs.h"
#include "core/music/note.h"

namespace partimento::engraving {

/// What a mark is to a reader: views choose colours by it, tests say by it what may overlap.
enum class Role : std::uint8_t {
  StaffLine,
  Ledger,
  Barline,
  Brace,
  Clef,
  KeySignature,
  TimeSignature,
  Head,
  Accidental,
  Dot,
  Rest,
  Stem,
  Flag,
  Beam,
  Tie,
  Tuplet,
  Ottava,
  Grace,
  Text
};

struct GlyphMark {
  Glyph glyph = Glyph::HeadFilled;
  Role role = Role::Head;
  Point at{};
  double scale = 1;
  NoteId note = 0;  ///< the sounding note it belongs to (a flag: one of the chord's); 0: none

  Box box() const { return glyphBox(glyph, scale).moved(at); }
};

/// A straight stroke with square ends.
struct LineMark {
  Point from;
  Point to;
  double thickness = 0.11;
  Role role = Role::StaffLine;
  NoteId note = 0;  ///< of a stem: one of its chord's
  double dash = 0;  ///< length of dash and gap; 0: solid

  Box box() const;
};

/// A filled quadrilateral: a beam.
struct QuadMark {
  std::array<Point, 4> corners;
  Role role = Role::Beam;
  NoteId note = 0;  ///< of the first chord that it holds

  Box box() const;
};

/// A tie or bracket: a cubic curve, thick in the middle, thin at the ends.
struct CurveMark {
  std::array<Point, 4> points;
  double thickness = 0.2;
  Role role = Role::Tie;
  NoteId note = 0;

  Box box() const;
};

enum class TextStyle : std::uint8_t {
  Title,
  Composer,
  Tempo,
  Words,
  Dynamic,
  ChordSymbol,
  Lyric,
  BarNumber,
  PartName,
  Rehearsal
};
enum class TextAlign : std::uint8_t { Left, Centre, Right };

/// A line of text; `at` lies on its baseline.
struct TextMark {
  std::string text;  ///< UTF-8
  Point at{};
  double size = 2;  ///< of the letters' em
  TextStyle style = TextStyle::Words;
  TextAlign align = TextAlign::Left;

  /// Estimated: the layout knows no text fonts. Wide enough for a serif face.
  Box box() const;
};

/// Marks in staff spaces, in no particular order within a kind.
struct Drawing {
  std::vector<GlyphMark> glyphs;
  std::vector<LineMark> lines;
  std::vector<QuadMark> quads;
  std::vector<CurveMark> curves;
  std::vector<TextMark> texts;

  void add(const Drawing& other, Point offset);
  Box bounds() const;
};

/// Estimated width of a line of text of the given em size.
double textWidth(const std::string& text, double size);

}  // namespace partimento::engraving
