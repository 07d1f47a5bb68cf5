#include "ui/devices/quantise_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/common/value_control.h"
#include "ui/devices/grid_combo.h"
#include "ui/devices/groove_controls.h"
#include "ui/devices/midi_preferences.h"

namespace partimento::ui {

QuantiseDialog::QuantiseDialog(Session& session, edits::NoteIds ids, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_before(session.score()),
      m_shown(m_before),
      m_track(session.track()),
      m_ids(std::move(ids)) {
  setWindowTitle(tr("Quantise"));
  if (m_ids.empty()) {
    for (const Note& note : m_before->track(m_track).notes) m_ids.insert(note.id);
  }
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid);
  column->setSpacing(space::kPanel);
  m_grid = gridCombo(NoGrid::NotAllowed, this);
  m_grid->setAccessibleName(tr("Grid"));
  m_grid->setToolTip(tr("The grid that notes are pulled to"));
  const MidiPreferences midi = loadMidiPreferences(session.preferences());
  chooseGrid(*m_grid, midi.grid.denominator > 0 ? midi.grid : GridChoice{16, false});
  m_strength = strengthControl(midi.strength, this);
  m_swing = swingControl(midi.swing, this);
  auto* label = new QLabel(tr("&Grid"), this);
  label->setBuddy(m_grid);
  column->addWidget(label);
  column->addWidget(m_grid);
  column->addWidget(m_strength);
  column->addWidget(m_swing);
  column->addWidget(secondLabel(tr("The roll shows what comes of it. Undo brings your timing back."), this));
  auto* buttons = new QDialogButtonBox(this);
  buttons->addButton(tr("Quantise"), QDialogButtonBox::AcceptRole)->setToolTip(tr("Keep this timing"));
  buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)
      ->setToolTip(tr("Leave the notes as they were"));
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QuantiseDialog::reject);
  connect(m_grid, &QComboBox::activated, this, &QuantiseDialog::apply);
  connect(m_strength, &ValueControl::valueChanged, this, &QuantiseDialog::apply);
  connect(m_swing, &ValueControl::valueChanged, this, &QuantiseDialog::apply);
  apply();
}

void QuantiseDialog::apply() {
  if (m_session.score() != m_shown) return;  // somebody else has edited meanwhile
  const Tick step = chosenGrid(*m_grid).step(m_before->ticksPerQuarter());
  const bool first = m_shown == m_before;
  m_shown =
      edits::quantise(m_before, m_track, m_ids, {step, m_strength->value() / 100, m_swing->value() / 100});
  if (first) {
    m_session.edit("Quantise", m_shown);
  } else {
    m_session.amend(m_shown);
  }
}

void QuantiseDialog::reject() {
  if (m_session.score() == m_shown && m_shown != m_before) m_session.undo();
  QDialog::reject();
}

}  // namespace partimento::ui
