#pragma once

#include <QObject>
#include <functional>

class QWidget;

namespace partimento::studio {

/// Does something once the window has been painted for the first time, or a second later where nothing is
/// painted because the window is hidden. Says so on the log, category "partimento.start"
/// (QT_LOGGING_RULES="partimento.start.info=true"): the benchmark of the start waits for that line.
class FirstPaint : public QObject {
 public:
  /// Watches the window and belongs to it.
  FirstPaint(QWidget* window, std::function<void()> then);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void happened(const char* what);

  std::function<void()> m_then;
};

}  // namespace partimento::studio
