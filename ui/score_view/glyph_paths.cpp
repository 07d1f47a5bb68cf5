#include "ui/score_view/glyph_paths.h"

#include <array>

namespace partimento::ui::score {
namespace {

class PathSink : public engraving::OutlineSink {
 public:
  PathSink() { m_path.setFillRule(Qt::WindingFill); }

  void moveTo(engraving::Point to) override { m_path.moveTo(to.x, to.y); }
  void lineTo(engraving::Point to) override { m_path.lineTo(to.x, to.y); }
  void quadTo(engraving::Point control, engraving::Point to) override {
    m_path.quadTo(control.x, control.y, to.x, to.y);
  }
  void close() override { m_path.closeSubpath(); }
  QPainterPath take() { return std::move(m_path); }

 private:
  QPainterPath m_path;
};

}  // namespace

const QPainterPath& glyphPath(engraving::Glyph glyph) {
  thread_local std::array<QPainterPath, engraving::kGlyphCount> paths;
  QPainterPath& path = paths[static_cast<std::size_t>(glyph)];
  if (path.isEmpty()) {
    PathSink sink;
    engraving::traceOutline(glyph, sink);
    path = sink.take();
  }
  return path;
}

}  // namespace partimento::ui::score
