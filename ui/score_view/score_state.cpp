#include "ui/score_view/score_state.h"

#include <utility>

namespace partimento::ui::score {

ScoreState::ScoreState(QObject* parent) : QObject(parent) {
  layOut();
}

void ScoreState::layOut() {
  const ScorePtr& shown = m_scene.ghost.score ? m_scene.ghost.score : m_scene.score;
  const notation::NotationPtr before = m_scene.layout ? m_scene.layout->notation() : nullptr;
  const notation::NotationPtr notation = notation::renotate(before, shown, {.chords = m_scene.chords});
  engraving::LayoutSettings settings;
  settings.form = m_scene.form == Form::Line ? engraving::LayoutSettings::Form::Line
                                             : engraving::LayoutSettings::Form::Pages;
  m_before = m_scene.layout;
  m_scene.layout = engraving::Layout::make(notation, settings, m_before.get());
  m_scene.marks = NoteMarks(*shown);
  m_scene.hovered = 0;
  m_scene.rest.reset();
}

void ScoreState::setChords(notation::ChordChoice chords) {
  if (chords == m_scene.chords) return;
  m_scene.chords = chords;
  layOut();
  Q_EMIT changed(Changes(Change::Pages) | Change::Overlay);
}

void ScoreState::setScore(ScorePtr score) {
  if (score == m_scene.score) return;
  m_scene.score = std::move(score);
  if (m_scene.track >= m_scene.score->tracks().size()) m_scene.track = 0;
  layOut();
  edits::NoteIds kept;
  if (m_scene.track < m_scene.score->tracks().size()) {
    for (const Note& note : edits::notesWithIds(*m_scene.score, m_scene.track, m_scene.selection))
      kept.insert(note.id);
  }
  const bool lost = kept != m_scene.selection;
  m_scene.selection = std::move(kept);
  Q_EMIT changed(Changes(Change::Pages) | Change::Overlay);
  if (lost) Q_EMIT selectionChanged();
}

void ScoreState::setGhost(GhostTake ghost) {
  if (ghost.score == m_scene.ghost.score) return;
  m_scene.ghost = std::move(ghost);
  layOut();
  Q_EMIT changed(Changes(Change::Pages) | Change::Overlay);
}

void ScoreState::setForm(Form form) {
  if (form == m_scene.form) return;
  m_scene.form = form;
  layOut();
  Q_EMIT changed(Changes(Change::Pages) | Change::Overlay);
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
  Q_EMIT changed(Change::Overlay);
}

void ScoreState::setValue(const notation::WrittenValue& value) {
  if (value == m_value) return;
  m_value = value;
  Q_EMIT valueChanged();
}

void ScoreState::edit(ScorePtr after, const char* name, edits::NoteIds selection, EditStep step) {
  m_scene.score = after;
  m_scene.ghost = {};
  m_scene.selection = std::move(selection);
  layOut();
  Q_EMIT changed(Changes(Change::Pages) | Change::Overlay);
  Q_EMIT selectionChanged();
  Q_EMIT editRequested(std::move(after), QString::fromLatin1(name), step == EditStep::Continues);
}

}  // namespace partimento::ui::score
