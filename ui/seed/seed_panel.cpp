#include "ui/seed/seed_panel.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/formats/note_text.h"
#include "core/music/edits.h"
#include "ui/common/error_text.h"
#include "ui/common/group.h"
#include "ui/common/labels.h"
#include "ui/common/panel_scroll.h"
#include "ui/common/theme.h"
#include "ui/seed/demo_seeds.h"
#include "ui/seed/key_field.h"

namespace partimento::ui {
namespace {

constexpr int kAuditionVelocity = 90;

QToolButton* wideButton(QAction* action, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setMinimumHeight(space::kControlHeight);
  button->setAccessibleName(action->text().remove(QLatin1Char('&')));
  return button;
}

}  // namespace

SeedPanel::SeedPanel(Session& session, const SeedActions& actions, QWidget* parent)
    : QWidget(parent), m_session(session) {
  auto* body = new QWidget(this);
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(space::kPanel, space::kPanel, space::kPanel, space::kPanel);
  column->setSpacing(space::kGrid);
  column->addWidget(buildTracks());
  column->addWidget(buildDraw(actions));
  column->addWidget(buildType());
  column->addWidget(buildPlay());
  column->addWidget(buildDemos());
  column->addStretch(1);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(new PanelScroll(body, this));
  connect(&m_session.preferences(), &Preferences::namingChanged, this, &SeedPanel::rename);
  connect(&m_session, &Session::documentReplaced, this, [this] { m_rest = Tick(0); });
  rename();
  checkText();
}

void SeedPanel::setLitKeys(const std::set<Pitch>& keys) {
  m_keys->setLit(keys);
}

QWidget* SeedPanel::buildTracks() {
  m_tracks = new Group(tr("Continue"), tr("This style can go on with several lines at once."), this);
  m_what = new QComboBox(m_tracks);
  m_what->setAccessibleName(tr("What is continued"));
  m_what->setToolTip(tr("All tracks go on together, each on its own; or one track goes on alone"));
  m_what->setMinimumHeight(space::kControlHeight);
  auto* label = new QLabel(tr("Go on with"), m_tracks);
  label->setBuddy(m_what);
  auto* row = new QHBoxLayout;
  row->addWidget(label);
  row->addWidget(m_what, 1);
  m_tracks->addLayout(row);
  m_tracks->hide();
  connect(m_what, &QComboBox::activated, this,
          [this] { Q_EMIT tracksChosen(static_cast<SeedTracks>(m_what->currentData().toInt())); });
  return m_tracks;
}

QString SeedPanel::nameOf(SeedTracks tracks) const {
  const Score& score = *m_session.score();
  if (seedTracks(score).size() == 1)
    return tracks == SeedTracks::All ? tr("All notes of the track") : tr("One line of the track");
  if (tracks == SeedTracks::All) return tr("All tracks");
  const std::string& name = score.track(m_session.track()).name;
  return tr("Only “%1”")
      .arg(name.empty() ? tr("Track %1").arg(m_session.track() + 1) : QString::fromStdString(name));
}

void SeedPanel::setTracks(const std::vector<SeedTracks>& choices, SeedTracks chosen) {
  m_tracks->setVisible(choices.size() > 1);
  m_draw->setSentence(
      chosen == SeedTracks::One
          ? tr("The seed is the melody that the style continues: all notes of the track, one at a time.")
          : tr("The seed is what the style continues, with all its chords."));
  const QSignalBlocker quiet(m_what);
  m_what->clear();
  for (const SeedTracks tracks : choices) m_what->addItem(nameOf(tracks), static_cast<int>(tracks));
  m_what->setCurrentIndex(m_what->findData(static_cast<int>(chosen)));
}

QWidget* SeedPanel::buildDraw(const SeedActions& actions) {
  auto* group = new Group(
      tr("Draw or import"),
      tr("The seed is the melody that the style continues: all notes of the track, one at a time."), this);
  m_draw = group;
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kInner);
  row->addWidget(wideButton(actions.pencil, group));
  row->addWidget(wideButton(actions.import, group));
  row->addStretch(1);
  group->addLayout(row);
  return group;
}

QWidget* SeedPanel::buildType() {
  auto* group = new Group(
      tr("Type"), tr("Names with their octave; /8 is an eighth, a dot lengthens, R is a rest."), this);
  m_text = new QLineEdit(group);
  m_text->setPlaceholderText(QStringLiteral("C4 D4 E4/8 R/8 G4/2"));
  m_text->setAccessibleName(tr("Notes to add"));
  m_text->setToolTip(tr("For example C4 D4 E4/8, or Do4 Re4 Mi4/8; Enter adds them after the last note"));
  m_text->setMinimumHeight(space::kControlHeight);
  m_text->setClearButtonEnabled(true);
  m_use = new QPushButton(tr("Add"), group);
  m_use->setAccessibleName(tr("Add the typed notes"));
  m_use->setToolTip(tr("Add the typed notes after the last one"));
  m_use->setAutoDefault(false);
  m_textState = secondLabel(QString(), group);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kInner);
  row->addWidget(m_text, 1);
  row->addWidget(m_use);
  group->addLayout(row);
  group->addWidget(m_textState);
  connect(m_text, &QLineEdit::textChanged, this, &SeedPanel::checkText);
  connect(m_text, &QLineEdit::returnPressed, this, &SeedPanel::useText);
  connect(m_use, &QPushButton::clicked, this, &SeedPanel::useText);
  return group;
}

QWidget* SeedPanel::buildPlay() {
  auto* group = new Group(
      tr("Play"), tr("Click the piano and play on the computer keyboard; each key adds a note."), this);
  m_keys = new KeyField(group);
  m_value = new QComboBox(group);
  for (const auto& [name, part] : {std::pair(tr("half"), 2), std::pair(tr("quarter"), 4),
                                   std::pair(tr("eighth"), 8), std::pair(tr("sixteenth"), 16)})
    m_value->addItem(name, part);
  m_value->setCurrentIndex(1);
  m_value->setAccessibleName(tr("Length of played notes"));
  m_value->setToolTip(tr("How long each note is that a key adds"));
  m_value->setMinimumHeight(space::kControlHeight);
  auto* label = new QLabel(tr("Each note a"), group);
  label->setBuddy(m_value);
  auto* row = new QHBoxLayout;
  row->addWidget(label);
  row->addWidget(m_value, 1);
  group->addWidget(m_keys);
  group->addLayout(row);
  connect(m_keys, &KeyField::pressed, this, &SeedPanel::addPlayed);
  connect(m_keys, &KeyField::released, this, [this](int pitch) { m_session.player().auditionOff(pitch); });
  connect(m_keys, &KeyField::restWanted, this, &SeedPanel::addRest);
  connect(m_keys, &KeyField::backWanted, this, &SeedPanel::takeBack);
  return group;
}

QWidget* SeedPanel::buildDemos() {
  auto* group = new Group(tr("Start from a demo"),
                          tr("Openings in the public domain; a new piece begins with each."), this);
  for (const DemoSeed& seed : demoSeeds()) {
    auto* button = new QPushButton(demoTitle(seed), group);
    button->setProperty("role", QStringLiteral("flat"));
    button->setFlat(true);
    button->setAutoDefault(false);
    button->setStyleSheet(QStringLiteral("text-align: left; padding: 2px 4px;"));
    button->setToolTip(tr("%1, %2").arg(demoTitle(seed), demoComposer(seed)));
    button->setAccessibleName(tr("Demo seed: %1").arg(demoTitle(seed)));
    connect(button, &QPushButton::clicked, this, [this, &seed] { Q_EMIT demoChosen(seed); });
    group->addWidget(button);
  }
  return group;
}

void SeedPanel::checkText() {
  m_use->setEnabled(false);
  if (m_text->text().trimmed().isEmpty()) {
    m_textState->hide();
    return;
  }
  m_textState->show();
  try {
    const auto notes =
        formats::parseNoteText(m_text->text().toStdString(), m_session.score()->ticksPerQuarter());
    m_use->setEnabled(!notes.empty());
    m_textState->setText(tr("%n note(s)", nullptr, static_cast<int>(notes.size())));
  } catch (const Error& error) {
    m_textState->setText(errorMessage(error.code(), error.arguments()).text());
  }
}

void SeedPanel::useText() {
  checkText();
  if (!m_use->isEnabled()) return;
  const ScorePtr& score = m_session.score();
  std::vector<Note> notes = formats::parseNoteText(m_text->text().toStdString(), score->ticksPerQuarter());
  const auto& present = score->track(m_session.track()).notes;
  Tick end;
  for (const Note& note : present) end = std::max(end, note.end());
  for (Note& note : notes) note.onset += end;
  m_session.edit("Type notes", edits::addNotes(score, m_session.track(), notes));
  m_text->clear();
}

void SeedPanel::addPlayed(int pitch) {
  m_session.player().auditionOn(pitch, kAuditionVelocity, m_session.track());
  const ScorePtr& score = m_session.score();
  Tick end;
  for (const Note& note : score->track(m_session.track()).notes) end = std::max(end, note.end());
  Note note;
  note.onset = end + m_rest;
  note.duration = stepLength();
  note.pitch = pitch;
  note.velocity = kAuditionVelocity;
  m_rest = Tick(0);
  m_session.edit("Play note", edits::addNotes(score, m_session.track(), std::vector{note}));
}

void SeedPanel::addRest() {
  m_rest += stepLength();
}

void SeedPanel::takeBack() {
  m_rest = Tick(0);
  const ScorePtr& score = m_session.score();
  const auto& notes = score->track(m_session.track()).notes;
  if (notes.empty()) return;
  m_session.edit("Delete notes", edits::removeNotes(score, m_session.track(), {notes.back().id}));
}

Tick SeedPanel::stepLength() const {
  return Tick(m_session.score()->ticksPerQuarter() * 4LL / m_value->currentData().toInt());
}

void SeedPanel::rename() {
  const NoteNaming naming = m_session.preferences().noteNaming();
  m_keys->setNaming(naming);
  m_text->setPlaceholderText(naming == NoteNaming::Solfege ? QStringLiteral("Do4 Re4 Mi4/8 R/8 Sol4/2")
                                                           : QStringLiteral("C4 D4 E4/8 R/8 G4/2"));
}

}  // namespace partimento::ui
