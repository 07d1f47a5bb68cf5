#include "core/engraving/grace.h"

#include <algorithm>

#include "core/engraving/rules.h"

namespace partimento::engraving {
namespace {

constexpr double kStem = 2.6;
constexpr double kStep = 0.55;  // white between two small notes
constexpr double kSlashReach = 0.7;

class GraceDrawer {
 public:
  GraceDrawer(const GraceRun& run, Column& column) : m_run(run), m_column(column) {}

  void draw() {
    double x = 0;
    for (const notation::GraceChord& chord : m_run.chords) x = drawChord(chord, x) + kStep;
    m_run.chords.size() > 1 && beamed() ? drawBeam() : drawFlags();
    Box box = m_marks.bounds();
    const double to = m_run.side == GraceSide::Before ? m_run.edge - box.right : m_run.edge - box.left;
    m_column.marks.add(m_marks, {to, 0});
    for (Box part : m_boxes) m_column.boxes.push_back(part.moved({to, 0}));
    for (const LineMark& line : m_marks.lines) m_column.boxes.push_back(line.box().moved({to, 0}));
  }

 private:
  struct Stalk {
    double x;
    double foot;
    double tip;
    int flags;
    bool slash;
    NoteId note;
  };

  bool beamed() const {
    return std::all_of(m_run.chords.begin(), m_run.chords.end(),
                       [](const auto& chord) { return notation::flagCount(chord.value.base) > 0; });
  }

  void put(GlyphMark mark) {
    m_marks.glyphs.push_back(mark);
    m_boxes.push_back(mark.box());
  }

  /// The x of the chord's right edge.
  double drawChord(const notation::GraceChord& chord, double x) {
    constexpr double kScale = rules::kGraceScale;
    int top = -100;
    int bottom = 100;
    double headX = x;
    for (const notation::WrittenNote& note : chord.notes) {
      if (note.accidental != notation::Accidental::None)
        headX = std::max(headX, x + glyphWidth(accidentalGlyph(note.accidental), kScale) + 0.12);
    }
    const Glyph head = headGlyph(chord.value.base, chord.notes.front().head);
    const double width = glyphWidth(head, kScale);
    for (const notation::WrittenNote& note : chord.notes) {
      const int step = drawnStep(note, m_run.clef, m_run.ottava);
      top = std::max(top, step);
      bottom = std::min(bottom, step);
      put({.glyph = head,
           .role = Role::Grace,
           .at = {headX, yOfStep(step)},
           .scale = kScale,
           .note = note.ref.id});
      if (note.accidental != notation::Accidental::None) {
        const Glyph sign = accidentalGlyph(note.accidental);
        put({.glyph = sign,
             .role = Role::Accidental,
             .at = {headX - 0.12 - glyphWidth(sign, kScale), yOfStep(step)},
             .scale = kScale,
             .note = note.ref.id});
      }
    }
    drawLedgers({headX, headX + width}, top, bottom);
    const double stemX = headX + width - rules::kStem / 2;
    m_stalks.push_back({stemX, yOfStep(bottom) - rules::kStemJoint * kScale, yOfStep(top) - kStem,
                        notation::flagCount(chord.value.base), chord.slash, chord.notes.front().ref.id});
    return headX + width;
  }

  struct Span {
    double left;
    double right;
  };
  void drawLedgers(Span span, int top, int bottom) {
    const auto line = [&](int step) {
      m_marks.lines.push_back({{span.left - 0.22, yOfStep(step)},
                               {span.right + 0.22, yOfStep(step)},
                               rules::kLedgerLine * 0.8,
                               Role::Ledger});
    };
    for (int step = 6; step <= top; step += 2) line(step);
    for (int step = -6; step >= bottom; step -= 2) line(step);
  }

  void drawFlags() {
    for (const Stalk& stalk : m_stalks) {
      m_marks.lines.push_back(
          {{stalk.x, stalk.foot}, {stalk.x, stalk.tip}, rules::kStem * 0.8, Role::Stem, stalk.note});
      if (stalk.flags > 0)
        put({.glyph = flagGlyph(stalk.flags, 1),
             .role = Role::Flag,
             .at = {stalk.x - 0.05, stalk.tip},
             .scale = rules::kGraceScale,
             .note = stalk.note});
      if (stalk.slash && stalk.flags > 0)
        m_marks.lines.push_back({{stalk.x - kSlashReach, stalk.tip + 1.6},
                                 {stalk.x + kSlashReach, stalk.tip + 0.55},
                                 0.1,
                                 Role::Stem,
                                 stalk.note});
    }
  }

  void drawBeam() {
    const Stalk& first = m_stalks.front();
    const Stalk& last = m_stalks.back();
    const double way = std::max(last.x - first.x, 0.1);
    const double slope = std::clamp((last.tip - first.tip) / way, -0.25, 0.25);
    double tip = first.tip;
    for (const Stalk& stalk : m_stalks) tip = std::min(tip, stalk.tip + 0.35 - slope * (stalk.x - first.x));
    for (const Stalk& stalk : m_stalks) {
      const double y = tip + slope * (stalk.x - first.x);
      m_marks.lines.push_back(
          {{stalk.x, stalk.foot}, {stalk.x, y}, rules::kStem * 0.8, Role::Stem, stalk.note});
    }
    int beams = first.flags;
    for (const Stalk& stalk : m_stalks) beams = std::min(beams, stalk.flags);
    const double thick = rules::kBeam * rules::kGraceScale;
    for (int i = 0; i < beams; ++i) {
      const double y = tip + i * rules::kBeamStep * rules::kGraceScale;
      const double end = y + slope * way;
      m_marks.quads.push_back({{{{first.x - 0.05, y},
                                 {last.x + 0.05, end},
                                 {last.x + 0.05, end + thick},
                                 {first.x - 0.05, y + thick}}},
                               Role::Beam,
                               first.note});
    }
  }

  const GraceRun& m_run;
  Column& m_column;
  Drawing m_marks;
  std::vector<Box> m_boxes;
  std::vector<Stalk> m_stalks;
};

}  // namespace

void drawGraceChords(const GraceRun& run, Column& column) {
  GraceDrawer(run, column).draw();
}

}  // namespace partimento::engraving
