#include "ui/devices/recording_page.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <cmath>

#include "ui/common/form.h"
#include "ui/common/value_control.h"
#include "ui/devices/grid_combo.h"
#include "ui/devices/groove_controls.h"
#include "ui/devices/midi_form.h"

namespace partimento::ui {
namespace {

using Measuring = DelayMeasurement::State;

constexpr int kSliderHeight = 2 * space::kControlHeight;  // name and field, and the slider below

QString milliseconds(Seconds time) {
  return QLocale().toString(time.value * 1000, 'f', 0);
}

}  // namespace

RecordingPage::RecordingPage(MidiDesk& desk, Session& session, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_session(session) {
  QFormLayout* form = formOf(this);
  buildMode(*form);
  buildQuantise(*form);
  buildStep(*form);
  buildDelay(*form);
  connect(&m_desk.delay(), &DelayMeasurement::changed, this, &RecordingPage::measuringChanged);
  connect(&m_desk, &MidiDesk::devicesChanged, this, &RecordingPage::measuringChanged);
  measuringChanged();
}

void RecordingPage::hideEvent(QHideEvent* event) {
  if (!event->spontaneous()) m_desk.cancelMeasuring();
  QWidget::hideEvent(event);
}

void RecordingPage::buildMode(QFormLayout& form) {
  QComboBox* mode =
      choiceBox(tr("What is there"), tr("What becomes of the notes that are there already"), this);
  mode->addItems({tr("stays: overdub"), tr("is replaced"), tr("stays: every pass is a new take")});
  mode->setCurrentIndex(static_cast<int>(m_desk.preferences().mode));
  connect(mode, &QComboBox::activated, this, [this](int index) {
    m_desk.change([&](MidiPreferences& one) { one.mode = static_cast<playback::RecordMode>(index); });
  });
  form.addRow(tr("What is &there"), mode);
}

void RecordingPage::buildQuantise(QFormLayout& form) {
  const MidiPreferences& midi = m_desk.preferences();
  QComboBox* grid = gridCombo(NoGrid::Allowed, this);
  field(grid, tr("Quantise while recording"),
        tr("The grid that recorded notes are pulled to; undo brings your own timing back"));
  chooseGrid(*grid, midi.grid);
  ValueControl* strength = strengthControl(midi.strength, this);
  ValueControl* swing = swingControl(midi.swing, this);
  const auto enable = [grid, strength, swing] {
    const QString reason = chosenGrid(*grid).denominator > 0 ? QString() : tr("Choose a grid first");
    strength->setUnavailable(reason);
    swing->setUnavailable(reason);
  };
  connect(grid, &QComboBox::activated, this, [this, grid, enable] {
    m_desk.change([&](MidiPreferences& one) { one.grid = chosenGrid(*grid); });
    enable();
  });
  connect(strength, &ValueControl::valueChanged, this,
          [this](double value) { m_desk.change([&](MidiPreferences& one) { one.strength = value / 100; }); });
  connect(swing, &ValueControl::valueChanged, this,
          [this](double value) { m_desk.change([&](MidiPreferences& one) { one.swing = value / 100; }); });
  enable();
  for (ValueControl* one : {strength, swing}) one->setMinimumHeight(kSliderHeight);
  form.addRow(tr("&Quantise to"), grid);
  form.addRow(QString(), strength);
  form.addRow(QString(), swing);
}

void RecordingPage::buildStep(QFormLayout& form) {
  QComboBox* step = gridCombo(NoGrid::Allowed, this);
  step->setItemText(0, tr("one step of the roll’s grid"));
  field(step, tr("Length in step entry"), tr("How long a chord is that is entered step by step"));
  chooseGrid(*step, m_desk.preferences().step);
  connect(step, &QComboBox::activated, this,
          [this, step] { m_desk.change([&](MidiPreferences& one) { one.step = chosenGrid(*step); }); });
  form.addRow(tr("&Step entry"), step);
}

void RecordingPage::buildDelay(QFormLayout& form) {
  m_delay = field(new QSpinBox(this), tr("Further delay"),
                  tr("If recorded notes lie too late, raise this; if too early, lower it"));
  m_delay->setRange(-200, 500);
  m_delay->setSuffix(tr(" ms"));
  connect(m_delay, &QSpinBox::valueChanged, this, [this](int value) {
    m_desk.change([&](MidiPreferences& midi) { midi.latencyMilliseconds = value; });
  });
  m_measure = new QPushButton(this);
  m_measure->setMinimumHeight(space::kControlHeight);
  m_measure->setAutoDefault(false);
  connect(m_measure, &QPushButton::clicked, this, [this] {
    if (m_desk.delay().isRunning()) {
      m_desk.cancelMeasuring();
    } else {
      m_desk.measureDelay();
    }
  });
  m_delayText = changingText(this);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kGrid);
  row->addWidget(m_delay);
  row->addWidget(m_measure);
  row->addStretch(1);
  auto* label = new QLabel(tr("&Further delay"), this);
  label->setBuddy(m_delay);
  form.addRow(label, row);
  form.addRow(QString(), m_delayText);
}

void RecordingPage::measuringChanged() {
  const DelayMeasurement& delay = m_desk.delay();
  const bool keyboard = !m_desk.state().input.empty();
  m_measure->setEnabled(keyboard || delay.isRunning());
  m_measure->setText(delay.isRunning() ? tr("Stop m&easuring") : tr("M&easure by playing…"));
  m_measure->setAccessibleName(m_measure->text().remove(QLatin1Char('&')));
  m_measure->setToolTip(keyboard ? tr("Clicks sound; strike any key with each of them")
                                 : tr("Connect a MIDI keyboard first"));
  m_delay->setEnabled(!delay.isRunning());
  m_delay->setValue(static_cast<int>(std::lround(m_desk.preferences().latencyMilliseconds)));
  m_delayText->setText(delayText());
}

QString RecordingPage::delayText() const {
  const DelayMeasurement& delay = m_desk.delay();
  switch (delay.state()) {
    case Measuring::Running:
      if (delay.taps() == 0) return tr("Listen to four clicks, then strike any key with every click.");
      return tr("%1 of %2 strokes: go on with the clicks.")
          .arg(delay.taps())
          .arg(playback::TapMeasure::kTaps);
    case Measuring::Measured:
      return tr("Measured: %1 ms beyond what the sound driver tells, your strokes within ± %2 ms. Recorded "
                "notes are moved back by that.")
          .arg(milliseconds(delay.delay()), milliseconds(delay.spread()));
    case Measuring::Unsteady:
      return tr("Your strokes were too uneven to measure by (± %1 ms): the delay is as it was. Try again.")
          .arg(milliseconds(delay.spread()));
    case Measuring::NothingPlayed:
      return tr("Too few keys were struck: the delay is as it was.");
    case Measuring::Idle:
      break;
  }
  return tr("The sound driver tells of %1 ms until you hear a note: recorded notes are moved back by that, "
            "and "
            "by this.")
      .arg(milliseconds(m_session.player().outputLatency()));
}

}  // namespace partimento::ui
