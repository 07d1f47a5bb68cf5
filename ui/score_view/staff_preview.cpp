#include "ui/score_view/staff_preview.h"

#include <QPaintEvent>
#include <QPainter>
#include <cmath>

#include "core/notation/notate.h"
#include "ui/score_view/drawing_painter.h"

namespace partimento::ui {
namespace {

using namespace score;

constexpr int kSpace = 6;  // device-independent pixels a staff space

class Sheet : public QWidget {
 public:
  explicit Sheet(const StaffPreview& preview) : m_preview(preview) {}

 protected:
  void paintEvent(QPaintEvent* event) override {
    QPainter painter(this);
    const double ratio = devicePixelRatioF();
    painter.scale(1 / ratio, 1 / ratio);
    const ScoreInk ink = ScoreInk::of(score::Paper::Theme, Theme::current());
    painter.fillRect(QRectF(QPointF(), QSizeF(size()) * ratio), ink.paper);
    if (!m_preview.layoutShown()) return;
    const double unit = std::round(kSpace * ratio);
    DrawingPainter drawing(painter, ink, nullptr);
    drawing.setTarget({QPointF(), unit, DrawingPainter::Edges::Pixels});
    const double left = event->rect().left() * ratio / unit;
    const double right = event->rect().right() * ratio / unit;
    paintPage(drawing, *m_preview.layoutShown(), 0, QPointF(),
              {left - 2, -10, right + 2, m_preview.layoutShown()->pageHeight() + 10});
  }

 private:
  const StaffPreview& m_preview;
};

/// What begins in the first bars; the rest would cost time and nobody would look.
ScorePtr beginningOf(const ScorePtr& score) {
  const Tick end = score->meter().barStart(StaffPreview::kBars);
  if (score->end() <= end) return score;
  ScoreParts parts = score->parts();
  for (TrackPtr& track : parts.tracks) {
    Track cut = *track;
    std::erase_if(cut.notes, [end](const Note& note) { return note.onset >= end; });
    for (Note& note : cut.notes) note.duration = std::min(note.duration, end - note.onset);
    cut.controls.clear();
    track = std::make_shared<const Track>(std::move(cut));
  }
  return Score::make(std::move(parts));
}

}  // namespace

StaffPreview::StaffPreview(QWidget* parent) : QScrollArea(parent) {
  setAccessibleName(tr("Preview on the staff"));
  setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
  setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
  setFocusPolicy(Qt::StrongFocus);
  m_paper = new Sheet(*this);
  setWidget(m_paper);
}

void StaffPreview::setScore(const ScorePtr& score) {
  engraving::LayoutSettings settings;
  settings.form = engraving::LayoutSettings::Form::Line;
  const ScorePtr shown = beginningOf(score);
  m_layout = engraving::Layout::make(notation::notate(shown), settings);
  const auto bars = static_cast<int>(m_layout->notation()->bars().size());
  setAccessibleDescription(tr("%n bar(s) shown", nullptr, bars));
  fit();
}

void StaffPreview::fit() {
  if (!m_layout) return;
  const int width = static_cast<int>(std::ceil(m_layout->pageWidth() * kSpace));
  const int height = static_cast<int>(std::ceil(m_layout->pageHeight() * kSpace));
  m_paper->resize(std::max(width, viewport()->width()), std::max(height, viewport()->height()));
  m_paper->update();
}

QSize StaffPreview::sizeHint() const {
  return {760, 250};
}

void StaffPreview::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) m_paper->update();
  QScrollArea::changeEvent(event);
}

}  // namespace partimento::ui
