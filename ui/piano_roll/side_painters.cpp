#include "ui/piano_roll/side_painters.h"

#include <QCoreApplication>
#include <algorithm>

namespace partimento::ui::roll {
namespace {

constexpr double kLeastBarLabelWidth = 34.0;
constexpr double kLeastBeatLabelWidth = 42.0;
constexpr double kLeastQuarterForHeads = 12.0;

void drawTriangle(PixelPainter& pixels, int center, int top, int halfWidth, const QColor& color) {
  for (int i = 0; i < halfWidth; ++i)
    pixels.fill(QRect(center - (halfWidth - i), top + i, 2 * (halfWidth - i) + 1, 1), color);
}

}  // namespace

void RulerPainter::paint(QPainter& painter, const Scene& scene, const QRectF& dirty) {
  PixelPainter pixels(painter);
  pixels.fill(pixels.rect(dirty), m_theme.panel);
  const QRectF strip(dirty.left(), 0, dirty.width(), kLoopStripHeight);
  pixels.fill(pixels.rect(strip), mixed(m_theme.control, m_theme.panel, 0.6));
  paintLoop(pixels, scene);
  paintBars(pixels, scene, dirty);
  paintSeedBorder(pixels, scene);
  paintPlayhead(pixels, scene);
  const int thick = pixels.thick(1);
  pixels.fill(
      QRect(pixels.at(dirty.left()), pixels.at(kRulerHeight) - thick, pixels.at(dirty.width()) + 1, thick),
      m_theme.line);
}

void RulerPainter::paintLoop(PixelPainter& pixels, const Scene& scene) {
  if (!scene.loop) return;
  const double left = scene.geometry.xOf(scene.loop->begin);
  const double right = scene.geometry.xOf(scene.loop->end);
  const QRect bar = pixels.rect(QRectF(left, 3, right - left, kLoopStripHeight - 6));
  pixels.fill(bar, withAlpha(m_theme.accent, 0.55));
  const int grip = pixels.thick(4);
  pixels.fill(QRect(bar.left(), pixels.at(2), std::min(grip, bar.width()), pixels.at(kLoopStripHeight - 4)),
              m_theme.accent);
  pixels.fill(QRect(bar.right() + 1 - std::min(grip, bar.width()), pixels.at(2), std::min(grip, bar.width()),
                    pixels.at(kLoopStripHeight - 4)),
              m_theme.accent);
  const QRect under =
      pixels.rect(QRectF(left, kLoopStripHeight, right - left, kRulerHeight - kLoopStripHeight));
  pixels.fill(under, withAlpha(m_theme.accent, 0.10));
}

void RulerPainter::paintBars(PixelPainter& pixels, const Scene& scene, const QRectF& dirty) {
  const Grid grid = scene.grid();
  const Geometry& geometry = scene.geometry;
  const Tick begin = std::max(geometry.tickAt(dirty.left() - 60), Tick(0));
  const int bottom = pixels.at(kRulerHeight);
  std::int64_t labelStride = 1;
  for (const GridLine& line : grid.lines(begin, geometry.tickAt(dirty.right()) + Tick(1))) {
    const int x = pixels.at(geometry.xOf(line.at));
    const TimeSignature signature = scene.score->meter().at(line.at).signature;
    const double perTick = geometry.pixelsPerTick;
    const double barWidth = static_cast<double>(scene.score->meter().barLength(signature).value) * perTick;
    const double beatWidth = static_cast<double>(scene.score->meter().beatLength(signature).value) * perTick;
    if (line.weight == LineWeight::Grid) {
      if (beatWidth > kLeastBeatLabelWidth)
        pixels.fill(QRect(x, bottom - pixels.at(4), pixels.thick(1), pixels.at(4)), m_theme.line);
      continue;
    }
    if (line.weight == LineWeight::Beat) {
      pixels.fill(QRect(x, bottom - pixels.at(7), pixels.thick(1), pixels.at(7)), m_theme.outline);
      if (beatWidth < kLeastBeatLabelWidth) continue;
      const QString label = QStringLiteral("%1.%2").arg(line.bar + 1).arg(line.beat + 1);
      const QPixmap& text =
          m_texts.text(label, {.pixelSize = 10, .color = m_theme.secondText}, pixels.ratio());
      pixels.painter().drawPixmap(x + pixels.at(5), pixels.at(kLoopStripHeight + 4), text);
      continue;
    }
    labelStride = 1;
    while (barWidth * static_cast<double>(labelStride) < kLeastBarLabelWidth) labelStride *= 2;
    const bool labelled = line.bar % labelStride == 0;
    const int height = pixels.at(labelled ? kRulerHeight - kLoopStripHeight - 3 : 9);
    pixels.fill(QRect(x, bottom - height, pixels.thick(1), height),
                labelled ? m_theme.outline : m_theme.line);
    if (!labelled) continue;
    const QPixmap& text =
        m_texts.text(QString::number(line.bar + 1),
                     {.pixelSize = type::kSmall, .color = m_theme.text, .weight = TextCache::Weight::Strong},
                     pixels.ratio());
    pixels.painter().drawPixmap(x + pixels.at(6), pixels.at(kLoopStripHeight + 3), text);
  }
}

void RulerPainter::paintSeedBorder(PixelPainter& pixels, const Scene& scene) {
  if (!scene.seedEnd) return;
  const int x = pixels.at(scene.geometry.xOf(*scene.seedEnd));
  pixels.fill(QRect(x, 0, pixels.thick(1), pixels.at(kRulerHeight)), m_theme.model);
}

void RulerPainter::paintPlayhead(PixelPainter& pixels, const Scene& scene) {
  const int x = pixels.at(scene.geometry.xOf(scene.playhead));
  const int half = pixels.thick(4.5);
  const int box = pixels.thick(3);
  const int top = pixels.at(kRulerHeight) - half - box;
  pixels.fill(QRect(x - half, top, 2 * half + 1, box), m_theme.playhead);
  drawTriangle(pixels, x, top + box, half, m_theme.playhead);
}

void KeyboardPainter::paint(QPainter& painter, const Scene& scene, const QRectF& dirty, Pitch hovered) {
  PixelPainter pixels(painter);
  const Geometry& geometry = scene.geometry;
  pixels.fill(pixels.rect(dirty), m_theme.panel);
  const int first = std::max(0, static_cast<int>((dirty.top() + geometry.scrollY) / geometry.rowHeight));
  const int last = std::min(geometry.rows.count() - 1,
                            static_cast<int>((dirty.bottom() + geometry.scrollY) / geometry.rowHeight));
  for (int row = first; row <= last; ++row) {
    const QRect rect = pixels.rect(
        QRectF(0, row * geometry.rowHeight - geometry.scrollY, kKeyboardWidth, geometry.rowHeight));
    paintKey(pixels, scene, rect, geometry.rows.pitchAt(row), hovered);
  }
  const int thick = pixels.thick(1);
  pixels.fill(
      QRect(pixels.at(kKeyboardWidth) - thick, pixels.at(dirty.top()), thick, pixels.at(dirty.height()) + 1),
      m_theme.outline);
}

void KeyboardPainter::paintKey(PixelPainter& pixels, const Scene& scene, const QRect& rect, Pitch pitch,
                               Pitch hovered) {
  const bool black = isBlackKey(pitch);
  const bool lit = scene.litKeys.contains(pitch) || scene.pressedKey == pitch;
  const int one = pixels.thick(1);
  const QColor hint = mixed(m_theme.accent, m_theme.whiteKey, 0.25);
  pixels.fill(rect, m_theme.whiteKey);
  const QColor gap = mixed(m_theme.blackKey, m_theme.whiteKey, 0.38);
  if (black) {
    const int width = rect.width() * 60 / 100;
    const QColor body = lit                ? m_theme.accent
                        : pitch == hovered ? mixed(m_theme.accent, m_theme.blackKey, 0.35)
                                           : m_theme.blackKey;
    pixels.fill(QRect(rect.left() + width, rect.center().y(), rect.width() - width, one), gap);
    const int inset = rect.height() >= pixels.thick(10) ? one : 0;
    const QRect key(rect.left(), rect.top() + inset, width, rect.height() - 2 * inset);
    pixels.fill(key, body);
    pixels.fill(QRect(key.right() + 1 - pixels.thick(3), key.top(), pixels.thick(3), key.height()),
                mixed(Qt::white, body, 0.14));
  } else {
    if (lit || pitch == hovered) pixels.fill(rect, lit ? m_theme.accent : hint);
    const int pitchClass = pitch % 12;
    const bool lineBelow = pitchClass == 0 || pitchClass == 5 || scene.geometry.rows.isFolded();
    if (lineBelow) pixels.fill(QRect(rect.left(), rect.bottom() + 1 - one, rect.width(), one), gap);
  }
  const bool named = !black || lit || pitch == hovered || scene.geometry.rows.isFolded();
  if (named) paintKeyName(pixels, scene, rect, pitch);
}

void KeyboardPainter::paintKeyName(PixelPainter& pixels, const Scene& scene, const QRect& rect, Pitch pitch) {
  const double row = scene.geometry.rowHeight;
  const bool isC = pitch % 12 == 0;
  const bool every = row >= 15.0 || (scene.geometry.rows.isFolded() && row >= 10.0);
  if (row < 5.0 || (!isC && !every)) return;
  const bool lit = scene.litKeys.contains(pitch) || scene.pressedKey == pitch;
  const bool black = isBlackKey(pitch);
  QColor color = black ? m_theme.blackKeyText : m_theme.whiteKeyText;
  if (lit) color = m_theme.onAccent;
  const TextCache::Style style{.pixelSize = std::clamp(rowTextSize(row) - (isC ? 0 : 1), 9, 11),
                               .color = color,
                               .weight = isC ? TextCache::Weight::Strong : TextCache::Weight::Normal};
  const QPixmap& name =
      m_texts.text(QString::fromStdString(pitchName(pitch, scene.naming)), style, pixels.ratio());
  const int x = black ? pixels.at(6) : rect.right() - name.width() - pixels.at(5);
  pixels.painter().drawPixmap(x, rect.top() + (rect.height() - name.height()) / 2, name);
}

void VelocityPainter::paint(QPainter& painter, const Scene& scene, const VelocityScale& scale,
                            const QRectF& dirty, const std::optional<Note>& shown) {
  PixelPainter pixels(painter);
  const Geometry& geometry = scene.geometry;
  const int one = pixels.thick(1);
  pixels.fill(pixels.rect(dirty), m_theme.ground);
  for (const GridLine& line : scene.grid().lines(geometry.firstTick(), geometry.lastTick() + Tick(1))) {
    if (line.weight == LineWeight::Grid) continue;
    const QColor& color = line.weight == LineWeight::Bar ? m_theme.barLine : m_theme.beatLine;
    pixels.fill(QRect(pixels.at(geometry.xOf(line.at)), 0, one, pixels.at(scale.height)), color);
  }
  for (int level : {32, 64, 96, 127})
    pixels.fill(
        QRect(pixels.at(dirty.left()), pixels.at(scale.yOf(level)), pixels.at(dirty.width()) + 1, one),
        m_theme.gridLine);
  const bool headed = geometry.pixelsPerTick * scene.score->ticksPerQuarter() >= kLeastQuarterForHeads;
  const auto drawStem = [&](const Note& note, bool selected) {
    const int x = pixels.at(geometry.xOf(note.onset));
    const int top = pixels.at(scale.yOf(note.velocity));
    const QColor color = selected ? m_theme.selection : m_theme.provenance(note.origin);
    const int half = pixels.thick(3);
    pixels.fill(QRect(x, top, pixels.thick(1.5), pixels.at(scale.height) - top), color);
    if (!headed) return;
    pixels.fill(QRect(x - half + one, top - half, 2 * half, 2 * half), color);
    if (selected)
      pixels.fill(QRect(x - half + 2 * one, top - half + one, 2 * half - 2 * one, 2 * half - 2 * one),
                  m_theme.provenance(note.origin));
  };
  const Tick begin = geometry.tickAt(dirty.left() - 8);
  const auto notes = scene.notes.around(begin, geometry.tickAt(dirty.right() + 8) + Tick(1));
  for (const Note& note : notes) {
    if (note.onset >= begin && !scene.selection.contains(note.id)) drawStem(note, false);
  }
  for (const Note& note : notes) {
    if (note.onset >= begin && scene.selection.contains(note.id)) drawStem(note, true);
  }
  if (!shown) return;
  const QPixmap text =
      m_texts.text(QString::number(shown->velocity),
                   {.pixelSize = type::kSmall, .color = m_theme.text, .weight = TextCache::Weight::Strong},
                   pixels.ratio());
  const int x = pixels.at(geometry.xOf(shown->onset)) + pixels.at(7);
  const int y = std::clamp(pixels.at(scale.yOf(shown->velocity)) - text.height() / 2, 0,
                           pixels.at(scale.height) - text.height());
  pixels.fill(QRect(x - one, y, text.width() + 2 * one, text.height()), withAlpha(m_theme.panel, 0.9));
  pixels.painter().drawPixmap(x, y, text);
}

}  // namespace partimento::ui::roll
