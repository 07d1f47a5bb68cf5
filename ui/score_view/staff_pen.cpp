#include "ui/score_view/staff_pen.h"

#include <algorithm>
#include <cmath>

namespace partimento::ui::score {

using notation::Fraction;
using notation::Notation;

namespace {

constexpr double kHalfHead = 0.6;      // spaces: a hand aims at the middle of a head
constexpr double kColumnReach = 1.25;  // spaces from there that belong to a column

/// Of some places of a bar the one that a click means.
struct Nearest {
  const engraving::Layout& layout;
  std::size_t bar;
  double x;
  Fraction at{};
  double distance = 1e9;

  void offer(Fraction place) {
    const double off = std::abs(layout.spotAt(bar, place).x + kHalfHead - x);
    if (off >= distance) return;
    distance = off;
    at = place;
  }
};

/// The parts of a bar in which a value may begin.
Fraction gridStep(const notation::Bar& bar, const notation::WrittenValue& value) {
  const Fraction unit(4, bar.signature.denominator);
  return std::min(unit, notation::WrittenValue{value.base, 0, value.ratio}.length());
}

Fraction nearestPlace(const engraving::Layout& layout, const engraving::MusicSpot& spot,
                      const notation::WrittenValue& value) {
  const notation::Bar& bar = layout.notation()->bars()[spot.bar];
  const engraving::PlacedSystem& placed = layout.systems()[layout.systemOf(spot.bar)];
  Nearest nearest{layout, spot.bar, layout.spotAt(spot.bar, spot.at).x};
  for (const engraving::TimeSpot& time : placed.system->bars.at(spot.bar - placed.firstBar).times)
    if (time.at < bar.length) nearest.offer(time.at);
  if (nearest.distance <= kColumnReach) return nearest.at;
  const Fraction step = gridStep(bar, value);
  for (Fraction at; at < bar.length; at += step) nearest.offer(at);
  return nearest.at;
}

}  // namespace

PenPlace penPlace(const engraving::Layout& layout, const engraving::MusicSpot& spot,
                  const notation::WrittenValue& value) {
  return {spot.part, spot.staff, spot.bar, nearestPlace(layout, spot, value), spot.step, value};
}

Pitch pitchAt(const Notation& notation, const PenPlace& place) {
  const notation::StaffBar& bar = notation.staffBar(place.part, place.staff, place.bar);
  notation::Clef clef = bar.clef;
  for (const notation::ClefChange& change : bar.clefs) {
    if (change.at <= place.at) clef = change.clef;
  }
  const int diatonic = std::max(place.step + clef.middleLine(), 0);
  const auto step = static_cast<notation::Step>(diatonic % 7);
  const int alter = notation::alterIn(notation.bars()[place.bar].key, step);
  return std::clamp(notation::SpelledPitch{step, alter, diatonic / 7}.midi(), kLowestPitch, kHighestPitch);
}

Tick onsetAt(const Notation& notation, const PenPlace& place, const Line& line) {
  for (const notation::Voice& voice : notation.staffBar(line.part, line.staff, place.bar).voices) {
    if (static_cast<std::size_t>(voice.number) != line.voice) continue;
    for (const notation::Event& event : voice.events) {
      if (event.at != place.at) continue;
      for (const notation::WrittenNote& head : event.notes) {
        if (head.ref.part > 0 || head.ref.id == 0) continue;
        const auto notes = edits::notesWithIds(*notation.score(), head.ref.track, {head.ref.id});
        if (!notes.empty()) return notes.front().onset;
      }
    }
  }
  return notation.tickAt(place.bar, place.at);
}

Tick placeNear(const engraving::Layout& layout, Tick tick, const notation::WrittenValue& value) {
  const Notation& notation = *layout.notation();
  const notation::BarPlace place = notation.placeAt(tick);
  engraving::MusicSpot spot;
  spot.bar = place.bar;
  spot.at = std::clamp(place.at, Fraction(0), notation.bars()[place.bar].length);
  const Fraction at = nearestPlace(layout, spot, value);
  return notation.tickAt(place.bar, at);
}

}  // namespace partimento::ui::score
