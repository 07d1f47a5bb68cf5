#include "ui/training/rate_finder.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/training/job_text.h"
#include "ui/training/qcustomplot_header.h"

namespace partimento::ui {
namespace {

constexpr int kPercent = 100;
/// Of the losses shown: beyond so many times the first the test has run away.
constexpr double kMostLoss = 1.3;

}  // namespace

RatePlot::RatePlot(QWidget* parent) : PlotView(parent) {
  setAccessibleName(tr("Loss over the learning rate"));
  setToolTip(tr("The best rates lie where the loss falls fastest, well before its lowest point"));
  plot().xAxis->setScaleType(QCPAxis::stLogarithmic);
  plot().xAxis->setTicker(QSharedPointer<QCPAxisTickerLog>(new QCPAxisTickerLog));
  plot().xAxis->setNumberFormat(QStringLiteral("eb"));
  plot().xAxis->setNumberPrecision(0);
  plot().xAxis->setLabel(tr("learning rate"));
  plot().yAxis->setLabel(tr("nats a note"));
  m_losses = plot().addGraph();
  m_cursor = new QCPItemStraightLine(&plot());
  m_cursor->setVisible(false);
  for (int i = 0; i < 3; ++i) {
    m_marks.push_back(new QCPItemStraightLine(&plot()));
    m_names.push_back(new QCPItemText(&plot()));
    m_names.back()->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_names.back()->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
  }
  restyle();
}

void RatePlot::setSearch(const RateSearch& search) {
  m_search = search;
  m_losses->setData(QVector<double>(search.rates.begin(), search.rates.end()),
                    QVector<double>(search.losses.begin(), search.losses.end()), true);
  const std::pair<double, QString> readings[] = {
      {search.valley, tr("valley")}, {search.minimum, tr("minimum")}, {search.steepest, tr("steepest")}};
  for (std::size_t i = 0; i < m_marks.size(); ++i) {
    m_marks[i]->point1->setCoords(readings[i].first, 0);
    m_marks[i]->point2->setCoords(readings[i].first, 1);
    m_names[i]->position->setCoords(readings[i].first, 0.02 + 0.09 * static_cast<double>(i));
    m_names[i]->setText(QLatin1Char(' ') + readings[i].second);
  }
  fit();
  tell();
}

void RatePlot::restyle() {
  const Theme& theme = Theme::current();
  QFont small = font();
  small.setPixelSize(type::kSmall);
  m_losses->setPen(QPen(theme.accent, 2));
  m_cursor->setPen(QPen(theme.secondText, 1, Qt::DotLine));
  const QColor colors[] = {theme.seed, theme.model, theme.edited};
  const Qt::PenStyle styles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine};
  for (std::size_t i = 0; i < m_marks.size(); ++i) {
    m_marks[i]->setPen(QPen(colors[i], 1.5, styles[i]));
    m_names[i]->setColor(colors[i]);
    m_names[i]->setFont(small);
  }
  PlotView::restyle();
}

void RatePlot::fitRanges() {
  if (m_search.rates.empty()) return;
  const double first = m_search.losses.front();
  const double lowest = *std::min_element(m_search.losses.begin(), m_search.losses.end());
  const double room = (first - lowest) * 0.1 + 1e-3;
  plot().xAxis->setRange(m_search.rates.front(), m_search.rates.back());
  plot().yAxis->setRange(lowest - room, std::max(first + room, lowest + (first - lowest) * kMostLoss));
}

int RatePlot::placeAt(double x) const {
  const auto after = std::lower_bound(m_search.rates.begin(), m_search.rates.end(), x);
  return std::min(static_cast<int>(after - m_search.rates.begin()), places() - 1);
}

QString RatePlot::showCursor(int place) {
  m_cursor->setVisible(place >= 0);
  if (place < 0) return tr("Three readings of the curve; the valley is a good first choice.");
  const auto index = static_cast<std::size_t>(place);
  m_cursor->point1->setCoords(m_search.rates[index], 0);
  m_cursor->point2->setCoords(m_search.rates[index], 1);
  return tr("Rate %1 · %2 nats a note")
      .arg(rateText(m_search.rates[index]), QLocale().toString(m_search.losses[index], 'f', 3));
}

RateFinder::RateFinder(Study& study, QWidget* parent)
    : QWidget(parent),
      m_study(study),
      m_find(new QPushButton(this)),
      m_bar(new QProgressBar(this)),
      m_text(secondLabel(QString(), this)),
      m_plot(new RatePlot(this)),
      m_valley(new QPushButton(this)),
      m_minimum(new QPushButton(this)),
      m_steepest(new QPushButton(this)) {
  m_bar->setRange(0, kPercent);
  m_bar->setTextVisible(false);
  m_bar->setFixedHeight(6);
  m_bar->setAccessibleName(tr("Progress of the rate finder"));
  m_bar->setToolTip(m_bar->accessibleName());
  auto* top = new QHBoxLayout;
  top->setSpacing(space::kGrid);
  top->addWidget(m_find);
  top->addWidget(m_bar, 1);
  auto* readings = new QHBoxLayout;
  readings->setSpacing(space::kGrid);
  for (QPushButton* button : {m_valley, m_minimum, m_steepest}) readings->addWidget(button);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kGrid);
  column->addLayout(top);
  column->addWidget(m_text);
  column->addWidget(m_plot);
  column->addLayout(readings);
  connect(m_find, &QPushButton::clicked, this, [this] {
    m_text->hide();
    m_study.findingRate() ? m_study.cancelRate() : Q_EMIT wanted();
    showState();
  });
  connect(m_valley, &QPushButton::clicked, this, [this] { Q_EMIT chosen(m_search.valley); });
  connect(m_minimum, &QPushButton::clicked, this, [this] { Q_EMIT chosen(m_search.minimum); });
  connect(m_steepest, &QPushButton::clicked, this, [this] { Q_EMIT chosen(m_search.steepest); });
  connect(&m_study, &Study::rateProgressed, this,
          [this](double share) { m_bar->setValue(static_cast<int>(share * kPercent)); });
  connect(&m_study, &Study::rateFound, this, &RateFinder::showSearch);
  connect(&m_study, &Study::rateFailed, this, [this](const ErrorMessage& message) {
    m_text->setText(message.text());
    m_text->show();
  });
  connect(&m_study, &Study::rateEnded, this, &RateFinder::showState);
  showReadings();
  showState();
}

void RateFinder::showState() {
  const bool busy = m_study.findingRate();
  m_find->setText(busy ? tr("Stop looking") : tr("Find a rate…"));
  m_find->setAccessibleName(m_find->text());
  m_find->setToolTip(busy ? tr("Stop the test of learning rates")
                          : tr("Train a copy for a moment with rising rates and see which it bears"));
  m_bar->setVisible(busy);
  if (!busy) m_bar->setValue(0);
  const bool known = !m_search.rates.empty();
  for (QWidget* part : {static_cast<QWidget*>(m_plot), static_cast<QWidget*>(m_valley),
                        static_cast<QWidget*>(m_minimum), static_cast<QWidget*>(m_steepest)})
    part->setVisible(known);
  m_text->setVisible(!m_text->text().isEmpty() && !busy);
}

void RateFinder::showReadings() {
  const std::tuple<QPushButton*, QString, double> readings[] = {
      {m_valley, tr("Valley: %1"), m_search.valley},
      {m_minimum, tr("Minimum ÷ 10: %1"), m_search.minimum},
      {m_steepest, tr("Steepest: %1"), m_search.steepest}};
  for (const auto& [button, text, rate] : readings) {
    button->setText(text.arg(rateText(rate)));
    button->setAccessibleName(tr("Take the rate, %1").arg(button->text()));
    button->setToolTip(tr("Train with this rate"));
  }
}

void RateFinder::showSearch(const RateSearch& search) {
  m_search = search;
  m_text->clear();
  m_plot->setSearch(search);
  showReadings();
  showState();
}

}  // namespace partimento::ui
