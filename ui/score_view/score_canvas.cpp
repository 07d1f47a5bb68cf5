#include "ui/score_view/score_canvas.h"

#include <QAccessible>
#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <cmath>

#include "ui/score_view/accessible_score.h"
#include "ui/score_view/overlay_painter.h"

namespace partimento::ui::score {

namespace {

constexpr double kUsualSpace = 8;     // device-independent pixels at 100 %
constexpr double kLargestFit = 1.15;  // a wide view shows more of the desk, not larger notes
constexpr int kPrefetchMs = 12;

}  // namespace

ScoreCanvas::ScoreCanvas(ScoreState& state, QWidget* parent)
    : QWidget(parent), m_state(state), m_ink(ScoreInk::of(Paper::Theme, Theme::current())) {
  installAccessibleScore();  // before a name is set: Qt keeps what first describes a widget
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMinimumSize(160, 120);
  setAccessibleName(tr("Staff"));
  setAccessibleDescription(tr("Tab goes from note to note, arrows change the pitch, N begins writing"));
  connect(&m_state, &ScoreState::changed, this, &ScoreCanvas::stateChanged);
  const auto focusMoved = [this] { m_state.whenSettled(Later::Focus, [this] { announceFocus(*this); }); };
  connect(&m_state, &ScoreState::selectionChanged, this, focusMoved);
  connect(&m_state, &ScoreState::restChanged, this, focusMoved);
  connect(&m_state, &ScoreState::revealRequested, this, &ScoreCanvas::reveal);
  connect(&m_state, &ScoreState::revealTickRequested, this, &ScoreCanvas::revealTick);
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    m_ink = ScoreInk::of(m_state.scene().paper, Theme::current());
    m_tiles.clear();
    update();
  });
  syncGeometry();
}

double ScoreCanvas::zoom() const {
  return m_zoom;
}

void ScoreCanvas::setZoom(double percent) {
  zoomAt(percent / m_zoom, QPointF(width() / 2.0, height() / 3.0));
}

void ScoreCanvas::zoomAt(double factor, QPointF at) {
  m_fits = false;
  const double unit = kUsualSpace * devicePixelRatioF();
  int space = static_cast<int>(std::lround(m_geometry.space * factor));
  if (space == m_geometry.space && factor != 1) space += factor > 1 ? 1 : -1;
  if (space == m_geometry.space) return;
  m_geometry.zoomTo(space, pixels(at));
  m_zoom = 100 * m_geometry.space / unit;
  m_tiles.clear();
  update();
  Q_EMIT viewChanged();
}

void ScoreCanvas::zoomToFit() {
  const bool line = m_state.scene().form == Form::Line;
  const QSizeF room = QSizeF(size()) * devicePixelRatioF();
  const double spaces =
      line ? m_geometry.pageHeight + 2 * PageGeometry::kGap : m_geometry.pageWidth + 2 * PageGeometry::kGap;
  const double wanted = (line ? room.height() : room.width()) / spaces;
  const double most = std::floor(kLargestFit * kUsualSpace * devicePixelRatioF());
  zoomAt(std::clamp(std::floor(wanted), 4.0, most) / m_geometry.space, QPointF(0, 0));
  m_fits = true;
}

void ScoreCanvas::syncGeometry() {
  const engraving::Layout& layout = *m_state.scene().layout;
  m_geometry.pages = layout.pages().size();
  m_geometry.pageWidth = layout.pageWidth();
  m_geometry.pageHeight = layout.pageHeight();
  m_geometry.view = (QSizeF(size()) * devicePixelRatioF()).toSize();
  m_geometry.clampScroll();
  Q_EMIT viewChanged();
}

void ScoreCanvas::stateChanged(Changes what) {
  if (what & Changes(Change::Pages)) {
    const auto& before = m_state.layoutBefore();
    m_ink = ScoreInk::of(m_state.scene().paper, Theme::current());
    const bool keep = before && before->settings() == m_state.scene().layout->settings();
    keep ? m_tiles.keepCommon(*before, *m_state.scene().layout, m_state.remarked(), m_geometry.space)
         : m_tiles.clear();
    syncGeometry();
    update();
    return;
  }
  if (what & Changes(Change::Playhead)) {
    updatePlayhead(m_paintedPlayhead, m_state.scene().playhead);
    m_paintedPlayhead = m_state.scene().playhead;
    if (m_state.scene().playing) follow();
  }
  if (what & Changes(Change::Overlay)) update();
}

QRect ScoreCanvas::toWidget(const QRectF& device) const {
  const double ratio = devicePixelRatioF();
  return QRectF(device.topLeft() / ratio, device.size() / ratio).toAlignedRect();
}

QRect ScoreCanvas::placeOf(const HeadPlace& place) const {
  return toWidget(m_geometry.viewOf(place.page, place.box));
}

void ScoreCanvas::updatePlayhead(Tick before, Tick after) {
  for (const Tick tick : {before, after}) update(toWidget(playheadRect(m_geometry, m_state.scene(), tick)));
}

void ScoreCanvas::paintTiles(QPainter& painter, const QRect& exposed) {
  const TileCache::Look look{m_state.scene(), m_ink, m_geometry.space};
  constexpr int kTile = TileCache::kTile;
  for (std::size_t page = 0; page < m_geometry.pages; ++page) {
    const QRect rect = m_geometry.pageRect(page);
    const QRect shown = rect.intersected(exposed);
    if (shown.isEmpty()) continue;
    for (int row = (shown.top() - rect.top()) / kTile; row * kTile <= shown.bottom() - rect.top(); ++row) {
      for (int column = (shown.left() - rect.left()) / kTile; column * kTile <= shown.right() - rect.left();
           ++column) {
        const QPoint at(rect.left() + column * kTile, rect.top() + row * kTile);
        const QRect place = QRect(at, QSize(kTile, kTile)).intersected(rect);
        painter.drawPixmap(place, m_tiles.tile(look, page, column, row), QRect(QPoint(), place.size()));
      }
    }
  }
}

void ScoreCanvas::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  const double ratio = devicePixelRatioF();
  painter.scale(1 / ratio, 1 / ratio);
  const QRectF dirty(QPointF(event->rect().topLeft()) * ratio, QSizeF(event->rect().size()) * ratio);
  const QRect exposed = dirty.toAlignedRect();
  painter.fillRect(exposed, m_ink.desk);
  paintTiles(painter, exposed);
  OverlayPainter overlay(painter, m_geometry, m_ink);
  overlay.paintHover(m_state.scene());
  overlay.paintSelection(m_state.scene());
  overlay.paintCaret(m_state.scene());
  overlay.paintPen(m_state.scene());
  overlay.paintPlayhead(m_state.scene());
  if (m_band) overlay.paintBand(*m_band);
  if (hasFocus()) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_ink.selection, ratio));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(QPointF(), QSizeF(m_geometry.view)).adjusted(0, 0, -ratio, -ratio));
  }
  m_prefetch.start(kPrefetchMs, this);
}

/// One tile beyond the edge at a time, so that scrolling finds it ready.
void ScoreCanvas::prefetch() {
  const TileCache::Look look{m_state.scene(), m_ink, m_geometry.space};
  constexpr int kTile = TileCache::kTile;
  const QSize view = m_geometry.view;
  const QRect near = QRect(QPoint(), view).adjusted(-kTile, -view.height() / 2, kTile * 2, view.height());
  for (std::size_t page = 0; page < m_geometry.pages; ++page) {
    const QRect rect = m_geometry.pageRect(page);
    const QRect shown = rect.intersected(near);
    if (shown.isEmpty()) continue;
    for (int row = (shown.top() - rect.top()) / kTile; row * kTile <= shown.bottom() - rect.top(); ++row) {
      for (int column = (shown.left() - rect.left()) / kTile; column * kTile <= shown.right() - rect.left();
           ++column) {
        if (m_tiles.holds(page, column, row)) continue;
        m_tiles.tile(look, page, column, row);
        return;
      }
    }
  }
  m_prefetch.stop();
}

void ScoreCanvas::timerEvent(QTimerEvent* event) {
  if (event->timerId() == m_prefetch.timerId()) prefetch();
}

void ScoreCanvas::resizeEvent(QResizeEvent*) {
  syncGeometry();
  if (m_fits) zoomToFit();
}

void ScoreCanvas::scrollTo(int x, int y) {
  m_geometry.scrollX = x;
  m_geometry.scrollY = y;
  m_geometry.clampScroll();
  update();
  Q_EMIT viewChanged();
}

void ScoreCanvas::scrollByHand(int x, int y) {
  const QPoint before(m_geometry.scrollX, m_geometry.scrollY);
  scrollTo(x, y);
  if (before != QPoint(m_geometry.scrollX, m_geometry.scrollY)) Q_EMIT scrolled();
}

/// Scrolls no further than it takes.
void ScoreCanvas::show(const QRectF& device) {
  const QSize view = m_geometry.view;
  const int margin = std::min({8 * m_geometry.space, view.width() / 6, view.height() / 6});
  int x = m_geometry.scrollX;
  int y = m_geometry.scrollY;
  if (device.left() < margin) x += static_cast<int>(device.left()) - margin;
  if (device.right() > view.width() - margin) x += static_cast<int>(device.right()) - view.width() + margin;
  if (device.bottom() > view.height() - margin)
    y += static_cast<int>(device.bottom()) - view.height() + margin;
  if (device.top() - (y - m_geometry.scrollY) < margin)
    y = m_geometry.scrollY + static_cast<int>(device.top()) - margin;
  if (x != m_geometry.scrollX || y != m_geometry.scrollY) scrollTo(x, y);
}

void ScoreCanvas::reveal(NoteId id) {
  const std::vector<HeadPlace> heads = headsOf(*m_state.scene().layout, {id});
  if (!heads.empty()) show(m_geometry.viewOf(heads.front().page, heads.front().box));
}

void ScoreCanvas::revealTick(Tick tick) {
  show(playheadRect(m_geometry, m_state.scene(), tick));
}

void ScoreCanvas::turnTo(Tick tick) {
  const QRect line = playheadRect(m_geometry, m_state.scene(), tick);
  const QSize view = m_geometry.view;
  if (m_state.scene().form == Form::Line)
    return scrollTo(m_geometry.scrollX + line.left() - view.width() / 8, m_geometry.scrollY);
  scrollTo(m_geometry.scrollX, m_geometry.scrollY + line.top() - view.height() / 8);
}

std::pair<Tick, Tick> ScoreCanvas::shownTime() const {
  const engraving::Layout& layout = *m_state.scene().layout;
  const QSize view = m_geometry.view;
  if (m_state.scene().form == Form::Line) {
    const auto tickAt = [&](int x) {
      const PagePoint point = m_geometry.pageAt(QPointF(x, view.height() / 2.0));
      const auto music = layout.musicAt(point.page, point.at);
      return music ? layout.notation()->tickAt(music->bar, music->at) : Tick(0);
    };
    return {tickAt(0), tickAt(view.width())};
  }
  std::optional<std::pair<Tick, Tick>> shown;
  for (const engraving::PlacedSystem& placed : layout.systems()) {
    const engraving::Box box{0, placed.system->top, placed.system->width, placed.system->bottom};
    const QRectF rect = m_geometry.viewOf(placed.page, box.moved(placed.at));
    const double seen = std::min(rect.bottom(), 1.0 * view.height()) - std::max(rect.top(), 0.0);
    if (2 * seen < std::min(rect.height(), 1.0 * view.height())) continue;
    const auto& bars = layout.notation()->bars();
    if (!shown) shown = {bars[placed.firstBar].start, {}};
    shown->second = bars[placed.firstBar + placed.system->barCount() - 1].end;
  }
  return shown.value_or(std::pair<Tick, Tick>());
}

void ScoreCanvas::follow() {
  const QRect line = playheadRect(m_geometry, m_state.scene(), m_state.scene().playhead);
  const QSize view = m_geometry.view;
  const bool out = line.left() < 0 || line.right() > view.width() - view.width() / 12;
  if (m_state.scene().form == Form::Line) {
    if (out) scrollTo(m_geometry.scrollX + line.left() - view.width() / 8, m_geometry.scrollY);
    return;
  }
  // The next line comes to the top third before this one is over.
  const bool below = line.bottom() > view.height() || line.top() < 0;
  if (below || out)
    scrollTo(out ? m_geometry.scrollX + line.left() - view.width() / 8 : m_geometry.scrollX,
             below ? m_geometry.scrollY + line.top() - view.height() / 8 : m_geometry.scrollY);
}

bool ScoreCanvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    // Esc belongs to the window first, as on the roll: it may have something to stop.
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != Qt::Key_Escape && commands::wantsKey(m_state, *key)) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

}  // namespace partimento::ui::score
