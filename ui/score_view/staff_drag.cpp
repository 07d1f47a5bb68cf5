// Heads that a hand moves up and down.

#include "ui/score_view/staff_commands.h"
#include "ui/score_view/staff_edits.h"

namespace partimento::ui::score::commands {

std::optional<HeadDrag> holdHead(const ScoreState& state, NoteId id) {
  const ScoreScene& scene = state.scene();
  if (!scene.selection.contains(id)) return std::nullopt;
  return HeadDrag{id, scene.score, scene.layout->notation(), scene.track, scene.selection};
}

void dragHead(ScoreState& state, HeadDrag& drag, int steps) {
  if (steps == drag.steps) return;
  drag.steps = steps;
  const notation::Notation& notation = *drag.notation;
  std::vector<Note> notes = edits::notesWithIds(*drag.score, drag.track, drag.ids);
  const Note* held = nullptr;
  for (Note& note : notes) {
    if (steps != 0) note.pitch = stepwise(note.pitch, notation.bars()[notation.barAt(note.onset)].key, steps);
    if (note.id == drag.held) held = &note;
  }
  state.edit(edits::replaceNotes(drag.score, drag.track, notes), "Transpose", drag.ids,
             drag.moved ? EditStep::Continues : EditStep::New);
  drag.moved = true;
  if (held) state.audition(held->pitch, held->velocity);
  present(state);
}

}  // namespace partimento::ui::score::commands
