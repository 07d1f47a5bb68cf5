#include "core/engraving/column.h"

#include <cmath>
#include <optional>
#include <set>

#include "core/engraving/accidentals.h"
#include "core/engraving/grace.h"
#include "core/engraving/rules.h"
#include "core/engraving/stems.h"

namespace partimento::engraving {
namespace {

using notation::Event;
using notation::EventKind;
using notation::NoteBase;
using notation::WrittenNote;

/// A chord on its way to the page.
struct Chord {
  const ColumnEvent* source = nullptr;
  Glyph head = Glyph::HeadFilled;
  double headWidth = 0;
  int direction = 1;
  double shift = 0;  // of the whole chord
  std::vector<int> steps;
  std::vector<double> offsets;  // of each head from the chord's own left edge
  bool sharesHead = false;

  double leftmost() const { return shift + *std::min_element(offsets.begin(), offsets.end()); }
  double rightmost() const { return shift + *std::max_element(offsets.begin(), offsets.end()) + headWidth; }
};

bool stems(const Event& event) {
  return event.value.base >= NoteBase::Half && event.stem != notation::Stem::None;
}

int directionOf(const ColumnEvent& from, const std::vector<int>& steps, bool severalVoices) {
  if (from.source->stem == notation::Stem::Up) return 1;
  if (from.source->stem == notation::Stem::Down) return -1;
  if (severalVoices) return from.voiceNumber % 2 == 0 ? 1 : -1;
  return steps.front() + steps.back() < 0 ? 1 : -1;
}

/// Heads a second apart stand on both sides of the stem.
void spreadSeconds(Chord& chord) {
  const double way = chord.headWidth - rules::kStem;
  const auto count = static_cast<int>(chord.steps.size());
  chord.offsets.assign(chord.steps.size(), 0.0);
  const bool up = chord.direction > 0;
  bool displaced = false;
  for (int i = 1; i < count; ++i) {
    const auto here = static_cast<std::size_t>(up ? i : count - 1 - i);
    const auto before = static_cast<std::size_t>(up ? i - 1 : count - i);
    displaced = !displaced && std::abs(chord.steps[here] - chord.steps[before]) <= 1;
    if (displaced) chord.offsets[here] = up ? way : -way;
  }
}

class ColumnBuilder {
 public:
  explicit ColumnBuilder(const ColumnInput& input) : m_input(input) { m_column.at = input.at; }

  Column build() {
    for (const ColumnEvent& event : m_input.events) {
      if (event.source->kind == EventKind::Chord) addChord(event);
    }
    separateVoices();
    for (Chord& chord : m_chords) drawChord(chord);
    placeDots();
    stackAccidentals(m_accidentals, m_obstacles, m_column);
    for (const ColumnEvent& event : m_input.events) {
      if (event.source->kind == EventKind::Rest && !event.source->wholeBar) drawRest(event);
    }
    measure();
    for (const Chord& chord : m_chords) drawGraces(*chord.source->source);
    if (m_input.newClef) drawClef(*m_input.newClef);
    measure();
    return std::move(m_column);
  }

 private:
  void addChord(const ColumnEvent& event) {
    Chord chord;
    chord.source = &event;
    for (const WrittenNote& note : event.source->notes)
      chord.steps.push_back(drawnStep(note, m_input.clef, event.source->ottava));
    chord.head = headGlyph(event.source->value.base, event.source->notes.front().head);
    chord.headWidth = glyphWidth(chord.head);
    chord.direction = directionOf(event, chord.steps, m_input.severalVoices);
    spreadSeconds(chord);
    m_chords.push_back(std::move(chord));
  }

  static bool mayShare(const Chord& a, const Chord& b) {
    const auto& first = a.source->source->value;
    const auto& second = b.source->source->value;
    return a.head == b.head && a.head != Glyph::HeadWhole && a.head != Glyph::HeadBreve &&
           first.dots == second.dots;
  }

  /// How far the lower chord moves to the right so that both can be read.
  static double wayApart(const Chord& upper, const Chord& lower) {
    if (upper.steps.front() > lower.steps.back() + 1) return 0;
    const double width = upper.rightmost();
    if (upper.steps.front() == lower.steps.back() && mayShare(upper, lower)) return 0;
    if (upper.steps.front() == lower.steps.back() + 1) return width - rules::kStem - lower.leftmost() + 0.12;
    if (upper.steps.front() > lower.steps.back()) return 0;
    bool touches = false;
    for (const int a : upper.steps) {
      for (const int b : lower.steps) touches |= std::abs(a - b) <= 1;
    }
    return touches ? width - lower.leftmost() + 0.25 : width - rules::kStem - lower.leftmost() + 0.25;
  }

  void separateVoices() {
    for (std::size_t i = 1; i < m_chords.size(); ++i) {
      Chord& lower = m_chords[i];
      double way = 0;
      for (std::size_t j = 0; j < i; ++j) {
        const Chord& upper = m_chords[j];
        if (upper.direction == lower.direction) {
          way = std::max(way, upper.rightmost() + 0.25 - lower.leftmost());
        } else {
          const Chord& above = upper.direction > 0 ? upper : lower;
          const Chord& below = upper.direction > 0 ? lower : upper;
          const double apart = wayApart(above, below);
          if (apart > 0)
            way = std::max(way, &above == &upper ? apart : upper.rightmost() + 0.25 - lower.leftmost());
          lower.sharesHead |= apart == 0 && above.steps.front() == below.steps.back();
        }
      }
      lower.shift = way > 0 ? way + flagRoom(i) : 0;
    }
  }

  /// What a chord that moves aside needs more, where a flag of a chord before it hangs down to its heads.
  double flagRoom(std::size_t moved) const {
    double room = 0;
    for (std::size_t j = 0; j < moved; ++j) {
      const Chord& chord = m_chords[j];
      const int flags = notation::flagCount(chord.source->source->value.base);
      if (flags == 0 || chord.source->beamed || !stems(*chord.source->source)) continue;
      const double tip = freeStemTip(
          {chord.steps.back(), chord.steps.front(), chord.direction, flags, m_input.severalVoices});
      const Box flag = glyphBox(flagGlyph(flags, chord.direction)).moved({0, tip});
      for (const int step : m_chords[moved].steps) {
        if (yOfStep(step) - 0.6 < flag.bottom && yOfStep(step) + 0.6 > flag.top)
          room = std::max(room, flag.right);
      }
    }
    return room;
  }

  void drawChord(const Chord& chord) {
    const Event& event = *chord.source->source;
    EventShape shape{.voice = chord.source->voice, .event = chord.source->event, .chord = true};
    shape.top = chord.steps.back();
    shape.bottom = chord.steps.front();
    shape.direction = chord.direction;
    for (std::size_t i = 0; i < event.notes.size(); ++i) {
      const WrittenNote& note = event.notes[i];
      const Point at{chord.shift + chord.offsets[i], yOfStep(chord.steps[i])};
      const Glyph head = headGlyph(event.value.base, note.head);
      const GlyphMark mark{.glyph = head, .role = Role::Head, .at = at, .note = note.ref.id};
      m_column.marks.glyphs.push_back(mark);
      m_column.heads.push_back({chord.source->voice, chord.source->event, i, chord.steps[i], mark.box()});
      shape.body.extend(mark.box());
      addBox(mark.box());
      if (note.accidental != notation::Accidental::None)
        m_accidentals.push_back(
            {accidentalGlyph(note.accidental), chord.steps[i], note.cautionary, note.ref.id});
      m_dots.push_back({&event, chord.steps[i], chord.direction, note.ref.id, m_input.severalVoices});
    }
    drawLedgers(chord);
    if (stems(event)) drawStem(chord, shape);
    m_column.events.push_back(shape);
  }

  void drawLedgers(const Chord& chord) {
    for (const int side : {1, -1}) {
      for (int line = 6; line <= 60; line += 2) {
        double left = 1e9;
        double right = -1e9;
        for (std::size_t i = 0; i < chord.steps.size(); ++i) {
          if (chord.steps[i] * side < line) continue;
          left = std::min(left, chord.shift + chord.offsets[i]);
          right = std::max(right, chord.shift + chord.offsets[i] + chord.headWidth);
        }
        if (left > right) break;
        const double y = yOfStep(line * side);
        const LineMark mark{{left - rules::kLedgerReach, y},
                            {right + rules::kLedgerReach, y},
                            rules::kLedgerLine,
                            Role::Ledger};
        m_column.marks.lines.push_back(mark);
        m_column.boxes.push_back(mark.box());
        m_ledgers.push_back(mark.box());
      }
    }
  }

  void drawStem(const Chord& chord, EventShape& shape) {
    const Event& event = *chord.source->source;
    shape.stemmed = true;
    const int flags = notation::flagCount(event.value.base);
    const bool up = chord.direction > 0;
    shape.stemX = chord.shift + (up ? chord.headWidth - rules::kStem / 2 : rules::kStem / 2);
    shape.stemFoot = up ? yOfStep(shape.bottom) - rules::kStemJoint : yOfStep(shape.top) + rules::kStemJoint;
    shape.stemTip = freeStemTip(
        {shape.top, shape.bottom, chord.direction, chord.source->beamed ? 0 : flags, m_input.severalVoices});
    const double low = std::max(shape.stemFoot, shape.stemTip);
    const double high = std::min(shape.stemFoot, shape.stemTip);
    addBox({shape.stemX - rules::kStem / 2, high, shape.stemX + rules::kStem / 2, low});
    if (chord.source->beamed) return;
    const NoteId note = event.notes.front().ref.id;
    m_column.marks.lines.push_back(
        {{shape.stemX, shape.stemFoot}, {shape.stemX, shape.stemTip}, rules::kStem, Role::Stem, note});
    if (flags == 0) return;
    const GlyphMark flag{.glyph = flagGlyph(flags, chord.direction),
                         .role = Role::Flag,
                         .at = {shape.stemX - rules::kStem / 2, shape.stemTip},
                         .note = note};
    m_column.marks.glyphs.push_back(flag);
    addBox(flag.box());
  }

  struct DotWish {
    const Event* event;
    int step;
    int direction;
    NoteId note;
    bool severalVoices;
  };

  /// Dots stand in spaces, one to a space, in one line behind everything that stands there.
  void placeDots() {
    std::set<int> taken;
    std::vector<std::pair<int, const DotWish*>> placed;
    double x = 0;
    for (auto wish = m_dots.rbegin(); wish != m_dots.rend(); ++wish) {
      if (wish->event->value.dots == 0) continue;
      int step = wish->step;
      if (step % 2 == 0) step += wish->severalVoices && wish->direction < 0 ? -1 : 1;
      if (taken.contains(step) && wish->step % 2 == 0) step = 2 * wish->step - step;
      if (!taken.insert(step).second) continue;
      placed.emplace_back(step, &*wish);
      const Box room{-1e9, yOfStep(step) - 0.3, 1e9, yOfStep(step) + 0.3};
      for (const Box& box : m_obstacles) {
        if (box.meetsVertically(room, 0)) x = std::max(x, box.right);
      }
    }
    for (const auto& [step, wish] : placed) {
      for (int i = 0; i < wish->event->value.dots; ++i) {
        const GlyphMark dot{.glyph = Glyph::Dot,
                            .role = Role::Dot,
                            .at = {x + rules::kDotGap + i * rules::kDotStep, yOfStep(step)},
                            .note = wish->note};
        m_column.marks.glyphs.push_back(dot);
        m_column.boxes.push_back(dot.box());
      }
    }
  }

  void drawRest(const ColumnEvent& source) {
    const Event& event = *source.source;
    const Glyph glyph = restGlyph(event.value.base);
    GlyphMark rest{.glyph = glyph, .role = Role::Rest, .at = {0, yOfStep(event.restStep)}};
    if (glyph == Glyph::RestWhole) rest.at.y -= 1;
    if (event.restStep == 0 && m_sharedRest && m_sharedRest->glyph == glyph) return shareRest(source);
    const int away = source.voiceNumber % 2 == 0 ? -1 : 1;
    for (int tries = 0; tries < 12 && collides(rest.box()); ++tries) rest.at.y += away;
    m_column.marks.glyphs.push_back(rest);
    if (event.restStep == 0) m_sharedRest = rest;
    const Box box = rest.box();
    const bool outside = std::abs(rest.at.y) > rules::kStaffHalf + 0.01;
    if (outside && (glyph == Glyph::RestWhole || glyph == Glyph::RestHalf)) {
      m_column.marks.lines.push_back(
          {{box.left - 0.3, rest.at.y}, {box.right + 0.3, rest.at.y}, rules::kLedgerLine, Role::Ledger});
    }
    EventShape shape{.voice = source.voice, .event = source.event};
    shape.direction = source.voiceNumber % 2 == 0 ? 1 : -1;
    shape.body = box;
    m_column.events.push_back(shape);
    addBox(box);
    const double dotY = rest.at.y + (glyph == Glyph::RestWhole ? 0.5 : -0.5);
    for (int i = 0; i < event.value.dots; ++i) {
      const GlyphMark dot{.glyph = Glyph::Dot,
                          .role = Role::Dot,
                          .at = {box.right + rules::kDotGap + i * rules::kDotStep, dotY}};
      m_column.marks.glyphs.push_back(dot);
      addBox(dot.box());
    }
  }

  /// Voices that rest together show one rest, which stands for each.
  void shareRest(const ColumnEvent& source) {
    EventShape shape{.voice = source.voice, .event = source.event};
    shape.direction = source.voiceNumber % 2 == 0 ? 1 : -1;
    shape.body = m_sharedRest->box();
    m_column.events.push_back(shape);
  }

  bool collides(const Box& box) const {
    const Box room = box.grown(0.2);
    return std::any_of(m_column.boxes.begin(), m_column.boxes.end(),
                       [&room](const Box& b) { return room.overlaps(b); });
  }

  void drawGraces(const Event& event) {
    if (!event.graceBefore.empty())
      drawGraceChords({event.graceBefore, m_input.clef, event.ottava, m_column.left - rules::kGraceGap,
                       GraceSide::Before},
                      m_column);
    measure();
    if (!event.graceAfter.empty())
      drawGraceChords(
          {event.graceAfter, m_input.clef, event.ottava, m_column.right + rules::kGraceGap, GraceSide::After},
          m_column);
    measure();
  }

  void drawClef(const notation::Clef& clef) {
    GlyphMark mark{.glyph = clefGlyph(clef), .role = Role::Clef, .scale = rules::kSmallClef};
    mark.at = {m_column.left - 0.45 - mark.box().width(), yOfStep(2 * clef.line - 6)};
    m_column.marks.glyphs.push_back(mark);
    Box box = mark.box();
    box.top = std::min(box.top, -rules::kStaffHalf);
    box.bottom = std::max(box.bottom, rules::kStaffHalf);
    m_column.boxes.push_back(box);
  }

  void addBox(const Box& box) {
    m_column.boxes.push_back(box);
    m_obstacles.push_back(box);
  }

  void measure() {
    for (const Box& box : m_column.boxes) {
      m_column.left = std::min(m_column.left, box.left);
      m_column.right = std::max(m_column.right, box.right);
    }
  }

  const ColumnInput& m_input;
  Column m_column;
  std::vector<Chord> m_chords;
  std::vector<AccidentalWish> m_accidentals;
  std::vector<DotWish> m_dots;
  std::vector<Box> m_obstacles;
  std::vector<Box> m_ledgers;
  std::optional<GlyphMark> m_sharedRest;
};

}  // namespace

int drawnStep(const WrittenNote& note, const notation::Clef& clef, int ottava) {
  return note.pitch.diatonic() - 7 * ottava - clef.middleLine();
}

Column shapeColumn(const ColumnInput& input) {
  return ColumnBuilder(input).build();
}

}  // namespace partimento::engraving
