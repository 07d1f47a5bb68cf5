#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "core/base/units.h"
#include "core/music/note.h"

/// Between music and pixels. Device-independent pixels, from the top left of the notes area; no widgets.
namespace partimento::ui::roll {

/// Empty space before tick 0, so that the first note can be taken by its left edge.
inline constexpr double kLeadIn = 10.0;
inline constexpr double kMinimumPixelsPerQuarter = 0.75;
inline constexpr double kMaximumPixelsPerQuarter = 1200.0;
inline constexpr double kMinimumRowHeight = 4.0;
inline constexpr double kMaximumRowHeight = 44.0;

/// Whether a pitch is a black key of the piano.
bool isBlackKey(Pitch pitch);

/// Which pitches have a row: all, or those that a fold leaves. Row 0 is the highest.
class PitchRows {
 public:
  PitchRows();  ///< all
  /// `pitches` ascending; empty counts as all.
  explicit PitchRows(const std::vector<Pitch>& pitches);

  int count() const { return static_cast<int>(m_pitches.size()); }
  bool isFolded() const { return m_pitches.size() != kPitches; }
  bool shows(Pitch pitch) const;
  /// Of a pitch without a row: the row that is nearest from above.
  int rowOf(Pitch pitch) const;
  Pitch pitchAt(int row) const;  ///< clamps

  bool operator==(const PitchRows& other) const { return m_pitches == other.m_pitches; }

 private:
  static constexpr std::size_t kPitches = 128;
  void index();

  std::vector<Pitch> m_pitches;  // from high to low
  std::array<std::int16_t, kPitches> m_row{};
  std::array<bool, kPitches> m_shown{};
};

enum class NotePart : std::uint8_t { None, Body, LeftEdge, RightEdge };

/// The edges of a note, as wide as a hand expects: up to 8 px inside (a quarter of the note at most) and 3 px
/// outside to the right. Notes under 14 px have no left edge, so that they can still be moved.
NotePart partAt(const QRectF& note, QPointF point);
/// The rectangle in which partAt gives something.
QRectF hitRect(const QRectF& note);

struct Geometry {
  double pixelsPerTick = 0.2;
  double rowHeight = 16.0;
  double scrollX = 0.0;  ///< pixels of music left of the view
  double scrollY = 0.0;  ///< pixels of rows above the view
  QSizeF view;
  PitchRows rows;

  double xOf(Tick tick) const { return static_cast<double>(tick.value) * pixelsPerTick + kLeadIn - scrollX; }
  /// The tick under x; negative in the lead-in.
  Tick tickAt(double x) const;
  double yOf(Pitch pitch) const { return rows.rowOf(pitch) * rowHeight - scrollY; }
  /// The pitch of the row under y; clamped to the rows there are.
  Pitch pitchAt(double y) const;
  QRectF rectOf(const Note& note) const;
  double contentHeight() const { return rows.count() * rowHeight; }
  Tick firstTick() const { return std::max(tickAt(0), Tick(0)); }
  Tick lastTick() const { return tickAt(view.width()); }

  /// Changes the zoom and keeps the tick under `x` where it is (as far as the start allows).
  void zoomTime(double pixelsPerTickWanted, double x);
  void zoomRows(double rowHeightWanted, double y);
  /// Scroll positions that show nothing beyond the rows or before the start.
  void clampScroll();
};

}  // namespace partimento::ui::roll
