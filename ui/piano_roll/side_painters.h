#pragma once

#include <optional>

#include "ui/common/theme.h"
#include "ui/piano_roll/note_painter.h"
#include "ui/piano_roll/pixel_painter.h"
#include "ui/piano_roll/scene.h"
#include "ui/piano_roll/velocity_gesture.h"

/// Painters of what surrounds the notes. Each belongs to one widget and is made again for another theme.
namespace partimento::ui::roll {

inline constexpr int kRulerHeight = 40;
inline constexpr int kLoopStripHeight = 16;  ///< the upper part of the ruler
inline constexpr int kKeyboardWidth = 76;

/// Bars and beats, the loop, the border of the seed, the playhead's handle.
class RulerPainter {
 public:
  explicit RulerPainter(const Theme& theme) : m_theme(theme) {}
  void paint(QPainter& painter, const Scene& scene, const QRectF& dirty);

 private:
  void paintLoop(PixelPainter& pixels, const Scene& scene);
  void paintBars(PixelPainter& pixels, const Scene& scene, const QRectF& dirty);
  void paintSeedBorder(PixelPainter& pixels, const Scene& scene);
  void paintPlayhead(PixelPainter& pixels, const Scene& scene);

  Theme m_theme;
  TextCache m_texts;
};

/// Piano keys, one for each row of the notes.
class KeyboardPainter {
 public:
  explicit KeyboardPainter(const Theme& theme) : m_theme(theme) {}
  /// `hovered`: the key under the pointer, -1 for none.
  void paint(QPainter& painter, const Scene& scene, const QRectF& dirty, Pitch hovered);

 private:
  void paintKey(PixelPainter& pixels, const Scene& scene, const QRect& rect, Pitch pitch, Pitch hovered);
  void paintKeyName(PixelPainter& pixels, const Scene& scene, const QRect& rect, Pitch pitch);

  Theme m_theme;
  TextCache m_texts;
};

/// A stem with a head for each note, as high as its velocity.
class VelocityPainter {
 public:
  explicit VelocityPainter(const Theme& theme) : m_theme(theme) {}
  /// `shown`: the note whose velocity is written beside its head.
  void paint(QPainter& painter, const Scene& scene, const VelocityScale& scale, const QRectF& dirty,
             const std::optional<Note>& shown);

 private:
  Theme m_theme;
  TextCache m_texts;
};

}  // namespace partimento::ui::roll
