#pragma once

#include "core/base/random.h"
#include "core/music/score.h"
#include "core/project/project_state.h"
#include "core/project/snapshot.h"

namespace partimento::project::test {

/// Values that use every field, the unusual ones too; the same for the same state of the generator.
Note randomNote(Random& random);
Track randomTrack(Random& random, std::size_t notes);
ScorePtr randomScore(Random& random, std::size_t tracks, std::size_t notes);
std::shared_ptr<const decode::Trace> randomTrace(Random& random);
StoredTake randomTake(Random& random);

/// A melody of `notes` notes in one track, as a user would have drawn it.
ScorePtr melody(std::size_t notes);
/// A history of `steps` edits of single notes.
std::vector<History::Step> editedHistory(ScorePtr first, std::size_t steps, Random& random);
/// A document with history, takes and view state, as the journal and the file see it.
Snapshot randomSnapshot(Random& random, std::size_t steps, std::size_t takes);

void expectSameScore(const Score& a, const Score& b);
void expectSameTake(const StoredTake& a, const StoredTake& b);
/// History, takes with recipes and traces, view state.
void expectSameProject(const Snapshot& a, const Snapshot& b);

}  // namespace partimento::project::test
