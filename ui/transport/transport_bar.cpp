#include "ui/transport/transport_bar.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "core/music/edits.h"
#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/music_names.h"
#include "ui/common/theme.h"
#include "ui/transport/score_settings.h"

namespace partimento::ui {
namespace {

constexpr int kButton = space::kTransportHeight;

QToolButton* transportButton(QAction* action, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonIconOnly);
  button->setAutoRaise(true);
  button->setIconSize(QSize(20, 20));
  button->setFixedSize(kButton, kButton);
  button->setAccessibleName(action->text().remove(QLatin1Char('&')));
  return button;
}

/// Says its word: who has just played must find it without reading tooltips.
QToolButton* captureButton(QAction* action, QWidget* parent) {
  QToolButton* button = transportButton(action, parent);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setMaximumWidth(QWIDGETSIZE_MAX);
  button->setMinimumWidth(button->sizeHint().width());
  return button;
}

QWidget* captioned(const QString& caption, QWidget* control, QWidget* parent) {
  auto* box = new QWidget(parent);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* label = secondLabel(caption, box);
  label->setWordWrap(false);
  label->setBuddy(control);
  column->addWidget(label);
  column->addWidget(control);
  return box;
}

}  // namespace

TransportBar::TransportBar(Session& session, Composer& composer, const TransportActions& actions,
                           QWidget* parent)
    : QFrame(parent), m_session(session), m_composer(composer), m_actions(actions) {
  setProperty("role", QStringLiteral("bar"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(space::kPanel, space::kGrid, space::kPanel, space::kGrid);
  row->setSpacing(2 * space::kGrid);
  row->addWidget(buildButtons(actions));
  row->addWidget(buildPosition());
  row->addWidget(buildMusic());
  row->addStretch(1);
  row->addWidget(buildGenerate(actions));
  connect(&m_session, &Session::scoreChanged, this, &TransportBar::showScore);
  connect(&m_session, &Session::previewChanged, this,
          [this] { showPosition(m_session.player().position()); });
  connect(&m_session.preferences(), &Preferences::namingChanged, this, &TransportBar::fillKeys);
  connect(&m_composer, &Composer::stateChanged, this, &TransportBar::showComposer);
  fillKeys();
  showScore();
  showComposer();
  showPosition({});
}

QWidget* TransportBar::buildButtons(const TransportActions& actions) {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2);
  for (QAction* action : {actions.toStart, actions.playStop, actions.record, actions.toEnd})
    row->addWidget(transportButton(action, box));
  row->addWidget(captureButton(actions.capture, box));
  row->addSpacing(space::kGrid);
  for (QAction* action : {actions.loop, actions.metronome, actions.countIn})
    row->addWidget(transportButton(action, box));
  return box;
}

QWidget* TransportBar::buildPosition() {
  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_position = new QLabel(box);
  m_position->setProperty("role", QStringLiteral("display"));
  m_position->setFont(tabularFont(m_position->font()));
  m_position->setMinimumWidth(104);
  m_position->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_position->setAccessibleName(tr("Position"));
  m_position->setToolTip(tr("Bar, beat and part of the beat"));
  m_time = secondLabel(QString(), box);
  m_time->setWordWrap(false);
  m_time->setAlignment(Qt::AlignRight);
  m_time->setFont(tabularFont(m_time->font()));
  m_time->setObjectName(QStringLiteral("clock"));
  m_time->setToolTip(tr("Time from the beginning, and the length of what is played"));
  column->addWidget(m_position);
  column->addWidget(m_time);
  return box;
}

QWidget* TransportBar::buildMusic() {
  auto* box = new QWidget(this);
  m_tempo = new QDoubleSpinBox(box);
  m_tempo->setRange(20, 400);
  m_tempo->setDecimals(0);
  m_tempo->setKeyboardTracking(false);
  m_tempo->setAccessibleName(tr("Tempo in quarter notes a minute"));
  m_tempo->setToolTip(tr("Quarter notes a minute at the beginning of the piece"));
  m_tempo->setFixedWidth(72);
  m_meter = new QComboBox(box);
  for (const TimeSignature& signature : commonMeters())
    m_meter->addItem(meterName(signature), QPoint(signature.numerator, signature.denominator));
  m_meter->setAccessibleName(tr("Metre"));
  m_meter->setToolTip(tr("Time signature at the beginning of the piece"));
  m_meter->setFixedWidth(72);
  m_key = new QComboBox(box);
  m_key->setAccessibleName(tr("Key"));
  m_key->setToolTip(tr("Key signature; the rows of its scale are tinted in the roll"));
  m_key->setMinimumWidth(128);
  m_key->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kGrid);
  row->addWidget(captioned(tr("Tempo"), m_tempo, box));
  row->addWidget(captioned(tr("Metre"), m_meter, box));
  row->addWidget(captioned(tr("Key"), m_key, box));
  connect(m_tempo, &QDoubleSpinBox::valueChanged, this, &TransportBar::setTempo);
  connect(m_tempo, &QDoubleSpinBox::editingFinished, this, [this] { m_tempoGesture = false; });
  connect(m_meter, &QComboBox::activated, this, &TransportBar::setMeter);
  connect(m_key, &QComboBox::activated, this, &TransportBar::setKey);
  return box;
}

QWidget* TransportBar::buildGenerate(const TransportActions& actions) {
  m_generate = new QPushButton(this);
  m_generate->setProperty("role", QStringLiteral("primary"));
  m_generate->setMinimumHeight(kButton);
  m_generate->setMinimumWidth(136);
  m_generate->setAutoDefault(false);
  connect(m_generate, &QPushButton::clicked, this,
          [this] { (m_composer.busy() ? m_actions.stopGenerating : m_actions.generate)->trigger(); });
  connect(actions.generate, &QAction::changed, this, &TransportBar::showComposer);
  return m_generate;
}

void TransportBar::fillKeys() {
  const QScopedValueRollback<bool> loading(m_loading, true);
  m_key->clear();
  m_key->addItem(QString());
  showGuess();
  for (const KeySignature& key : commonKeys())
    m_key->addItem(keyName(key, m_session.preferences().noteNaming()), QPoint(key.sharps, key.minor ? 1 : 0));
  showScore();
}

void TransportBar::setGuessedKey(const std::optional<KeySignature>& key) {
  m_guessedKey = key;
  showGuess();
}

void TransportBar::showGuess() {
  const QString none = tr("no key");
  m_key->setItemText(
      0, m_guessedKey ? tr("%1 (estimated)").arg(keyName(*m_guessedKey, m_session.preferences().noteNaming()))
                      : none);
  m_key->setItemData(0,
                     m_guessedKey ? tr("The piece states no key; the staff is written in the one that its "
                                       "notes suggest")
                                  : QString(),
                     Qt::ToolTipRole);
}

void TransportBar::showScore() {
  const QScopedValueRollback<bool> loading(m_loading, true);
  const Score& score = *m_session.score();
  if (std::abs(m_tempo->value() - score.tempo().bpmAt(Tick(0)).value) > 0.5)
    m_tempo->setValue(std::round(score.tempo().bpmAt(Tick(0)).value));
  const TimeSignature meter = score.meter().at(Tick(0)).signature;
  const QPoint wanted(meter.numerator, meter.denominator);
  int index = m_meter->findData(wanted);
  if (index < 0) {
    m_meter->addItem(meterName(meter), wanted);
    index = m_meter->count() - 1;
  }
  m_meter->setCurrentIndex(index);
  const auto& keys = score.keys();
  m_key->setCurrentIndex(
      keys.empty() ? 0
                   : std::max(0, m_key->findData(QPoint(keys.front().sharps, keys.front().minor ? 1 : 0))));
  if (!m_session.player().isPlaying()) showPosition(m_session.player().position());
}

void TransportBar::showPosition(const playback::Position& position) {
  m_shown = position;
  // A take that is tried out is longer than the piece: what is heard counts.
  const ScorePtr heard = m_session.player().score();
  const Score& score = heard ? *heard : *m_session.score();
  if (position.state == playback::TransportState::CountingIn) {
    m_position->setText(QStringLiteral("–%1").arg(position.beatsLeft));
    return;
  }
  const BarPosition bar = score.meter().at(position.tick);
  const Tick beat = score.meter().beatLength(bar.signature);
  const std::int64_t part = (bar.inBar % beat).value * 100 / std::max<std::int64_t>(1, beat.value);
  m_position->setText(QStringLiteral("%1.%2.%3")
                          .arg(bar.bar + 1)
                          .arg(bar.inBar / beat + 1)
                          .arg(part, 2, 10, QLatin1Char('0')));
  m_time->setText(QStringLiteral("%1 / %2").arg(clockText(score.tempo().secondsAt(position.tick)),
                                                clockText(score.duration())));
}

void TransportBar::showComposer() {
  const bool busy = m_composer.busy();
  const QAction* action = busy ? m_actions.stopGenerating : m_actions.generate;
  const bool stopping = m_composer.state() == Composer::State::Stopping;
  m_generate->setText(stopping ? tr("Stopping…") : busy ? tr("Stop") : tr("Generate"));
  m_generate->setToolTip(action->toolTip());
  m_generate->setAccessibleName(m_generate->text());
  m_generate->setEnabled(!stopping && (busy || m_actions.generate->isEnabled()));
}

void TransportBar::setTempo(double bpm) {
  if (m_loading) return;
  const ScorePtr score = withTempo(m_session.score(), Bpm(bpm));
  const QScopedValueRollback<bool> loading(m_loading, true);
  if (m_tempoGesture && m_tempo->hasFocus()) {
    m_session.amend(score);
  } else {
    m_session.edit("Change tempo", score);
  }
  m_tempoGesture = m_tempo->hasFocus();
}

void TransportBar::setMeter() {
  const QPoint chosen = m_meter->currentData().toPoint();
  m_tempoGesture = false;
  m_session.edit("Change metre", withMeter(m_session.score(), {chosen.x(), chosen.y()}));
}

void TransportBar::setKey() {
  m_tempoGesture = false;
  std::optional<KeySignature> key;
  if (m_key->currentIndex() > 0) {
    const QPoint chosen = m_key->currentData().toPoint();
    key = KeySignature{Tick(0), chosen.x(), chosen.y() == 1};
  }
  m_session.edit("Change key", withKey(m_session.score(), key));
}

}  // namespace partimento::ui
