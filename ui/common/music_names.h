#pragma once

#include <QString>

#include "core/music/meter_map.h"
#include "core/music/note.h"
#include "core/music/pitch_name.h"
#include "core/music/score.h"

namespace partimento::ui {

/// Name of a scale mode of core/music/scale.h, translated.
QString modeName(const char* mode);
/// "D minor" in the user's language and note naming.
QString keyName(const KeySignature& key, NoteNaming naming);
/// The tonic's pitch class of a key signature.
int keyTonic(const KeySignature& key);
/// "6/8".
QString meterName(TimeSignature signature);
/// "C4" in the user's naming.
QString noteName(Pitch pitch, NoteNaming naming);
/// The same, spelled in the key that the score states at `at`: "Bb4" in F major. With sharps where it states
/// none.
QString noteName(Pitch pitch, NoteNaming naming, const Score& score, Tick at);
/// "dotted quarter note" for a length in 1/24 quarters; figures where the length has no name.
QString noteValueName(int steps);
/// The rule that gave way, as a short name: "tabu list".
QString ruleName(RelaxedRule rule);
/// Why a note stands although a rule forbade it: a whole sentence; empty for RelaxedRule::None.
QString relaxedSentence(RelaxedRule rule);

}  // namespace partimento::ui
