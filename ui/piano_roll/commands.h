#pragma once

#include <QKeyEvent>
#include <QString>

#include "ui/piano_roll/roll_state.h"

/// What the keyboard and menus do to the notes. Each is one edit of its own, except where a key is held down.
namespace partimento::ui::roll::commands {

void selectAll(RollState& state);
/// To and from the clipboard, as music: other documents and other windows of the program understand it.
void copy(RollState& state);
void cut(RollState& state);
/// At the edit cursor, which moves on to the end of what was pasted.
void paste(RollState& state);
bool canPaste();
/// A copy right after the selection, on the next grid line; it becomes the selection.
void duplicate(RollState& state);
void deleteSelection(RollState& state);
/// The selection, or all notes when nothing is selected.
void quantise(RollState& state);
void moveSelection(RollState& state, Tick by, int semitones, EditStep step);
/// One grid step (or bar) to the left (-1) or right (+1).
void nudge(RollState& state, int direction, Qt::KeyboardModifiers modifiers, EditStep step);
/// Makes the selection longer or shorter by grid steps.
void lengthen(RollState& state, int steps, EditStep step);
void changeVelocity(RollState& state, int by, EditStep step);
void addAtCursor(RollState& state);
void moveCursor(RollState& state, int steps, int rows);
/// To the beginning of the next (1) or previous (-1) bar.
void moveCursorByBar(RollState& state, int direction);
/// Selects the next (1) or previous (-1) note in time. False when there is none that way.
bool selectNeighbour(RollState& state, int direction);

/// Does what a key means in the roll. False: the key means nothing here.
bool handleKey(RollState& state, const QKeyEvent& event);
/// Whether handleKey would do something: for taking keys before the window's shortcuts get them.
bool wantsKey(const RollState& state, const QKeyEvent& event);

}  // namespace partimento::ui::roll::commands

namespace partimento::ui::roll {

/// "C4, bar 2, beat 1, quarter note, written by the model": what a note is to somebody who does not see it.
QString spokenNote(const Scene& scene, const Note& note);
QString spokenPlace(const Scene& scene, Tick tick);
/// "dotted eighth note"; a count of beats where no note value fits.
QString spokenLength(const Scene& scene, Tick at, Tick length);

}  // namespace partimento::ui::roll
