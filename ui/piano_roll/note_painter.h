#pragma once

#include <array>

#include "core/music/pitch_name.h"
#include "core/music/score.h"
#include "ui/common/theme.h"
#include "ui/piano_roll/pixel_painter.h"

namespace partimento::ui::roll {

enum class NoteState : std::uint8_t { Plain, Hovered, Selected };
enum class GhostStrength : std::uint8_t { Faint, Strong };

/// Draws single notes in a theme: colour and shape tell who wrote them (seed solid, model with a light top
/// edge, edited with a notch), the fill's strength is the velocity, a hatch marks a relaxed rule. Colours are
/// mixed once for a theme; drawing allocates nothing but new texts.
/// How notes are called: in the key of the score they stand in.
struct NoteNames {
  const Score& score;
  NoteNaming naming;
  TextCache& texts;
};

class NotePainter {
 public:
  explicit NotePainter(const Theme& theme);

  /// `rect` in device pixels.
  void draw(PixelPainter& pixels, const QRect& rect, const Note& note, NoteState state) const;
  void drawGhost(PixelPainter& pixels, const QRect& rect, const Note& note, GhostStrength strength) const;
  /// The name inside, where there is room for it.
  void drawName(PixelPainter& pixels, const QRect& rect, const Note& note, const NoteNames& names) const;

 private:
  struct Look {
    QColor edge;
    QColor shine;  ///< top edge of a model note
    std::array<QColor, 128> fill;
    std::array<QColor, 128> ink;
  };
  const Look& look(Origin origin) const { return m_looks[static_cast<std::size_t>(origin)]; }
  void drawHatch(PixelPainter& pixels, const QRect& rect, const QColor& color) const;
  void drawSelection(PixelPainter& pixels, const QRect& rect) const;

  Theme m_theme;
  std::array<Look, 3> m_looks;
};

}  // namespace partimento::ui::roll
