#include "ui/training/samples_row.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/training/checkpoint_card.h"
#include "ui/training/job_text.h"

namespace partimento::ui {
namespace {

constexpr int kCardsHeight = 128;

}  // namespace

SamplesRow::SamplesRow(Session& session, QWidget* parent) : QWidget(parent), m_hear(session) {
  build();
  connect(&m_hear, &HearLearning::changed, this, &SamplesRow::showState);
  connect(&m_hear, &HearLearning::read, this, &SamplesRow::showCards);
  connect(m_play, &QPushButton::clicked, this, [this] {
    if (m_hear.hearing()) {
      m_hear.stop();
    } else if (m_chosen >= 0) {
      hear(m_chosen);
    }
  });
  connect(m_slider, &QSlider::valueChanged, this, [this](int index) {
    choose(index);
    if (m_hear.hearing()) hear(index);
  });
  showState();
}

void SamplesRow::build() {
  m_play = new QPushButton(this);
  m_play->setMinimumWidth(130);
  m_slider = new QSlider(Qt::Horizontal, this);
  m_slider->setAccessibleName(tr("Time of the training"));
  m_slider->setToolTip(
      tr("Hear what it played earlier or later; while it loops, the music changes on the bar line"));
  m_slider->setPageStep(1);
  m_text = new QLabel(this);
  m_text->setFont(tabularFont(m_text->font()));
  m_text->setMinimumWidth(40);
  auto* top = new QHBoxLayout;
  top->setSpacing(space::kGrid);
  top->addWidget(m_play, 0, Qt::AlignLeft);
  top->addWidget(m_slider, 1);
  top->addWidget(m_text);
  m_empty = secondLabel(
      tr("At the first hearing of the held-out pieces the network is kept and writes a sample: the "
         "same seed every time, so that you hear it learn."),
      this);
  m_scroll = new QScrollArea(this);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFixedHeight(kCardsHeight);
  auto* cards = new QWidget(m_scroll);
  m_list = new QHBoxLayout(cards);
  m_list->setContentsMargins(0, 0, 0, 0);
  m_list->setSpacing(space::kGrid);
  m_list->addStretch(1);
  m_scroll->setWidget(cards);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kGrid);
  column->addLayout(top);
  column->addWidget(m_empty);
  column->addWidget(m_scroll);
}

const Checkpoint* SamplesRow::chosen() const {
  if (!m_run || m_chosen < 0 || m_chosen >= static_cast<int>(m_run->checkpoints.size())) return nullptr;
  return &m_run->checkpoints[static_cast<std::size_t>(m_chosen)];
}

void SamplesRow::setRun(const RunViewPtr& run) {
  const bool other = !run || !m_run || run->job.id != m_run->job.id;
  const std::size_t before = m_run && !other ? m_run->checkpoints.size() : 0;
  m_run = run;
  if (other) {
    if (m_hear.hearing()) m_hear.stop();
    m_follows = true;
    m_chosen = -1;
  }
  const int count = run ? static_cast<int>(run->checkpoints.size()) : 0;
  if (run && (other || run->checkpoints.size() != before)) m_hear.setCheckpoints(run->checkpoints);
  {
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(0, std::max(0, count - 1));
    if (run && m_follows && !m_hear.hearing()) m_slider->setValue(followed());
  }
  showCards();
  const int index = count == 0 ? -1 : m_slider->value();
  if (index != m_chosen) choose(index);
  showState();
}

void SamplesRow::showCards() {
  const std::size_t count = m_run ? m_run->checkpoints.size() : 0;
  while (m_cards.size() > count) {
    m_cards.back()->hide();
    m_cards.back()->deleteLater();
    m_cards.pop_back();
  }
  const std::size_t seed = m_hear.seedNotes();
  for (std::size_t i = 0; i < count; ++i) {
    if (i == m_cards.size()) {
      auto* card = new CheckpointCard(m_scroll->widget());
      const int index = static_cast<int>(i);
      connect(card, &CheckpointCard::heard, this, [this, index] { hear(index); });
      connect(card, &CheckpointCard::stepped, this, [this, index](int direction) { step(index, direction); });
      connect(card, &CheckpointCard::composeWanted, this,
              [this, card] { Q_EMIT composeWanted(card->checkpoint()); });
      m_list->insertWidget(index, card);
      m_cards.push_back(card);
    }
    m_cards[i]->display(m_run->checkpoints[i], m_hear.sample(m_run->checkpoints[i]), seed);
  }
  showState();
}

void SamplesRow::showState() {
  const Checkpoint* at = chosen();
  const bool any = at != nullptr;
  m_empty->setVisible(!any);
  m_scroll->setVisible(any);
  m_slider->setVisible(any);
  m_text->setVisible(any);
  m_play->setEnabled(any);
  m_play->setText(m_hear.hearing() ? tr("Stop hearing") : tr("Hear learning"));
  m_play->setIcon(icon(m_hear.hearing() ? QStringLiteral("stop") : QStringLiteral("play")));
  m_play->setAccessibleName(m_play->text());
  m_play->setToolTip(!any               ? tr("There is no sample yet")
                     : m_hear.hearing() ? tr("Go back to your piece")
                                        : tr("Loop the sample of this checkpoint; the slider swaps it"));
  for (std::size_t i = 0; i < m_cards.size(); ++i) {
    const bool here = static_cast<int>(i) == m_chosen;
    m_cards[i]->setLook(!here              ? CheckpointCard::Look::Plain
                        : m_hear.hearing() ? CheckpointCard::Look::Heard
                                           : CheckpointCard::Look::Chosen);
  }
  if (!at) return;
  m_text->setText(tr("step %1 · %2").arg(countText(at->step), durationText(Seconds(at->seconds))));
  m_slider->setAccessibleDescription(m_text->text());
}

void SamplesRow::choose(int index) {
  m_chosen = index;
  m_follows = index < 0 || index == followed();
  {
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(index);
  }
  QMetaObject::invokeMethod(this, &SamplesRow::showChosenCard, Qt::QueuedConnection);
  showState();
  Q_EMIT chosenChanged();
}

int SamplesRow::followed() const {
  const auto& checkpoints = m_run->checkpoints;
  const auto newest = static_cast<int>(checkpoints.size()) - 1;
  if (m_run->job.state != JobState::Finished) return newest;
  const auto best = std::find_if(checkpoints.rbegin(), checkpoints.rend(),
                                 [](const Checkpoint& each) { return each.best; });
  return best == checkpoints.rend() ? newest : static_cast<int>(checkpoints.rend() - best) - 1;
}

void SamplesRow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  QMetaObject::invokeMethod(this, &SamplesRow::showChosenCard, Qt::QueuedConnection);
}

void SamplesRow::showChosenCard() {
  // Cards that are new have no place yet.
  QCoreApplication::sendPostedEvents(m_scroll->widget(), QEvent::LayoutRequest);
  if (m_chosen >= 0 && m_chosen < static_cast<int>(m_cards.size()))
    m_scroll->ensureWidgetVisible(m_cards[static_cast<std::size_t>(m_chosen)]);
}

void SamplesRow::hear(int index) {
  choose(index);
  if (const Checkpoint* checkpoint = chosen()) m_hear.hear(*checkpoint);
}

void SamplesRow::step(int from, int direction) {
  const int next = from + direction;
  if (next < 0 || next >= static_cast<int>(m_cards.size())) return;
  m_cards[static_cast<std::size_t>(next)]->setFocus(Qt::TabFocusReason);
  choose(next);
  if (m_hear.hearing()) hear(next);
}

}  // namespace partimento::ui
