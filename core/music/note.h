#pragma once

#include <cstdint>

#include "core/base/units.h"

namespace partimento {

/// MIDI note number, 0 to 127; 60 is middle C, written C4.
using Pitch = int;
inline constexpr Pitch kLowestPitch = 0;
inline constexpr Pitch kHighestPitch = 127;

/// Names a note within one document, through edits, saving and loading. 0: not named yet (Score::Builder
/// names it).
using NoteId = std::uint64_t;

/// Who wrote a note.
enum class Origin : std::uint8_t { Seed, Model, EditedModel };

/// The rule that had to give way for a generated note to exist.
enum class RelaxedRule : std::uint8_t { None, Tabu, Repetition, Range, Scale, Exclusion };

struct Note {
  NoteId id = 0;
  Tick onset;
  Tick duration;  ///< may be 0: a file may hold such notes, and they survive a round trip
  Pitch pitch = 60;
  std::uint8_t velocity = 80;  ///< 1 to 127
  std::uint8_t releaseVelocity = 64;
  Origin origin = Origin::Seed;
  RelaxedRule relaxed = RelaxedRule::None;
  /// Voice of its staff in which somebody wrote it, 1 (stems up) to 4; 0: the notation finds one. Never
  /// heard.
  std::uint8_t voice = 0;
  /// Letter and accidental in which somebody wrote it: its place on the line of fifths (F -1, C 0, G 1, B
  /// flat -2) plus 64; 0: the notation finds one. Says nothing where that place is not of the pitch's class,
  /// as after a transposition. Never heard.
  std::uint8_t spelling = 0;

  Tick end() const { return onset + duration; }
  bool operator==(const Note&) const = default;
};

inline constexpr int kVoicesOfStaff = 4;

/// Order of notes within a track: by onset, then from low to high, then by id.
inline bool noteBefore(const Note& a, const Note& b) {
  if (a.onset != b.onset) return a.onset < b.onset;
  if (a.pitch != b.pitch) return a.pitch < b.pitch;
  return a.id < b.id;
}

}  // namespace partimento
