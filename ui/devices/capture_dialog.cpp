#include "ui/devices/capture_dialog.h"

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

#include "core/music/edits.h"
#include "ui/common/form.h"
#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/music_names.h"
#include "ui/common/theme.h"
#include "ui/common/value_control.h"
#include "ui/devices/capture_preview.h"
#include "ui/devices/grid_combo.h"
#include "ui/transport/score_settings.h"

namespace partimento::ui {
namespace {

constexpr int kMostBars = 64;
constexpr int kGridWidth = 150;

/// `other`'s notes put after what is there, at the next bar line, in the track's own tempo.
ScorePtr appended(const ScorePtr& score, std::size_t track, const Score& other) {
  const std::vector<Note>& there = score->track(track).notes;
  Tick end(0);
  for (const Note& note : there) end = std::max(end, note.end());
  const BarPosition bar = score->meter().at(end);
  const Tick begin = bar.inBar == Tick(0) ? end : score->meter().barStart(bar.bar + 1);
  const auto scaled = [&](Tick tick) {
    return tick * score->ticksPerQuarter() / Tick(other.ticksPerQuarter());
  };
  Track changed = score->track(track);
  for (Note note : other.track(0).notes) {
    note.id = 0;
    note.onset = begin + Tick(scaled(note.onset));
    note.duration = std::max(Tick(scaled(note.duration)), Tick(1));
    changed.notes.push_back(note);
  }
  for (ControlEvent control : other.track(0).controls) {
    control.at = begin + Tick(scaled(control.at));
    changed.controls.push_back(control);
  }
  return edits::replaceTrack(score, track, std::move(changed));
}

/// The score with tempo, metre and notes of what was captured in the place of its own.
ScorePtr replaced(const ScorePtr& score, std::size_t track, const Score& captured) {
  ScoreParts parts = score->parts();
  parts.ticksPerQuarter = captured.ticksPerQuarter();
  parts.tempo = captured.parts().tempo;
  parts.meter = captured.parts().meter;
  Track changed = score->track(track);
  changed.notes = captured.track(0).notes;
  changed.controls = captured.track(0).controls;
  parts.tracks[track] = std::make_shared<const Track>(std::move(changed));
  return Score::make(std::move(parts));
}

}  // namespace

CaptureDialog::CaptureDialog(Session& session, playback::Phrase phrase, const playback::CaptureHints& hints,
                             QWidget* parent)
    : QDialog(parent), m_session(session), m_phrase(std::move(phrase)), m_hints(hints) {
  setWindowTitle(tr("Capture what you played"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid);
  column->setSpacing(space::kPanel);
  m_summary = new QLabel(this);
  column->addWidget(m_summary);
  m_preview = new CapturePreview(this);
  column->addWidget(m_preview, 1);
  column->addWidget(secondLabel(
      tr("Blocks show the notes as they will be written, thin marks when you struck them. Click a beat to "
         "make it the first of a bar."),
      this));
  column->addWidget(buildTempo());
  column->addWidget(buildGrid());
  column->addWidget(buildButtons());
  connect(m_preview, &CapturePreview::barLinesMoved, this, &CaptureDialog::moveBars);
  read();
}

CaptureDialog::~CaptureDialog() {
  if (m_listening) m_session.endPreview();
}

QWidget* CaptureDialog::buildTempo() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2 * space::kGrid);
  m_tempo = field(new QDoubleSpinBox(box), tr("Tempo"),
                  tr("Quarter notes a minute; correct it where it was misunderstood"));
  m_tempo->setRange(20, 400);
  m_tempo->setDecimals(1);
  m_tempo->setKeyboardTracking(false);
  auto* half = signButton(QStringLiteral("÷2"), tr("Half the tempo"), box);
  auto* twice = signButton(QStringLiteral("×2"), tr("Twice the tempo"), box);
  m_meter = field(new QComboBox(box), tr("Metre"), tr("Time signature of what you played"));
  for (const TimeSignature& signature : commonMeters())
    m_meter->addItem(meterName(signature), QPoint(signature.numerator, signature.denominator));
  auto* earlier = signButton(QStringLiteral("◀"), tr("Bar lines a beat earlier"), box);
  auto* later = signButton(QStringLiteral("▶"), tr("Bar lines a beat later"), box);
  m_bars = field(new QSpinBox(box), tr("Last bars"), tr("Only so many bars from the end"));
  m_bars->setRange(0, kMostBars);
  m_bars->setSpecialValueText(tr("all"));
  row->addWidget(captioned(tr("Tempo"), {m_tempo, half, twice}, box));
  row->addWidget(captioned(tr("Metre"), {m_meter}, box));
  row->addWidget(captioned(tr("Bar lines"), {earlier, later}, box));
  row->addWidget(captioned(tr("Last bars"), {m_bars}, box));
  row->addStretch(1);
  connect(m_tempo, &QDoubleSpinBox::valueChanged, this, [this](double bpm) {
    if (m_loading) return;
    m_hints.tempo = Bpm(bpm);
    read();
  });
  connect(half, &QToolButton::clicked, this, [this] { scaleTempo(0.5); });
  connect(twice, &QToolButton::clicked, this, [this] { scaleTempo(2); });
  connect(m_meter, &QComboBox::activated, this, [this] {
    const QPoint chosen = m_meter->currentData().toPoint();
    m_hints.meter = TimeSignature{chosen.x(), chosen.y()};
    m_hints.barShift = 0;
    read();
  });
  connect(earlier, &QToolButton::clicked, this, [this] { moveBars(-1); });
  connect(later, &QToolButton::clicked, this, [this] { moveBars(1); });
  connect(m_bars, &QSpinBox::valueChanged, this, &CaptureDialog::write);
  return box;
}

QWidget* CaptureDialog::buildGrid() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2 * space::kGrid);
  m_grid = gridCombo(NoGrid::NotAllowed, box);
  m_grid->setMinimumWidth(kGridWidth);
  field(m_grid, tr("Grid"), tr("Where notes may begin"));
  m_grid->insertItem(0, tr("as understood"), QPoint(0, 0));
  m_grid->setCurrentIndex(0);
  m_strength = new ValueControl({.name = tr("Strength"),
                                 .tooltip = tr("100 % puts notes on the grid, 0 % leaves them as played"),
                                 .suffix = tr(" %"),
                                 .minimum = 0,
                                 .maximum = 100,
                                 .initial = 100,
                                 .step = 5},
                                box);
  m_place = field(new QComboBox(box), tr("Goes to"), tr("What becomes of the captured notes"));
  const bool empty = m_session.score()->noteCount() == 0;
  if (empty) m_place->addItem(tr("this piece"), static_cast<int>(Place::Whole));
  if (!empty) m_place->addItem(tr("the end of this track"), static_cast<int>(Place::AfterTrack));
  m_place->addItem(tr("a new piece"), static_cast<int>(Place::NewPiece));
  row->addWidget(captioned(tr("Grid"), {m_grid}, box));
  row->addWidget(m_strength, 1);
  row->addWidget(captioned(tr("Goes to"), {m_place}, box));
  connect(m_grid, &QComboBox::activated, this, &CaptureDialog::write);
  connect(m_strength, &ValueControl::valueChanged, this, &CaptureDialog::write);
  return box;
}

QWidget* CaptureDialog::buildButtons() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kGrid);
  m_listen = field(new QPushButton(icon(QStringLiteral("play")), tr("Listen"), box), tr("Listen"),
                   tr("Hear what would be captured"));
  auto* cancel = field(new QPushButton(tr("Cancel"), box), tr("Cancel"), tr("Leave everything as it is"));
  auto* accept = field(new QPushButton(tr("Make it the seed"), box), tr("Make it the seed"),
                       tr("Write these notes; then press Generate to go on from them"));
  accept->setProperty("role", QStringLiteral("primary"));
  accept->setDefault(true);
  for (QPushButton* one : {m_listen, cancel}) one->setAutoDefault(false);
  row->addWidget(m_listen);
  row->addStretch(1);
  row->addWidget(cancel);
  row->addWidget(accept);
  connect(m_listen, &QPushButton::clicked, this, &CaptureDialog::listen);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(accept, &QPushButton::clicked, this, &CaptureDialog::take);
  return box;
}

CaptureDialog::Place CaptureDialog::place() const {
  return static_cast<Place>(m_place->currentData().toInt());
}

void CaptureDialog::read() {
  m_reading = playback::readPhrase(m_phrase, m_hints);
  const QScopedValueRollback<bool> loading(m_loading, true);
  m_tempo->setValue(m_reading.tempo.value);
  const QPoint meter(m_reading.meter.numerator, m_reading.meter.denominator);
  if (m_meter->findData(meter) < 0) m_meter->addItem(meterName(m_reading.meter), meter);
  m_meter->setCurrentIndex(m_meter->findData(meter));
  write();
}

void CaptureDialog::write() {
  playback::CaptureSettings settings;
  settings.strength = m_strength->value() / 100;
  settings.lastBars = m_bars->value();
  const GridChoice grid = chosenGrid(*m_grid);
  settings.grid = static_cast<double>(grid.step(settings.ticksPerQuarter).value) / settings.ticksPerQuarter;
  m_score = playback::captureScore(m_phrase, m_reading, settings);
  settings.strength = 0;
  const ScorePtr exact = playback::captureScore(m_phrase, m_reading, settings);
  m_preview->display(m_score, exact);
  const auto notes = static_cast<int>(m_score->noteCount());
  m_summary->setText(tr("You played %n note(s)", nullptr, notes) + QStringLiteral(" · ") +
                     tr("%1 quarter notes a minute").arg(std::lround(m_reading.tempo.value)) +
                     QStringLiteral(" · ") + meterName(m_reading.meter));
  if (m_listening) m_session.previewOther(m_score, playback::TakeOver::Now);
}

void CaptureDialog::scaleTempo(double factor) {
  m_hints.tempo = Bpm(m_reading.tempo.value * factor);
  m_hints.barShift = 0;
  read();
}

void CaptureDialog::moveBars(int beats) {
  m_hints.barShift += beats;
  if (!m_hints.meter) m_hints.meter = m_reading.meter;
  read();
}

void CaptureDialog::listen() {
  playback::Player& player = m_session.player();
  m_listening = !m_listening;
  m_listen->setText(m_listening ? tr("Stop") : tr("Listen"));
  m_listen->setIcon(icon(m_listening ? QStringLiteral("stop") : QStringLiteral("play")));
  if (!m_listening) return m_session.endPreview();
  m_session.previewOther(m_score, playback::TakeOver::Now);
  player.seek(Tick(0));
  player.play();
}

void CaptureDialog::take() {
  if (m_listening) listen();
  const auto notes = static_cast<int>(m_score->noteCount());
  const std::size_t track = m_session.track();
  switch (place()) {
    case Place::Whole:
      m_session.edit("Capture", replaced(m_session.score(), track, *m_score));
      break;
    case Place::AfterTrack:
      m_session.edit("Capture", appended(m_session.score(), track, *m_score));
      break;
    case Place::NewPiece:
      Q_EMIT newPieceWanted(m_score);
      break;
  }
  Q_EMIT captured(notes);
  accept();
}

}  // namespace partimento::ui
