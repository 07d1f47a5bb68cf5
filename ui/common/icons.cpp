#include "ui/common/icons.h"

#include <QApplication>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace partimento::ui {
namespace {

QByteArray svgSource(const QString& name) {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Draws an SVG whose lines are `currentColor` in a palette colour.
class LineIconEngine : public QIconEngine {
 public:
  explicit LineIconEngine(QString name) : m_name(std::move(name)), m_source(svgSource(m_name)) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    QByteArray source = m_source;
    source.replace("currentColor", color(mode).name().toLatin1());
    QSvgRenderer renderer(source);
    renderer.render(painter, QRectF(rect));
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    return scaledPixmap(size, mode, state, 1.0);
  }

  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
    const QString key = QStringLiteral("icon/%1/%2/%3x%4")
                            .arg(m_name, color(mode).name())
                            .arg(size.width())
                            .arg(size.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
  }

  QIconEngine* clone() const override { return new LineIconEngine(m_name); }

 private:
  static QColor color(QIcon::Mode mode) {
    const QPalette palette = QApplication::palette();
    if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText);
    if (mode == QIcon::Selected) return palette.color(QPalette::HighlightedText);
    return palette.color(QPalette::Active, QPalette::ButtonText);
  }

  QString m_name;
  QByteArray m_source;
};

}  // namespace

QIcon icon(const QString& name) {
  return QIcon(new LineIconEngine(name));
}

QIcon appIcon() {
  return QIcon(QStringLiteral(":/icons/partimento.svg"));
}

}  // namespace partimento::ui
