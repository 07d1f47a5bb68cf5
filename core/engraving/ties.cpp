// Ties of a staff: from head to head, or to the end of the line.

#include <cmath>
#include <map>

#include "core/engraving/rules.h"
#include "core/engraving/staff_draft.h"

namespace partimento::engraving {
namespace {

constexpr double kHalfTie = 2.2;  // length of a tie that comes from the line before

/// A tie that waits for its second note.
struct OpenTie {
  std::size_t bar = 0;
  Box head;
  int side = 1;  // 1: curves upwards
  bool outer = false;
  bool stemInWay = false;
  double behindDots = 0;  ///< x; 0: no dot in the way
  NoteId note = 0;
};

/// Level, but where the clef changes in between and the same note has another place.
struct TieEnds {
  Point from;
  Point to;
  int side;
};

CurveMark curveOf(const TieEnds& ends, NoteId note) {
  const Point way = ends.to - ends.from;
  const double length = std::max(way.x, 0.8);
  const double height = std::clamp(0.14 * length + 0.32, 0.45, 1.35) * 4 / 3;
  const double lean = std::min(length * 0.28, 2.5);
  const Point inwards{lean, way.y * lean / length};
  const Point up{0, -ends.side * height};
  return {{{ends.from, ends.from + inwards + up, ends.to - inwards + up, ends.to}},
          rules::kTieThickness,
          Role::Tie,
          note};
}

class TieDrawer {
 public:
  TieDrawer(const StaffDraftInput& input, StaffDraft& draft) : m_input(input), m_draft(draft) {}

  void draw() {
    for (std::size_t b = 0; b < m_input.frames.size(); ++b) {
      for (const Column& column : shape(b).columns) drawColumn(b, column);
    }
    for (const auto& [key, open] : m_open) drawToEnd(open);
  }

 private:
  using Key = std::pair<NoteId, int>;  // the sounding note, and which of its written parts ends the tie

  const StaffBarShape& shape(std::size_t bar) const { return *m_input.system.shapes[bar][m_input.index]; }

  void drawColumn(std::size_t bar, const Column& column) {
    const double x = m_input.frames[bar].xOf(column.at);
    for (const HeadSpot& head : column.heads) {
      const PlacedEvent& placed = m_draft.voices[bar][head.voice][head.event];
      const notation::WrittenNote& note = placed.event->notes[head.note];
      const Box box = head.box.moved({x, 0});
      if (note.tieStop) finish({note.ref.id, note.ref.part}, bar, box, placed);
      if (!note.tieStart) continue;
      OpenTie open = begin(bar, box, placed, head.note);
      avoidDots(open, column, x);
      m_open[{note.ref.id, note.ref.part + 1}] = open;
    }
  }

  /// A tie beside a dot begins behind it; one that passes over it from the head's middle need not.
  static void avoidDots(OpenTie& open, const Column& column, double x) {
    for (const GlyphMark& dot : column.marks.glyphs) {
      if (dot.role != Role::Dot || dot.note != open.note) continue;
      const Box box = dot.box().moved({x, 0});
      const double above = (open.head.centre().y - box.centre().y) * open.side;
      const bool beside = open.outer && !open.stemInWay ? above > 0.1 && above < 1 : std::abs(above) < 1;
      if (beside) open.behindDots = std::max(open.behindDots, box.right + 0.15);
    }
  }

  static int sideOf(const PlacedEvent& placed, std::size_t note) {
    if (placed.severalVoices) return placed.direction;
    const std::size_t count = placed.event->notes.size();
    if (count == 1) return -placed.direction;
    if (2 * note + 1 == count) return -placed.direction;
    return 2 * note >= count ? 1 : -1;
  }

  static OpenTie begin(std::size_t bar, const Box& box, const PlacedEvent& placed, std::size_t note) {
    OpenTie open;
    open.bar = bar;
    open.head = box;
    open.side = sideOf(placed, note);
    const std::size_t count = placed.event->notes.size();
    open.outer = open.side > 0 ? note + 1 == count : note == 0;
    open.stemInWay = placed.shape->stemmed && placed.direction == open.side;
    open.note = placed.event->notes[note].ref.id;
    return open;
  }

  static double yAt(const Box& head, const OpenTie& open) {
    return head.centre().y - open.side * (open.outer ? 0.58 : 0.22);
  }

  static Point startOf(const OpenTie& open) { return {startX(open), yAt(open.head, open)}; }

  static double startX(const OpenTie& open) {
    const bool over = open.outer && !(open.stemInWay && open.side > 0);
    if (open.behindDots > 0) return open.behindDots;
    return over ? open.head.right - 0.35 : open.head.right + 0.15;
  }

  void finish(Key key, std::size_t bar, const Box& box, const PlacedEvent& placed) {
    const auto found = m_open.find(key);
    if (found == m_open.end()) {
      const OpenTie ghost = begin(bar, box, placed, 0);
      const double to = box.left - 0.1;
      const double from = std::max(m_input.frames[bar].music - 0.1, to - kHalfTie);
      const double y = box.centre().y - ghost.side * 0.4;
      m_draft.put(bar, curveOf({{std::min(from, to - 1.0), y}, {to, y}, ghost.side}, key.first));
      return;
    }
    const OpenTie open = found->second;
    m_open.erase(found);
    const bool over = open.outer && !(placed.shape->stemmed && placed.direction < 0 && open.side < 0);
    const double to = over ? box.left + 0.35 : box.left - 0.15;
    m_draft.put(open.bar, curveOf({startOf(open), {to, yAt(box, open)}, open.side}, open.note));
  }

  void drawToEnd(const OpenTie& open) {
    const Point from = startOf(open);
    const double end = std::max(m_input.frames.back().right - 0.2, from.x + 1.0);
    m_draft.put(open.bar, curveOf({from, {end, from.y}, open.side}, open.note));
  }

  const StaffDraftInput& m_input;
  StaffDraft& m_draft;
  std::map<Key, OpenTie> m_open;
};

}  // namespace

void placeTies(const StaffDraftInput& input, StaffDraft& draft) {
  TieDrawer(input, draft).draw();
}

}  // namespace partimento::engraving
