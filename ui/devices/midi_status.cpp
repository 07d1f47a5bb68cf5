#include "ui/devices/midi_status.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QToolButton>

#include "ui/common/theme.h"
#include "ui/devices/lamp.h"

namespace partimento::ui {

namespace {

class MidiTexts {
  Q_DECLARE_TR_FUNCTIONS(MidiStatus)
};

}  // namespace

using playback::MidiChoice;

MidiStatus::MidiStatus(MidiDesk& desk, QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(space::kGrid, 0, space::kGrid, 0);
  row->setSpacing(space::kInner);
  m_lamp = new Lamp(this);
  m_button = new QToolButton(this);
  m_button->setAutoRaise(true);
  m_button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  row->addWidget(m_lamp);
  row->addWidget(m_button);
  connect(m_button, &QToolButton::clicked, this, &MidiStatus::clicked);
  connect(&desk, &MidiDesk::flashed, m_lamp, &Lamp::flash);
  connect(&desk, &MidiDesk::devicesChanged, this, [this, &desk] { display(desk.state()); });
  display(desk.state());
}

void MidiStatus::display(const playback::MidiState& state) {
  const QString name = QString::fromStdString(state.input);
  m_button->setText(name.isEmpty() ? tr("MIDI keyboard: none") : tr("MIDI: %1").arg(name));
  m_button->setAccessibleName(m_button->text());
  const QString problem = midiProblem(state, {});
  m_button->setToolTip(problem.isEmpty() ? tr("MIDI keyboard, recording and MIDI out") : problem);
}

QString midiProblem(const playback::MidiState& state, const playback::MidiSettings& settings) {
  if (!state.looked) return MidiTexts::tr("Looking for MIDI devices…");
  if (!state.backend && !state.backends.empty()) {
    return MidiTexts::tr("The chosen connection does not run. Choose another one, or start its server.");
  }
  if (!state.backend) {
    return MidiTexts::tr(
        "There is no MIDI system here: the kernel has no ALSA sequencer (module snd-seq), and no JACK server "
        "runs. Notes can be entered with the mouse and the computer keyboard; a MIDI system that starts "
        "later "
        "is found by itself.");
  }
  if (state.inputFailed) {
    return MidiTexts::tr(
        "The keyboard is plugged in but does not open: another program may hold it. Close that "
        "program and press Refresh.");
  }
  if (settings.input.kind == MidiChoice::Kind::None) return {};
  if (settings.input.kind == MidiChoice::Kind::Named && state.input.empty()) {
    return MidiTexts::tr("“%1” is not plugged in. It is opened by itself when it comes back.")
        .arg(QString::fromStdString(settings.input.name));
  }
  if (state.input.empty()) {
    return MidiTexts::tr("No keyboard is plugged in. The first one that is will be heard by itself.");
  }
  return {};
}

}  // namespace partimento::ui
