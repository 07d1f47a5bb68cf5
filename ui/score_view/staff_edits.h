#pragma once

#include <optional>

#include "ui/score_view/score_scene.h"

/// Edits of a score as a notation program means them: a line stays a line. Pure functions.
namespace partimento::ui::score {

/// A voice of a staff.
struct Line {
  std::size_t part = 0;
  std::size_t staff = 0;
  std::size_t voice = 0;

  bool operator==(const Line&) const = default;
};

std::optional<Line> lineOf(const notation::Notation& notation, NoteId id);
/// The track that new notes of a line go to: on a staff that several tracks share, the one that is the voice.
/// None where the staff has no such voice.
std::optional<std::size_t> trackFor(const notation::Notation& notation, const Line& line);
/// Ticks that a written value lasts.
Tick ticksOf(const Score& score, const notation::WrittenValue& value);
/// The plain or dotted value that comes nearest to a length.
notation::WrittenValue valueOf(const Score& score, Tick length);
/// The value that a note is written as, with its tuplet; of tied heads the one that all together have. Where
/// there is none, the nearest to its length.
notation::WrittenValue valueOf(const notation::Notation& notation, const Note& note);
/// Where a value written at a place ends. Parts of a tuplet that ticks cannot hold exactly are rounded each
/// for itself, so that they do not drift apart.
Tick endOf(const notation::Notation& notation, Tick at, const notation::WrittenValue& value);

/// A note written into a line.
struct NewNote {
  std::size_t track = 0;
  Note note;
  std::optional<Line> line;  ///< whose notes make room; none: all of the track in reach of the staff
  enum class Chord { Alone, Added } chord = Chord::Alone;
  enum class Room { Taken, Pushed } room = Room::Taken;
};
/// Adds the note; what its line has in its place goes or begins later, or all later music is pushed on.
/// `added` receives its id.
ScorePtr writeNote(const ScorePtr& score, const notation::Notation& notation, const NewNote& wanted,
                   NoteId* added);
/// All music from `at` on, in every track, begins later by `by`: notes, pedals, changes of tempo and key.
/// Metre and bar lines stay.
ScorePtr pushOn(const ScorePtr& score, Tick at, Tick by);
/// Silence on a line from `begin` to `end`: notes there go, are cut short or begin later.
ScorePtr writeRest(const ScorePtr& score, const notation::Notation& notation, std::size_t track,
                   const Line& line, Tick begin, Tick end);
/// Gives notes another voice (0 to 3) of their staff. The others of their bars stay in the voice in which
/// they are written. On a staff that several tracks share, the notes go to the track that is the voice:
/// `track` receives it. Null where the staff has no such voice.
ScorePtr moveToVoice(const ScorePtr& score, const notation::Notation& notation, std::size_t* track,
                     const edits::NoteIds& ids, int voice);
/// Gives notes another length; what follows on their line makes room.
ScorePtr setLength(const ScorePtr& score, const notation::Notation& notation, std::size_t track,
                   const edits::NoteIds& ids, Tick length);
/// Longer by `by`; a note of the same pitch that begins where one ends becomes part of it.
ScorePtr tieOn(const ScorePtr& score, std::size_t track, const edits::NoteIds& ids, Tick by);

/// The pitch of a letter in the key, as near as can be to `near`.
Pitch nearestPitch(notation::Step step, notation::Key key, Pitch near);
/// So many letters up or down (negative) in the key; not 0.
Pitch stepwise(Pitch pitch, notation::Key key, int steps);

}  // namespace partimento::ui::score
