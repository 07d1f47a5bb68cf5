#include "app/studio/first_paint.h"

#include <QEvent>
#include <QLoggingCategory>
#include <QTimer>
#include <QWidget>
#include <utility>

namespace partimento::studio {
namespace {

Q_LOGGING_CATEGORY(startLog, "partimento.start", QtWarningMsg)

constexpr int kPatience = 1000;  // ms

}  // namespace

FirstPaint::FirstPaint(QWidget* window, std::function<void()> then)
    : QObject(window), m_then(std::move(then)) {
  window->installEventFilter(this);
  QTimer::singleShot(kPatience, this, [this] { happened("window not painted"); });
}

bool FirstPaint::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Paint) {
    watched->removeEventFilter(this);
    // The children are painted and on their way to the screen when this event has been handled.
    QTimer::singleShot(0, this, [this] { happened("window painted"); });
  }
  return QObject::eventFilter(watched, event);
}

void FirstPaint::happened(const char* what) {
  if (!m_then) return;
  qCInfo(startLog) << what;
  std::exchange(m_then, nullptr)();
}

}  // namespace partimento::studio
