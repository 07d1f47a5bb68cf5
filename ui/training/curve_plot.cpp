#include "ui/training/curve_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/training/job_text.h"
#include "ui/training/qcustomplot_header.h"
#include "ui/training/smoothing.h"

namespace partimento::ui {
namespace {

constexpr int kRatesHeight = 60;
constexpr double kHeadRoom = 0.06;  // of the range, above and below
constexpr double kSideRoom = 0.16;  // at the right, where the names of the lines stand
constexpr int kLeastName = 70;
constexpr int kNameMargin = 8;
constexpr double kFaint = 0.35;
constexpr double kMinute = 60;

QVector<double> toVector(const std::vector<double>& values) {
  return QVector<double>(values.begin(), values.end());
}

QString natsText(double nats) {
  return QLocale().toString(nats, 'f', 3);
}

/// Figures with a real exponent on the axis of the rates, and no more of them than there is room for.
class RateTicker : public QCPAxisTicker {
 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return rateText(tick); }
};

}  // namespace

CurvePlot::CurvePlot(QWidget* parent) : PlotView(parent), m_names(plot()) {
  connect(&plot(), &QCustomPlot::beforeReplot, this, [this] { m_names.spread(); });
  setAccessibleName(tr("Curves of the training"));
  setToolTip(
      tr("Ctrl+wheel zooms, a drag moves, a double-click shows everything; with the keys: + and −, 0, Left "
         "and Right"));
  buildAxes();
  restyle();
  tell();
}

void CurvePlot::buildAxes() {
  QCustomPlot& surface = plot();
  m_losses = surface.axisRect();
  m_rates = new QCPAxisRect(&surface);
  surface.plotLayout()->addElement(1, 0, m_rates);
  surface.plotLayout()->setRowSpacing(0);
  m_rates->setMaximumSize(QWIDGETSIZE_MAX, kRatesHeight);
  m_rates->setMinimumSize(40, kRatesHeight);
  auto* margins = new QCPMarginGroup(&surface);
  for (QCPAxisRect* rect : {m_losses, m_rates}) {
    rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
    rect->setRangeDrag(Qt::Horizontal);
    for (QCPAxis* axis : rect->axes()) {
      axis->setLayer(QStringLiteral("axes"));
      axis->grid()->setLayer(QStringLiteral("grid"));
    }
    rect->axis(QCPAxis::atLeft)->setNumberPrecision(3);
  }
  m_losses->axis(QCPAxis::atLeft)->setLabel(tr("nats a note"));
  m_rates->axis(QCPAxis::atLeft)->setLabel(tr("rate"));
  m_rates->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<QCPAxisTicker>(new RateTicker));
  m_rates->axis(QCPAxis::atLeft)->ticker()->setTickCount(2);
  QCPAxis* above = m_losses->axis(QCPAxis::atBottom);
  QCPAxis* below = m_rates->axis(QCPAxis::atBottom);
  above->setTickLabels(false);
  connect(above, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), below,
          qOverload<const QCPRange&>(&QCPAxis::setRange));
  connect(below, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), above,
          qOverload<const QCPRange&>(&QCPAxis::setRange));
  m_after = new QCPItemRect(&surface);
  m_turn = new QCPItemStraightLine(&surface);
  m_turnText = new QCPItemText(&surface);
  m_mark = new QCPItemStraightLine(&surface);
  m_cursor = new QCPItemStraightLine(&surface);
  for (QCPAbstractItem* item :
       std::initializer_list<QCPAbstractItem*>{m_after, m_turn, m_turnText, m_mark, m_cursor})
    item->setVisible(false);
  m_after->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
  m_after->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
  m_after->bottomRight->setTypeX(QCPItemPosition::ptAxisRectRatio);
  m_turnText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
}

CurvePlot::Lines CurvePlot::makeLines() {
  QCustomPlot& surface = plot();
  QCPAxis* x = m_losses->axis(QCPAxis::atBottom);
  QCPAxis* y = m_losses->axis(QCPAxis::atLeft);
  Lines lines;
  lines.raw = surface.addGraph(x, y);
  lines.smooth = surface.addGraph(x, y);
  lines.heldOut = surface.addGraph(x, y);
  lines.rate = surface.addGraph(m_rates->axis(QCPAxis::atBottom), m_rates->axis(QCPAxis::atLeft));
  return lines;
}

QColor CurvePlot::colorOf(std::size_t index) const {
  const Theme& theme = Theme::current();
  const QColor colors[] = {theme.accent, theme.seed, theme.edited, theme.model, theme.warning};
  return colors[index % std::size(colors)];
}

double CurvePlot::xOf(std::int64_t step, double seconds) const {
  return m_along == Along::Steps ? static_cast<double>(step) : seconds / kMinute;
}

void CurvePlot::setRuns(std::vector<RunViewPtr> runs) {
  const bool other =
      m_runs.size() != runs.size() || (!runs.empty() && runs.front()->job.id != m_runs.front()->job.id);
  m_runs = std::move(runs);
  draw();
  if (other) fit();
}

void CurvePlot::setAlong(Along along) {
  m_along = along;
  m_rates->axis(QCPAxis::atBottom)->setLabel(along == Along::Steps ? tr("steps") : tr("minutes"));
  draw();
  fit();
}

void CurvePlot::setSmoothing(double weight) {
  m_weight = weight;
  draw();
}

void CurvePlot::markStep(std::int64_t step) {
  m_marked = step;
  drawMark();
  redraw();
}

void CurvePlot::draw() {
  while (m_lines.size() < m_runs.size()) m_lines.push_back(makeLines());
  while (m_lines.size() > m_runs.size()) {
    const Lines& last = m_lines.back();
    for (QCPGraph* graph : {last.raw, last.smooth, last.heldOut, last.rate}) plot().removeGraph(graph);
    for (QCPItemText* item : {last.name, last.heldOutName}) {
      if (!item) continue;
      m_names.forget(item);
      plot().removeItem(item);
    }
    m_lines.pop_back();
  }
  m_smooth.clear();
  for (std::size_t i = 0; i < m_runs.size(); ++i) drawRun(i);
  drawOverfit();
  drawMark();
  if (isFitted()) fitRanges();
  tell();
  redraw();
}

void CurvePlot::drawRun(std::size_t index) {
  const RunView& run = *m_runs[index];
  Lines& lines = m_lines[index];
  std::vector<double> x;
  std::vector<double> raw;
  std::vector<double> rates;
  for (const TrainPoint& point : run.train) {
    x.push_back(xOf(point.step, point.seconds));
    raw.push_back(point.nats);
    rates.push_back(point.learningRate);
  }
  const std::vector<double> smooth = smoothed(raw, m_weight);
  lines.raw->setData(toVector(x), toVector(raw), true);
  lines.smooth->setData(toVector(x), toVector(smooth), true);
  lines.rate->setData(toVector(x), toVector(rates), true);
  QVector<double> heldX;
  QVector<double> held;
  for (const ValidationPoint& point : run.validation) {
    heldX << xOf(point.step, point.seconds);
    held << point.nats;
  }
  lines.heldOut->setData(heldX, held, true);
  const bool alone = m_runs.size() == 1;
  const QColor color = colorOf(index);
  const QColor heldColor = alone ? Theme::current().seed : color;
  const QColor faint = mixed(color, Theme::current().ground, kFaint);
  lines.raw->setPen(QPen(faint, 1));
  lines.smooth->setPen(QPen(color, 2));
  lines.heldOut->setPen(QPen(heldColor, 1.5, Qt::DashLine));
  lines.heldOut->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, heldColor, heldColor, 6));
  lines.rate->setPen(QPen(color, 1.5));
  if (!smooth.empty())
    label(lines.name, alone ? tr("training") : jobName(run.job), x.back(), smooth.back(), color);
  if (alone && !held.isEmpty())
    label(lines.heldOutName, tr("held out"), heldX.back(), held.back(), heldColor);
  if (lines.heldOutName) lines.heldOutName->setVisible(alone && !held.isEmpty());
  if (lines.name) lines.name->setVisible(!smooth.empty());
  if (index == 0) m_smooth = smooth;
}

void CurvePlot::label(QCPItemText*& item, const QString& text, double x, double y, const QColor& color) {
  if (!item) item = new QCPItemText(&plot());
  QFont small = font();
  small.setPixelSize(type::kSmall);
  item->setFont(small);
  const double room = std::max<double>(kLeastName, m_losses->width() * kSideRoom / (1 + kSideRoom));
  item->setText(QLatin1Char(' ') +
                QFontMetrics(small).elidedText(text, Qt::ElideRight, static_cast<int>(room) - kNameMargin));
  item->setColor(color);
  // Other lines pass behind a name.
  item->setLayer(QStringLiteral("overlay"));
  item->setBrush(Theme::current().ground);
  item->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  item->position->setAxes(m_losses->axis(QCPAxis::atBottom), m_losses->axis(QCPAxis::atLeft));
  m_names.place(item, {x, y});
}

void CurvePlot::drawOverfit() {
  const RunView* run = m_runs.size() == 1 ? m_runs.front().get() : nullptr;
  const bool turned = run && run->job.overfitsSince.has_value();
  for (QCPAbstractItem* item : std::initializer_list<QCPAbstractItem*>{m_after, m_turn, m_turnText})
    item->setVisible(turned);
  if (!turned) return;
  const std::int64_t step = *run->job.overfitsSince;
  const auto at = std::find_if(run->validation.begin(), run->validation.end(),
                               [step](const ValidationPoint& point) { return point.step == step; });
  const double x = xOf(step, at == run->validation.end() ? 0 : at->seconds);
  m_turn->point1->setCoords(x, 0);
  m_turn->point2->setCoords(x, 1);
  m_after->topLeft->setCoords(x, 0);
  m_after->bottomRight->setCoords(1, 1);
  m_turnText->position->setCoords(x, 0.02);
  m_turnText->setText(QLatin1Char(' ') + tr("from here on it learns by heart"));
}

void CurvePlot::drawMark() {
  const RunView* run = m_runs.empty() ? nullptr : m_runs.front().get();
  m_mark->setVisible(run && m_marked > 0);
  if (!m_mark->visible()) return;
  double seconds = 0;
  for (const Checkpoint& checkpoint : run->checkpoints) {
    if (checkpoint.step == m_marked) seconds = checkpoint.seconds;
  }
  const double x = xOf(m_marked, seconds);
  m_mark->point1->setCoords(x, 0);
  m_mark->point2->setCoords(x, 1);
}

void CurvePlot::restyle() {
  const Theme& theme = Theme::current();
  QFont small = font();
  small.setPixelSize(type::kSmall);
  m_cursor->setPen(QPen(theme.secondText, 1, Qt::DotLine));
  m_mark->setPen(QPen(theme.text, 1.5));
  m_turn->setPen(QPen(theme.warning, 1.5, Qt::DashDotLine));
  QColor wash = theme.warning;
  wash.setAlphaF(0.10F);
  m_after->setPen(Qt::NoPen);
  m_after->setBrush(wash);
  m_turnText->setColor(theme.warning);
  m_turnText->setFont(small);
  m_turnText->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
  if (!m_runs.empty()) draw();
  PlotView::restyle();
}

void CurvePlot::fitRanges() {
  double right = 0;
  double lowest = std::numeric_limits<double>::max();
  double highest = 0;
  double rate = 0;
  for (std::size_t i = 0; i < m_runs.size(); ++i) {
    for (const QCPGraph* graph : {m_lines[i].raw, m_lines[i].smooth, m_lines[i].heldOut}) {
      for (const QCPGraphData& point : *graph->data()) {
        right = std::max(right, point.key);
        lowest = std::min(lowest, point.value);
        highest = std::max(highest, point.value);
      }
    }
    for (const QCPGraphData& point : *m_lines[i].rate->data()) rate = std::max(rate, point.value);
  }
  // Without a curve a scale would be made up.
  const bool any = right > 0;
  m_losses->axis(QCPAxis::atLeft)->setTickLabels(any);
  for (const auto side : {QCPAxis::atLeft, QCPAxis::atBottom}) m_rates->axis(side)->setTickLabels(any);
  if (!any) right = 1;
  if (highest <= 0) {
    lowest = 0;
    highest = 1;
  }
  const double room = std::max(1e-3, highest - lowest) * kHeadRoom;
  m_losses->axis(QCPAxis::atBottom)->setRange(0, right * (1 + kSideRoom));
  m_losses->axis(QCPAxis::atLeft)->setRange(lowest - room, highest + room);
  m_rates->axis(QCPAxis::atLeft)->setRange(0, rate > 0 ? rate * (1 + 2 * kHeadRoom) : 1);
}

int CurvePlot::places() const {
  return m_runs.empty() ? 0 : static_cast<int>(m_runs.front()->train.size());
}

int CurvePlot::placeAt(double x) const {
  const std::vector<TrainPoint>& points = m_runs.front()->train;
  const auto after = std::lower_bound(
      points.begin(), points.end(), x,
      [this](const TrainPoint& point, double at) { return xOf(point.step, point.seconds) < at; });
  if (after == points.begin()) return 0;
  if (after == points.end()) return static_cast<int>(points.size()) - 1;
  const bool nearer = x - xOf((after - 1)->step, (after - 1)->seconds) < xOf(after->step, after->seconds) - x;
  return static_cast<int>(after - points.begin()) - (nearer ? 1 : 0);
}

QString CurvePlot::told(const TrainPoint& point, double smooth,
                        const std::vector<ValidationPoint>& validation) const {
  QStringList parts{tr("Step %1").arg(countText(point.step)), clockText(Seconds(point.seconds)),
                    tr("training %1 (as measured %2)").arg(natsText(smooth), natsText(point.nats))};
  const auto later = std::find_if(validation.begin(), validation.end(),
                                  [&](const ValidationPoint& each) { return each.step > point.step; });
  if (later != validation.begin()) parts << tr("held out %1").arg(natsText((later - 1)->nats));
  parts << tr("rate %1").arg(rateText(point.learningRate));
  return parts.join(QStringLiteral(" · "));
}

QString CurvePlot::showCursor(int place) {
  const bool shown = place >= 0 && place < places();
  m_cursor->setVisible(shown);
  if (places() == 0) return tr("The curves begin with the first steps.");
  const RunView& run = *m_runs.front();
  const auto index = static_cast<std::size_t>(shown ? place : places() - 1);
  const TrainPoint& point = run.train[index];
  const double x = xOf(point.step, point.seconds);
  m_cursor->point1->setCoords(x, 0);
  m_cursor->point2->setCoords(x, 1);
  return told(point, index < m_smooth.size() ? m_smooth[index] : point.nats, run.validation);
}

}  // namespace partimento::ui
