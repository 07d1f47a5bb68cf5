#include "ui/takes/takes_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/takes/take_card.h"
#include "ui/takes/take_edit.h"

namespace partimento::ui {
namespace {

QToolButton* actionButton(QAction* action, Qt::ToolButtonStyle style, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setToolButtonStyle(style);
  button->setMinimumHeight(space::kControlHeight);
  button->setAccessibleName(action->text().remove(QLatin1Char('&')));
  return button;
}

}  // namespace

TakesPanel::TakesPanel(Session& session, Composer& composer, TakeDesk& desk, const TakeActions& actions,
                       QWidget* parent)
    : QWidget(parent), m_session(session), m_composer(composer), m_desk(desk) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kPanel, space::kGrid, space::kPanel, space::kGrid);
  column->setSpacing(space::kGrid);
  column->addWidget(buildHeader(actions));
  column->addWidget(buildCards(), 1);
  connect(&m_session, &Session::takesChanged, this, &TakesPanel::refresh);
  connect(&m_session, &Session::scoreChanged, this, &TakesPanel::showAccepted);
  connect(&m_session.preferences(), &Preferences::namingChanged, this, &TakesPanel::refresh);
  connect(&m_desk, &TakeDesk::currentChanged, this, [this] {
    showCurrent();
    bring(m_desk.current());
  });
  connect(&m_desk, &TakeDesk::message, this, [this](const QString& text) {
    m_said = true;
    setStatus(text);
  });
  connect(&m_composer, &Composer::stateChanged, this, &TakesPanel::showState);
  connect(&m_composer, &Composer::progressed, this, &TakesPanel::showProgress);
  connect(&m_composer, &Composer::takeMade, this, [this] { ++m_made; });
  connect(&m_composer, &Composer::finished, this, &TakesPanel::showEnd);
  connect(&m_composer, &Composer::failed, this,
          [this](const ErrorMessage& message) { setStatus(message.text()); });
  refresh();
  showState();
}

QWidget* TakesPanel::buildHeader(const TakeActions& actions) {
  auto* header = new QWidget(this);
  auto* row = new QHBoxLayout(header);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kInner);
  row->addWidget(actionButton(actions.previous, Qt::ToolButtonIconOnly, header));
  row->addWidget(actionButton(actions.next, Qt::ToolButtonIconOnly, header));
  m_progress = new QProgressBar(header);
  m_progress->setTextVisible(false);
  m_progress->setFixedSize(120, 6);
  m_progress->setAccessibleName(tr("Progress of the generation"));
  m_status = secondLabel(QString(), header);
  m_status->setAccessibleName(tr("State of the generation"));
  m_stop = actionButton(actions.stop, Qt::ToolButtonTextBesideIcon, header);
  row->addSpacing(space::kGrid);
  row->addWidget(m_progress);
  row->addWidget(m_status, 1);
  row->addWidget(m_stop);
  for (QAction* action : {actions.accept, actions.reject, actions.remix, actions.replay})
    row->addWidget(actionButton(action, Qt::ToolButtonTextBesideIcon, header));
  return header;
}

QWidget* TakesPanel::buildCards() {
  m_stack = new QStackedWidget(this);
  m_empty = secondLabel(
      tr("No takes yet. Press Generate (Ctrl+G): the continuations of your seed appear here as they are "
         "done, and a click plays them."),
      m_stack);
  m_empty->setAlignment(Qt::AlignCenter);
  m_scroll = new QScrollArea(m_stack);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  auto* strip = new QWidget(m_scroll);
  m_row = new QHBoxLayout(strip);
  m_row->setContentsMargins(0, 0, 0, 0);
  m_row->setSpacing(space::kGrid);
  m_row->addStretch(1);
  m_scroll->setWidget(strip);
  connect(m_scroll->horizontalScrollBar(), &QScrollBar::rangeChanged, this, &TakesPanel::reveal);
  m_stack->addWidget(m_empty);
  m_stack->addWidget(m_scroll);
  m_stack->setMinimumHeight(104);
  return m_stack;
}

TakeCard* TakesPanel::makeCard(project::TakeId id) {
  auto* card = new TakeCard(this);
  m_row->insertWidget(m_row->count() - 1, card);
  connect(card, &TakeCard::auditioned, this, [this, id] { m_desk.audition(id); });
  connect(card, &TakeCard::favouriteToggled, this, [this, id] { m_desk.toggleFavourite(id); });
  connect(card, &TakeCard::renamed, this, [this, id](const QString& name) { m_desk.rename(id, name); });
  connect(card, &TakeCard::rejected, this, [this, id] {
    m_desk.select(id);
    m_desk.reject();
  });
  connect(card, &TakeCard::moved, this, [this](int direction) {
    m_desk.swap(direction);
    const auto found = m_cards.find(m_desk.current());
    if (found != m_cards.end()) found->second->setFocus(Qt::OtherFocusReason);
  });
  m_cards.emplace(id, card);
  return card;
}

void TakesPanel::refresh() {
  const std::vector<project::StoredTakePtr> takes = m_desk.takes();
  for (auto it = m_cards.begin(); it != m_cards.end();) {
    const bool shown =
        std::any_of(takes.begin(), takes.end(), [&](const auto& take) { return take->id == it->first; });
    if (shown) {
      ++it;
      continue;
    }
    it->second->hide();
    it->second->deleteLater();
    it = m_cards.erase(it);
  }
  for (const project::StoredTakePtr& take : takes) {
    const auto found = m_cards.find(take->id);
    TakeCard* card = found != m_cards.end() ? found->second : makeCard(take->id);
    if (found == m_cards.end() && m_newest == 0 && m_composer.busy()) {
      m_newest = take->id;
      m_revealedAt = m_scroll->horizontalScrollBar()->value();
    }
    card->display(*take, m_desk.nameOf(*take), m_session.score(), m_session.preferences().noteNaming());
  }
  showAccepted();
  m_stack->setCurrentWidget(takes.empty() ? static_cast<QWidget*>(m_empty) : m_scroll);
  showCurrent();
  reveal();
}

void TakesPanel::showAccepted() {
  const project::Document& document = m_session.document();
  for (const auto& [id, card] : m_cards) {
    const project::StoredTakePtr take = document.take(id);
    const bool inPiece = take && isInPiece(document.history(), *take);
    card->setInPiece(inPiece ? TakeCard::InPiece::Yes : TakeCard::InPiece::No);
  }
}

void TakesPanel::showCurrent() {
  for (const auto& [id, card] : m_cards) {
    card->setCurrent(id == m_desk.current());
  }
}

std::optional<int> TakesPanel::placeOf(project::TakeId id) const {
  int place = 0;
  for (const project::StoredTakePtr& take : m_desk.takes()) {
    const auto found = m_cards.find(take->id);
    if (found == m_cards.end()) continue;
    if (take->id == id) return place;
    place += found->second->width() + m_row->spacing();
  }
  return std::nullopt;
}

void TakesPanel::bring(project::TakeId id) {
  const std::optional<int> place = placeOf(id);
  if (!place) return;
  QScrollBar* bar = m_scroll->horizontalScrollBar();
  const int rightmost = *place + m_cards.at(id)->width() - m_scroll->viewport()->width();
  bar->setValue(std::min(*place, std::max(bar->value(), rightmost)));
}

void TakesPanel::reveal() {
  const std::optional<int> place = placeOf(m_newest);
  QScrollBar* bar = m_scroll->horizontalScrollBar();
  if (!place || bar->value() != m_revealedAt) return;
  bar->setValue(*place);
  m_revealedAt = bar->value();
}

void TakesPanel::renameCurrent() {
  const auto found = m_cards.find(m_desk.current());
  if (found != m_cards.end()) found->second->beginRename();
}

QString TakesPanel::status() const {
  return m_status->text();
}

void TakesPanel::showState() {
  const bool busy = m_composer.busy();
  m_progress->setVisible(busy);
  m_stop->setVisible(busy);
  switch (m_composer.state()) {
    case Composer::State::Idle:
      break;
    case Composer::State::Waiting:
      m_made = 0;
      m_newest = 0;
      m_said = false;
      m_progress->setRange(0, 0);
      setStatus(tr("Waiting for the engine to load…"));
      break;
    case Composer::State::Running:
      m_progress->setRange(0, 0);
      setStatus(tr("Searching…"));
      break;
    case Composer::State::Stopping:
      setStatus(tr("Stopping…"));
      break;
  }
}

void TakesPanel::showProgress(const ComposeProgress& progress) {
  if (m_composer.state() != Composer::State::Running) return;
  m_progress->setRange(0, std::max(1, progress.notesTotal));
  m_progress->setValue(progress.notesDone);
  const QString left = clockText(progress.left);
  if (progress.take == decode::kAllTakes) {
    setStatus(tr("All takes together: note %1 of %2, %3 left; the roll shows the best so far")
                  .arg(progress.notesDone)
                  .arg(progress.notesTotal)
                  .arg(left));
    return;
  }
  setStatus(tr("Take %1: note %2 of %3, %4 left")
                .arg(progress.take + 1)
                .arg(progress.notesDone)
                .arg(progress.notesTotal)
                .arg(left));
}

void TakesPanel::showEnd() {
  if (m_made == 0 || m_said) return;
  setStatus(tr("%n take(s) made. A click plays one; [ and ] swap them.", nullptr, m_made));
}

void TakesPanel::setStatus(const QString& text) {
  m_status->setText(text);
  m_status->setToolTip(text);
}

}  // namespace partimento::ui
