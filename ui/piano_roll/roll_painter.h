#pragma once

#include "ui/common/theme.h"
#include "ui/piano_roll/note_painter.h"
#include "ui/piano_roll/pixel_painter.h"
#include "ui/piano_roll/scene.h"

namespace partimento::ui::roll {

/// Width of the playhead with its trail and handle, in device-independent pixels: what its move must repaint.
inline constexpr double kPlayheadTrail = 26.0;

/// Draws the notes area from a scene: rows, grid, exclusions, ghosts, notes, band, cursor, playhead. Only
/// what lies in `dirty` is looked at, found by binary search.
class RollPainter {
 public:
  explicit RollPainter(const Theme& theme);

  /// `dirty` in device-independent pixels of the widget.
  void paint(QPainter& painter, const Scene& scene, const QRectF& dirty);

 private:
  struct Frame;
  void paintRows(Frame& frame);
  void paintGrid(Frame& frame);
  void paintBorders(Frame& frame);
  void paintExclusions(Frame& frame);
  void paintGhosts(Frame& frame);
  void paintNotes(Frame& frame);
  void paintSeedNames(Frame& frame);
  void paintBand(Frame& frame);
  void paintCursor(Frame& frame);
  void paintPlayhead(Frame& frame);
  void paintEmpty(Frame& frame);

  Theme m_theme;
  NotePainter m_notePainter;
  TextCache m_texts;
};

}  // namespace partimento::ui::roll
