#include "ui/files/performance_dialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPoint>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "core/music/voice.h"
#include "core/notation/hand_split.h"
#include "core/notation/notate.h"
#include "ui/common/form.h"
#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/music_names.h"
#include "ui/common/pitch_field.h"
#include "ui/devices/grid_combo.h"
#include "ui/score_view/staff_preview.h"
#include "ui/transport/score_settings.h"

namespace partimento::ui {
namespace {

constexpr int kTicks = 480;
constexpr Pitch kMiddleC = 60;

/// The track with most notes.
std::size_t fullestTrack(const Score& score) {
  std::size_t fullest = 0;
  for (std::size_t t = 1; t < score.tracks().size(); ++t) {
    if (score.track(t).notes.size() > score.track(fullest).notes.size()) fullest = t;
  }
  return fullest;
}

/// Whether it takes two hands: the notation would give the track two staves.
bool needsTwoHands(const Score& score, std::size_t track) {
  for (const notation::PartPlan& plan : notation::planParts(score)) {
    if (plan.split == notation::StaffSplit::Hands && plan.staves.front().front() == track) return true;
  }
  return false;
}

std::int64_t barsOf(const Score& score) {
  return score.noteCount() == 0 ? 0 : score.meter().at(score.end() - Tick(1)).bar + 1;
}

}  // namespace

PerformanceImport PerformanceImport::of(ScorePtr score, playback::Timing timing) {
  PerformanceImport import;
  import.phrase = playback::phraseOf(*score);
  import.stated = playback::readingOfFile(*score, import.phrase);
  import.heard = playback::readPhrase(import.phrase.phrase);
  import.timing = timing;
  import.score = std::move(score);
  return import;
}

PerformanceDialog::PerformanceDialog(Session& session, PerformanceImport import, const QString& fileName,
                                     QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_import(std::move(import)),
      m_track(fullestTrack(*m_import.score)) {
  setWindowTitle(tr("Write a performance down"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid);
  column->setSpacing(space::kPanel);
  auto* what = new QLabel(
      tr("“%1” was played, not written: its notes do not stand on a grid. This is how it would be written.")
          .arg(fileName),
      this);
  what->setWordWrap(true);
  column->addWidget(what);
  m_summary = secondLabel(QString(), this);
  column->addWidget(m_summary);
  m_preview = new StaffPreview(this);
  column->addWidget(m_preview, 1);
  column->addWidget(buildBeats());
  column->addWidget(buildWriting());
  column->addWidget(buildButtons());
  showReading();
}

PerformanceDialog::~PerformanceDialog() {
  if (m_listening) m_session.endPreview();
}

QWidget* PerformanceDialog::buildBeats() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2 * space::kGrid);
  m_beats = field(new QComboBox(box), tr("Beats"), tr("Where the beats of the music are taken from"));
  m_beats->addItem(tr("found in the playing"), static_cast<int>(Beats::Heard));
  m_beats->addItem(tr("those of the file"), static_cast<int>(Beats::Stated));
  if (m_import.timing == playback::Timing::OnTheBeat) m_beats->setCurrentIndex(1);
  m_tempo = field(new QDoubleSpinBox(box), tr("Tempo"),
                  tr("Quarter notes a minute; correct it where it was misunderstood"));
  m_tempo->setRange(20, 400);
  m_tempo->setDecimals(1);
  m_tempo->setKeyboardTracking(false);
  auto* half = signButton(QStringLiteral("÷2"), tr("Half the tempo"), box);
  auto* twice = signButton(QStringLiteral("×2"), tr("Twice the tempo"), box);
  m_meter = field(new QComboBox(box), tr("Metre"), tr("Time signature of the music"));
  for (const TimeSignature& signature : commonMeters())
    m_meter->addItem(meterName(signature), QPoint(signature.numerator, signature.denominator));
  auto* earlier = signButton(QStringLiteral("◀"), tr("Bar lines a beat earlier"), box);
  auto* later = signButton(QStringLiteral("▶"), tr("Bar lines a beat later"), box);
  m_tempoControls = {m_tempo, half, twice, m_meter, earlier, later};
  row->addWidget(captioned(tr("Beats"), {m_beats}, box));
  row->addWidget(captioned(tr("Tempo"), {m_tempo, half, twice}, box));
  row->addWidget(captioned(tr("Metre"), {m_meter}, box));
  row->addWidget(captioned(tr("Bar lines"), {earlier, later}, box));
  row->addStretch(1);
  connect(m_beats, &QComboBox::activated, this, &PerformanceDialog::showReading);
  connect(m_tempo, &QDoubleSpinBox::valueChanged, this, [this](double bpm) {
    if (!m_loading) read({.tempo = Bpm(bpm)});
  });
  connect(half, &QToolButton::clicked, this, [this] { scaleTempo(0.5); });
  connect(twice, &QToolButton::clicked, this, [this] { scaleTempo(2); });
  connect(m_meter, &QComboBox::activated, this, [this] {
    m_barShift = 0;
    moveBars(0);
  });
  connect(earlier, &QToolButton::clicked, this, [this] { moveBars(-1); });
  connect(later, &QToolButton::clicked, this, [this] { moveBars(1); });
  return box;
}

QWidget* PerformanceDialog::buildWriting() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2 * space::kGrid);
  m_grid = gridCombo(NoGrid::NotAllowed, box);
  field(m_grid, tr("Grid"), tr("Where notes may begin"));
  m_grid->insertItem(0, tr("as understood"), QPoint(0, 0));
  m_grid->setCurrentIndex(0);
  m_hands = field(new QComboBox(box), tr("Hands"), tr("Whether the music is written for two hands, and how"));
  m_hands->addItem(tr("tracks as they are"), static_cast<int>(Hands::AsTracks));
  m_hands->addItem(tr("two, as they most likely play"), static_cast<int>(Hands::Found));
  m_hands->addItem(tr("two, parted at"), static_cast<int>(Hands::SplitAt));
  if (needsTwoHands(*m_import.score, m_track)) m_hands->setCurrentIndex(1);
  m_split = field(new PitchField(box), tr("Lowest note of the right hand"),
                  tr("Notes from here up go to the right hand"));
  m_split->setNaming(m_session.preferences().noteNaming());
  m_split->setValue(kMiddleC);
  row->addWidget(captioned(tr("Grid"), {m_grid}, box));
  row->addWidget(captioned(tr("Hands"), {m_hands, m_split}, box));
  row->addStretch(1);
  connect(m_grid, &QComboBox::activated, this, &PerformanceDialog::write);
  connect(m_hands, &QComboBox::activated, this, &PerformanceDialog::write);
  connect(m_split, &QSpinBox::valueChanged, this, &PerformanceDialog::write);
  return box;
}

QWidget* PerformanceDialog::buildButtons() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kGrid);
  m_listen = field(new QPushButton(icon(QStringLiteral("play")), tr("Listen"), box), tr("Listen"),
                   tr("Hear what would be written"));
  auto* cancel = field(new QPushButton(tr("Cancel"), box), tr("Cancel"), tr("Open nothing"));
  auto* keep = field(new QPushButton(tr("Keep as played"), box), tr("Keep as played"),
                     tr("Open the file with every note where it was struck"));
  auto* accept = field(new QPushButton(tr("Write it like this"), box), tr("Write it like this"),
                       tr("Open the notes where they are written above"));
  accept->setProperty("role", QStringLiteral("primary"));
  accept->setDefault(true);
  for (QPushButton* one : {m_listen, cancel, keep}) one->setAutoDefault(false);
  row->addWidget(m_listen);
  row->addStretch(1);
  row->addWidget(cancel);
  row->addWidget(keep);
  row->addWidget(accept);
  connect(m_listen, &QPushButton::clicked, this, &PerformanceDialog::listen);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(keep, &QPushButton::clicked, this, &PerformanceDialog::keepAsPlayed);
  connect(accept, &QPushButton::clicked, this, &QDialog::accept);
  return box;
}

PerformanceDialog::Beats PerformanceDialog::beats() const {
  return static_cast<Beats>(m_beats->currentData().toInt());
}

PerformanceDialog::Hands PerformanceDialog::hands() const {
  return static_cast<Hands>(m_hands->currentData().toInt());
}

playback::CaptureReading& PerformanceDialog::reading() {
  return beats() == Beats::Heard ? m_import.heard : m_import.stated;
}

void PerformanceDialog::read(const playback::CaptureHints& hints) {
  m_barShift = 0;
  m_import.heard = playback::readPhrase(m_import.phrase.phrase, hints);
  showReading();
}

void PerformanceDialog::scaleTempo(double factor) {
  m_barShift = 0;
  m_import.heard = playback::withBeats(m_import.phrase.phrase, m_import.heard, factor);
  showReading();
}

void PerformanceDialog::moveBars(int by) {
  m_barShift += by;
  const QPoint chosen = m_meter->currentData().toPoint();
  m_import.heard = playback::withBars(m_import.phrase.phrase, m_import.heard,
                                      TimeSignature{chosen.x(), chosen.y()}, m_barShift);
  showReading();
}

void PerformanceDialog::showReading() {
  const QScopedValueRollback<bool> loading(m_loading, true);
  m_tempo->setValue(reading().tempo.value);
  const TimeSignature signature = reading().meter;
  const QPoint meter(signature.numerator, signature.denominator);
  if (m_meter->findData(meter) < 0) m_meter->addItem(meterName(signature), meter);
  m_meter->setCurrentIndex(m_meter->findData(meter));
  const bool heard = beats() == Beats::Heard;
  for (QWidget* control : m_tempoControls) control->setEnabled(heard);
  write();
}

void PerformanceDialog::write() {
  playback::CaptureSettings settings;
  settings.ticksPerQuarter = kTicks;
  const GridChoice grid = chosenGrid(*m_grid);
  settings.grid = static_cast<double>(grid.step(kTicks).value) / kTicks;
  const bool heard = beats() == Beats::Heard;
  m_score =
      playback::writtenPerformance(m_import.score, m_import.phrase, reading(), settings,
                                   heard ? playback::TempoSource::Reading : playback::TempoSource::File);
  m_split->setEnabled(hands() == Hands::SplitAt);
  const notation::HandNames names{tr("right hand").toStdString(), tr("left hand").toStdString()};
  if (hands() == Hands::Found) m_score = notation::splitByHand(m_score, m_track, names);
  if (hands() == Hands::SplitAt) m_score = notation::splitAt(m_score, m_track, m_split->value(), names);
  m_preview->setScore(m_score);
  const QString dot = QStringLiteral(" · ");
  m_summary->setText(tr("%n note(s)", nullptr, static_cast<int>(m_score->noteCount())) + dot +
                     tr("%1 quarter notes a minute").arg(std::lround(reading().tempo.value)) + dot +
                     meterName(reading().meter) + dot +
                     tr("%n bar(s)", nullptr, static_cast<int>(barsOf(*m_score))));
  if (m_listening) m_session.previewOther(m_score, playback::TakeOver::Now);
}

void PerformanceDialog::listen() {
  playback::Player& player = m_session.player();
  m_listening = !m_listening;
  m_listen->setText(m_listening ? tr("Stop") : tr("Listen"));
  m_listen->setIcon(icon(m_listening ? QStringLiteral("stop") : QStringLiteral("play")));
  if (!m_listening) return m_session.endPreview();
  m_session.previewOther(m_score, playback::TakeOver::Now);
  player.seek(Tick(0));
  player.play();
}

void PerformanceDialog::keepAsPlayed() {
  m_score = m_import.score;
  accept();
}

}  // namespace partimento::ui
