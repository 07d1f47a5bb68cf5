#include "core/engraving/start_block.h"

#include <array>
#include <string>

#include "core/engraving/rules.h"

namespace partimento::engraving {

using notation::Bar;
using notation::Clef;
using notation::ClefSign;
using notation::Notation;
using notation::StaffBar;

namespace {

constexpr double kBlockGap = 0.75;
constexpr double kEdge = 0.65;  // from the left end of the line to the clef

struct StaffIndex {
  std::size_t part;
  std::size_t staff;
};

std::vector<StaffIndex> stavesOf(const Notation& notation) {
  std::vector<StaffIndex> staves;
  for (std::size_t p = 0; p < notation.parts().size(); ++p) {
    for (std::size_t s = 0; s < notation.parts()[p].staves.size(); ++s) staves.push_back({p, s});
  }
  return staves;
}

/// Steps above the middle line of a treble staff, in the order of the signature.
constexpr std::array<int, 7> kSharps = {4, 1, 5, 2, -1, 3, 0};
constexpr std::array<int, 7> kFlats = {0, 3, -1, 2, -2, 1, -3};
constexpr int kTrebleMiddle = 34;

int keyStep(int index, bool sharps, const Clef& clef) {
  int shift = (kTrebleMiddle - clef.middleLine()) % 7;
  if (shift > 3) shift -= 7;
  if (shift < -3) shift += 7;
  const int step = (sharps ? kSharps : kFlats)[static_cast<std::size_t>(index)] + shift;
  const int most = sharps && shift > 0 ? 4 : 5;
  return step > most ? step - 7 : step;
}

class BlockBuilder {
 public:
  BlockBuilder(const Notation& notation, std::size_t bar, BlockPlace place)
      : m_notation(notation), m_bar(bar), m_place(place), m_staves(stavesOf(notation)) {
    m_block.staves.resize(m_staves.size());
  }

  StartBlock build() {
    if (m_place == BlockPlace::LineStart) {
      m_x = kEdge;
      addClefs(1);
      addKey();
      addTime();
      addBarline();
      m_block.width = m_x;
      return std::move(m_block);
    }
    if (exists()) addClefs(rules::kSmallClef);
    addBarline();
    if (exists()) {
      addKey();
      addTime();
    }
    m_block.width = m_x;
    return std::move(m_block);
  }

 private:
  bool exists() const { return m_bar < m_notation.bars().size(); }
  const Bar& bar() const { return m_notation.bars()[m_bar]; }
  const StaffBar& staffBar(std::size_t staff) const {
    return m_notation.staffBar(m_staves[staff].part, m_staves[staff].staff, m_bar);
  }
  bool percussion(std::size_t staff) const { return m_notation.parts()[m_staves[staff].part].percussion; }
  bool clefChanges(std::size_t staff) const {
    const StaffBar& shown = staffBar(staff);
    return std::any_of(shown.clefs.begin(), shown.clefs.end(),
                       [](const auto& c) { return c.at == notation::Fraction(0); });
  }

  void addClefs(double scale) {
    double widest = 0;
    for (std::size_t s = 0; s < m_staves.size(); ++s) {
      if (m_place != BlockPlace::LineStart && !clefChanges(s)) continue;
      const Clef& clef = staffBar(s).clef;
      const int line = clef.sign == ClefSign::Percussion ? 3 : clef.line;
      const GlyphMark mark{
          .glyph = clefGlyph(clef), .role = Role::Clef, .at = {m_x, yOfStep(2 * line - 6)}, .scale = scale};
      m_block.staves[s].glyphs.push_back(mark);
      widest = std::max(widest, glyphWidth(mark.glyph, scale));
    }
    if (widest > 0) m_x += widest + (m_place == BlockPlace::LineStart ? kBlockGap : 0.45);
  }

  void addBarline() {
    const BarlineStyle style = barlineStyle(m_notation, m_bar, m_place);
    m_block.barline = m_x;
    for (Drawing& staff : m_block.staves) drawRepeatDots(style, m_x, staff);
    m_x += barlineWidth(style);
  }

  void addKey() {
    const bool atStart = m_place == BlockPlace::LineStart;
    if (!atStart && (!bar().showKey || m_bar == 0)) return;
    const int fifths = bar().key.fifths;
    const int before = m_bar > 0 ? m_notation.bars()[m_bar - 1].key.fifths : 0;
    const bool cancels = !atStart && fifths == 0 && before != 0;
    const int shown = cancels ? before : fifths;
    if (shown == 0) return;
    if (!atStart) m_x += kBlockGap;
    const Glyph glyph = cancels ? Glyph::AccidentalNatural : keyGlyph(fifths);
    const double step = glyphWidth(glyph) + (glyph == Glyph::AccidentalFlat ? 0.06 : 0.08);
    for (std::size_t s = 0; s < m_staves.size(); ++s) {
      if (percussion(s)) continue;
      for (int i = 0; i < std::min(std::abs(shown), 7); ++i) {
        const double y = yOfStep(keyStep(i, shown > 0, staffBar(s).clef));
        m_block.staves[s].glyphs.push_back(
            {.glyph = glyph, .role = Role::KeySignature, .at = {m_x + i * step, y}});
      }
    }
    m_x += std::min(std::abs(shown), 7) * step + (atStart ? kBlockGap : 0);
  }

  void addTime() {
    if (!bar().showSignature) return;
    if (m_place != BlockPlace::LineStart) m_x += kBlockGap;
    const std::string upper = std::to_string(bar().signature.numerator);
    const std::string lower = std::to_string(bar().signature.denominator);
    const double width = std::max(figureWidth(upper), figureWidth(lower));
    for (Drawing& staff : m_block.staves) {
      addFigures(upper, m_x + (width - figureWidth(upper)) / 2, -1, staff);
      addFigures(lower, m_x + (width - figureWidth(lower)) / 2, 1, staff);
    }
    m_x += width + (m_place == BlockPlace::LineStart ? 0.35 : 0);
  }

  static constexpr double kFigureGap = 0.12;
  static double figureWidth(const std::string& figures) {
    double width = -kFigureGap;
    for (const char c : figures) width += glyphWidth(timeDigit(c - '0')) + kFigureGap;
    return width;
  }
  static void addFigures(const std::string& figures, double x, double y, Drawing& staff) {
    for (const char c : figures) {
      staff.glyphs.push_back(
          {.glyph = timeDigit(c - '0'), .role = Role::TimeSignature, .at = {x, y}, .scale = 0.98});
      x += glyphWidth(timeDigit(c - '0')) + kFigureGap;
    }
  }

  const Notation& m_notation;
  std::size_t m_bar;
  BlockPlace m_place;
  std::vector<StaffIndex> m_staves;
  StartBlock m_block;
  double m_x = 0;
};

}  // namespace

std::size_t staffCount(const Notation& notation) {
  std::size_t count = 0;
  for (const auto& part : notation.parts()) count += part.staves.size();
  return count;
}

BarlineStyle barlineStyle(const Notation& notation, std::size_t bar, BlockPlace place) {
  const auto& bars = notation.bars();
  const bool starts = bar < bars.size() && bars[bar].barlines.repeatStart;
  if (place == BlockPlace::LineStart) return starts ? BarlineStyle::RepeatStart : BarlineStyle::None;
  const bool ends = bar > 0 && bars[bar - 1].barlines.repeatEnd;
  if (place == BlockPlace::Between && starts)
    return ends ? BarlineStyle::RepeatBoth : BarlineStyle::RepeatStart;
  if (ends) return BarlineStyle::RepeatEnd;
  if (bar == 0) return BarlineStyle::Single;
  switch (bars[bar - 1].barlines.right) {
    case notation::Barline::Double:
      return BarlineStyle::Double;
    case notation::Barline::Final:
      return BarlineStyle::Final;
    case notation::Barline::None:
      return BarlineStyle::None;
    case notation::Barline::Normal:
      break;
  }
  return bar == bars.size() ? BarlineStyle::Final : BarlineStyle::Single;
}

namespace {

constexpr double kDotRoom = 0.35;  // between repeat dots and the next stroke

double dotWidth() {
  return glyphWidth(Glyph::Dot);
}

/// Strokes as (offset, width), from the left.
struct Stroke {
  double at;
  double width;
};

std::vector<Stroke> strokesOf(BarlineStyle style) {
  constexpr double kThin = rules::kBarline;
  constexpr double kThick = rules::kHeavyBarline;
  constexpr double kBetween = rules::kBarlineGap;
  const double dots = dotWidth() + kDotRoom;
  switch (style) {
    case BarlineStyle::None:
      return {};
    case BarlineStyle::Single:
      return {{0, kThin}};
    case BarlineStyle::Double:
      return {{0, kThin}, {kThin + kBetween, kThin}};
    case BarlineStyle::Final:
      return {{0, kThin}, {kThin + kBetween, kThick}};
    case BarlineStyle::RepeatEnd:
      return {{dots, kThin}, {dots + kThin + kBetween, kThick}};
    case BarlineStyle::RepeatStart:
      return {{0, kThick}, {kThick + kBetween, kThin}};
    case BarlineStyle::RepeatBoth:
      return {
          {dots, kThin}, {dots + kThin + kBetween, kThick}, {dots + kThin + 2 * kBetween + kThick, kThin}};
  }
  return {};
}

}  // namespace

double barlineWidth(BarlineStyle style) {
  const std::vector<Stroke> strokes = strokesOf(style);
  if (strokes.empty()) return 0;
  const bool dotsAfter = style == BarlineStyle::RepeatStart || style == BarlineStyle::RepeatBoth;
  return strokes.back().at + strokes.back().width + (dotsAfter ? kDotRoom + dotWidth() : 0);
}

void drawBarline(BarlineStyle style, double x, double top, double bottom, Drawing& drawing) {
  for (const Stroke& stroke : strokesOf(style)) {
    const double middle = x + stroke.at + stroke.width / 2;
    drawing.lines.push_back({{middle, top}, {middle, bottom}, stroke.width, Role::Barline});
  }
}

void drawRepeatDots(BarlineStyle style, double x, Drawing& staff) {
  const auto dots = [&staff](double at) {
    for (const double y : {-0.5, 0.5})
      staff.glyphs.push_back({.glyph = Glyph::Dot, .role = Role::Barline, .at = {at, y}});
  };
  if (style == BarlineStyle::RepeatEnd || style == BarlineStyle::RepeatBoth) dots(x);
  if (style == BarlineStyle::RepeatStart || style == BarlineStyle::RepeatBoth)
    dots(x + barlineWidth(style) - dotWidth());
}

StartBlock startBlock(const Notation& notation, std::size_t bar, BlockPlace place) {
  return BlockBuilder(notation, bar, place).build();
}

}  // namespace partimento::engraving
