#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/music/note.h"
#include "core/music/pitch_name.h"
#include "core/music/score.h"

namespace partimento::notation {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // the scoped C hides nothing
enum class Step : std::uint8_t { C, D, E, F, G, A, B };
#pragma GCC diagnostic pop

/// A pitch as it is written: B flat and A sharp are two of them.
struct SpelledPitch {
  Step step = Step::C;
  int alter = 0;   ///< semitones, -2 (double flat) to 2 (double sharp); readers may meet more
  int octave = 4;  ///< of the letter: middle C is C4, the B below it B3, and B sharp 3 sounds as middle C

  /// MIDI number as it sounds; outside 0..127 for what no MIDI file can hold.
  Pitch midi() const;
  /// Steps on the staff counted from C0: D4 is one above C4, whatever their accidentals.
  int diatonic() const { return octave * 7 + static_cast<int>(step); }
  /// Place on the line of fifths: F is -1, C 0, G 1, B flat -2, F sharp 6.
  int fifths() const;
  bool operator==(const SpelledPitch&) const = default;
};

/// A key signature and its mode. `fifths` counts sharps, flats when negative: -7 to 7.
struct Key {
  int fifths = 0;
  bool minor = false;

  bool operator==(const Key&) const = default;
};

/// The tonic as written: {-3, major} is E flat.
SpelledPitch tonicOf(Key key);
/// The key whose tonic is this pitch class, with at most six accidentals in its signature (F sharp major
/// rather than G flat, E flat minor rather than D sharp).
Key keyOf(int tonicPitchClass, bool minor);
/// The alteration that the key's signature gives to a step.
int alterIn(Key key, Step step);

/// The pitch with this place on the line of fifths that sounds as `pitch`. `fifths` belongs to its class.
SpelledPitch spelledAt(Pitch pitch, int fifths);

/// As Note::spelling says it.
std::uint8_t spellingOf(SpelledPitch pitch);
/// What Note::spelling says; none: nothing, or nothing that holds for its pitch.
std::optional<SpelledPitch> statedSpelling(const Note& note);
/// The next way to write what sounds the same, with at most two accidentals: C sharp, D flat, B double sharp,
/// and C sharp again.
SpelledPitch respelled(SpelledPitch pitch);

/// The key that the score states at a tick (that of its first signature before it); none: it states none.
std::optional<Key> keyAt(const Score& score, Tick at);

/// What stands around a note in its own line; either may be missing.
struct SpellingContext {
  Key key;
  std::optional<Pitch> before;
  std::optional<Pitch> after;
};

/// How one note is written: the key's own notes as its signature says, the raised sixth and seventh of minor,
/// other notes as leading tones upwards or as lowered steps downwards by what follows. Names no double
/// sharps or flats unless the key calls for them. Quick enough for painting; a whole piece is spelled better
/// by notate(), which weighs all notes against each other.
SpelledPitch spellPitch(Pitch pitch, const SpellingContext& context);

/// "Bb4", "Sib4", "B4" (German; B natural is H). `pitchName` in core/music names the sharps only.
std::string spelledName(SpelledPitch pitch, NoteNaming naming = NoteNaming::English);
/// The name without its octave.
std::string spelledClassName(SpelledPitch pitch, NoteNaming naming = NoteNaming::English);

}  // namespace partimento::notation
