#include "ui/training/checkpoint_card.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/takes/mini_roll.h"
#include "ui/training/job_text.h"

namespace partimento::ui {
namespace {

constexpr int kWidth = 148;

std::vector<Note> drawnNotes(const Score& score, std::size_t seedNotes) {
  std::vector<Note> notes;
  for (const TrackPtr& track : score.tracks()) {
    for (std::size_t i = 0; i < track->notes.size(); ++i) {
      notes.push_back(track->notes[i]);
      notes.back().origin = i < seedNotes ? Origin::Seed : Origin::Model;
    }
  }
  std::sort(notes.begin(), notes.end(), noteBefore);
  return notes;
}

std::vector<Tick> barsOf(const Score& score) {
  std::vector<Tick> bars;
  for (std::int64_t bar = 0; score.meter().barStart(bar) < score.end(); ++bar)
    bars.push_back(score.meter().barStart(bar));
  return bars;
}

}  // namespace

CheckpointCard::CheckpointCard(QWidget* parent)
    : QFrame(parent),
      m_roll(new MiniRoll(this)),
      m_title(new QLabel(this)),
      m_figures(secondLabel(QString(), this)),
      m_compose(new QToolButton(this)) {
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setFixedWidth(kWidth);
  m_figures->setWordWrap(false);
  m_compose->setIcon(icon(QStringLiteral("generate")));
  m_compose->setIconSize(QSize(16, 16));
  m_compose->setAutoRaise(true);
  m_compose->setToolTip(tr("Compose with this checkpoint (G)"));
  connect(m_compose, &QToolButton::clicked, this, &CheckpointCard::composeWanted);
  auto* head = new QHBoxLayout;
  head->setSpacing(space::kInner);
  head->addWidget(m_title, 1);
  head->addWidget(m_compose);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kGrid, space::kInner, space::kInner, space::kInner);
  column->setSpacing(2);
  column->addLayout(head);
  column->addWidget(m_roll, 1);
  column->addWidget(m_figures);
  setLook(Look::Plain);
}

void CheckpointCard::display(const Checkpoint& checkpoint, const ScorePtr& sample, std::size_t seedNotes) {
  const bool newMusic = sample != m_sample || seedNotes != m_seedNotes;
  m_checkpoint = checkpoint;
  m_sample = sample;
  m_seedNotes = seedNotes;
  const QString step = countText(checkpoint.step);
  m_title->setText(checkpoint.best ? tr("Step %1 · best").arg(step) : tr("Step %1").arg(step));
  QFont font = m_title->font();
  font.setWeight(checkpoint.best ? QFont::DemiBold : QFont::Normal);
  m_title->setFont(font);
  m_figures->setText(
      tr("%1 nats · %2")
          .arg(QLocale().toString(checkpoint.nats, 'f', 3), durationText(Seconds(checkpoint.seconds))));
  m_figures->setToolTip(tr("Held-out loss in nats a note, and how long it had learnt"));
  m_compose->setAccessibleName(tr("Compose with step %1").arg(step));
  setAccessibleName(checkpoint.best ? tr("Checkpoint at step %1, the best").arg(step)
                                    : tr("Checkpoint at step %1").arg(step));
  setAccessibleDescription(
      tr("%1 nats a note on held-out pieces").arg(QLocale().toString(checkpoint.nats, 'f', 3)));
  if (!sample || !newMusic) return;
  m_roll->setBars(barsOf(*sample));
  m_roll->setNotes(drawnNotes(*sample, seedNotes));
}

void CheckpointCard::setLook(Look look) {
  setProperty("role", look == Look::Plain ? QStringLiteral("card") : QStringLiteral("card-selected"));
  refreshRole(this);
  setToolTip(look == Look::Heard ? tr("Heard now") : tr("Hear what it played at this step"));
}

void CheckpointCard::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  if (event->button() == Qt::LeftButton) Q_EMIT heard();
}

void CheckpointCard::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      Q_EMIT heard();
      return;
    case Qt::Key_G:
      Q_EMIT composeWanted();
      return;
    case Qt::Key_Left:
      Q_EMIT stepped(-1);
      return;
    case Qt::Key_Right:
      Q_EMIT stepped(1);
      return;
    default:
      QFrame::keyPressEvent(event);
  }
}

}  // namespace partimento::ui
