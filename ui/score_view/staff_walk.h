#pragma once

#include <optional>

#include "core/notation/notation.h"

/// Going along a voice. Pure functions.
namespace partimento::ui::score {

const notation::Event& eventOf(const notation::Notation& notation, const notation::NotePlace& place);
/// Heads of an event that begin a sounding note, from low to high: those tied from before are not among them.
std::vector<notation::NoteRef> beginningAt(const notation::Event& event);
/// The next (1) or previous (-1) rest, or chord with a note that begins, in the voice of `from`; in bars
/// without that voice, in their first. None: the piece ends there.
std::optional<notation::NotePlace> eventBeside(const notation::Notation& notation,
                                               const notation::NotePlace& from, int direction);

}  // namespace partimento::ui::score
