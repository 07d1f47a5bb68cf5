#include "ui/devices/keyboard_page.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

#include "ui/common/form.h"
#include "ui/devices/device_choice.h"
#include "ui/devices/lamp.h"
#include "ui/devices/midi_form.h"
#include "ui/devices/midi_status.h"

namespace partimento::ui {

using playback::MidiBackend;
using playback::MidiChoice;

KeyboardPage::KeyboardPage(MidiDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk) {
  formOf(this);
  buildDevice();
  buildTouch();
  connect(&m_desk, &MidiDesk::devicesChanged, this, &KeyboardPage::display);
  display();
}

void KeyboardPage::buildDevice() {
  auto* form = static_cast<QFormLayout*>(layout());
  m_input = choiceBox(tr("Keyboard"), tr("The MIDI keyboard that is heard"), this);
  m_lamp = new Lamp(this);
  m_lamp->setToolTip(tr("Flashes when the keyboard sends anything"));
  auto* refresh = new QPushButton(tr("Refresh"), this);
  field(refresh, refresh->text(), tr("Look for devices now, and try again what did not open"));
  refresh->setAutoDefault(false);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kGrid);
  row->addWidget(m_input, 1);
  row->addWidget(m_lamp);
  row->addWidget(refresh);
  m_backend = choiceBox(tr("Connection"), tr("How MIDI devices are reached"), this);
  m_problem = changingText(this);
  auto* label = new QLabel(tr("Key&board"), this);
  label->setBuddy(m_input);
  form->addRow(label, row);
  form->addRow(tr("&Connection"), m_backend);
  form->addRow(QString(), m_problem);
  connect(m_input, &QComboBox::activated, this, [this] {
    m_desk.change([this](MidiPreferences& midi) { midi.devices.input = chosenDevice(*m_input); });
  });
  connect(m_backend, &QComboBox::activated, this, [this] {
    m_desk.change([this](MidiPreferences& midi) {
      const int backend = m_backend->currentData().toInt();
      midi.devices.backend.reset();
      if (backend >= 0) midi.devices.backend = static_cast<MidiBackend>(backend);
    });
  });
  connect(refresh, &QPushButton::clicked, &m_desk, &MidiDesk::refresh);
  connect(&m_desk, &MidiDesk::flashed, m_lamp, &Lamp::flash);
}

void KeyboardPage::buildTouch() {
  auto* form = static_cast<QFormLayout*>(layout());
  QComboBox* curve = choiceBox(tr("Touch"), tr("How hard keys must be struck to sound loud"), this);
  curve->addItems({tr("Light: soft touch sounds loud"), tr("As played"), tr("Heavy: for strong hands"),
                   tr("Always the same loudness")});
  curve->setCurrentIndex(static_cast<int>(m_desk.preferences().curve));
  connect(curve, &QComboBox::activated, this, [this](int index) {
    m_desk.change([&](MidiPreferences& midi) { midi.curve = static_cast<playback::VelocityCurve>(index); });
  });
  auto* octaves =
      field(new QSpinBox(this), tr("Octave shift"), tr("Keys sound so many octaves higher or lower"));
  octaves->setRange(-4, 4);
  octaves->setValue(m_desk.preferences().octaves);
  octaves->setSuffix(tr(" octaves"));
  connect(octaves, &QSpinBox::valueChanged, this,
          [this](int value) { m_desk.change([&](MidiPreferences& midi) { midi.octaves = value; }); });
  form->addRow(tr("&Touch"), curve);
  form->addRow(tr("&Octave shift"), octaves);
}

void KeyboardPage::display() {
  const playback::MidiState& state = m_desk.state();
  fillInputs(state);
  fillBackends(state);
  const QString problem = midiProblem(state, m_desk.preferences().devices);
  m_problem->setText(problem.isEmpty() ? tr("Play a key: the lamp flashes, and you hear the selected track.")
                                       : problem);
}

void KeyboardPage::fillInputs(const playback::MidiState& state) {
  const MidiChoice& wanted = m_desk.preferences().devices.input;
  m_input->clear();
  addChoice(*m_input, tr("The first one found"), MidiChoice::Kind::First);
  addChoice(*m_input, tr("None"), MidiChoice::Kind::None);
  addDevices(*m_input, state.devices.inputs, wanted);
  if (wanted.kind == MidiChoice::Kind::First && !state.input.empty())
    m_input->setItemText(0, tr("The first one found (%1)").arg(QString::fromStdString(state.input)));
}

void KeyboardPage::fillBackends(const playback::MidiState& state) {
  m_backend->clear();
  m_backend->addItem(tr("The first that works"), -1);
  for (const MidiBackend backend : {MidiBackend::Alsa, MidiBackend::Jack}) {
    const bool runs =
        std::find(state.backends.begin(), state.backends.end(), backend) != state.backends.end();
    const QString name = backend == MidiBackend::Alsa ? tr("ALSA sequencer") : tr("JACK");
    m_backend->addItem(runs ? name : tr("%1 (not running)").arg(name), static_cast<int>(backend));
  }
  const auto& wanted = m_desk.preferences().devices.backend;
  m_backend->setCurrentIndex(wanted ? static_cast<int>(*wanted) + 1 : 0);
}

}  // namespace partimento::ui
