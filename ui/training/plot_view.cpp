#include "ui/training/plot_view.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QSvgGenerator>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>

#include "core/base/error.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/training/qcustomplot_header.h"

namespace partimento::ui {
namespace {

constexpr double kZoomStep = 1.25;
constexpr int kLongStep = 10;
constexpr double kPictureScale = 2;
constexpr int kLeastHeight = 200;

}  // namespace

PlotView::PlotView(QWidget* parent)
    : QWidget(parent), m_readout(secondLabel(QString(), this)), m_plot(new QCustomPlot(this)) {
  setFocusPolicy(Qt::StrongFocus);
  m_readout->setWordWrap(false);
  m_readout->setFont(tabularFont(m_readout->font()));
  m_readout->setMinimumWidth(40);
  m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  m_plot->setFocusPolicy(Qt::NoFocus);
  m_plot->setMinimumHeight(kLeastHeight);
  m_plot->setNoAntialiasingOnDrag(true);
  m_plot->setInteraction(QCP::iRangeDrag, true);
  m_plot->setMouseTracking(true);
  m_plot->installEventFilter(this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2, 2, 2, 2);
  column->setSpacing(2);
  column->addWidget(m_readout);
  column->addWidget(m_plot, 1);
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { restyle(); });
}

QSize PlotView::sizeHint() const {
  return {480, 280};
}

QString PlotView::readout() const {
  return m_readout->text();
}

void PlotView::restyle() {
  const Theme& theme = Theme::current();
  m_plot->setBackground(theme.ground);
  for (QCPAxisRect* rect : m_plot->axisRects()) {
    for (QCPAxis* axis : rect->axes()) styleAxis(*axis);
  }
  redraw();
}

void PlotView::styleAxis(QCPAxis& axis) const {
  const Theme& theme = Theme::current();
  QFont small = font();
  small.setPixelSize(type::kSmall);
  axis.setTickLabelFont(small);
  axis.setLabelFont(small);
  axis.setTickLabelColor(theme.secondText);
  axis.setLabelColor(theme.secondText);
  axis.setBasePen(QPen(theme.line, 1));
  axis.setTickPen(QPen(theme.line, 1));
  axis.setSubTickPen(Qt::NoPen);
  axis.setTickLengthIn(0);
  axis.setTickLengthOut(3);
  axis.grid()->setPen(QPen(theme.gridLine, 1));
  axis.grid()->setZeroLinePen(Qt::NoPen);
  axis.grid()->setSubGridVisible(false);
}

void PlotView::redraw() {
  m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotView::fit() {
  m_fitted = true;
  fitRanges();
  redraw();
}

void PlotView::zoom(double factor) {
  m_fitted = false;
  QCPAxis* axis = m_plot->axisRect()->axis(QCPAxis::atBottom);
  axis->scaleRange(1 / factor, axis->range().center());
  redraw();
}

void PlotView::tell() {
  if (m_place >= places()) m_place = -1;
  m_readout->setText(showCursor(m_place));
  m_readout->setToolTip(m_readout->text());
  setAccessibleDescription(m_readout->text());
}

void PlotView::moveCursor(int by) {
  const int count = places();
  if (count == 0) return;
  m_place = m_place < 0 ? count - 1 : std::clamp(m_place + by, 0, count - 1);
  tell();
  redraw();
}

void PlotView::keyPressEvent(QKeyEvent* event) {
  const int step = event->modifiers().testFlag(Qt::ShiftModifier) ? kLongStep : 1;
  switch (event->key()) {
    case Qt::Key_Left:
      return moveCursor(-step);
    case Qt::Key_Right:
      return moveCursor(step);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoom(kZoomStep);
    case Qt::Key_Minus:
      return zoom(1 / kZoomStep);
    case Qt::Key_0:
      return fit();
    default:
      QWidget::keyPressEvent(event);
  }
}

void PlotView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void PlotView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

bool PlotView::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_plot) return QWidget::eventFilter(watched, event);
  switch (event->type()) {
    case QEvent::Wheel: {
      auto* wheel = static_cast<QWheelEvent*>(event);
      if (!wheel->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore();  // it scrolls the panel
        return true;
      }
      m_fitted = false;
      QCPAxis* axis = m_plot->axisRect()->axis(QCPAxis::atBottom);
      axis->scaleRange(wheel->angleDelta().y() > 0 ? 1 / kZoomStep : kZoomStep,
                       axis->pixelToCoord(wheel->position().x()));
      redraw();
      return true;
    }
    case QEvent::MouseButtonDblClick:
      fit();
      return true;
    case QEvent::MouseButtonPress:
      setFocus(Qt::MouseFocusReason);
      break;
    case QEvent::MouseMove: {
      auto* mouse = static_cast<QMouseEvent*>(event);
      if (mouse->buttons().testFlag(Qt::LeftButton)) {
        m_fitted = false;
        break;
      }
      m_place =
          places() > 0
              ? placeAt(m_plot->axisRect()->axis(QCPAxis::atBottom)->pixelToCoord(mouse->position().x()))
              : -1;
      tell();
      redraw();
      break;
    }
    case QEvent::Leave:
      m_place = -1;
      tell();
      redraw();
      break;
    default:
      break;
  }
  return QWidget::eventFilter(watched, event);
}

void PlotView::exportPicture(const QString& path) const {
  bool written = false;
  if (path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) {
    written = m_plot->savePng(path, 0, 0, kPictureScale);
  } else {
    QSvgGenerator svg;
    svg.setFileName(path);
    svg.setSize(m_plot->size());
    svg.setViewBox(m_plot->rect());
    svg.setTitle(accessibleName());
    QCPPainter painter;
    written = painter.begin(&svg);
    if (written) {
      painter.setMode(QCPPainter::pmVectorized);
      painter.fillRect(m_plot->rect(), Theme::current().ground);
      m_plot->toPainter(&painter, m_plot->width(), m_plot->height());
      painter.end();
    }
  }
  if (!written) throw Error(ErrorCode::FileNotWritable, {path.toStdString(), std::string()});
}

}  // namespace partimento::ui
