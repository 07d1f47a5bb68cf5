#pragma once

#include <QToolButton>
#include <functional>
#include <optional>

#include "core/music/score.h"

namespace partimento::ui {

/// Music that is being taken out.
struct DragMusic {
  ScorePtr score;
  QString name;
};

/// Drags music out of the program as a .mid file. Returns when it was dropped; throws Error where the file
/// cannot be written.
void dragOut(const DragMusic& music, QWidget* from);

/// A handle: drag it onto another program; a click or a key copies the file instead.
class DragHandle : public QToolButton {
  Q_OBJECT

 public:
  /// `music` is asked when the drag begins; none: there is nothing to drag.
  DragHandle(std::function<std::optional<DragMusic>()> music, QWidget* parent = nullptr);

 Q_SIGNALS:
  void copied(const QString& name);
  void failed();

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  void copy();

  std::function<std::optional<DragMusic>()> m_music;
  QPoint m_pressed;
};

}  // namespace partimento::ui
