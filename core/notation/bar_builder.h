#pragma once

#include <cstddef>
#include <vector>

#include "core/notation/staff_bar.h"
#include "core/notation/voice_rhythm.h"

namespace partimento::notation {

/// An event on its way to a StaffBar, with the notes behind its heads.
struct DraftEvent {
  Event event;
  std::vector<const LineNote*> notes;  ///< one for each head, in the order of Event::notes
};

struct DraftVoice {
  Voice voice;  ///< without events
  std::vector<DraftEvent> events;
};

/// A voice's notes in written order, and its tuplets.
struct VoiceLineNotes {
  std::vector<const LineNote*> notes;  ///< no grace notes; sorted by `from`
  VoiceTuplets tuplets;
};

/// Cuts a voice into the events of one bar: values, ties, rests, tuplets. `first`: index of the first note
/// that may reach into the bar. Empty where nothing sounds.
/// Stems, beams, accidentals and heads' spelling come later.
DraftVoice buildVoice(const VoiceLineNotes& line, std::size_t first, const BarGrid::Entry& bar,
                      std::size_t index);

/// A voice that rests all the bar.
DraftVoice restingVoice(const BarGrid::Entry& bar, EventKind kind);

/// A voice beside others shows no rests before the beat in which it begins and after the one in which it
/// ends; within these beats rests tell when.
void hideOuterRests(std::vector<Event>& events, const Metre& metre);

}  // namespace partimento::notation
