#include "core/engraving/staff_draft.h"

#include <cmath>

#include "core/engraving/beams.h"
#include "core/engraving/rules.h"

namespace partimento::engraving {

using notation::Fraction;

double BarFrame::xOf(Fraction at) const {
  const auto after = std::lower_bound(times.begin(), times.end(), at);
  const auto index = static_cast<std::size_t>(after - times.begin());
  if (after != times.end() && *after == at) return columns[index];
  const double from = index == 0 ? music : columns[index - 1];
  const double to = after == times.end() ? right : columns[index];
  if (index == 0) return to;
  if (after == times.end()) return from + (to - from) * 0.5;
  const double share = ((at - times[index - 1]) / (*after - times[index - 1])).value();
  return from + (to - from) * share;
}

void StaffDraft::put(std::size_t bar, const GlyphMark& mark) {
  skyline.add(mark.box());
  bars[bar].glyphs.push_back(mark);
}

void StaffDraft::put(std::size_t bar, const LineMark& mark) {
  skyline.add(mark.box());
  bars[bar].lines.push_back(mark);
}

void StaffDraft::put(std::size_t bar, const QuadMark& mark) {
  // In slices, so that a slope does not take the room of its whole box.
  constexpr int kSlices = 8;
  const auto edge = [&mark](std::size_t a, std::size_t b, double share) {
    return mark.corners[a] + (mark.corners[b] - mark.corners[a]) * share;
  };
  for (int i = 0; i < kSlices; ++i) {
    const double from = static_cast<double>(i) / kSlices;
    const double to = static_cast<double>(i + 1) / kSlices;
    Box slice;
    for (const Point p : {edge(0, 1, from), edge(0, 1, to), edge(3, 2, from), edge(3, 2, to)})
      slice.extend({p.x, p.y, p.x, p.y});
    skyline.add(slice);
  }
  bars[bar].quads.push_back(mark);
}

void StaffDraft::put(std::size_t bar, const CurveMark& mark) {
  skyline.add(mark.box());
  bars[bar].curves.push_back(mark);
}

void StaffDraft::put(std::size_t bar, const TextMark& mark) {
  skyline.add(mark.box());
  bars[bar].texts.push_back(mark);
}

namespace {

void addToSkyline(const Drawing& marks, Point offset, Skyline& skyline) {
  for (const auto& mark : marks.glyphs) skyline.add(mark.box().moved(offset));
  for (const auto& mark : marks.lines) skyline.add(mark.box().moved(offset));
  for (const auto& mark : marks.quads) skyline.add(mark.box().moved(offset));
}

PlacedVoice eventsOf(const notation::Voice& voice) {
  PlacedVoice placed(voice.events.size());
  for (std::size_t i = 0; i < placed.size(); ++i) placed[i].event = &voice.events[i];
  return placed;
}

void placeShape(const EventShape& shape, double x, PlacedEvent& placed) {
  placed.shape = &shape;
  placed.x = x;
  placed.direction = shape.direction;
  placed.stemX = x + (shape.stemmed ? shape.stemX : shape.body.centre().x);
  placed.tip = shape.stemmed ? shape.stemTip : (shape.direction > 0 ? shape.body.top : shape.body.bottom);
}

int groupDirection(const std::vector<PlacedEvent*>& group) {
  int sum = 0;
  for (const PlacedEvent* placed : group) sum += placed->direction;
  return sum >= 0 ? 1 : -1;
}

/// The stem on the other side than its chord had expected, where a beam wants it so.
void turnStem(PlacedEvent& placed, int direction) {
  if (placed.direction == direction) return;
  const Box& body = placed.shape->body;
  placed.direction = direction;
  placed.stemX = placed.x + (direction > 0 ? body.right - rules::kStem / 2 : body.left + rules::kStem / 2);
}

void drawStem(std::size_t bar, const PlacedEvent& placed, double tip, StaffDraft& draft) {
  const double foot = placed.direction > 0 ? yOfStep(placed.shape->bottom) - rules::kStemJoint
                                           : yOfStep(placed.shape->top) + rules::kStemJoint;
  const auto& notes = placed.event->notes;
  const NoteId note = notes.empty() ? 0 : notes.front().ref.id;
  draft.put(bar, LineMark{{placed.stemX, foot}, {placed.stemX, tip}, rules::kStem, Role::Stem, note});
}

void placeBeam(std::size_t bar, const std::vector<PlacedEvent*>& group, StaffDraft& draft) {
  const int direction = groupDirection(group);
  std::vector<BeamStem> stems;
  for (PlacedEvent* placed : group) {
    turnStem(*placed, direction);
    const int nearest = direction > 0 ? placed->shape->top : placed->shape->bottom;
    stems.push_back(
        {placed->stemX, yOfStep(nearest), notation::flagCount(placed->event->value.base), placed->event});
  }
  const BeamLine line = fitBeam(stems, direction);
  for (PlacedEvent* placed : group) {
    placed->tip = line.at(placed->stemX);
    drawStem(bar, *placed, placed->tip + direction * 0.05, draft);
  }
  Drawing beams;
  drawBeams(stems, line, direction, beams);
  for (const QuadMark& quad : beams.quads) draft.put(bar, quad);
}

}  // namespace

void placeColumns(const StaffDraftInput& input, StaffDraft& draft) {
  for (std::size_t b = 0; b < input.frames.size(); ++b) {
    const BarFrame& frame = input.frames[b];
    const StaffBarShape& shape = *input.system.shapes[b][input.index];
    std::size_t showing = 0;
    for (const notation::Voice& voice : shape.source->voices) {
      draft.voices[b].push_back(eventsOf(voice));
      showing += std::any_of(voice.events.begin(), voice.events.end(),
                             [](const auto& e) { return e.kind != notation::EventKind::Space; })
                     ? 1U
                     : 0U;
    }
    for (const Column& column : shape.columns) {
      const double x = frame.xOf(column.at);
      draft.bars[b].add(column.marks, {x, 0});
      addToSkyline(column.marks, {x, 0}, draft.skyline);
      for (const EventShape& event : column.events)
        placeShape(event, x, draft.voices[b][event.voice][event.event]);
    }
    for (auto& voice : draft.voices[b]) {
      for (PlacedEvent& placed : voice) placed.severalVoices = showing > 1;
    }
    for (const BarRest& rest : shape.barRests) {
      const double middle = (frame.music + frame.right) / 2;
      const GlyphMark mark{.glyph = rest.glyph, .role = Role::Rest, .at = {middle + rest.at.x, rest.at.y}};
      draft.put(b, mark);
      if (std::abs(rest.at.y) > rules::kStaffHalf + 0.01) {
        const Box box = mark.box();
        draft.put(
            b,
            LineMark{
                {box.left - 0.3, rest.at.y}, {box.right + 0.3, rest.at.y}, rules::kLedgerLine, Role::Ledger});
      }
    }
  }
}

void placeBeams(const StaffDraftInput& input, StaffDraft& draft) {
  for (std::size_t b = 0; b < input.frames.size(); ++b) {
    const notation::StaffBar& bar = *input.system.shapes[b][input.index]->source;
    for (std::size_t v = 0; v < bar.voices.size(); ++v) {
      for (const notation::BeamGroup& beam : bar.voices[v].beams) {
        std::vector<PlacedEvent*> group;
        for (std::size_t e = beam.first; e <= beam.last && e < draft.voices[b][v].size(); ++e) {
          PlacedEvent& placed = draft.voices[b][v][e];
          if (placed.isChord() && placed.shape->stemmed) group.push_back(&placed);
        }
        if (group.size() > 1) placeBeam(b, group, draft);
      }
    }
  }
}

StaffDraft draftStaff(const StaffDraftInput& input) {
  StaffDraft draft(input.width, input.frames.size());
  for (const BarFrame& frame : input.frames)
    draft.skyline.add({frame.left, -rules::kStaffHalf, frame.right, rules::kStaffHalf});
  placeColumns(input, draft);
  placeBeams(input, draft);
  placeTies(input, draft);
  placeTuplets(input, draft);
  placeOttavas(input, draft);
  placeLyrics(input, draft);
  return draft;
}

}  // namespace partimento::engraving
