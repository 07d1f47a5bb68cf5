#include "ui/score_view/staff_commands.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/score_view/staff_edits.h"
#include "ui/score_view/staff_pen.h"
#include "ui/score_view/staff_walk.h"

namespace partimento::ui::score::commands {
namespace {

std::vector<Note> selectedNotes(const ScoreState& state) {
  const ScoreScene& scene = state.scene();
  if (scene.track >= scene.score->tracks().size()) return {};
  return edits::notesWithIds(*scene.score, scene.track, scene.selection);
}

const Note* findNote(const Score& score, std::size_t track, NoteId id) {
  for (const Note& note : score.track(track).notes) {
    if (note.id == id) return &note;
  }
  return nullptr;
}

/// What is written next goes on in the voice of a note.
void followVoice(ScoreState& state, NoteId id) {
  if (const auto line = lineOf(*state.scene().layout->notation(), id))
    state.setVoice(static_cast<int>(line->voice));
}

void refuseVoice(ScoreState& state, const QString& number) {
  state.announce(QCoreApplication::translate("ScoreView", "This staff has no voice %1").arg(number));
}

/// Where Left and Right begin: at the selected notes, or at the rest.
std::ptrdiff_t neighbourOf(const ScoreState& state, const std::vector<Note>& notes, int direction) {
  const ScoreScene& scene = state.scene();
  const std::vector<Note> chosen = selectedNotes(state);
  if (!chosen.empty()) {
    const NoteId from = direction > 0 ? chosen.back().id : chosen.front().id;
    const auto at = std::find_if(notes.begin(), notes.end(), [from](const Note& n) { return n.id == from; });
    return at - notes.begin() + direction;
  }
  if (!scene.rest) return direction > 0 ? 0 : static_cast<std::ptrdiff_t>(notes.size()) - 1;
  const notation::Notation& notation = *scene.layout->notation();
  const Tick rest = notation.tickAt(scene.rest->bar, eventOf(notation, *scene.rest).at);
  const auto after =
      std::find_if(notes.begin(), notes.end(), [rest](const Note& n) { return n.onset >= rest; });
  return after - notes.begin() - (direction > 0 ? 0 : 1);
}

/// Where Left and Right begin; none: they go by the track.
std::optional<notation::NotePlace> walkBegin(const ScoreState& state, int direction) {
  const ScoreScene& scene = state.scene();
  if (scene.rest)
    return notation::NotePlace{scene.rest->part, scene.rest->staff, scene.rest->bar, scene.rest->voice,
                               scene.rest->event};
  const std::vector<Note> chosen = selectedNotes(state);
  if (chosen.empty()) return std::nullopt;
  const auto places = scene.layout->notation()->find(direction > 0 ? chosen.back().id : chosen.front().id);
  if (places.empty()) return std::nullopt;
  return direction > 0 ? places.back() : places.front();
}

/// The notes of the score that begin at an event, from low to high; those of a take do not count.
std::vector<notation::NoteRef> notesAt(const ScoreScene& scene, const notation::NotePlace& place) {
  std::vector<notation::NoteRef> refs = beginningAt(eventOf(*scene.layout->notation(), place));
  std::erase_if(refs, [&scene](const notation::NoteRef& ref) { return scene.isGhost(ref.id); });
  return refs;
}

void landOnNote(ScoreState& state, std::size_t track, NoteId id) {
  const Note* found = findNote(*state.scene().score, track, id);
  if (!found) return;
  const Note note = *found;
  state.setSelection(track, {id});
  state.setValue(valueOf(*state.scene().layout->notation(), note));
  followVoice(state, id);
  state.reveal(id);
  state.audition(note.pitch, note.velocity);
  present(state);
}

void presentNow(ScoreState& state) {
  const std::vector<Note> notes = selectedNotes(state);
  if (notes.empty()) return;
  const QString first = spokenNote(state.scene(), notes.front().id);
  const int count = static_cast<int>(notes.size());
  state.announce(
      count == 1
          ? first
          : QCoreApplication::translate("ScoreView", "%n note(s), first: %1", nullptr, count).arg(first));
}

}  // namespace

void clickNote(ScoreState& state, NoteId id, Qt::KeyboardModifiers modifiers) {
  const ScoreScene& scene = state.scene();
  if (scene.isGhost(id)) return;
  const std::optional<std::size_t> track = trackOf(*scene.score, id);
  if (!track) return;
  const Note note = *findNote(*scene.score, *track, id);
  edits::NoteIds ids{id};
  if (*track == scene.track && (modifiers & Qt::ControlModifier)) {
    ids = scene.selection;
    if (!ids.insert(id).second) ids.erase(id);
  } else if (*track == scene.track && (modifiers & Qt::ShiftModifier) && !scene.selection.empty()) {
    const std::vector<Note> chosen = selectedNotes(state);
    const Tick from = std::min(chosen.front().onset, note.onset);
    const Tick to = std::max(chosen.back().onset, note.onset);
    for (const Note& other : scene.score->track(*track).notes) {
      if (other.onset >= from && other.onset <= to) ids.insert(other.id);
    }
  }
  state.setSelection(*track, std::move(ids));
  state.setValue(valueOf(*scene.layout->notation(), note));
  followVoice(state, id);
  state.audition(note.pitch, note.velocity);
  present(state);
}

void selectRest(ScoreState& state, const RestPlace& place) {
  const notation::Notation& notation = *state.scene().layout->notation();
  const notation::Event& rest = eventOf(notation, place);
  state.setRest(place);
  state.setVoice(voiceOf(notation, place).number);
  if (!rest.wholeBar) state.setValue(rest.value);
  state.announce(spokenRest(state.scene(), place));
}

void chooseVoice(ScoreState& state, int voice) {
  state.settle();
  const ScoreScene& scene = state.scene();
  const QString number = QString::number(voice + 1);
  if (scene.caret.on || scene.selection.empty()) {
    const Line line{scene.caret.part, scene.caret.staff, static_cast<std::size_t>(voice)};
    if (scene.caret.on && !trackFor(*scene.layout->notation(), line)) return refuseVoice(state, number);
    state.setVoice(voice);
    return state.announce(QCoreApplication::translate("ScoreView", "Writing in voice %1").arg(number));
  }
  std::size_t track = scene.track;
  const edits::NoteIds ids = scene.selection;
  const ScorePtr after = moveToVoice(scene.score, *scene.layout->notation(), &track, ids, voice);
  if (!after) return refuseVoice(state, number);
  state.setVoice(voice);
  if (*after != *scene.score) {
    if (track != scene.track) state.setSelection(track, {});
    state.edit(after, "Change voice", ids);
  }
  const auto count = static_cast<int>(ids.size());
  state.announce(
      QCoreApplication::translate("ScoreView", "%n note(s) in voice %1", nullptr, count).arg(number));
}

void clickPlace(ScoreState& state, const engraving::MusicSpot& spot) {
  const notation::Notation& notation = *state.scene().layout->notation();
  state.seek(notation.tickAt(spot.bar, spot.at));
}

void writeAt(ScoreState& state, const engraving::MusicSpot& spot) {
  const ScoreScene& scene = state.scene();
  const notation::Notation& notation = *scene.layout->notation();
  NewNote wanted;
  const PenPlace place = penPlace(*scene.layout, spot, state.value());
  const Line line{spot.part, spot.staff, static_cast<std::size_t>(scene.voice)};
  const std::optional<std::size_t> track = trackFor(notation, line);
  if (!track) return refuseVoice(state, QString::number(scene.voice + 1));
  wanted.track = *track;
  wanted.note.onset = onsetAt(notation, place, line);
  wanted.note.duration = endOf(notation, wanted.note.onset, state.value()) - wanted.note.onset;
  wanted.note.pitch = pitchAt(notation, place);
  const std::vector<Note>& notes = scene.score->track(wanted.track).notes;
  const bool joins = std::any_of(notes.begin(), notes.end(), [&](const Note& n) {
    return n.onset == wanted.note.onset && lineOf(notation, n.id) == line;
  });
  wanted.line = line;
  if (joins) wanted.chord = NewNote::Chord::Added;
  if (scene.caret.pushes) wanted.room = NewNote::Room::Pushed;
  NoteId id = 0;
  const ScorePtr after = writeNote(scene.score, notation, wanted, &id);
  if (scene.track != wanted.track) state.setSelection(wanted.track, {});
  Caret caret = scene.caret;
  caret.at = wanted.note.end();
  caret.part = spot.part;
  caret.staff = spot.staff;
  if (caret.on) state.setCaret(caret);
  state.edit(after, "Add note", {id});
  state.audition(wanted.note.pitch, wanted.note.velocity);
  present(state);
}

bool writeChord(ScoreState& state, const std::vector<Note>& keys) {
  state.settle();
  const ScoreScene& scene = state.scene();
  Caret caret = scene.caret;
  if (!caret.on || keys.empty()) return false;
  const notation::NotationPtr notation = scene.layout->notation();
  NewNote wanted;
  wanted.line = Line{caret.part, caret.staff, static_cast<std::size_t>(scene.voice)};
  const std::optional<std::size_t> track = trackFor(*notation, *wanted.line);
  if (!track) {
    refuseVoice(state, QString::number(scene.voice + 1));
    return true;
  }
  wanted.track = *track;
  if (caret.pushes) wanted.room = NewNote::Room::Pushed;
  ScorePtr after = scene.score;
  edits::NoteIds ids;
  for (const Note& key : keys) {
    wanted.note = Note{};
    wanted.note.onset = caret.at;
    wanted.note.duration = endOf(*notation, caret.at, state.value()) - caret.at;
    wanted.note.pitch = key.pitch;
    wanted.note.velocity = key.velocity;
    NoteId id = 0;
    after = writeNote(after, *notation, wanted, &id);
    ids.insert(id);
    wanted.chord = NewNote::Chord::Added;
  }
  caret.at = wanted.note.end();
  if (scene.track != wanted.track) state.setSelection(wanted.track, {});
  state.edit(after, "Step entry", ids);
  state.setCaret(caret);
  state.reveal(*ids.begin());
  present(state);
  return true;
}

void selectAmong(ScoreState& state, const edits::NoteIds& ids, Qt::KeyboardModifiers modifiers) {
  const ScoreScene& scene = state.scene();
  std::size_t track = scene.track;
  edits::NoteIds chosen;
  std::size_t all = 0;
  for (std::size_t t = 0; t < scene.score->tracks().size(); ++t) {
    edits::NoteIds here;
    for (const Note& note : scene.score->track(t).notes) {
      if (ids.contains(note.id)) here.insert(note.id);
    }
    all += here.size();
    if (here.size() <= chosen.size()) continue;
    chosen = std::move(here);
    track = t;
  }
  const auto leftOut = static_cast<int>(all - chosen.size());
  if ((modifiers & Qt::ControlModifier) && track == scene.track)
    chosen.insert(scene.selection.begin(), scene.selection.end());
  state.setSelection(track, std::move(chosen));
  present(state);
  if (leftOut > 0)
    state.announce(QCoreApplication::translate(
        "ScoreView", "A selection holds one track: %n note(s) of others left out", nullptr, leftOut));
}

bool selectNeighbour(ScoreState& state, int direction) {
  state.settle();
  const ScoreScene& scene = state.scene();
  if (scene.track >= scene.score->tracks().size()) return false;
  const std::vector<Note>& notes = scene.score->track(scene.track).notes;
  if (notes.empty()) return false;
  const std::ptrdiff_t index = neighbourOf(state, notes, direction);
  if (index < 0 || index >= static_cast<std::ptrdiff_t>(notes.size())) return false;
  landOnNote(state, scene.track, notes[static_cast<std::size_t>(index)].id);
  return true;
}

bool goInTime(ScoreState& state, int direction) {
  state.settle();
  const ScoreScene& scene = state.scene();
  const notation::NotationPtr notation = scene.layout->notation();
  auto place = walkBegin(state, direction);
  if (!place) return selectNeighbour(state, direction);
  while ((place = eventBeside(*notation, *place, direction))) {
    if (eventOf(*notation, *place).kind == notation::EventKind::Rest) {
      selectRest(state, {place->part, place->staff, place->bar, place->voice, place->event});
      state.revealTick(notation->tickAt(place->bar, eventOf(*notation, *place).at));
      return true;
    }
    const std::vector<notation::NoteRef> notes = notesAt(scene, *place);
    if (notes.empty()) continue;
    landOnNote(state, notes.back().track, notes.back().id);
    return true;
  }
  return false;
}

bool extendInTime(ScoreState& state, int direction) {
  state.settle();
  const ScoreScene& scene = state.scene();
  auto place = walkBegin(state, direction);
  if (!place) return selectNeighbour(state, direction);
  while ((place = eventBeside(*scene.layout->notation(), *place, direction))) {
    edits::NoteIds ids = scene.selection;
    const std::size_t before = ids.size();
    for (const notation::NoteRef& ref : notesAt(scene, *place)) {
      if (ref.track == scene.track) ids.insert(ref.id);
    }
    if (ids.size() == before) continue;
    state.setSelection(scene.track, std::move(ids));
    state.revealTick(
        scene.layout->notation()->tickAt(place->bar, eventOf(*scene.layout->notation(), *place).at));
    present(state);
    return true;
  }
  return false;
}

void present(ScoreState& state) {
  state.whenSettled(Later::Present, [&state] { presentNow(state); });
}

}  // namespace partimento::ui::score::commands
