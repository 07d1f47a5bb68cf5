#include "ui/score_view/score_view.h"

#include <QGridLayout>
#include <QScrollBar>
#include <QSignalBlocker>
#include <algorithm>

#include "ui/score_view/score_canvas.h"
#include "ui/score_view/staff_commands.h"
#include "ui/score_view/staff_pen.h"

namespace partimento::ui {

using namespace score;

ScoreView::ScoreView(QWidget* parent) : QWidget(parent), m_state(std::make_unique<ScoreState>()) {
  m_canvas = new ScoreCanvas(*m_state, this);
  m_horizontal = new QScrollBar(Qt::Horizontal, this);
  m_vertical = new QScrollBar(Qt::Vertical, this);
  setAccessibleName(tr("Score"));
  setFocusProxy(m_canvas);
  layOutWidgets();
  connectState();
  syncScrollBars();
}

ScoreView::~ScoreView() {
  delete m_canvas;  // refers to the state
}

void ScoreView::layOutWidgets() {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(0);
  grid->addWidget(m_canvas, 0, 0);
  grid->addWidget(m_vertical, 0, 1);
  grid->addWidget(m_horizontal, 1, 0);
  grid->setRowStretch(0, 1);
  grid->setColumnStretch(0, 1);
  m_horizontal->setAccessibleName(tr("Scroll sideways"));
  m_vertical->setAccessibleName(tr("Scroll through the pages"));
  for (QScrollBar* bar : {m_horizontal, m_vertical}) bar->setFocusPolicy(Qt::NoFocus);
}

void ScoreView::connectState() {
  ScoreState* state = m_state.get();
  connect(state, &ScoreState::editRequested, this, &ScoreView::editRequested);
  connect(state, &ScoreState::noteAuditioned, this, &ScoreView::noteAuditioned);
  connect(state, &ScoreState::seekRequested, this, &ScoreView::seekRequested);
  connect(state, &ScoreState::selectionChanged, this, &ScoreView::selectionChanged);
  connect(state, &ScoreState::voiceChanged, this, &ScoreView::voiceChanged);
  connect(state, &ScoreState::valueChanged, this, &ScoreView::valueChanged);
  connect(state, &ScoreState::changed, this, [this](Changes what) {
    if (what & Changes(Change::Pages)) Q_EMIT pagesChanged();
  });
  connect(m_canvas, &ScoreCanvas::scrolled, this, &ScoreView::scrolled);
  connect(state, &ScoreState::announced, this, [this](const QString& text) {
    m_canvas->setAccessibleDescription(text);
    Q_EMIT announced(text);
  });
  connect(m_canvas, &ScoreCanvas::viewChanged, this, &ScoreView::syncScrollBars);
  const auto scroll = [this] { m_canvas->scrollByHand(m_horizontal->value(), m_vertical->value()); };
  connect(m_horizontal, &QScrollBar::valueChanged, this, scroll);
  connect(m_vertical, &QScrollBar::valueChanged, this, scroll);
}

void ScoreView::syncScrollBars() {
  const PageGeometry& geometry = m_canvas->geometry();
  const QSignalBlocker quietHorizontal(m_horizontal);
  const QSignalBlocker quietVertical(m_vertical);
  const QSize room = geometry.contentSize() - geometry.view;
  m_horizontal->setRange(0, std::max(0, room.width()));
  m_horizontal->setPageStep(geometry.view.width());
  m_horizontal->setSingleStep(4 * geometry.space);
  m_horizontal->setValue(geometry.scrollX);
  m_vertical->setRange(0, std::max(0, room.height()));
  m_vertical->setPageStep(geometry.view.height());
  m_vertical->setSingleStep(6 * geometry.space);
  m_vertical->setValue(geometry.scrollY);
  m_horizontal->setVisible(room.width() > 0);
}

void ScoreView::setScore(ScorePtr score) {
  m_state->setScore(std::move(score));
}

void ScoreView::setGhost(GhostTake ghost) {
  m_state->setGhost(std::move(ghost));
}

void ScoreView::setTrack(std::size_t track) {
  m_state->setTrack(track);
}

std::size_t ScoreView::track() const {
  return scene().track;
}

void ScoreView::setSelection(edits::NoteIds ids) {
  if (ids == selection()) return;
  m_state->setSelection(scene().track, std::move(ids));
  if (scene().track >= scene().score->tracks().size()) return;
  const auto notes = edits::notesWithIds(*scene().score, scene().track, selection());
  const auto [from, to] = shownTime();
  const bool seen = std::any_of(notes.begin(), notes.end(), [from = from, to = to](const Note& note) {
    return note.onset >= from && note.onset < to;
  });
  if (notes.size() == 1 || (!seen && !notes.empty())) m_state->reveal(notes.front().id);
}

const edits::NoteIds& ScoreView::selection() const {
  return scene().selection;
}

void ScoreView::setPlayhead(Tick tick) {
  m_state->setPlayhead(tick);
}

void ScoreView::setPlaying(bool playing) {
  m_state->setPlaying(playing);
}

void ScoreView::showTick(Tick tick) {
  m_state->whenSettled(Later::Reveal, [this, tick] { m_canvas->revealTick(tick); });
}

std::pair<Tick, Tick> ScoreView::shownTime() const {
  return m_canvas->shownTime();
}

void ScoreView::turnTo(Tick tick) {
  m_canvas->turnTo(tick);
}

void ScoreView::setNoteNaming(NoteNaming naming) {
  m_state->setNaming(naming);
}

void ScoreView::chooseVoice(int voice) {
  commands::chooseVoice(*m_state, voice);
}

bool ScoreView::writeChord(const std::vector<Note>& keys) {
  return commands::writeChord(*m_state, keys);
}

int ScoreView::voice() const {
  return scene().voice;
}

QString ScoreView::presentValue() const {
  return tr("%1, voice %2").arg(spokenValue(m_state->value()), QString::number(voice() + 1));
}

std::optional<KeySignature> ScoreView::guessedKey() const {
  const notation::Notation& notation = *scene().layout->notation();
  if (!notation.keyConfidence() || notation.score()->noteCount() == 0) return std::nullopt;
  const notation::Key key = notation.bars().front().key;
  return KeySignature{Tick(0), key.fifths, key.minor};
}

ScoreView::PastePlace ScoreView::pastePlace(Tick copied) const {
  const ScoreScene& here = scene();
  const notation::Notation& notation = *here.layout->notation();
  const auto voice = static_cast<std::size_t>(here.voice);
  const auto trackOf = [&](std::size_t part, std::size_t staff) {
    return trackFor(notation, {part, staff, voice}).value_or(here.track);
  };
  if (here.caret.on) return {trackOf(here.caret.part, here.caret.staff), here.caret.at};
  if (const auto& rest = here.rest)
    return {trackOf(rest->part, rest->staff), notation.tickAt(rest->bar, eventOf(notation, *rest).at)};
  const bool any = here.track < here.score->tracks().size() && !here.selection.empty();
  if (!any) return {here.track, placeNear(*here.layout, here.playhead, m_state->value())};
  const auto notes = edits::notesWithIds(*here.score, here.track, here.selection);
  Tick end;
  for (const Note& note : notes) end = std::max(end, note.end());
  return {here.track, end == copied ? end : notes.front().onset};
}

void ScoreView::moveCaret(Tick tick) {
  Caret caret = scene().caret;
  if (!caret.on) return;
  caret.at = tick;
  m_state->setCaret(caret);
}

void ScoreView::setForm(Form form) {
  if (form == scene().form) return;
  m_state->setForm(form);
  m_canvas->zoomToFit();
  m_canvas->revealTick(scene().playhead);
  Q_EMIT formChanged();
}

void ScoreView::setChords(notation::ChordChoice chords) {
  m_state->setChords(chords);
}

Form ScoreView::form() const {
  return scene().form;
}

void ScoreView::setPaper(Paper paper) {
  m_state->setPaper(paper);
}

Paper ScoreView::paper() const {
  return scene().paper;
}

double ScoreView::zoom() const {
  return m_canvas->zoom();
}

void ScoreView::setZoom(double percent) {
  m_canvas->setZoom(percent);
}

void ScoreView::zoomBy(double factor) {
  m_canvas->zoomAt(factor, QPointF(m_canvas->width() / 2.0, m_canvas->height() / 3.0));
}

void ScoreView::zoomToFit() {
  m_canvas->zoomToFit();
}

const engraving::LayoutPtr& ScoreView::layoutShown() const {
  return scene().layout;
}

const ScoreScene& ScoreView::scene() const {
  return m_state->scene();
}

}  // namespace partimento::ui
