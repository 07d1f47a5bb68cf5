#pragma once

#include <optional>
#include <vector>

#include "core/engine/engine.h"

namespace partimento::ui {

/// One candidate for a note, as the search saw it.
struct CandidateLine {
  Symbol symbol;
  double before = 0;  ///< probability of the network
  double after = 0;   ///< after temperature, cuts and rules; 0 when removed
  decode::PruneReason reason = decode::PruneReason::Kept;
  bool chosen = false;
};

/// What a trace tells about one note of its take: the candidates for its pitch (the last pitch step before
/// the note's duration), most probable first.
struct NoteStory {
  std::vector<CandidateLine> pitches;
  std::vector<CandidateLine> durations;  ///< empty where the representation does not say a length next
};

/// Of the take's note of that index. None where the trace does not reach the note or has no candidates for
/// it.
std::optional<NoteStory> noteStory(const decode::Trace& trace, const Take& take, std::size_t note);
/// Of the note whose pitch is the path's pitch of that index.
std::optional<NoteStory> noteStory(const decode::Trace& trace, std::size_t note);

}  // namespace partimento::ui
