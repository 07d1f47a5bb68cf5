#include "ui/files/voice_dialog.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "core/engine/seed.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/takes/mini_roll.h"

namespace partimento::ui {
namespace {

constexpr std::size_t kPreviewNotes = 96;

}  // namespace

VoiceDialog::VoiceDialog(ScorePtr score, const QString& fileName, Offer offer, QWidget* parent)
    : QDialog(parent), m_score(std::move(score)), m_tracks(seedTracks(*m_score)) {
  setWindowTitle(tr("Choose the seed"));
  build(fileName);
  if (offer == Offer::AllNotes) m_all->setChecked(true);
  m_list->setCurrentRow(0);
  showTrack();
}

void VoiceDialog::build(const QString& fileName) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid);
  column->setSpacing(space::kPanel);
  column->addWidget(titleLabel(tr("Which line is the seed?"), this));
  auto* why = new QLabel(
      tr("“%1” has several tracks or several notes at once. Most styles continue one line: choose it here. "
         "Styles of several voices or tracks continue everything.")
          .arg(fileName),
      this);
  why->setWordWrap(true);
  column->addWidget(why);
  m_list = new QListWidget(this);
  m_list->setAccessibleName(tr("Track"));
  m_list->setToolTip(tr("Tracks that hold notes"));
  for (const std::size_t index : m_tracks) {
    const Track& track = m_score->track(index);
    const QString name =
        track.name.empty() ? tr("Track %1").arg(index + 1) : QString::fromStdString(track.name);
    m_list->addItem(tr("%1 · %n note(s)", nullptr, static_cast<int>(track.notes.size())).arg(name));
  }
  m_list->setMaximumHeight(140);
  column->addWidget(m_list);
  m_top = new QRadioButton(tr("Top line"), this);
  m_top->setToolTip(tr("The highest note at each moment, mostly the melody"));
  m_top->setChecked(true);
  m_bottom = new QRadioButton(tr("Bottom line"), this);
  m_bottom->setToolTip(tr("The lowest note at each moment, mostly the bass"));
  m_all = new QRadioButton(tr("All notes"), this);
  m_all->setToolTip(tr("Nothing is left out; a style of one line asks which one to continue"));
  for (QRadioButton* button : {m_top, m_bottom, m_all}) button->setAccessibleName(button->text());
  m_about = secondLabel(QString(), this);
  auto* row = new QHBoxLayout;
  row->addWidget(m_top);
  row->addWidget(m_bottom);
  row->addWidget(m_all);
  row->addStretch(1);
  column->addLayout(row);
  column->addWidget(m_about);
  m_preview = new MiniRoll(this);
  m_preview->setFixedHeight(88);
  column->addWidget(m_preview);
  auto* buttons = new QDialogButtonBox(this);
  buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)
      ->setToolTip(tr("Leave the present piece as it is"));
  QPushButton* use = buttons->addButton(tr("Use as seed"), QDialogButtonBox::AcceptRole);
  use->setProperty("role", QStringLiteral("primary"));
  use->setToolTip(tr("Begin a piece with this line"));
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_list, &QListWidget::currentRowChanged, this, &VoiceDialog::showTrack);
  for (QRadioButton* button : {m_top, m_bottom, m_all})
    connect(button, &QRadioButton::toggled, this, &VoiceDialog::showTrack);
  setMinimumWidth(480);
}

void VoiceDialog::showTrack() {
  const int voices = polyphony(m_score->track(chosenTrack()));
  m_top->setEnabled(voices > 1);
  m_bottom->setEnabled(voices > 1);
  m_all->setEnabled(voices > 1);
  m_about->setText(voices > 1 ? tr("Up to %n note(s) sound at once in this track.", nullptr, voices)
                              : tr("This track has one line only."));
  std::vector<Note> line = chosenLine();
  if (line.size() > kPreviewNotes) line.resize(kPreviewNotes);
  m_preview->setNotes(std::move(line));
}

std::size_t VoiceDialog::chosenTrack() const {
  const auto row = static_cast<std::size_t>(std::max(0, m_list->currentRow()));
  return m_tracks.at(std::min(row, m_tracks.size() - 1));
}

VoiceLine VoiceDialog::line() const {
  return m_bottom->isChecked() ? VoiceLine::Bottom : VoiceLine::Top;
}

std::vector<Note> VoiceDialog::chosenLine() const {
  const Track& track = m_score->track(chosenTrack());
  return m_all->isChecked() ? track.notes : extractLine(track, line());
}

ScorePtr VoiceDialog::chosenScore() const {
  const Track& original = m_score->track(chosenTrack());
  ScoreParts parts = m_score->parts();
  Track track = original;
  track.notes = chosenLine();
  parts.tracks.at(chosenTrack()) = std::make_shared<const Track>(std::move(track));
  return Score::make(std::move(parts));
}

}  // namespace partimento::ui
