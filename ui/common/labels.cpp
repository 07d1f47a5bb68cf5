#include "ui/common/labels.h"

#include <algorithm>
#include <cmath>

namespace partimento::ui {

QLabel* secondLabel(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", QStringLiteral("second"));
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  return label;
}

QLabel* titleLabel(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", QStringLiteral("title"));
  label->setTextFormat(Qt::PlainText);
  return label;
}

QFont tabularFont(const QFont& base) {
  // DejaVu Sans, Noto Sans and Cantarell have tabular figures by default; the hint keeps others steady as
  // well.
  QFont font(base);
  font.setStyleStrategy(QFont::PreferMatch);
  font.setFixedPitch(false);
  font.setKerning(false);
  return font;
}

QString clockText(Seconds time) {
  const auto total = static_cast<long long>(std::llround(std::max(0.0, time.value)));
  const long long hours = total / 3600;
  const long long minutes = total / 60 % 60;
  const QString seconds = QStringLiteral("%1").arg(total % 60, 2, 10, QLatin1Char('0'));
  if (hours == 0) return QStringLiteral("%1:%2").arg(minutes).arg(seconds);
  return QStringLiteral("%1:%2:%3").arg(hours).arg(minutes, 2, 10, QLatin1Char('0')).arg(seconds);
}

}  // namespace partimento::ui
