#include "ui/score_view/score_state.h"

#include <utility>

namespace partimento::ui::score {

ScoreState::ScoreState(QObject* parent) : QObject(parent) {
  layOut();
}

ScoreState::Order ScoreState::order() const {
  return {m_wanted, m_scene.ghost.score ? m_scene.ghost.score : m_scene.score, m_scene.chords, m_scene.form,
          m_scene.layout};
}

ScoreState::Sheet ScoreState::engrave(const Order& order) {
  const notation::NotationPtr before = order.before ? order.before->notation() : nullptr;
  const notation::NotationPtr notation = notation::renotate(before, order.score, {.chords = order.chords});
  engraving::LayoutSettings settings;
  settings.form = order.form == Form::Line ? engraving::LayoutSettings::Form::Line
                                           : engraving::LayoutSettings::Form::Pages;
  return {engraving::Layout::make(notation, settings, order.before.get()), NoteMarks(*order.score)};
}

void ScoreState::layOut() {
  ++m_wanted;
  take(engrave(order()));
  m_shown = m_wanted;
}

void ScoreState::layOutSoon() {
  m_scene.hovered = 0;
  m_scene.rest.reset();
  m_scene.pen.reset();
  const ScorePtr& shown = m_scene.ghost.score ? m_scene.ghost.score : m_scene.score;
  const std::size_t tracks = m_scene.layout->notation()->score()->tracks().size();
  if (shown->noteCount() <= kAtOnce || shown->tracks().size() != tracks) return layOut();
  ++m_wanted;
  if (!m_working) startWorker();
}

void ScoreState::startWorker() {
  if (!m_worker) m_worker = std::make_unique<Worker>();
  m_working = true;
  m_worker->post([this, order = order()](std::stop_token) {
    std::shared_ptr<Sheet> sheet;
    try {
      sheet = std::make_shared<Sheet>(engrave(order));
    } catch (...) {  // settling tries again, where the failure is seen
    }
    callLater(this, [this, number = order.number, sheet] { arrived(number, sheet); });
  });
}

void ScoreState::arrived(std::uint64_t number, const std::shared_ptr<Sheet>& sheet) {
  m_working = false;
  if (number > m_shown && sheet) {
    take(std::move(*sheet));
    m_shown = number;
    Q_EMIT changed(Changes(Change::Pages) | Change::Overlay);
  }
  if (!lags()) return runLater();
  sheet ? startWorker() : settle();
}

void ScoreState::take(Sheet sheet) {
  // To take down the pages of a long piece takes milliseconds too.
  if (m_worker && m_before) m_worker->post([old = std::move(m_before)](std::stop_token) {});
  m_before = std::move(m_scene.layout);
  m_scene.layout = std::move(sheet.layout);
  m_remarked = m_scene.marks.differences(sheet.marks);
  const std::unordered_set<NoteId>& pale = m_scene.ghost.notes;
  if (pale != m_pale) {
    m_remarked.insert(m_remarked.end(), m_pale.begin(), m_pale.end());
    m_remarked.insert(m_remarked.end(), pale.begin(), pale.end());
    m_pale = pale;
  }
  m_scene.marks = std::move(sheet.marks);
  m_scene.hovered = 0;
  m_scene.rest.reset();
  m_scene.pen.reset();
}

void ScoreState::settle() {
  if (!lags()) return;
  layOut();
  announcePages();
}

void ScoreState::whenSettled(Later kind, std::function<void()> call) {
  if (!lags()) return call();
  m_later[static_cast<std::size_t>(kind)] = std::move(call);
}

void ScoreState::runLater() {
  for (std::function<void()>& later : m_later) {
    if (const auto call = std::exchange(later, nullptr)) call();
  }
}

void ScoreState::announcePages() {
  Q_EMIT changed(lags() ? Changes(Change::Overlay) : Changes(Change::Pages) | Change::Overlay);
  if (!lags()) runLater();
}

void ScoreState::reveal(NoteId id) {
  whenSettled(Later::Reveal, [this, id] { Q_EMIT revealRequested(id); });
}

void ScoreState::revealTick(Tick tick) {
  whenSettled(Later::Reveal, [this, tick] { Q_EMIT revealTickRequested(tick); });
}

void ScoreState::setChords(notation::ChordChoice chords) {
  if (chords == m_scene.chords) return;
  m_scene.chords = chords;
  layOut();
  announcePages();
}

void ScoreState::setScore(ScorePtr score) {
  if (score == m_scene.score) return;
  m_scene.score = std::move(score);
  if (m_scene.track >= m_scene.score->tracks().size()) m_scene.track = 0;
  layOutSoon();
  edits::NoteIds kept;
  if (m_scene.track < m_scene.score->tracks().size()) {
    for (const Note& note : edits::notesWithIds(*m_scene.score, m_scene.track, m_scene.selection))
      kept.insert(note.id);
  }
  const bool lost = kept != m_scene.selection;
  m_scene.selection = std::move(kept);
  announcePages();
  if (lost) Q_EMIT selectionChanged();
}

void ScoreState::setGhost(GhostTake ghost) {
  if (ghost.score == m_scene.ghost.score) return;
  m_scene.ghost = std::move(ghost);
  layOutSoon();
  announcePages();
}

void ScoreState::setForm(Form form) {
  if (form == m_scene.form) return;
  m_scene.form = form;
  layOut();
  announcePages();
}

void ScoreState::setPaper(Paper paper) {
  if (paper == m_scene.paper) return;
  m_scene.paper = paper;
  m_before = nullptr;
  Q_EMIT changed(Changes(Change::Pages) | Change::Overlay);
}

void ScoreState::setNaming(NoteNaming naming) {
  m_scene.naming = naming;
}

void ScoreState::setTrack(std::size_t track) {
  if (track == m_scene.track) return;
  setSelection(track, {});
}

void ScoreState::setSelection(std::size_t track, edits::NoteIds ids) {
  if (!ids.empty()) m_scene.rest.reset();
  if (track == m_scene.track && ids == m_scene.selection) return;
  m_scene.track = track;
  m_scene.selection = std::move(ids);
  Q_EMIT changed(Change::Overlay);
  Q_EMIT selectionChanged();
}

void ScoreState::setRest(std::optional<RestPlace> rest) {
  if (rest) setSelection(m_scene.track, {});
  if (rest == m_scene.rest) return;
  m_scene.rest = rest;
  Q_EMIT changed(Change::Overlay);
  Q_EMIT restChanged();
}

void ScoreState::setVoice(int voice) {
  if (voice == m_scene.voice) return;
  m_scene.voice = voice;
  Q_EMIT changed(Change::Overlay);
  Q_EMIT voiceChanged();
}

void ScoreState::setHovered(NoteId id) {
  if (id == m_scene.hovered) return;
  m_scene.hovered = id;
  Q_EMIT changed(Change::Overlay);
}

void ScoreState::setPlayhead(Tick tick) {
  if (tick == m_scene.playhead) return;
  m_scene.playhead = tick;
  Q_EMIT changed(Change::Playhead);
}

void ScoreState::setPlaying(bool playing) {
  if (playing == m_scene.playing) return;
  m_scene.playing = playing;
  Q_EMIT changed(Change::Overlay);
}

void ScoreState::setCaret(const Caret& caret) {
  if (caret == m_scene.caret) return;
  m_scene.caret = caret;
  if (!caret.on) m_scene.pen.reset();
  Q_EMIT changed(Change::Overlay);
}

void ScoreState::setPen(const std::optional<PenPlace>& pen) {
  if (pen == m_scene.pen) return;
  m_scene.pen = pen;
  Q_EMIT changed(Change::Overlay);
}

void ScoreState::setValue(const notation::WrittenValue& value) {
  if (value == m_value) return;
  m_value = value;
  if (m_scene.pen) {
    m_scene.pen->value = value;
    Q_EMIT changed(Change::Overlay);
  }
  Q_EMIT valueChanged();
}

void ScoreState::edit(ScorePtr after, const char* name, edits::NoteIds selection, EditStep step) {
  m_scene.score = after;
  m_scene.ghost = {};
  m_scene.selection = std::move(selection);
  layOutSoon();
  announcePages();
  Q_EMIT selectionChanged();
  Q_EMIT editRequested(std::move(after), QString::fromLatin1(name), step == EditStep::Continues);
}

}  // namespace partimento::ui::score
