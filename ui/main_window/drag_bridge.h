#pragma once

#include <QObject>
#include <QPoint>
#include <QPointer>

#include "ui/exchange/drag_handle.h"
#include "ui/files/file_desk.h"
#include "ui/main_window/status.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/takes/take_desk.h"

class QDropEvent;

namespace partimento::ui {

class TakeCard;

/// Music by drag and drop: a take's card and the roll's selection go out as .mid files, files that are
/// dropped on the roll come in at that place.
class DragBridge : public QObject {
  Q_OBJECT

 public:
  struct Parts {
    Session& session;
    TakeDesk& takes;
    PianoRoll& roll;
    FileDesk& files;
    StatusLine& status;
    QWidget* window;
  };
  explicit DragBridge(const Parts& parts);

  /// A handle for the selection.
  DragHandle* makeHandle(QWidget* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool dragTake(QObject* watched, QEvent* event);
  bool drop(QObject* watched, QEvent* event);
  std::optional<DragMusic> selection() const;
  void offer(const QString& path, Tick at, const QPoint& where);
  void insert(const QString& path, Tick at);

  Parts m_parts;
  QWidget* m_notes = nullptr;  // the roll's notes area
  QPointer<QWidget> m_pressedCard;
  QPoint m_pressedAt;
};

}  // namespace partimento::ui
