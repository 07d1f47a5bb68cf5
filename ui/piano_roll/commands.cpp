#include "ui/piano_roll/commands.h"

#include <QCoreApplication>
#include <algorithm>

namespace partimento::ui::roll::commands {
namespace {

std::vector<Note> selectedNotes(const RollState& state) {
  if (!state.scene().hasTrack()) return {};
  return edits::notesWithIds(*state.score(), state.scene().track, state.selection());
}

/// Speaks and, when there is one note, sounds it.
void present(RollState& state) {
  const std::vector<Note> notes = selectedNotes(state);
  if (notes.empty()) return;
  const Scene& scene = state.scene();
  const QString first = spokenNote(scene, notes.front());
  const int count = static_cast<int>(notes.size());
  state.announce(
      count == 1
          ? first
          : QCoreApplication::translate("PianoRoll", "%n note(s), first: %1", nullptr, count).arg(first));
}

void reveal(RollState& state) {
  const std::vector<Note> notes = selectedNotes(state);
  if (notes.empty()) return;
  Pitch lowest = notes.front().pitch;
  Pitch highest = lowest;
  Tick end = notes.front().end();
  for (const Note& note : notes) {
    lowest = std::min(lowest, note.pitch);
    highest = std::max(highest, note.pitch);
    end = std::max(end, note.end());
  }
  state.showRange({notes.front().onset, end}, lowest, highest);
}

void placeCursor(RollState& state, EditCursor cursor) {
  const Scene& scene = state.scene();
  state.setCursor(cursor);
  state.setCursorShown(true);
  state.showRange({cursor.tick, scene.grid().next(cursor.tick)}, cursor.pitch, cursor.pitch);
  state.announce(QCoreApplication::translate("PianoRoll", "%1, %2")
                     .arg(QString::fromStdString(pitchName(cursor.pitch, scene.naming)),
                          spokenPlace(scene, cursor.tick)));
}

/// Replaces the selected notes by changed ones.
template <typename ChangeNote>
void change(RollState& state, const char* name, EditStep step, ChangeNote changeNote) {
  std::vector<Note> notes = selectedNotes(state);
  if (notes.empty()) return;
  const std::vector<Note> before = notes;
  for (Note& note : notes) changeNote(note);
  if (notes == before) return;
  state.edit(edits::replaceNotes(state.score(), state.scene().track, notes), name, state.selection(), step);
  present(state);
}

}  // namespace

void selectAll(RollState& state) {
  edits::NoteIds ids;
  for (const Note& note : state.scene().notes.all()) ids.insert(note.id);
  state.setSelection(std::move(ids));
  present(state);
}

void deleteSelection(RollState& state) {
  const std::vector<Note> notes = selectedNotes(state);
  if (notes.empty()) return;
  state.setCursor({notes.front().onset, notes.front().pitch});
  state.edit(edits::removeNotes(state.score(), state.scene().track, state.selection()), "Delete notes", {});
  const int count = static_cast<int>(notes.size());
  state.announce(QCoreApplication::translate("PianoRoll", "%n note(s) deleted", nullptr, count));
}

void quantise(RollState& state) {
  const Scene& scene = state.scene();
  if (!scene.hasTrack()) return;
  edits::NoteIds ids = state.selection();
  if (ids.empty()) {
    for (const Note& note : scene.notes.all()) ids.insert(note.id);
  }
  if (ids.empty()) return;
  const Tick step = scene.grid().stepAt(scene.notes.all().front().onset);
  const ScorePtr after = edits::quantise(state.score(), scene.track, ids, step, state.quantiseStrength());
  if (*after == *state.score()) return;
  state.edit(after, "Quantise", state.selection());
  const int count = static_cast<int>(ids.size());
  state.announce(QCoreApplication::translate("PianoRoll", "%n note(s) quantised", nullptr, count));
}

void moveSelection(RollState& state, Tick by, int semitones, EditStep step) {
  const std::vector<Note> before = selectedNotes(state);
  if (before.empty()) return;
  const ScorePtr after =
      edits::moveNotes(state.score(), state.scene().track, state.selection(), by, semitones);
  const std::vector<Note> moved = edits::notesWithIds(*after, state.scene().track, state.selection());
  if (moved == before) return;
  state.edit(after, semitones != 0 ? "Transpose" : "Move notes", state.selection(), step);
  reveal(state);
  if (semitones != 0) state.auditionBriefly(moved.front().pitch, moved.front().velocity);
  present(state);
}

void nudge(RollState& state, int direction, Qt::KeyboardModifiers modifiers, EditStep step) {
  const std::vector<Note> notes = selectedNotes(state);
  if (notes.empty()) return;
  const Scene& scene = state.scene();
  const Tick first = notes.front().onset;
  const Tick way = (modifiers & Qt::ShiftModifier)
                       ? scene.score->meter().barLength(scene.score->meter().at(first).signature)
                       : scene.grid().stepAt(first);
  moveSelection(state, way * direction, 0, step);
}

void lengthen(RollState& state, int steps, EditStep step) {
  const Grid grid = state.scene().grid();
  const Tick by = grid.stepAt(state.scene().cursor.tick) * steps;
  const Tick least(std::max(state.score()->ticksPerQuarter() / 16, 1));
  change(state, "Resize notes", step, [&](Note& note) {
    if (note.duration + by >= std::min(least, grid.stepAt(note.onset))) note.duration += by;
  });
  const std::vector<Note> notes = selectedNotes(state);
  if (notes.size() == 1) state.defaults().length = notes.front().duration;
}

void changeVelocity(RollState& state, int by, EditStep step) {
  change(state, "Change velocity", step, [by](Note& note) {
    note.velocity = static_cast<std::uint8_t>(std::clamp(note.velocity + by, 1, 127));
  });
  const std::vector<Note> notes = selectedNotes(state);
  if (notes.empty()) return;
  state.auditionBriefly(notes.front().pitch, notes.front().velocity);
  state.announce(QCoreApplication::translate("PianoRoll", "Velocity %1").arg(notes.front().velocity));
}

void duplicate(RollState& state) {
  const std::vector<Note> notes = selectedNotes(state);
  if (notes.empty()) return;
  Tick end = notes.front().end();
  for (const Note& note : notes) end = std::max(end, note.end());
  const Grid grid = state.scene().grid();
  const Tick first = grid.cellStart(notes.front().onset);
  const Tick landing = grid.cellStart(end) == end ? end : grid.next(end);
  edits::NoteIds copies;
  const ScorePtr after = edits::duplicateNotes(state.score(), state.scene().track, state.selection(),
                                               std::max(landing - first, Tick(1)), 0, &copies);
  state.edit(after, "Duplicate notes", copies);
  reveal(state);
  present(state);
}

void addAtCursor(RollState& state) {
  const Scene& scene = state.scene();
  if (!scene.hasTrack()) return;
  Note note;
  note.id = newNoteId();
  note.onset = scene.cursor.tick;
  note.pitch = scene.cursor.pitch;
  note.velocity = static_cast<std::uint8_t>(std::clamp(state.defaults().velocity, 1, 127));
  note.duration =
      state.defaults().length > Tick(0) ? state.defaults().length : scene.grid().stepAt(note.onset);
  state.edit(edits::addNotes(state.score(), scene.track, std::span<const Note>(&note, 1)), "Add note", {});
  state.setCursor({note.end(), note.pitch});
  state.auditionBriefly(note.pitch, note.velocity);
  state.announce(spokenNote(scene, note));
  state.showRange({note.onset, note.end() + scene.grid().stepAt(note.end())}, note.pitch, note.pitch);
}

void moveCursor(RollState& state, int steps, int rows) {
  const Scene& scene = state.scene();
  EditCursor cursor = scene.cursor;
  const Grid grid = scene.grid();
  for (; steps > 0; --steps) cursor.tick = grid.next(cursor.tick);
  for (; steps < 0; ++steps) cursor.tick = grid.previous(cursor.tick);
  cursor.pitch = scene.geometry.rows.pitchAt(scene.geometry.rows.rowOf(cursor.pitch) - rows);
  placeCursor(state, cursor);
  if (rows != 0) state.auditionBriefly(cursor.pitch, state.defaults().velocity);
}

void moveCursorByBar(RollState& state, int direction) {
  const MeterMap& meter = state.score()->meter();
  EditCursor cursor = state.scene().cursor;
  const BarPosition here = meter.at(cursor.tick);
  const std::int64_t bar = direction > 0 ? here.bar + 1 : here.inBar > Tick(0) ? here.bar : here.bar - 1;
  cursor.tick = meter.barStart(std::max<std::int64_t>(bar, 0));
  placeCursor(state, cursor);
}

bool selectNeighbour(RollState& state, int direction) {
  const auto notes = state.scene().notes.all();
  const auto selected = [&](const Note& note) { return state.selection().contains(note.id); };
  const Note* found = nullptr;
  if (direction > 0) {
    auto last = std::find_if(notes.rbegin(), notes.rend(), selected);
    if (last != notes.rend()) {
      if (last != notes.rbegin()) found = &*(last - 1);
    } else {
      const auto next = std::find_if(notes.begin(), notes.end(), [&](const Note& note) {
        return note.onset >= state.scene().cursor.tick;
      });
      found = next != notes.end() ? &*next : notes.empty() ? nullptr : &notes.front();
    }
  } else {
    auto first = std::find_if(notes.begin(), notes.end(), selected);
    if (first != notes.end()) {
      if (first != notes.begin()) found = &*(first - 1);
    } else if (!notes.empty()) {
      const auto before = std::find_if(notes.rbegin(), notes.rend(), [&](const Note& note) {
        return note.onset < state.scene().cursor.tick;
      });
      found = before != notes.rend() ? &*before : nullptr;
    }
  }
  if (!found) return false;
  const Note note = *found;
  state.setSelection({note.id});
  state.setCursor({note.onset, note.pitch});
  reveal(state);
  state.auditionBriefly(note.pitch, note.velocity);
  present(state);
  return true;
}

}  // namespace partimento::ui::roll::commands
