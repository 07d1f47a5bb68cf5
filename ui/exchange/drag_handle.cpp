#include "ui/exchange/drag_handle.h"

#include <QApplication>
#include <QClipboard>
#include <QDrag>
#include <QMouseEvent>

#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/exchange/midi_mime.h"

namespace partimento::ui {

void dragOut(const DragMusic& music, QWidget* from) {
  auto* drag = new QDrag(from);
  drag->setMimeData(midiMimeData(*music.score, music.name).release());
  drag->setPixmap(icon(QStringLiteral("midi")).pixmap(QSize(24, 24), from->devicePixelRatioF()));
  drag->exec(Qt::CopyAction);
}

DragHandle::DragHandle(std::function<std::optional<DragMusic>()> music, QWidget* parent)
    : QToolButton(parent), m_music(std::move(music)) {
  setIcon(ui::icon(QStringLiteral("export")));
  setAutoRaise(true);
  setMinimumHeight(space::kControlHeight);
  setCursor(Qt::OpenHandCursor);
  setAccessibleName(tr("Drag out as a MIDI file"));
  setToolTip(
      tr("Drag onto another program: the selected notes, or the whole track, as a MIDI file. A click "
         "copies the file"));
  connect(this, &QToolButton::clicked, this, &DragHandle::copy);
}

void DragHandle::mousePressEvent(QMouseEvent* event) {
  m_pressed = event->pos();
  QToolButton::mousePressEvent(event);
}

void DragHandle::mouseMoveEvent(QMouseEvent* event) {
  const bool far = (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
  if (!(event->buttons() & Qt::LeftButton) || !far) return QToolButton::mouseMoveEvent(event);
  setDown(false);
  const std::optional<DragMusic> music = m_music();
  if (!music) return;
  try {
    dragOut(*music, this);
  } catch (...) {
    Q_EMIT failed();
  }
}

void DragHandle::copy() {
  const std::optional<DragMusic> music = m_music();
  if (!music) return;
  try {
    QApplication::clipboard()->setMimeData(midiMimeData(*music->score, music->name).release());
    Q_EMIT copied(music->name);
  } catch (...) {
    Q_EMIT failed();
  }
}

}  // namespace partimento::ui
