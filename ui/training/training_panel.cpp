#include "ui/training/training_panel.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/panel_scroll.h"
#include "ui/common/theme.h"
#include "ui/session/session.h"
#include "ui/training/corpus_box.h"
#include "ui/training/jobs_list.h"
#include "ui/training/publish_dialog.h"
#include "ui/training/run_page.h"
#include "ui/training/style_form.h"

namespace partimento::ui {
namespace {

constexpr int kTextWidth = 420;

}  // namespace

TrainingPanel::TrainingPanel(TrainingHost& host, EngineHost& engine, Session& session, QWidget* parent)
    : QWidget(parent), m_host(host), m_engine(engine), m_session(session) {
  setAcceptDrops(true);
  build();
  connect(&m_host, &TrainingHost::stateChanged, this, [this] {
    if (m_host.state() == TrainingHost::State::Ready) keepPolicy();
    showState();
  });
  connect(&m_host, &TrainingHost::listChanged, this, &TrainingPanel::showState);
  connect(&m_host, &TrainingHost::failed, this, &TrainingPanel::failed);
  connect(&m_host, &TrainingHost::submitted, this, [this](JobId id) {
    m_list->choose(id);
    showRuns();
  });
  connect(m_list, &JobsList::choiceChanged, this, &TrainingPanel::follow);
  connect(m_form, &StyleForm::left, this, &TrainingPanel::showRuns);
  connect(m_page, &RunPage::composeWanted, this, &TrainingPanel::composeWanted);
  connect(m_page, &RunPage::publishWanted, this, &TrainingPanel::publish);
  connect(m_page, &RunPage::failed, this, &TrainingPanel::failed);
  if (m_host.state() == TrainingHost::State::Ready) keepPolicy();
  showState();
}

void TrainingPanel::build() {
  m_pages = new QStackedWidget(this);
  m_pages->addWidget(buildRuns());
  m_form = new StyleForm(m_host, m_engine, m_session.preferences(), this);
  m_pages->addWidget(m_form);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_pages);
}

QWidget* TrainingPanel::buildRuns() {
  auto* runs = new QWidget(this);
  auto* column = new QVBoxLayout(runs);
  column->setContentsMargins(space::kPanel, space::kGrid, space::kPanel, space::kGrid);
  column->setSpacing(space::kGrid);
  column->addWidget(buildHead());
  m_middle = new QStackedWidget(runs);
  m_middle->addWidget(buildEmpty());
  auto* full = new QWidget(m_middle);
  auto* parts = new QVBoxLayout(full);
  parts->setContentsMargins(0, 0, 0, 0);
  parts->setSpacing(space::kInner);
  m_list = new JobsList(m_host, full);
  m_list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  m_page = new RunPage(m_host, m_session, full);
  parts->addWidget(m_list);
  parts->addWidget(new PanelScroll(m_page, full), 1);
  m_middle->addWidget(full);
  column->addWidget(m_middle, 1);
  return runs;
}

QWidget* TrainingPanel::buildHead() {
  auto* head = new QWidget(this);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kPanel);
  m_new = new QPushButton(icon(QStringLiteral("plus")), tr("New style…"), head);
  m_new->setAccessibleName(tr("New style"));
  m_new->setToolTip(tr("Train a style on music of your own, or go on with an installed one"));
  connect(m_new, &QPushButton::clicked, this, [this] { beginStyle(); });
  m_usable = new QCheckBox(tr("Leave the machine usable"), head);
  m_usable->setAccessibleName(m_usable->text());
  m_usable->setToolTip(
      tr("Training gets only what nothing else wants: sound does not drop, other programs stay quick"));
  connect(m_usable, &QCheckBox::toggled, this, [this](bool usable) {
    m_session.preferences().setLeavesMachineUsable(usable);
    keepPolicy();
  });
  row->addWidget(m_new);
  row->addStretch(1);
  row->addWidget(m_usable);
  return head;
}

void TrainingPanel::keepPolicy() {
  JobsPolicy policy = m_host.policy();
  policy.leaveMachineUsable = m_session.preferences().leavesMachineUsable();
  if (policy.leaveMachineUsable != m_host.policy().leaveMachineUsable) m_host.setPolicy(policy);
}

QWidget* TrainingPanel::buildEmpty() {
  m_empty = new QWidget(this);
  auto* column = new QVBoxLayout(m_empty);
  column->setSpacing(space::kPanel);
  m_emptyTitle = titleLabel(QString(), m_empty);
  m_emptyTitle->setAlignment(Qt::AlignCenter);
  m_emptyText = new QLabel(m_empty);
  m_emptyText->setWordWrap(true);
  m_emptyText->setAlignment(Qt::AlignCenter);
  m_emptyText->setFixedWidth(kTextWidth);
  m_emptyText->setTextFormat(Qt::PlainText);
  m_emptyButton = new QPushButton(m_empty);
  connect(m_emptyButton, &QPushButton::clicked, this, [this] {
    if (m_host.state() == TrainingHost::State::Unavailable) {
      m_engine.load();
    } else {
      beginStyle();
    }
  });
  column->addStretch(1);
  column->addWidget(m_emptyTitle);
  column->addWidget(m_emptyText, 0, Qt::AlignHCenter);
  column->addWidget(m_emptyButton, 0, Qt::AlignHCenter);
  column->addStretch(2);
  return m_empty;
}

void TrainingPanel::showState() {
  const TrainingHost::State state = m_host.state();
  const bool ready = state == TrainingHost::State::Ready;
  const bool any = ready && !m_host.jobs().empty();
  m_middle->setCurrentIndex(any ? 1 : 0);
  m_usable->setEnabled(ready);
  m_new->setEnabled(ready);
  {
    const QSignalBlocker quiet(m_usable);
    m_usable->setChecked(m_host.policy().leaveMachineUsable);
  }
  if (ready) {
    m_emptyTitle->setText(tr("A style of your own"));
    m_emptyText->setText(
        tr("Drop a folder of MIDI files here. A small network learns from it on this machine; after a "
           "few minutes you hear it play, and can compose with it while it goes on learning."));
    m_emptyButton->setText(tr("New style…"));
    m_emptyButton->setToolTip(m_new->toolTip());
  } else if (state == TrainingHost::State::Unavailable) {
    m_emptyTitle->setText(tr("Training is not possible at the moment"));
    m_emptyText->setText(m_host.problem().text());
    m_emptyButton->setText(tr("Try again"));
    m_emptyButton->setToolTip(tr("Load the engine again"));
  } else {
    m_emptyTitle->setText(QString());
    m_emptyText->setText(state == TrainingHost::State::Opening ? tr("Looking for earlier runs…")
                                                               : tr("The engine is still being loaded…"));
  }
  // Wrapped text asks for too little height where it is centred.
  m_emptyText->setMinimumHeight(m_emptyText->heightForWidth(kTextWidth));
  m_emptyButton->setAccessibleName(m_emptyButton->text());
  m_emptyButton->setVisible(ready || state == TrainingHost::State::Unavailable);
  follow();
}

void TrainingPanel::follow() {
  std::set<JobId> wanted = m_list->compared();
  const std::vector<JobId> compared(wanted.begin(), wanted.end());
  if (m_list->chosen() != JobId{}) wanted.insert(m_list->chosen());
  m_host.follow(std::move(wanted));
  m_page->setRuns(m_list->chosen(), compared);
}

void TrainingPanel::beginStyle(const QStringList& corpora) {
  m_pages->setCurrentWidget(m_form);
  m_form->begin(corpora);
  m_form->setFocus();
}

void TrainingPanel::showRuns() {
  m_pages->setCurrentIndex(0);
}

void TrainingPanel::publish(JobId id, std::int64_t step) {
  auto* dialog = new PublishDialog(m_host, id, step, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &PublishDialog::published, this, &TrainingPanel::published);
  dialog->show();
}

void TrainingPanel::dragEnterEvent(QDragEnterEvent* event) {
  if (m_host.state() == TrainingHost::State::Ready && !corpusPaths(*event->mimeData()).isEmpty())
    event->acceptProposedAction();
}

void TrainingPanel::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  const QStringList paths = corpusPaths(*event->mimeData());
  if (m_pages->currentWidget() == m_form) {
    m_form->addMusic(paths);
  } else {
    beginStyle(paths);
  }
}

}  // namespace partimento::ui
