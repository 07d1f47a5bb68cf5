#include "ui/piano_roll/roll_painter.h"

#include <QCoreApplication>
#include <QLinearGradient>
#include <algorithm>

namespace partimento::ui::roll {
namespace {

constexpr double kRowGap = 1.0;

}  // namespace

/// What one call of paint works on.
struct RollPainter::Frame {
  PixelPainter pixels;
  const Scene& scene;
  const Geometry& geometry;
  QRectF dirty;
  Tick begin;
  Tick end;
  int firstRow;
  int lastRow;

  Frame(QPainter& painter, const Scene& shown, const QRectF& area)
      : pixels(painter),
        scene(shown),
        geometry(shown.geometry),
        dirty(area),
        begin(shown.geometry.tickAt(area.left() - 4)),
        end(shown.geometry.tickAt(area.right() + 4) + Tick(1)),
        firstRow(std::max(0, static_cast<int>((area.top() + geometry.scrollY) / geometry.rowHeight))),
        lastRow(std::min(geometry.rows.count() - 1,
                         static_cast<int>((area.bottom() + geometry.scrollY) / geometry.rowHeight))) {}

  QRect rowRect(int row) const {
    return pixels.rect(
        QRectF(dirty.left(), row * geometry.rowHeight - geometry.scrollY, dirty.width(), geometry.rowHeight));
  }
  /// The note's box: a hair shorter than its row, so that neighbours stay apart.
  QRect noteRect(const Note& note) const {
    QRectF box = geometry.rectOf(note);
    QRect rect = pixels.rect(box);
    const int gap = geometry.rowHeight >= 7 ? pixels.thick(kRowGap) : 0;
    rect.adjust(0, 0, rect.width() > 6 * pixels.thick(1) ? -pixels.thick(1) : 0, -gap);
    return rect;
  }
  void vertical(double x, int width, const QColor& color) {
    const QRect area = pixels.rect(dirty);
    pixels.fill(QRect(pixels.at(x), area.top(), width, area.height()), color);
  }
};

RollPainter::RollPainter(const Theme& theme) : m_theme(theme), m_notePainter(theme) {}

void RollPainter::paint(QPainter& painter, const Scene& scene, const QRectF& dirty) {
  Frame frame(painter, scene, dirty);
  paintRows(frame);
  paintGrid(frame);
  paintExclusions(frame);
  paintBorders(frame);
  paintGhosts(frame);
  paintNotes(frame);
  paintSeedNames(frame);
  paintBand(frame);
  paintCursor(frame);
  paintPlayhead(frame);
  const bool nothing = scene.notes.all().empty() && scene.ghosts.empty();
  if (nothing) paintEmpty(frame);
}

void RollPainter::paintRows(Frame& frame) {
  frame.pixels.fill(frame.pixels.rect(frame.dirty), m_theme.ground);
  const auto& scale = frame.scene.scale;
  const bool tinted = scale && scale->degrees != 0xFFF;
  const QColor tonic = mixed(m_theme.accent, m_theme.inScale, 0.10);
  for (int row = frame.firstRow; row <= frame.lastRow; ++row) {
    const Pitch pitch = frame.geometry.rows.pitchAt(row);
    const QRect rect = frame.rowRect(row);
    QColor color = isBlackKey(pitch) ? m_theme.blackRow : m_theme.ground;
    if (tinted) {
      const bool isTonic = (pitch - scale->tonic) % 12 == 0;
      color = !scale->contains(pitch) ? m_theme.blackRow : isTonic ? tonic : m_theme.inScale;
    }
    if (color != m_theme.ground) frame.pixels.fill(rect, color);
    const bool octave = pitch % 12 == 0;
    const bool plainPair = pitch % 12 == 5 || tinted || frame.geometry.rows.isFolded();
    if (frame.geometry.rowHeight >= 8 && (octave || plainPair)) {
      const int thick = frame.pixels.thick(1);
      const int y = rect.bottom() + 1 - thick;
      frame.pixels.fill(QRect(rect.left(), y, rect.width(), thick),
                        octave ? m_theme.beatLine : m_theme.gridLine);
    }
  }
}

void RollPainter::paintGrid(Frame& frame) {
  const Grid grid = frame.scene.grid();
  const int thick = frame.pixels.thick(1);
  if (frame.geometry.xOf(Tick(0)) > frame.dirty.left()) {
    QRectF before = frame.dirty;
    before.setRight(frame.geometry.xOf(Tick(0)));
    frame.pixels.fill(frame.pixels.rect(before), mixed(m_theme.line, m_theme.ground, 0.25));
  }
  for (const GridLine& line : grid.lines(std::max(frame.begin, Tick(0)), frame.end)) {
    const QColor& color = line.weight == LineWeight::Bar    ? m_theme.barLine
                          : line.weight == LineWeight::Beat ? m_theme.beatLine
                                                            : m_theme.gridLine;
    frame.vertical(frame.geometry.xOf(line.at), thick, color);
  }
}

void RollPainter::paintBorders(Frame& frame) {
  if (frame.scene.loop) {
    for (Tick edge : {frame.scene.loop->begin, frame.scene.loop->end})
      frame.vertical(frame.geometry.xOf(edge), frame.pixels.thick(1), withAlpha(m_theme.accent, 0.7));
  }
  if (!frame.scene.seedEnd) return;
  const double x = frame.geometry.xOf(*frame.scene.seedEnd);
  const int dash = frame.pixels.thick(6);
  const int left = frame.pixels.at(x);
  const QRect area = frame.pixels.rect(frame.dirty);
  for (int y = area.top() - area.top() % (2 * dash); y <= area.bottom(); y += 2 * dash)
    frame.pixels.fill(QRect(left, y, frame.pixels.thick(1), dash), m_theme.model);
}

void RollPainter::paintSeedNames(Frame& frame) {
  if (!frame.scene.seedEnd) return;
  const int x = frame.pixels.at(frame.geometry.xOf(*frame.scene.seedEnd));
  const int gap = frame.pixels.at(6);
  const int top = frame.pixels.at(4);
  const auto draw = [&](const QString& name, const QColor& color, bool before) {
    const QPixmap& text = m_texts.text(
        name, {.pixelSize = type::kSmall, .color = m_theme.text, .weight = TextCache::Weight::Strong},
        frame.pixels.ratio());
    const int left = before ? x - gap - text.width() : x + gap;
    const int mark = frame.pixels.thick(2);
    frame.pixels.fill(QRect(left - gap / 2, top, text.width() + gap, text.height() + mark),
                      withAlpha(m_theme.ground, 0.85));
    frame.pixels.painter().drawPixmap(left, top, text);
    frame.pixels.fill(QRect(left, top + text.height(), text.width(), mark), color);
  };
  draw(QCoreApplication::translate("PianoRoll", "Seed"), m_theme.seed, true);
  draw(QCoreApplication::translate("PianoRoll", "Model"), m_theme.model, false);
}

void RollPainter::paintExclusions(Frame& frame) {
  QPainter& painter = frame.pixels.painter();
  for (const decode::Exclusion& exclusion : frame.scene.exclusions) {
    const Band band = bandOf(exclusion, frame.scene);
    if (band.time.end <= frame.begin || band.time.begin >= frame.end) continue;
    const double top = frame.geometry.yOf(band.highest);
    const double bottom = frame.geometry.yOf(band.lowest) + frame.geometry.rowHeight;
    const double left = frame.geometry.xOf(band.time.begin);
    const QRect rect =
        frame.pixels.rect(QRectF(left, top, frame.geometry.xOf(band.time.end) - left, bottom - top));
    frame.pixels.fill(rect, withAlpha(m_theme.danger, 0.13));
    painter.save();
    painter.setClipRect(rect.intersected(frame.pixels.rect(frame.dirty)), Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(withAlpha(m_theme.danger, 0.45), frame.pixels.ratio()));
    const int pitch = frame.pixels.thick(9);
    for (int x = rect.left(); x < rect.right() + rect.height(); x += pitch)
      painter.drawLine(x, rect.top(), x - rect.height(), rect.bottom() + 1);
    painter.restore();
    frame.pixels.frame(rect, frame.pixels.thick(1), withAlpha(m_theme.danger, 0.8));
  }
}

void RollPainter::paintGhosts(Frame& frame) {
  const auto draw = [&](std::size_t i, GhostStrength strength) {
    for (const Note& note : frame.scene.ghostNotes[i].around(frame.begin, frame.end)) {
      if (note.end() < frame.begin || !frame.geometry.rows.shows(note.pitch)) continue;
      const QRect rect = frame.noteRect(note);
      m_notePainter.drawGhost(frame.pixels, rect, note, strength);
    }
  };
  const int strong = frame.scene.highlightedGhost;
  for (std::size_t i = 0; i < frame.scene.ghostNotes.size(); ++i) {
    if (static_cast<int>(i) != strong) draw(i, GhostStrength::Faint);
  }
  if (strong >= 0 && static_cast<std::size_t>(strong) < frame.scene.ghostNotes.size())
    draw(static_cast<std::size_t>(strong), GhostStrength::Strong);
}

void RollPainter::paintNotes(Frame& frame) {
  const double top = frame.dirty.top() - frame.geometry.rowHeight - 2;
  const NoteNames names{*frame.scene.score, frame.scene.naming, m_texts};
  const auto paintOne = [&](const Note& note, NoteState state) {
    const QRect rect = frame.noteRect(note);
    m_notePainter.draw(frame.pixels, rect, note, state);
    QRect visible = rect;
    visible.setLeft(std::max(rect.left(), 0));
    m_notePainter.drawName(frame.pixels, visible, note, names);
  };
  std::vector<const Note*> selected;
  for (const Note& note : frame.scene.notes.around(frame.begin, frame.end)) {
    if (note.end() < frame.begin || !frame.geometry.rows.shows(note.pitch)) continue;
    const double y = frame.geometry.yOf(note.pitch);
    if (y < top || y > frame.dirty.bottom() + 2) continue;
    if (frame.scene.selection.contains(note.id)) {
      selected.push_back(&note);
    } else {
      paintOne(note, note.id == frame.scene.hovered ? NoteState::Hovered : NoteState::Plain);
    }
  }
  for (const Note* note : selected) paintOne(*note, NoteState::Selected);
}

void RollPainter::paintBand(Frame& frame) {
  if (!frame.scene.band) return;
  const Band& band = *frame.scene.band;
  const QColor color = frame.scene.tool == Tool::Exclusion ? m_theme.danger : m_theme.accent;
  const double left = frame.geometry.xOf(band.time.begin);
  const double top = frame.geometry.yOf(band.highest);
  const double bottom = frame.geometry.yOf(band.lowest) + frame.geometry.rowHeight;
  const QRect rect =
      frame.pixels.rect(QRectF(left, top, frame.geometry.xOf(band.time.end) - left, bottom - top));
  frame.pixels.fill(rect, withAlpha(color, 0.14));
  frame.pixels.frame(rect, frame.pixels.thick(1), color);
}

void RollPainter::paintCursor(Frame& frame) {
  if (!frame.scene.cursorShown || !frame.scene.selection.empty()) return;
  const EditCursor& cursor = frame.scene.cursor;
  const Tick next = frame.scene.grid().next(cursor.tick);
  const double left = frame.geometry.xOf(cursor.tick);
  const QRectF cell(left, frame.geometry.yOf(cursor.pitch), frame.geometry.xOf(next) - left,
                    frame.geometry.rowHeight);
  frame.pixels.fill(frame.pixels.rect(cell), withAlpha(m_theme.accent, 0.16));
  frame.pixels.frame(frame.pixels.rect(cell), frame.pixels.thick(2), m_theme.accent);
}

void RollPainter::paintPlayhead(Frame& frame) {
  const double x = frame.geometry.xOf(frame.scene.playhead);
  if (x + 2 < frame.dirty.left() || x - kPlayheadTrail > frame.dirty.right()) return;
  const QRect area = frame.pixels.rect(frame.dirty);
  const int left = frame.pixels.at(x);
  if (frame.scene.playing) {
    const int trail = frame.pixels.thick(kPlayheadTrail - 2);
    QLinearGradient gradient(left - trail, 0, left, 0);
    gradient.setColorAt(0, withAlpha(m_theme.accent, 0.0));
    gradient.setColorAt(1, withAlpha(m_theme.accent, 0.22));
    frame.pixels.painter().fillRect(QRect(left - trail, area.top(), trail, area.height()), gradient);
  }
  frame.vertical(x, frame.pixels.thick(1), m_theme.playhead);
}

void RollPainter::paintEmpty(Frame& frame) {
  const QSizeF view = frame.geometry.view;
  const double ratio = frame.pixels.ratio();
  const auto said = [&](const char* otherwise, const char* afterPlaying) {
    return QCoreApplication::translate("PianoRoll", frame.scene.canCapture ? afterPlaying : otherwise);
  };
  const QPixmap first = m_texts.text(
      said(QT_TRANSLATE_NOOP("PianoRoll", "Draw a melody with a double-click, or type notes"),
           QT_TRANSLATE_NOOP("PianoRoll", "Press Capture to keep what you played")),
      {.pixelSize = type::kTitle, .color = m_theme.text, .weight = TextCache::Weight::Strong}, ratio);
  const QPixmap second =
      m_texts.text(said(QT_TRANSLATE_NOOP("PianoRoll", "Drag an edge to change a length. Right-drag erases."),
                        QT_TRANSLATE_NOOP("PianoRoll", "It becomes the seed that Generate goes on from.")),
                   {.pixelSize = type::kBody, .color = m_theme.secondText}, ratio);
  const int gap = frame.pixels.thick(6);
  const int width = std::max(first.width(), second.width()) + frame.pixels.thick(48);
  const int height = first.height() + second.height() + gap + frame.pixels.thick(32);
  const QRect box(frame.pixels.at(view.width() / 2) - width / 2,
                  frame.pixels.at(view.height() / 2) - height / 2, width, height);
  frame.pixels.fill(box, withAlpha(m_theme.ground, 0.86));
  frame.pixels.frame(box, frame.pixels.thick(1), m_theme.line);
  QPainter& painter = frame.pixels.painter();
  const int top = box.top() + frame.pixels.thick(16);
  painter.drawPixmap(box.center().x() - first.width() / 2, top, first);
  painter.drawPixmap(box.center().x() - second.width() / 2, top + first.height() + gap, second);
}

}  // namespace partimento::ui::roll
