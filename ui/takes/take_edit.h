#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/music/history.h"
#include "core/music/score.h"
#include "core/project/project_state.h"

namespace partimento::ui {

/// The notes of a take where they stand in the score: without ids.
std::vector<Note> notesInScore(const project::StoredTake& take);

/// The score with the take in it: lines that the seed has on the tracks that they came from, every other on
/// the track of its name, made where the score has none. Generated notes that stand where the take does make
/// room for it, so that another take can follow one that was accepted; notes that a person wrote stay.
ScorePtr withTake(const ScorePtr& score, const project::StoredTake& take);

/// The track of the score on which a line of the take is played, none where it would be made.
std::optional<std::size_t> trackOfLine(const Score& score, const project::StoredTake& take, int line);

/// The take's notes to show beside a track: of the seed's tracks each shows its own, the first those of lines
/// without one as well.
std::vector<Note> notesBeside(const project::StoredTake& take, std::size_t track);

/// Name of the track on which a line of the take that the seed has not is played: that of the voice, or the
/// seed's track's with a number.
std::string trackNameOf(const Score& score, const project::StoredTake& take, int line);

/// The name of the undo step that writes a take into the score.
inline constexpr const char* kAcceptStep = "Accept take";

/// Whether the current score holds the take: it was accepted, that was not undone, and most of it is still
/// there, moved or changed as it may be. Found out from the history, so that it follows undo and redo.
bool isInPiece(const History& history, const project::StoredTake& take);

/// Where the take begins and ends in the score.
Tick takeBegin(const project::StoredTake& take);
Tick takeEnd(const project::StoredTake& take);

/// Natural log-probability a note; 0 without notes.
double scorePerNote(const Take& take);

/// The request of a remix: another random seed, and a search that draws by chance, of the same width, where
/// the take's own would always find the same.
ComposeRequest remixRequest(const Take& take, std::uint64_t randomSeed);

}  // namespace partimento::ui
