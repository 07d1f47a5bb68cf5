#include "ui/devices/devices_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPoint>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/common/value_control.h"
#include "ui/devices/lamp.h"
#include "ui/devices/midi_status.h"

namespace partimento::ui {
namespace {

using playback::MidiBackend;
using playback::MidiChoice;

constexpr int kFieldWidth = 320;
constexpr int kTextWidth = 400;
constexpr int kSliderHeight = 2 * space::kControlHeight;  // name and field, and the slider below
constexpr Seconds kTestLength{0.5};

QComboBox* choice(const QString& name, const QString& tooltip, QWidget* parent) {
  auto* box = new QComboBox(parent);
  box->setAccessibleName(name);
  box->setToolTip(tooltip);
  box->setMinimumHeight(space::kControlHeight);
  box->setMinimumWidth(kFieldWidth);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  return box;
}

QFormLayout* formOf(QWidget* box) {
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(space::kGrid);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  return form;
}

/// One column of labels through all forms.
void alignLabels(QWidget& dialog) {
  std::vector<QWidget*> labels;
  int width = 0;
  for (const QFormLayout* form : dialog.findChildren<QFormLayout*>()) {
    for (int row = 0; row < form->rowCount(); ++row) {
      QLayoutItem* item = form->itemAt(row, QFormLayout::LabelRole);
      if (!item || !item->widget()) continue;
      labels.push_back(item->widget());
      width = std::max(width, item->widget()->sizeHint().width());
    }
  }
  for (QWidget* label : labels) label->setMinimumWidth(width);
}

QLabel* sentence(QWidget* parent) {
  QLabel* label = secondLabel(QString(), parent);
  label->setMinimumWidth(kTextWidth);
  return label;
}

QVariantList choiceData(MidiChoice::Kind kind, const std::string& name = {}) {
  return {static_cast<int>(kind), QString::fromStdString(name)};
}

MidiChoice chosen(const QComboBox& combo) {
  const QVariantList list = combo.currentData().toList();
  if (list.size() < 2) return {};
  return {static_cast<MidiChoice::Kind>(list[0].toInt()), list[1].toString().toStdString()};
}

void choose(QComboBox& combo, const MidiChoice& wanted) {
  for (int i = 0; i < combo.count(); ++i) {
    if (combo.itemData(i).toList() == choiceData(wanted.kind, wanted.name)) combo.setCurrentIndex(i);
  }
}

}  // namespace

DevicesDialog::DevicesDialog(MidiDesk& desk, Session& session, QWidget* parent)
    : QDialog(parent), m_desk(desk), m_session(session) {
  setWindowTitle(tr("MIDI and recording"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid);
  column->setSpacing(space::kPanel);
  column->addWidget(titleLabel(tr("Keyboard"), this));
  column->addWidget(buildKeyboard());
  column->addWidget(buildTouch());
  column->addWidget(titleLabel(tr("Recording"), this));
  column->addWidget(buildRecording());
  column->addWidget(buildLatency());
  column->addWidget(titleLabel(tr("MIDI out"), this));
  column->addWidget(buildOut());
  auto* buttons = new QDialogButtonBox(this);
  buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setToolTip(tr("Close this window"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  column->addWidget(buttons);
  connect(&m_desk, &MidiDesk::devicesChanged, this, [this] { display(m_desk.state()); });
  display(m_desk.state());
  alignLabels(*this);
}

void DevicesDialog::showEvent(QShowEvent* event) {
  // Wrapped sentences need more height than a dialog asks for; it would come out of the sliders.
  layout()->activate();
  const int needed = layout()->totalHeightForWidth(std::max(width(), sizeHint().width()));
  resize(width(), std::min(std::max(height(), needed), screen()->availableGeometry().height()));
  QDialog::showEvent(event);
}

QWidget* DevicesDialog::buildKeyboard() {
  auto* box = new QWidget(this);
  QFormLayout* form = formOf(box);
  m_input = choice(tr("Keyboard"), tr("The MIDI keyboard that is heard"), box);
  m_lamp = new Lamp(box);
  m_lamp->setToolTip(tr("Flashes when the keyboard sends anything"));
  auto* refresh = new QPushButton(tr("Refresh"), box);
  refresh->setAccessibleName(refresh->text());
  refresh->setToolTip(tr("Look for devices now, and try again what did not open"));
  refresh->setAutoDefault(false);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kGrid);
  row->addWidget(m_input, 1);
  row->addWidget(m_lamp);
  row->addWidget(refresh);
  m_backend = choice(tr("Connection"), tr("How MIDI devices are reached"), box);
  m_problem = sentence(box);
  auto* label = new QLabel(tr("&Keyboard"), box);
  label->setBuddy(m_input);
  form->addRow(label, row);
  form->addRow(tr("&Connection"), m_backend);
  form->addRow(QString(), m_problem);
  connect(m_input, &QComboBox::activated, this,
          [this] { change([this](MidiPreferences& midi) { midi.devices.input = chosen(*m_input); }); });
  connect(m_backend, &QComboBox::activated, this, [this] {
    change([this](MidiPreferences& midi) {
      const int backend = m_backend->currentData().toInt();
      midi.devices.backend.reset();
      if (backend >= 0) midi.devices.backend = static_cast<MidiBackend>(backend);
    });
  });
  connect(refresh, &QPushButton::clicked, &m_desk, &MidiDesk::refresh);
  connect(&m_desk, &MidiDesk::flashed, m_lamp, &Lamp::flash);
  return box;
}

QWidget* DevicesDialog::buildTouch() {
  auto* box = new QWidget(this);
  QFormLayout* form = formOf(box);
  QComboBox* curve = choice(tr("Touch"), tr("How hard keys must be struck to sound loud"), box);
  curve->addItems({tr("Light: soft touch sounds loud"), tr("As played"), tr("Heavy: for strong hands"),
                   tr("Always the same loudness")});
  curve->setCurrentIndex(static_cast<int>(m_desk.preferences().curve));
  connect(curve, &QComboBox::activated, this, [this](int index) {
    change([&](MidiPreferences& midi) { midi.curve = static_cast<playback::VelocityCurve>(index); });
  });
  auto* octaves = new QSpinBox(box);
  octaves->setRange(-4, 4);
  octaves->setValue(m_desk.preferences().octaves);
  octaves->setSuffix(tr(" octaves"));
  octaves->setMinimumHeight(space::kControlHeight);
  octaves->setAccessibleName(tr("Octave shift"));
  octaves->setToolTip(tr("Keys sound so many octaves higher or lower"));
  connect(octaves, &QSpinBox::valueChanged, this,
          [this](int value) { change([&](MidiPreferences& midi) { midi.octaves = value; }); });
  form->addRow(tr("&Touch"), curve);
  form->addRow(tr("&Octave shift"), octaves);
  return box;
}

QWidget* DevicesDialog::buildRecording() {
  auto* box = new QWidget(this);
  QFormLayout* form = formOf(box);
  const MidiPreferences& midi = m_desk.preferences();
  QComboBox* mode = choice(tr("What is there"), tr("What becomes of the notes that are there already"), box);
  mode->addItems({tr("stays: overdub"), tr("is replaced"), tr("stays: every pass is a new take")});
  mode->setCurrentIndex(static_cast<int>(midi.mode));
  connect(mode, &QComboBox::activated, this, [this](int index) {
    change([&](MidiPreferences& one) { one.mode = static_cast<playback::RecordMode>(index); });
  });
  QComboBox* grid = gridCombo(NoGrid::Allowed, box);
  grid->setAccessibleName(tr("Quantise while recording"));
  grid->setToolTip(tr("The grid that recorded notes are pulled to; undo brings your own timing back"));
  chooseGrid(*grid, midi.grid);
  auto* strength = new ValueControl({.name = tr("Strength"),
                                     .tooltip = tr("100 % puts notes on the grid, 50 % halves the distance"),
                                     .suffix = tr(" %"),
                                     .minimum = 0,
                                     .maximum = 100,
                                     .initial = 100,
                                     .step = 5},
                                    box);
  auto* swing =
      new ValueControl({.name = tr("Swing"),
                        .tooltip = tr("Where the second of two notes falls: 50 % evenly, 67 % as triplets"),
                        .suffix = tr(" %"),
                        .minimum = 50,
                        .maximum = 75,
                        .initial = 50},
                       box);
  strength->setValue(midi.strength * 100);
  swing->setValue(midi.swing * 100);
  const auto enable = [grid, strength, swing] {
    const QString reason = chosenGrid(*grid).denominator > 0 ? QString() : tr("Choose a grid first");
    strength->setUnavailable(reason);
    swing->setUnavailable(reason);
  };
  connect(grid, &QComboBox::activated, this, [this, grid, enable] {
    change([&](MidiPreferences& one) { one.grid = chosenGrid(*grid); });
    enable();
  });
  connect(strength, &ValueControl::valueChanged, this,
          [this](double value) { change([&](MidiPreferences& one) { one.strength = value / 100; }); });
  connect(swing, &ValueControl::valueChanged, this,
          [this](double value) { change([&](MidiPreferences& one) { one.swing = value / 100; }); });
  enable();
  for (ValueControl* one : {strength, swing}) one->setMinimumHeight(kSliderHeight);
  form->addRow(tr("What is &there"), mode);
  form->addRow(tr("&Quantise to"), grid);
  form->addRow(QString(), strength);
  form->addRow(QString(), swing);
  QComboBox* step = gridCombo(NoGrid::Allowed, box);
  step->setItemText(0, tr("one step of the roll’s grid"));
  step->setAccessibleName(tr("Length in step entry"));
  step->setToolTip(tr("How long a chord is that is entered step by step"));
  chooseGrid(*step, midi.step);
  connect(step, &QComboBox::activated, this,
          [this, step] { change([&](MidiPreferences& one) { one.step = chosenGrid(*step); }); });
  form->addRow(tr("&Step entry"), step);
  return box;
}

QWidget* DevicesDialog::buildLatency() {
  auto* box = new QWidget(this);
  QFormLayout* form = formOf(box);
  auto* latency = new QSpinBox(box);
  latency->setRange(-200, 500);
  latency->setSuffix(tr(" ms"));
  latency->setMinimumHeight(space::kControlHeight);
  latency->setValue(static_cast<int>(std::lround(m_desk.preferences().latencyMilliseconds)));
  latency->setAccessibleName(tr("Further delay"));
  latency->setToolTip(tr("If recorded notes lie too late, raise this; if too early, lower it"));
  connect(latency, &QSpinBox::valueChanged, this,
          [this](int value) { change([&](MidiPreferences& midi) { midi.latencyMilliseconds = value; }); });
  const double measured = m_session.player().outputLatency().value * 1000;
  form->addRow(tr("&Further delay"), latency);
  form->addRow(QString(),
               secondLabel(tr("The sound driver measures %1 ms until you hear a note: recorded notes "
                              "are moved back by that, and by this.")
                               .arg(QLocale().toString(measured, 'f', 0)),
                           box));
  return box;
}

QWidget* DevicesDialog::buildOut() {
  auto* box = new QWidget(this);
  QFormLayout* form = formOf(box);
  m_output = choice(tr("Output"), tr("Where playback goes as MIDI, beside the sound"), box);
  connect(m_output, &QComboBox::activated, this,
          [this] { change([this](MidiPreferences& midi) { midi.devices.output = chosen(*m_output); }); });
  auto* clock = new QCheckBox(tr("Send MIDI &clock"), box);
  clock->setToolTip(tr("So that drum machines and other programs play in time"));
  clock->setChecked(m_desk.preferences().clock);
  auto* thru = new QCheckBox(tr("Pass the keyboard &through"), box);
  thru->setToolTip(tr("What you play goes to the output as well; what comes back from there is ignored"));
  thru->setChecked(m_desk.preferences().thru);
  auto* silent = new QCheckBox(tr("&Silence the studio’s own sound"), box);
  silent->setToolTip(tr("The output’s device plays alone; the studio sounds again when it is gone"));
  silent->setChecked(m_desk.preferences().silent);
  for (QCheckBox* one : {clock, thru, silent}) one->setAccessibleName(one->text().remove(QLatin1Char('&')));
  connect(clock, &QCheckBox::toggled, this,
          [this](bool on) { change([&](MidiPreferences& midi) { midi.clock = on; }); });
  connect(thru, &QCheckBox::toggled, this,
          [this](bool on) { change([&](MidiPreferences& midi) { midi.thru = on; }); });
  connect(silent, &QCheckBox::toggled, this,
          [this](bool on) { change([&](MidiPreferences& midi) { midi.silent = on; }); });
  auto* test = new QPushButton(tr("Test note"), box);
  test->setAccessibleName(test->text());
  test->setToolTip(tr("One note, through the sound and through the output"));
  test->setAutoDefault(false);
  connect(test, &QPushButton::clicked, this, &DevicesDialog::testNote);
  m_outProblem = sentence(box);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kGrid);
  row->addWidget(m_output, 1);
  row->addWidget(test);
  auto* label = new QLabel(tr("O&utput"), box);
  label->setBuddy(m_output);
  form->addRow(label, row);
  form->addRow(QString(), m_outProblem);
  form->addRow(QString(), clock);
  form->addRow(QString(), thru);
  form->addRow(QString(), silent);
  return box;
}

void DevicesDialog::display(const playback::MidiState& state) {
  fillInputs(state);
  fillOutputs(state);
  fillBackends(state);
  const QString problem = midiProblem(state, m_desk.preferences().devices);
  m_problem->setText(problem.isEmpty() ? tr("Play a key: the lamp flashes, and you hear the selected track.")
                                       : problem);
  const MidiChoice& wanted = m_desk.preferences().devices.output;
  QString out = tr("What is played goes out on a channel for each track.");
  if (wanted.kind == MidiChoice::Kind::None) out = tr("Playback is heard here only.");
  if (state.virtualOutput) out = tr("Other programs find it as “Partimento: MIDI out”.");
  if (state.outputFailed) out = tr("The output does not open: another program may hold it. Press Refresh.");
  if (wanted.kind == MidiChoice::Kind::Named && !state.hasOutput() && !state.outputFailed)
    out = tr("“%1” is not plugged in. It is opened by itself when it comes back.")
              .arg(QString::fromStdString(wanted.name));
  m_outProblem->setText(out);
}

void DevicesDialog::fillInputs(const playback::MidiState& state) {
  const MidiChoice& wanted = m_desk.preferences().devices.input;
  m_input->clear();
  m_input->addItem(tr("The first one found"), choiceData(MidiChoice::Kind::First));
  m_input->addItem(tr("None"), choiceData(MidiChoice::Kind::None));
  bool listed = wanted.kind != MidiChoice::Kind::Named;
  for (const std::string& name : state.devices.inputs) {
    m_input->addItem(QString::fromStdString(name), choiceData(MidiChoice::Kind::Named, name));
    listed = listed || name == wanted.name;
  }
  if (!listed)
    m_input->addItem(tr("%1 (not plugged in)").arg(QString::fromStdString(wanted.name)),
                     choiceData(wanted.kind, wanted.name));
  choose(*m_input, wanted);
  if (wanted.kind == MidiChoice::Kind::First && !state.input.empty())
    m_input->setItemText(0, tr("The first one found (%1)").arg(QString::fromStdString(state.input)));
}

void DevicesDialog::fillOutputs(const playback::MidiState& state) {
  const MidiChoice& wanted = m_desk.preferences().devices.output;
  m_output->clear();
  m_output->addItem(tr("None"), choiceData(MidiChoice::Kind::None));
  m_output->addItem(tr("A port of our own, for other programs"), choiceData(MidiChoice::Kind::Virtual));
  bool listed = wanted.kind != MidiChoice::Kind::Named;
  for (const std::string& name : state.devices.outputs) {
    m_output->addItem(QString::fromStdString(name), choiceData(MidiChoice::Kind::Named, name));
    listed = listed || name == wanted.name;
  }
  if (!listed)
    m_output->addItem(tr("%1 (not plugged in)").arg(QString::fromStdString(wanted.name)),
                      choiceData(wanted.kind, wanted.name));
  choose(*m_output, wanted);
}

void DevicesDialog::fillBackends(const playback::MidiState& state) {
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

void DevicesDialog::change(const std::function<void(MidiPreferences&)>& edit) {
  MidiPreferences midi = m_desk.preferences();
  edit(midi);
  m_desk.setPreferences(midi);
}

void DevicesDialog::testNote() {
  m_session.player().audition(60, 90, m_session.track(), kTestLength);
}

QComboBox* gridCombo(NoGrid none, QWidget* parent) {
  QComboBox* combo = choice(QString(), QString(), parent);
  if (none == NoGrid::Allowed) combo->addItem(DevicesDialog::tr("not at all"), QPoint(0, 0));
  const std::pair<int, int> grids[] = {{4, 0}, {8, 0}, {8, 1}, {16, 0}, {16, 1}, {32, 0}};
  for (const auto& [denominator, triplet] : grids) {
    const QString name = QStringLiteral("1/%1").arg(denominator);
    combo->addItem(triplet ? DevicesDialog::tr("%1 triplets").arg(name) : name, QPoint(denominator, triplet));
  }
  return combo;
}

GridChoice chosenGrid(const QComboBox& combo) {
  const QPoint grid = combo.currentData().toPoint();
  return {grid.x(), grid.y() == 1};
}

void chooseGrid(QComboBox& combo, const GridChoice& grid) {
  combo.setCurrentIndex(std::max(0, combo.findData(QPoint(grid.denominator, grid.triplet ? 1 : 0))));
}

}  // namespace partimento::ui
