#pragma once

#include <QColor>
#include <QHash>
#include <QImage>
#include <QPainter>
#include <QPixmap>
#include <QRect>
#include <QString>
#include <algorithm>

namespace partimento::ui::roll {

inline QColor withAlpha(QColor color, double alpha) {
  color.setAlphaF(static_cast<float>(alpha));
  return color;
}

/// Lets a painter draw in whole device pixels from the widget's top left, whatever the scale of the screen
/// and the place of the widget: lines stay one sharp pixel at 125 % as well. Restores the painter at the end
/// of its scope.
class PixelPainter {
 public:
  explicit PixelPainter(QPainter& painter);
  ~PixelPainter();
  PixelPainter(const PixelPainter&) = delete;
  PixelPainter& operator=(const PixelPainter&) = delete;

  QPainter& painter() { return m_painter; }
  /// Device pixels for a device-independent one.
  double ratio() const { return m_ratio; }
  /// The device pixel at a place.
  int at(double place) const { return qRound(place * m_ratio); }
  /// A thickness: at least one device pixel.
  int thick(double width) const { return std::max(1, qRound(width * m_ratio)); }
  QRect rect(const QRectF& rect) const;
  void fill(const QRect& rect, const QColor& color) { m_painter.fillRect(rect, color); }
  /// One line around the inside of `rect`.
  void frame(const QRect& rect, int width, const QColor& color);

 private:
  QPainter& m_painter;
  double m_ratio = 1.0;
};

/// Short texts as pixmaps, so that a frame lays out none. Belongs to one widget; clear() when theme or font
/// change.
class TextCache {
 public:
  enum class Weight { Normal, Strong };
  struct Style {
    int pixelSize = 11;  ///< device-independent
    QColor color;
    Weight weight = Weight::Normal;
  };

  /// The text in device pixels of `ratio`.
  const QPixmap& text(const QString& text, const Style& style, double ratio);
  void clear() { m_pixmaps.clear(); }

 private:
  struct Key {
    QString text;
    int size;
    QRgb color;
    bool strong;
    bool operator==(const Key&) const = default;
    friend size_t qHash(const Key& key, size_t seed) {
      return qHashMulti(seed, key.text, key.size, key.color, key.strong);
    }
  };
  QHash<Key, QPixmap> m_pixmaps;
};

/// Size of the text of a row: as large as the row allows, within what reads well.
int rowTextSize(double rowHeight);

}  // namespace partimento::ui::roll
