#include "ui/piano_roll/piano_roll.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollBar>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

#include "ui/piano_roll/commands.h"
#include "ui/piano_roll/keyboard_view.h"
#include "ui/piano_roll/notes_view.h"
#include "ui/piano_roll/roll_state.h"
#include "ui/piano_roll/ruler_view.h"
#include "ui/piano_roll/velocity_lane.h"

namespace partimento::ui {

using namespace roll;

PianoRoll::PianoRoll(QWidget* parent) : QWidget(parent), m_state(std::make_unique<RollState>()) {
  m_notes = new NotesView(*m_state, this);
  m_keyboard = new KeyboardView(*m_state, this);
  m_ruler = new RulerView(*m_state, this);
  m_velocity = new VelocityLane(*m_state, this);
  m_horizontal = new QScrollBar(Qt::Horizontal, this);
  m_vertical = new QScrollBar(Qt::Vertical, this);
  auto* label = new QLabel(tr("Velocity"), this);
  label->setAlignment(Qt::AlignCenter);
  label->setProperty("role", QStringLiteral("second"));
  m_velocityLabel = label;
  setAccessibleName(tr("Piano roll"));
  setFocusProxy(m_notes);
  layOut();
  connectState();
  syncScrollBars();
}

PianoRoll::~PianoRoll() {
  // Views refer to the state: they go first.
  delete m_notes;
  delete m_keyboard;
  delete m_ruler;
  delete m_velocity;
}

void PianoRoll::layOut() {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(0);
  grid->addWidget(m_ruler, 0, 1);
  grid->addWidget(m_keyboard, 1, 0);
  grid->addWidget(m_notes, 1, 1);
  grid->addWidget(m_vertical, 1, 2);
  grid->setRowMinimumHeight(2, 1);
  grid->addWidget(m_velocityLabel, 3, 0);
  grid->addWidget(m_velocity, 3, 1);
  grid->addWidget(m_horizontal, 4, 1);
  grid->setRowStretch(1, 1);
  grid->setColumnStretch(1, 1);
  m_horizontal->setAccessibleName(tr("Scroll in time"));
  m_vertical->setAccessibleName(tr("Scroll in pitch"));
  for (QScrollBar* bar : {m_horizontal, m_vertical}) bar->setFocusPolicy(Qt::NoFocus);
}

void PianoRoll::connectState() {
  RollState* state = m_state.get();
  connect(state, &RollState::editRequested, this, &PianoRoll::editRequested);
  connect(state, &RollState::noteAuditioned, this, &PianoRoll::noteAuditioned);
  connect(state, &RollState::auditionStopped, this, &PianoRoll::auditionStopped);
  connect(state, &RollState::seekRequested, this, &PianoRoll::seekRequested);
  connect(state, &RollState::loopChanged, this, &PianoRoll::loopChanged);
  connect(state, &RollState::selectionChanged, this, &PianoRoll::selectionChanged);
  connect(state, &RollState::exclusionsChanged, this, &PianoRoll::exclusionsChanged);
  connect(state, &RollState::toolChanged, this, &PianoRoll::toolChanged);
  connect(state, &RollState::announced, this, [this](const QString& text) {
    m_notes->setAccessibleDescription(text);
    Q_EMIT announced(text);
  });
  connect(state, &RollState::zoomChanged, this, &PianoRoll::zoomChanged);
  connect(state, &RollState::scrolled, this, &PianoRoll::scrolled);
  connect(state, &RollState::changed, this, [this](Changes what) {
    if (what & Changes(Change::View)) syncScrollBars();
  });
  connect(m_notes, &NotesView::menuRequested, this, &PianoRoll::menuRequested);
  const auto scroll = [this] { m_state->scrollTo(m_horizontal->value(), m_vertical->value()); };
  connect(m_horizontal, &QScrollBar::valueChanged, this, scroll);
  connect(m_vertical, &QScrollBar::valueChanged, this, scroll);
}

void PianoRoll::syncScrollBars() {
  const Geometry& geometry = m_state->scene().geometry;
  const QSignalBlocker quietHorizontal(m_horizontal);
  const QSignalBlocker quietVertical(m_vertical);
  const double end = static_cast<double>(m_state->scrollableEnd().value) * geometry.pixelsPerTick + kLeadIn;
  const int page = static_cast<int>(geometry.view.width());
  m_horizontal->setRange(0, std::max(0, static_cast<int>(std::min(end, 2e9)) - page));
  m_horizontal->setPageStep(page);
  m_horizontal->setSingleStep(std::max(8, page / 12));
  m_horizontal->setValue(static_cast<int>(std::lround(geometry.scrollX)));
  const int height = static_cast<int>(geometry.view.height());
  m_vertical->setRange(0, std::max(0, static_cast<int>(geometry.contentHeight()) - height));
  m_vertical->setPageStep(height);
  m_vertical->setSingleStep(static_cast<int>(std::ceil(geometry.rowHeight)));
  m_vertical->setValue(static_cast<int>(std::lround(geometry.scrollY)));
}

void PianoRoll::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) m_notes->update();
  QWidget::changeEvent(event);
}

void PianoRoll::setScore(ScorePtr score) {
  m_state->setScore(std::move(score));
}

const ScorePtr& PianoRoll::score() const {
  return m_state->score();
}

void PianoRoll::setTrack(int track) {
  m_state->setTrack(static_cast<std::size_t>(std::max(track, 0)));
}

int PianoRoll::track() const {
  return static_cast<int>(m_state->scene().track);
}

void PianoRoll::setGhosts(std::vector<Ghost> ghosts, int highlighted) {
  m_state->setGhosts(std::move(ghosts), highlighted);
}

void PianoRoll::setHighlightedGhost(int index) {
  m_state->setHighlightedGhost(index);
}

void PianoRoll::setPlayhead(Tick tick) {
  m_state->setPlayhead(tick);
}

void PianoRoll::setPlaying(bool playing) {
  m_state->setPlaying(playing);
}

void PianoRoll::setFollow(Follow follow) {
  m_state->setFollow(follow);
}

void PianoRoll::setLoop(std::optional<TickRange> loop) {
  m_state->setLoop(loop);
}

std::optional<TickRange> PianoRoll::loop() const {
  return m_state->scene().loop;
}

void PianoRoll::setLitKeys(std::set<Pitch> keys) {
  m_state->setLitKeys(std::move(keys));
}

void PianoRoll::setCanCapture(bool can) {
  m_state->setCanCapture(can);
}

void PianoRoll::setScale(std::optional<Scale> scale) {
  m_state->setScale(std::move(scale));
}

void PianoRoll::setFold(Fold fold) {
  m_state->setFold(fold);
}

Fold PianoRoll::fold() const {
  return m_state->scene().fold;
}

void PianoRoll::setNoteNaming(NoteNaming naming) {
  m_state->setNaming(naming);
}

void PianoRoll::setSeedEnd(std::optional<Tick> tick) {
  m_state->setSeedEnd(tick);
}

void PianoRoll::setExclusions(std::vector<decode::Exclusion> exclusions, Tick origin) {
  m_state->setExclusions(std::move(exclusions), origin);
}

void PianoRoll::setSelection(edits::NoteIds ids) {
  m_state->setSelection(std::move(ids));
}

const edits::NoteIds& PianoRoll::selection() const {
  return m_state->selection();
}

void PianoRoll::setTool(Tool tool) {
  m_state->setTool(tool);
}

Tool PianoRoll::tool() const {
  return m_state->scene().tool;
}

void PianoRoll::setGrid(GridSetting grid) {
  m_state->setGrid(grid);
}

GridSetting PianoRoll::grid() const {
  return m_state->scene().gridSetting;
}

Tick PianoRoll::gridStep() const {
  const Geometry& geometry = m_state->scene().geometry;
  return m_state->scene().grid().stepAt(geometry.tickAt(geometry.view.width() / 2));
}

void PianoRoll::setRightButton(RightButton meaning) {
  m_state->setRightButton(meaning);
}

void PianoRoll::setQuantiseStrength(double strength) {
  m_state->setQuantiseStrength(std::clamp(strength, 0.0, 1.0));
}

void PianoRoll::setVelocityLaneVisible(bool visible) {
  m_velocity->setVisible(visible);
  m_velocityLabel->setVisible(visible);
}

void PianoRoll::setNextVelocity(int velocity) {
  m_state->defaults().velocity = std::clamp(velocity, 1, 127);
}

double PianoRoll::horizontalZoom() const {
  return m_state->pixelsPerQuarter();
}

void PianoRoll::setHorizontalZoom(double pixelsPerQuarter) {
  m_state->setPixelsPerQuarter(pixelsPerQuarter);
}

double PianoRoll::verticalZoom() const {
  return m_state->scene().geometry.rowHeight;
}

void PianoRoll::setVerticalZoom(double rowHeight) {
  const Geometry& geometry = m_state->scene().geometry;
  m_state->zoomRows(rowHeight / geometry.rowHeight, geometry.view.height() / 2);
}

void PianoRoll::zoomToFit() {
  m_state->fitNotes({});
}

void PianoRoll::zoomToSelection() {
  m_state->fitNotes(m_state->selection());
}

void PianoRoll::showTick(Tick tick) {
  m_state->showTick(tick);
}

void PianoRoll::showPitch(Pitch pitch) {
  m_state->showPitch(pitch);
}

TickRange PianoRoll::shownTime() const {
  const Geometry& geometry = m_state->scene().geometry;
  return {geometry.firstTick(), geometry.lastTick()};
}

void PianoRoll::turnTo(Tick tick) {
  m_state->turnTo(tick);
}

Tick PianoRoll::editTick() const {
  return m_state->scene().cursor.tick;
}

void PianoRoll::setEditTick(Tick tick) {
  m_state->setCursor({tick, m_state->scene().cursor.pitch});
}

void PianoRoll::selectAll() {
  commands::selectAll(*m_state);
}

void PianoRoll::cut() {
  commands::cut(*m_state);
}

void PianoRoll::copy() {
  commands::copy(*m_state);
}

void PianoRoll::paste() {
  commands::paste(*m_state);
}

void PianoRoll::duplicate() {
  commands::duplicate(*m_state);
}

void PianoRoll::deleteSelection() {
  commands::deleteSelection(*m_state);
}

void PianoRoll::quantiseSelection() {
  commands::quantise(*m_state);
}

void PianoRoll::transposeSelection(int semitones) {
  commands::moveSelection(*m_state, Tick(0), semitones, EditStep::New);
}

}  // namespace partimento::ui
