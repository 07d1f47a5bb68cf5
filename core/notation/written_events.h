#pragma once

#include <optional>
#include <vector>

#include "core/music/score.h"
#include "core/notation/marks.h"

/// What somebody wrote and nobody hears, kept among the raw events as texts of our own, beside the words of
/// core/music/text_events.
namespace partimento::notation {

/// From here on the track's staff has this clef: of several tracks on a staff the first's counts.
struct ClefEvent {
  Tick at;
  Clef clef;

  bool operator==(const ClefEvent&) const = default;
};

/// "partimento-clef:G2-1".
RawEvent rawEvent(const ClefEvent& clef);
/// In order of time. What names no clef is passed over.
std::vector<ClefEvent> clefsOf(const Track& track);

/// Repeat signs and endings of the bar that begins here, in a score that does not play them out;
/// "partimento-repeat:start end*3 ending=1,2 begins closes", on the conductor's track.
RawEvent repeatEvent(Tick at, const Barlines& signs);
/// None: the event is no such one.
std::optional<Barlines> repeatSignsIn(const RawEvent& event);

}  // namespace partimento::notation
