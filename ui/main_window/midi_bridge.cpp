#include "ui/main_window/midi_bridge.h"

#include <utility>

#include "ui/devices/capture_dialog.h"
#include "ui/devices/devices_dialog.h"
#include "ui/devices/midi_status.h"
#include "ui/devices/quantise_dialog.h"
#include "ui/score_view/score_view.h"

namespace partimento::ui {

MidiBridge::MidiBridge(const Parts& parts, playback::MidiSystem::Open open)
    : QObject(parts.window), m_parts(parts), m_desk(parts.session, std::move(open)) {
  connectActions();
  connectDesk();
}

MidiBridge::~MidiBridge() {
  delete m_devices;
}

void MidiBridge::connectActions() {
  Actions& actions = m_parts.actions;
  actions.on(ActionId::Record, [this] {
    m_parts.showPiece();
    m_desk.toggleRecording();
    showRecording(m_desk.recording().isRunning());
  });
  actions[ActionId::Capture]->setIconText(tr("Capture"));
  actions.on(ActionId::Capture, [this] { capture(); });
  actions.on(ActionId::StepEntry, [this, &actions] {
    const bool on = actions[ActionId::StepEntry]->isChecked();
    m_parts.showPiece();
    m_desk.setStepEntry(on);
    m_parts.status.say(on ? tr("Step entry: each chord you play is written at the edit cursor, or on the "
                               "staff where you write there (N).")
                          : tr("Step entry is off."));
  });
  actions.on(ActionId::QuantiseWith, [this] {
    auto* dialog = new QuantiseDialog(m_parts.session, m_parts.roll.selection(), m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  actions.on(ActionId::MidiDevices, [this] { openDevices(); });
  actions.on(ActionId::Panic, [this] { m_desk.releaseAll(); });
}

void MidiBridge::connectDesk() {
  auto* status = new MidiStatus(m_desk, &m_parts.status);
  m_parts.status.addPermanentWidget(status);
  connect(status, &MidiStatus::clicked, this, &MidiBridge::openDevices);
  connect(&m_desk, &MidiDesk::heldChanged, this, [this] { m_parts.rollBridge.setHeldKeys(m_desk.held()); });
  connect(&m_desk, &MidiDesk::keyPlayed, this, [this] { m_parts.showPiece(); });
  connect(&m_desk, &MidiDesk::stepPlayed, this, &MidiBridge::enterStep);
  const auto offer = [this] {
    m_parts.actions[ActionId::Capture]->setEnabled(m_desk.canCapture());
    m_parts.roll.setCanCapture(m_desk.canCapture());
  };
  connect(&m_desk, &MidiDesk::captureChanged, this, [this, offer] {
    offer();
    if (m_desk.canCapture())
      m_parts.status.say(tr("What you play is remembered: Capture makes it the seed."));
  });
  offer();
  connect(&m_desk.recording(), &Recording::runningChanged, this, &MidiBridge::showRecording);
  connect(&m_desk.recording(), &Recording::ended, this, [this](int notes) {
    m_parts.status.say(notes > 0 ? tr("%n note(s) recorded; undo takes them back.", nullptr, notes)
                                 : tr("Nothing was played: the piece is as it was."));
  });
}

void MidiBridge::showRecording(bool running) {
  m_parts.actions[ActionId::Record]->setChecked(running);
}

void MidiBridge::openDevices() {
  if (!m_devices) {
    m_devices = new DevicesDialog(m_desk, m_parts.session, m_parts.window);
    m_devices->setAttribute(Qt::WA_DeleteOnClose);
  }
  m_devices->show();
  m_devices->raise();
  m_devices->activateWindow();
}

void MidiBridge::capture() {
  playback::Phrase phrase = m_desk.lastPhrase();
  if (phrase.notes.empty()) return;
  m_parts.showPiece();
  playback::CaptureHints hints;
  if (m_desk.playedAlong()) {
    hints.tempo = m_parts.session.score()->tempo().bpmAt(Tick(0));
    hints.meter = m_parts.session.score()->meter().at(Tick(0)).signature;
  }
  auto* dialog = new CaptureDialog(m_parts.session, std::move(phrase), hints, m_parts.window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &CaptureDialog::newPieceWanted, &m_parts.files,
          [this](const ScorePtr& score) { m_parts.files.newPiece(score); });
  connect(dialog, &CaptureDialog::captured, this, [this](int notes) {
    m_parts.roll.zoomToFit();
    m_parts.status.say(tr("%n note(s) captured. Generate goes on from them.", nullptr, notes));
  });
  dialog->open();
}

void MidiBridge::enterStep(const playback::StepChord& chord) {
  Session& session = m_parts.session;
  PianoRoll& roll = m_parts.roll;
  const Tick chosen = m_desk.preferences().step.step(session.score()->ticksPerQuarter());
  const Tick length = chosen > Tick(0) ? chosen : roll.gridStep();
  const Tick at = roll.editTick();
  std::vector<Note> notes;
  for (const playback::StepChord::Key& key : chord.keys) {
    Note note;
    note.onset = at;
    note.duration = length;
    note.pitch = key.key;
    note.velocity = key.velocity;
    notes.push_back(note);
  }
  if (m_parts.score.isVisible() && m_parts.score.writeChord(notes)) return;
  session.edit("Step entry", edits::addNotes(session.score(), session.track(), notes));
  roll.setSelection({});
  roll.setEditTick(at + length);
  roll.showTick(at + length);
}

}  // namespace partimento::ui
