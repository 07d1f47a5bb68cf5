#include "ui/training/job_row.h"

#include <QApplication>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/training/job_text.h"

namespace partimento::ui {
namespace {

constexpr int kGlyph = 16;
constexpr int kBarHeight = 4;
constexpr int kBarSteps = 1000;

void describe(QToolButton* button, const QString& name, const QString& tooltip) {
  button->setAccessibleName(name);
  button->setToolTip(tooltip);
}

}  // namespace

JobRow::JobRow(QWidget* parent) : QFrame(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  build();
  setChosen(false);
}

QToolButton* JobRow::addButton(const QString& iconName) {
  auto* button = new QToolButton(this);
  button->setIcon(icon(iconName));
  button->setIconSize(QSize(kGlyph, kGlyph));
  button->setAutoRaise(true);
  button->setCursor(Qt::ArrowCursor);
  return button;
}

void JobRow::build() {
  m_glyph = new QLabel(this);
  m_glyph->setFixedSize(kGlyph, kGlyph);
  m_title = new QLabel(this);
  m_title->setTextFormat(Qt::PlainText);
  m_title->setMinimumWidth(40);
  m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  QFont bold = m_title->font();
  bold.setWeight(QFont::DemiBold);
  m_title->setFont(bold);
  m_text = secondLabel(QString(), this);
  m_text->setWordWrap(false);
  m_text->setMinimumWidth(40);
  m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_bar = new QProgressBar(this);
  m_bar->setTextVisible(false);
  m_bar->setFixedHeight(kBarHeight);
  m_bar->setRange(0, kBarSteps);
  m_compare = new QCheckBox(tr("Compare"), this);
  m_compare->setCursor(Qt::ArrowCursor);
  connect(m_compare, &QCheckBox::toggled, this, &JobRow::compareToggled);
  auto* texts = new QVBoxLayout;
  texts->setSpacing(2);
  texts->addWidget(m_title);
  texts->addWidget(m_text);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kInner);
  row->addWidget(m_glyph, 0, Qt::AlignVCenter);
  row->addSpacing(space::kInner);
  row->addLayout(texts, 1);
  row->addWidget(m_compare);
  m_up = addButton(QStringLiteral("up"));
  m_down = addButton(QStringLiteral("down"));
  m_run = addButton(QStringLiteral("pause"));
  m_remove = addButton(QStringLiteral("close"));
  for (QToolButton* button : {m_up, m_down, m_run, m_remove}) row->addWidget(button);
  connect(m_up, &QToolButton::clicked, this, [this] { Q_EMIT moveWanted(-1); });
  connect(m_down, &QToolButton::clicked, this, [this] { Q_EMIT moveWanted(1); });
  connect(m_run, &QToolButton::clicked, this, &JobRow::act);
  connect(m_remove, &QToolButton::clicked, this,
          [this] { isEnded(m_state) ? Q_EMIT forgetWanted() : Q_EMIT cancelWanted(); });
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kGrid, space::kInner + 2, space::kInner, space::kInner + 2);
  column->setSpacing(space::kInner);
  column->addLayout(row);
  column->addWidget(m_bar);
}

void JobRow::display(const JobSnapshot& job) {
  m_id = job.id;
  m_name = jobName(job);
  const bool newState = m_state != job.state || m_glyph->pixmap(Qt::ReturnByValue).isNull();
  m_state = job.state;
  m_title->setText(m_name);
  m_title->setToolTip(QString::fromStdString(job.settings.folder));
  m_text->setText(jobProgressText(job));
  m_bar->setValue(static_cast<int>(job.fraction * kBarSteps));
  m_bar->setVisible(!isEnded(job.state));
  m_bar->setAccessibleName(tr("Progress of “%1”").arg(m_name));
  if (newState) showButtons();
  setAccessibleName(m_chosen ? tr("Run %1, shown").arg(m_name) : tr("Run %1").arg(m_name));
  setAccessibleDescription(m_text->text());
}

void JobRow::showButtons() {
  m_glyph->setPixmap(icon(jobStateIcon(m_state)).pixmap(QSize(kGlyph, kGlyph), devicePixelRatio()));
  m_glyph->setToolTip(jobStateText(m_state));
  const bool active = m_state == JobState::Queued || m_state == JobState::Running;
  const bool resumable =
      m_state == JobState::Paused || m_state == JobState::Failed || m_state == JobState::Cancelled;
  m_run->setVisible(m_state != JobState::Finished);
  m_run->setEnabled(active || resumable);
  m_run->setIcon(icon(resumable ? QStringLiteral("play") : QStringLiteral("pause")));
  if (resumable) {
    describe(m_run, tr("Resume “%1”").arg(m_name), tr("Go on where it was (P)"));
  } else {
    describe(m_run, tr("Pause “%1”").arg(m_name),
             active ? tr("Finish this step, save, and wait (P)") : tr("It is stopping already"));
  }
  if (isEnded(m_state)) {
    describe(m_remove, tr("Take “%1” off the list").arg(m_name),
             tr("Take it off the list; its folder stays (Delete)"));
  } else {
    describe(m_remove, tr("Cancel “%1”").arg(m_name), tr("End it and keep what it has learnt (Delete)"));
  }
  describe(m_up, tr("Move “%1” up").arg(m_name), tr("Earlier in the queue (Alt+Up)"));
  describe(m_down, tr("Move “%1” down").arg(m_name), tr("Later in the queue (Alt+Down)"));
  m_compare->setAccessibleName(tr("Compare “%1”").arg(m_name));
  m_compare->setToolTip(tr("Draw its curves beside those of the run that is shown (C)"));
}

void JobRow::setChosen(bool chosen) {
  m_chosen = chosen;
  setProperty("role", chosen ? QStringLiteral("card-selected") : QStringLiteral("card"));
  refreshRole(this);
  setToolTip(chosen ? tr("Shown below") : tr("Show its curves and samples"));
  m_compare->setVisible(!chosen);
}

void JobRow::setCompared(bool compared) {
  const QSignalBlocker quiet(m_compare);
  m_compare->setChecked(compared);
}

bool JobRow::isCompared() const {
  return m_compare->isChecked();
}

void JobRow::setMovable(bool up, bool down) {
  m_up->setEnabled(up);
  m_down->setEnabled(down);
}

void JobRow::act() {
  if (m_state == JobState::Queued || m_state == JobState::Running) {
    Q_EMIT pauseWanted();
  } else if (m_state == JobState::Paused || m_state == JobState::Failed || m_state == JobState::Cancelled) {
    Q_EMIT resumeWanted();
  }
}

void JobRow::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  if (event->button() != Qt::LeftButton) return;
  m_pressed = event->pos();
  Q_EMIT chosen();
}

void JobRow::mouseMoveEvent(QMouseEvent* event) {
  if (!m_pressed) return;
  const int way = (event->pos() - *m_pressed).manhattanLength();
  if (!m_dragging && way < QApplication::startDragDistance()) return;
  m_dragging = true;
  setCursor(Qt::ClosedHandCursor);
  Q_EMIT dragged(mapToParent(event->pos()).y());
}

void JobRow::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const bool moved = m_dragging;
  endDrag();
  if (moved) Q_EMIT dropped(mapToParent(event->pos()).y());
}

void JobRow::endDrag() {
  m_pressed.reset();
  m_dragging = false;
  setCursor(Qt::PointingHandCursor);
}

void JobRow::keyPressEvent(QKeyEvent* event) {
  const bool alt = event->modifiers().testFlag(Qt::AltModifier);
  switch (event->key()) {
    case Qt::Key_Escape:
      if (!m_dragging) return QFrame::keyPressEvent(event);
      endDrag();
      Q_EMIT dragCancelled();
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      Q_EMIT chosen();
      return;
    case Qt::Key_Up:
    case Qt::Key_Down: {
      const int direction = event->key() == Qt::Key_Up ? -1 : 1;
      alt ? Q_EMIT moveWanted(direction) : Q_EMIT stepped(direction);
      return;
    }
    case Qt::Key_P:
      act();
      return;
    case Qt::Key_C:
      if (!m_chosen) m_compare->toggle();
      return;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      isEnded(m_state) ? Q_EMIT forgetWanted() : Q_EMIT cancelWanted();
      return;
    default:
      QFrame::keyPressEvent(event);
  }
}

void JobRow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && m_glyph && !m_name.isEmpty()) showButtons();
  QFrame::changeEvent(event);
}

}  // namespace partimento::ui
