#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/music/scale.h"
#include "core/music/score.h"

/// Edits as pure functions: a score in, a score out, the old one untouched. Track indexes must exist (Error
/// Internal). A note of Origin::Model that changes in pitch, onset, duration or velocity becomes
/// Origin::EditedModel.
namespace partimento::edits {

using NoteIds = std::unordered_set<NoteId>;

/// Adds notes; those with id 0 get one.
ScorePtr addNotes(const ScorePtr& score, std::size_t track, std::span<const Note> notes);
/// Puts each given note in the place of the one with its id; ids that are not there are ignored.
ScorePtr replaceNotes(const ScorePtr& score, std::size_t track, std::span<const Note> notes);
ScorePtr removeNotes(const ScorePtr& score, std::size_t track, const NoteIds& ids);
ScorePtr replaceTrack(const ScorePtr& score, std::size_t track, Track replacement);
ScorePtr addTrack(const ScorePtr& score, Track track);
ScorePtr removeTrack(const ScorePtr& score, std::size_t track);
ScorePtr setTempo(const ScorePtr& score, std::vector<TempoChange> tempo);
ScorePtr setMeter(const ScorePtr& score, std::vector<MeterChange> meter);
/// Bar lines moved so that a bar shorter than the others, an upbeat of this length, comes first. For a piece
/// of one metre; nothing else changes.
ScorePtr setPickup(const ScorePtr& score, Tick length);
ScorePtr setKeys(const ScorePtr& score, std::vector<KeySignature> keys);

/// The same music in finer ticks where a quarter note has fewer than `parts`: then in the least common
/// multiple, so that a quarter note can be divided into that many parts. Else the score itself.
ScorePtr withFinerTicks(const ScorePtr& score, int parts);

/// Moves notes in time and pitch. The whole group stops at tick 0 and at pitches 0 and 127, keeping its
/// shape.
ScorePtr moveNotes(const ScorePtr& score, std::size_t track, const NoteIds& ids, Tick by, int semitones);
/// Pulls onsets to the grid: strength 1 puts them on it, 0.5 halves the distance.
ScorePtr quantise(const ScorePtr& score, std::size_t track, const NoteIds& ids, Tick grid, double strength);
/// Copies of the notes, with new ids, moved; `copies` receives the new ids.
ScorePtr duplicateNotes(const ScorePtr& score, std::size_t track, const NoteIds& ids, Tick by, int semitones,
                        NoteIds* copies = nullptr);

/// The notes of a track with these ids, in order.
std::vector<Note> notesWithIds(const Score& score, std::size_t track, const NoteIds& ids);

}  // namespace partimento::edits
