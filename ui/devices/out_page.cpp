#include "ui/devices/out_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/common/form.h"
#include "ui/devices/device_choice.h"
#include "ui/devices/midi_form.h"

namespace partimento::ui {
namespace {

constexpr Seconds kTestLength{0.5};

}  // namespace

using playback::MidiChoice;

OutPage::OutPage(MidiDesk& desk, Session& session, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_session(session) {
  QFormLayout* form = formOf(this);
  buildOutput(*form);
  addSwitch(*form, tr("Send MIDI &clock"), tr("So that drum machines and other programs play in time"),
            &MidiPreferences::clock);
  addSwitch(*form, tr("Pass the keyboard &through"),
            tr("What you play goes to the output as well; what comes back from there is ignored"),
            &MidiPreferences::thru);
  addSwitch(*form, tr("&Silence the studio’s own sound"),
            tr("The output’s device plays alone; the studio sounds again when it is gone"),
            &MidiPreferences::silent);
  connect(&m_desk, &MidiDesk::devicesChanged, this, &OutPage::display);
  display();
}

void OutPage::buildOutput(QFormLayout& form) {
  m_output = choiceBox(tr("Output"), tr("Where playback goes as MIDI, beside the sound"), this);
  connect(m_output, &QComboBox::activated, this, [this] {
    m_desk.change([this](MidiPreferences& midi) { midi.devices.output = chosenDevice(*m_output); });
  });
  auto* test = new QPushButton(tr("Test note"), this);
  field(test, test->text(), tr("One note, through the sound and through the output"));
  test->setAutoDefault(false);
  connect(test, &QPushButton::clicked, this,
          [this] { m_session.player().audition(60, 90, m_session.track(), kTestLength); });
  m_problem = changingText(this);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kGrid);
  row->addWidget(m_output, 1);
  row->addWidget(test);
  auto* label = new QLabel(tr("O&utput"), this);
  label->setBuddy(m_output);
  form.addRow(label, row);
  form.addRow(QString(), m_problem);
}

void OutPage::addSwitch(QFormLayout& form, const QString& text, const QString& tooltip,
                        bool MidiPreferences::*on) {
  auto* box = new QCheckBox(text, this);
  field(box, QString(text).remove(QLatin1Char('&')), tooltip);
  box->setChecked(m_desk.preferences().*on);
  connect(box, &QCheckBox::toggled, this,
          [this, on](bool checked) { m_desk.change([&](MidiPreferences& midi) { midi.*on = checked; }); });
  form.addRow(QString(), box);
}

void OutPage::display() {
  const MidiChoice& wanted = m_desk.preferences().devices.output;
  m_output->clear();
  addChoice(*m_output, tr("None"), MidiChoice::Kind::None);
  addChoice(*m_output, tr("A port of our own, for other programs"), MidiChoice::Kind::Virtual);
  addDevices(*m_output, m_desk.state().devices.outputs, wanted);
  m_problem->setText(outputText());
}

QString OutPage::outputText() const {
  const playback::MidiState& state = m_desk.state();
  const MidiChoice& wanted = m_desk.preferences().devices.output;
  if (wanted.kind == MidiChoice::Kind::Named && !state.hasOutput() && !state.outputFailed)
    return tr("“%1” is not plugged in. It is opened by itself when it comes back.")
        .arg(QString::fromStdString(wanted.name));
  if (state.outputFailed) return tr("The output does not open: another program may hold it. Press Refresh.");
  if (state.virtualOutput) return tr("Other programs find it as “Partimento: MIDI out”.");
  if (wanted.kind == MidiChoice::Kind::None) return tr("Playback is heard here only.");
  return tr("What is played goes out on a channel for each track.");
}

}  // namespace partimento::ui
