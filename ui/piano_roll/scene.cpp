#include "ui/piano_roll/scene.h"

#include <algorithm>

#include "core/music/symbol.h"

namespace partimento::ui::roll {
namespace {

std::int64_t floorDivide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

Band bandOf(const decode::Exclusion& exclusion, const Scene& scene) {
  const std::int64_t tpq = scene.score->ticksPerQuarter();
  const auto tickOf = [&](std::int64_t step) {
    return scene.exclusionOrigin + Tick(floorDivide(step * tpq, kStepsPerQuarter));
  };
  return {{tickOf(exclusion.fromStep), tickOf(exclusion.toStep)}, exclusion.lowest, exclusion.highest};
}

decode::Exclusion exclusionOf(const Band& band, const Scene& scene) {
  const std::int64_t tpq = scene.score->ticksPerQuarter();
  const std::int64_t begin = (band.time.begin - scene.exclusionOrigin).value * kStepsPerQuarter;
  const std::int64_t end = (band.time.end - scene.exclusionOrigin).value * kStepsPerQuarter;
  return {floorDivide(begin, tpq), -floorDivide(-end, tpq), band.lowest, band.highest};
}

Hit noteAt(const Scene& scene, QPointF point) {
  const Geometry& geometry = scene.geometry;
  const auto candidates =
      scene.notes.around(geometry.tickAt(point.x() - 8), geometry.tickAt(point.x()) + Tick(1));
  Hit best;
  int bestRank = 0;
  for (const Note& note : candidates) {
    if (!geometry.rows.shows(note.pitch)) continue;
    const QRectF rect = geometry.rectOf(note);
    const NotePart part = partAt(rect, point);
    if (part == NotePart::None) continue;
    const int rank = (rect.contains(point) ? 2 : 0) + (scene.selection.contains(note.id) ? 1 : 0) + 1;
    if (rank >= bestRank) {
      best = {part, note};
      bestRank = rank;
    }
  }
  return best;
}

edits::NoteIds notesIn(const Scene& scene, const Band& band) {
  edits::NoteIds ids;
  for (const Note& note : scene.notes.around(band.time.begin, band.time.end)) {
    const bool inTime =
        note.onset < band.time.end && (note.end() > band.time.begin || note.onset >= band.time.begin);
    if (inTime && note.pitch >= band.lowest && note.pitch <= band.highest) ids.insert(note.id);
  }
  return ids;
}

}  // namespace partimento::ui::roll
