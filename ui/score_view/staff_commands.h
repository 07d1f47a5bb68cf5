#pragma once

#include <QKeyEvent>
#include <QString>

#include "ui/score_view/score_state.h"

/// What hands and keys do to the notes on the staff. Each is one edit, except where a key is held down.
namespace partimento::ui::score::commands {

/// A click on a head: selects and sounds it; Ctrl adds or takes away, Shift selects up to it.
void clickNote(ScoreState& state, NoteId id, Qt::KeyboardModifiers modifiers);
/// A click beside the notes: the playhead goes there.
void clickPlace(ScoreState& state, const engraving::MusicSpot& spot);
/// A click on a rest: the next letter writes there.
void selectRest(ScoreState& state, const RestPlace& place);
/// Moves the selected notes to a voice (0 to 3) of their staff; where none are selected, or notes are being
/// written, the next ones go there.
void chooseVoice(ScoreState& state, int voice);
/// Writes a note of the present value where the pointer is.
void writeAt(ScoreState& state, const engraving::MusicSpot& spot);
/// Writes a chord of the present value at the caret, which moves on: what a keyboard plays in step entry. Of
/// `keys` it takes pitches and velocities. False while nothing is being written.
bool writeChord(ScoreState& state, const std::vector<Note>& keys);
/// Of these notes those of one track, the one with the most of them; says so where others are left out. Ctrl
/// adds them to the selection.
void selectAmong(ScoreState& state, const edits::NoteIds& ids, Qt::KeyboardModifiers modifiers);
/// Selects the next (1) or previous (-1) note of the track. False when there is none that way.
bool selectNeighbour(ScoreState& state, int direction);
/// Selects the next (1) or previous (-1) rest, or the top note of the next chord, in the voice of what is
/// selected. False when there is none that way.
bool goInTime(ScoreState& state, int direction);
/// Adds the next or previous chord of the voice to the selection.
bool extendInTime(ScoreState& state, int direction);
/// Says what is selected.
void present(ScoreState& state);

/// A head that is held: the selected notes go up and down with it.
struct HeadDrag {
  NoteId held = 0;
  ScorePtr score;  ///< as it was
  notation::NotationPtr notation;
  std::size_t track = 0;
  edits::NoteIds ids;
  int steps = 0;
  bool moved = false;
};
/// None where the note is not selected.
std::optional<HeadDrag> holdHead(const ScoreState& state, NoteId id);
/// So many steps of the scale above (negative: below) where the notes were: all ways together are one edit.
void dragHead(ScoreState& state, HeadDrag& drag, int steps);

/// Does what a key means on the staff. False: nothing.
bool handleKey(ScoreState& state, const QKeyEvent& event);
bool wantsKey(const ScoreState& state, const QKeyEvent& event);

}  // namespace partimento::ui::score::commands

namespace partimento::ui::score {

/// "E flat 4, bar 2, beat 1, dotted quarter note, written by the model".
QString spokenNote(const ScoreScene& scene, NoteId id);
/// "E flat 4".
QString spokenPitch(notation::SpelledPitch pitch, NoteNaming naming);
/// "bar 2, beat 1".
QString spokenBeat(const notation::Notation& notation, std::size_t bar, notation::Fraction at);
/// "voice 2"; empty where the staff's bar has one only.
QString spokenVoice(const notation::StaffBar& bar, std::size_t voice);
/// "Rest, bar 2, beat 1, whole bar".
QString spokenRest(const ScoreScene& scene, const RestPlace& place);
QString spokenValue(const notation::WrittenValue& value);

}  // namespace partimento::ui::score
