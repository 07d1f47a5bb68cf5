#include "ui/main_window/drag_bridge.h"

#include <QApplication>
#include <QDropEvent>
#include <QMenu>
#include <QMouseEvent>
#include <algorithm>

#include "core/musicxml/music_file.h"
#include "ui/exchange/midi_mime.h"
#include "ui/exchange/score_parts.h"
#include "ui/piano_roll/notes_view.h"
#include "ui/takes/take_card.h"
#include "ui/takes/take_edit.h"

namespace partimento::ui {
namespace {

TakeCard* cardOf(QObject* object) {
  for (QObject* one = object; one; one = one->parent()) {
    if (auto* card = qobject_cast<TakeCard*>(one)) return card;
  }
  return nullptr;
}

}  // namespace

DragBridge::DragBridge(const Parts& parts) : QObject(parts.window), m_parts(parts) {
  m_notes = m_parts.roll.findChild<roll::NotesView*>();
  m_notes->setAcceptDrops(true);
  qApp->installEventFilter(this);
}

DragHandle* DragBridge::makeHandle(QWidget* parent) {
  auto* handle = new DragHandle([this] { return selection(); }, parent);
  connect(handle, &DragHandle::copied, this,
          [this](const QString& name) { m_parts.status.say(tr("“%1.mid” is on the clipboard.").arg(name)); });
  connect(handle, &DragHandle::failed, this,
          [this] { m_parts.status.say(tr("The MIDI file could not be written to the temporary folder.")); });
  return handle;
}

std::optional<DragMusic> DragBridge::selection() const {
  const ScorePtr& score = m_parts.session.score();
  const std::size_t track = m_parts.session.track();
  std::vector<Note> notes = edits::notesWithIds(*score, track, m_parts.roll.selection());
  if (notes.empty()) notes = score->track(track).notes;
  if (notes.empty()) return std::nullopt;
  const QString name = QString::fromStdString(score->track(track).name);
  return DragMusic{cutOut(*score, track, notes), name.isEmpty() ? tr("Selection") : name};
}

bool DragBridge::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
      return dragTake(watched, event);
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
      return watched == m_notes && drop(watched, event);
    default:
      return false;
  }
}

bool DragBridge::dragTake(QObject* watched, QEvent* event) {
  if (!watched->isWidgetType()) return false;
  const auto* mouse = static_cast<QMouseEvent*>(event);
  if (event->type() == QEvent::MouseButtonPress) {
    m_pressedCard = mouse->button() == Qt::LeftButton ? cardOf(watched) : nullptr;
    m_pressedAt = mouse->globalPosition().toPoint();
    return false;
  }
  const int way = (mouse->globalPosition().toPoint() - m_pressedAt).manhattanLength();
  if (!m_pressedCard || !(mouse->buttons() & Qt::LeftButton) || way < QApplication::startDragDistance())
    return false;
  auto* card = qobject_cast<TakeCard*>(m_pressedCard.data());
  m_pressedCard.clear();
  for (const project::StoredTakePtr& take : m_parts.takes.takes()) {
    if (!card || take->id != card->id()) continue;
    try {
      const std::vector<Note> notes = notesInScore(*take);
      dragOut({cutOut(*m_parts.session.score(), take->track, notes), m_parts.takes.nameOf(*take)}, card);
    } catch (...) {
      m_parts.status.say(tr("The MIDI file could not be written to the temporary folder."));
    }
    return true;
  }
  return false;
}

bool DragBridge::drop(QObject*, QEvent* event) {
  auto* dropped = static_cast<QDropEvent*>(event);
  const QString path = musicFileIn(*dropped->mimeData());
  // An empty piece has nothing to be inserted into: the window opens the file.
  if (path.isEmpty() || m_parts.session.score()->noteCount() == 0) return false;
  dropped->setDropAction(Qt::CopyAction);
  dropped->accept();
  if (event->type() != QEvent::Drop) return true;
  const auto* notes = qobject_cast<roll::NotesView*>(m_notes);
  const Tick under = std::max(notes->scene().geometry.tickAt(dropped->position().x()), Tick(0));
  const MeterMap& meter = m_parts.session.score()->meter();
  const BarPosition bar = meter.at(under);
  const bool nearer = bar.inBar * 2 > meter.barLength(bar.signature);
  offer(path, nearer ? meter.barStart(bar.bar + 1) : bar.barStart,
        m_notes->mapToGlobal(dropped->position().toPoint()));
  return true;
}

void DragBridge::offer(const QString& path, Tick at, const QPoint& where) {
  const std::int64_t bar = m_parts.session.score()->meter().at(at).bar + 1;
  auto* menu = new QMenu(m_notes);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  connect(menu->addAction(tr("&Insert at bar %1").arg(bar)), &QAction::triggered, this,
          [this, path, at] { insert(path, at); });
  connect(menu->addAction(tr("&Open as a new piece")), &QAction::triggered, this,
          [this, path] { m_parts.files.open(path); });
  menu->addSeparator();
  menu->addAction(tr("&Cancel"));
  menu->popup(where);
}

void DragBridge::insert(const QString& path, Tick at) {
  try {
    const auto import = musicxml::readMusicFile(std::filesystem::path(path.toStdU16String()));
    Session& session = m_parts.session;
    session.edit("Insert MIDI", inserted(session.score(), session.track(), *import.score, at));
    m_parts.roll.showTick(at);
    m_parts.status.say(tr("%n note(s) inserted.", nullptr, static_cast<int>(import.score->noteCount())));
  } catch (...) {
    m_parts.status.say(currentErrorMessage().text());
  }
}

}  // namespace partimento::ui
