#include "core/engraving/system_text.h"

#include <cmath>
#include <string>

#include "core/engraving/rules.h"

namespace partimento::engraving {

using notation::Mark;

namespace {

constexpr double kTextGap = 0.7;
constexpr double kTextSize = 2.0;
constexpr double kTempoSize = 2.2;
constexpr double kNumberSize = 1.45;
constexpr double kMetronomeScale = 0.68;

/// Puts a text above or below what is there.
void putAbove(TextMark mark, std::size_t bar, StaffDraft& staff) {
  const Box box = mark.box();
  const double edge = staff.skyline.top(box.left, box.right, -rules::kStaffHalf - 0.4);
  mark.at.y = edge - kTextGap - (box.bottom - mark.at.y);
  staff.put(bar, mark);
}

void putBelow(TextMark mark, std::size_t bar, StaffDraft& staff) {
  const Box box = mark.box();
  const double edge = staff.skyline.bottom(box.left, box.right, rules::kStaffHalf + 0.4);
  mark.at.y = edge + kTextGap + (mark.at.y - box.top);
  staff.put(bar, mark);
}

std::size_t staffIndex(const notation::Notation& notation, const Mark& mark) {
  std::size_t index = 0;
  for (std::size_t p = 0; p < mark.part && p < notation.parts().size(); ++p)
    index += notation.parts()[p].staves.size();
  return index + mark.staff;
}

class TextPlacer {
 public:
  TextPlacer(const SystemTextInput& input, std::vector<StaffDraft>& staves)
      : m_input(input), m_staves(staves) {}

  void place() {
    const std::size_t count = m_input.frames.size();
    for (std::size_t b = 0; b < count; ++b) placeMarks(b);
    placeChordSymbols();
    placeEndings();
    for (std::size_t b = 0; b < count; ++b) placeNumber(b);
    for (std::size_t b = 0; b < count; ++b) {
      for (const notation::TempoMark& tempo : bar(b).tempo) placeTempo(b, tempo);
    }
  }

 private:
  const notation::Bar& bar(std::size_t b) const {
    return m_input.system.notation.bars()[m_input.system.firstBar + b];
  }

  double xOf(std::size_t b, notation::Fraction at) const {
    return at == notation::Fraction(0) ? m_input.frames[b].music + kFirstSymbol : m_input.frames[b].xOf(at);
  }

  /// The left end of a text that would begin at `left`, moved so that it ends with the line.
  double within(double left, double width) const {
    return std::max(0.0, std::min(left, m_input.width - width));
  }

  void placeMarks(std::size_t b) {
    for (const Mark& mark : bar(b).marks) {
      const std::size_t index = staffIndex(m_input.system.notation, mark);
      if (index >= m_staves.size() || mark.kind == Mark::Kind::ChordSymbol) continue;
      const double full = textWidth(mark.text, kTextSize);
      const double size = full > m_input.width ? kTextSize * m_input.width / full : kTextSize;
      TextMark text{
          .text = mark.text, .at = {within(xOf(b, mark.at), textWidth(mark.text, size)), 0}, .size = size};
      if (mark.kind == Mark::Kind::Dynamic) {
        text.style = TextStyle::Dynamic;
        putBelow(text, b, m_staves[index]);
        continue;
      }
      text.style = mark.kind == Mark::Kind::Rehearsal ? TextStyle::Rehearsal : TextStyle::Words;
      putAbove(text, b, m_staves[index]);
    }
  }

  /// On one line, above everything else that they meet. The bars' spacing has left them room.
  void placeChordSymbols() {
    double y = -rules::kStaffHalf - 1.4;
    double free = -1e9;
    std::vector<std::pair<std::size_t, TextMark>> symbols;
    for (std::size_t b = 0; b < m_input.frames.size(); ++b) {
      for (const Mark& mark : bar(b).marks) {
        if (mark.kind != Mark::Kind::ChordSymbol) continue;
        TextMark text{.text = mark.text,
                      .at = {xOf(b, mark.at), 0},
                      .size = kTextSize,
                      .style = TextStyle::ChordSymbol};
        text.at.x = std::max(text.at.x, free);
        const Box box = text.box();
        free = box.right + kSymbolGap;
        y = std::min(y, m_staves.front().skyline.top(box.left, box.right, 0) - 0.9);
        symbols.emplace_back(b, text);
      }
    }
    for (auto& [b, text] : symbols) {
      text.at.y = y;
      m_staves.front().put(b, text);
    }
  }

  void placeEndings() {
    for (std::size_t b = 0; b < m_input.frames.size(); ++b) {
      const notation::Barlines& lines = bar(b).barlines;
      if (lines.endings.empty()) continue;
      const BarFrame& frame = m_input.frames[b];
      Skyline& skyline = m_staves.front().skyline;
      const double left = frame.left + 0.3;
      const double right = frame.right - 0.3;
      const double y = std::min(skyline.top(left, right, 0) - 0.8, -rules::kStaffHalf - 2.6);
      const auto stroke = [&](Point from, Point to) {
        m_staves.front().put(b, LineMark{from, to, rules::kBracketLine, Role::Tuplet});
      };
      stroke({left, y}, {right, y});
      if (lines.endingStart) stroke({left, y}, {left, y + 2.0});
      if (lines.endingEnd) stroke({right, y}, {right, y + 2.0});
      if (!lines.endingStart) continue;
      std::string numbers;
      for (const int n : lines.endings) numbers += (numbers.empty() ? "" : ", ") + std::to_string(n);
      m_staves.front().put(b, TextMark{.text = numbers + ".", .at = {left + 0.5, y + 1.65}, .size = 1.6});
    }
  }

  void placeNumber(std::size_t b) {
    const notation::Bar& here = bar(b);
    const bool everyTenth = m_input.system.barNumbers == SystemInput::BarNumbers::EveryTenth;
    const bool wanted = everyTenth ? here.number % 10 == 0 : b == 0 && here.number > 1;
    if (!wanted || here.implicit) return;
    TextMark text{.text = std::to_string(here.number),
                  .at = {everyTenth ? m_input.frames[b].left : 0.0, 0},
                  .size = kNumberSize,
                  .style = TextStyle::BarNumber};
    const Box box = text.box();
    const double edge = m_staves.front().skyline.top(box.left, box.right, -rules::kStaffHalf);
    text.at.y = edge - 0.55;
    m_staves.front().put(b, text);
  }

  /// "Allegro (q = 112)": the words, then a small note and the number.
  void placeTempo(std::size_t b, const notation::TempoMark& tempo) {
    StaffDraft& staff = m_staves.front();
    const bool first = m_input.system.firstBar + b == 0 && tempo.at == notation::Fraction(0);
    const std::string number = " = " + std::to_string(std::lround(tempo.perMinute));
    const double words = tempo.text.empty() ? 0 : textWidth(tempo.text, kTempoSize) + 1.0;
    const double width = words + (tempo.metronome ? 3 + textWidth(number, kTextSize) : 0);
    const double left = within(first ? 0.3 : xOf(b, tempo.at), width);
    const double right = left + width;
    const double y = std::min(staff.skyline.top(left, right, 0) - 1.1, -rules::kStaffHalf - 2.2);
    if (!tempo.text.empty()) {
      staff.put(b,
                TextMark{.text = tempo.text, .at = {left, y}, .size = kTempoSize, .style = TextStyle::Tempo});
    }
    if (!tempo.metronome) return;
    const double noteX = left + words;
    const Glyph head = headGlyph(tempo.beat.base, notation::HeadShape::Normal);
    const double headY = y - 0.45;
    double x = noteX + glyphWidth(head, kMetronomeScale);
    staff.put(b,
              GlyphMark{.glyph = head, .role = Role::Text, .at = {noteX, headY}, .scale = kMetronomeScale});
    if (tempo.beat.base >= notation::NoteBase::Half) {
      const double stemX = x - 0.05;
      const double tip = headY - 2.3;
      staff.put(b, LineMark{{stemX, headY - 0.1}, {stemX, tip}, 0.1, Role::Text});
      const int flags = notation::flagCount(tempo.beat.base);
      if (flags > 0) {
        const GlyphMark flag{
            .glyph = flagGlyph(flags, 1), .role = Role::Text, .at = {stemX - 0.05, tip}, .scale = 0.62};
        x = flag.box().right;
        staff.put(b, flag);
      }
    }
    for (int i = 0; i < tempo.beat.dots; ++i) {
      staff.put(b, GlyphMark{.glyph = Glyph::Dot, .role = Role::Text, .at = {x + 0.25, headY}, .scale = 0.8});
      x += 0.6;
    }
    staff.put(b, TextMark{.text = number, .at = {x + 0.15, y}, .size = kTextSize, .style = TextStyle::Words});
  }

  const SystemTextInput& m_input;
  std::vector<StaffDraft>& m_staves;
};

}  // namespace

std::vector<TextRoom> chordSymbolRoom(const notation::Bar& bar) {
  std::vector<TextRoom> room;
  for (const Mark& mark : bar.marks) {
    if (mark.kind == Mark::Kind::ChordSymbol) room.push_back({mark.at, textWidth(mark.text, kTextSize)});
  }
  return room;
}

void placeSystemText(const SystemTextInput& input, std::vector<StaffDraft>& staves) {
  TextPlacer(input, staves).place();
}

}  // namespace partimento::engraving
