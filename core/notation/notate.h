#pragma once

#include <optional>
#include <vector>

#include "core/notation/notation.h"

namespace partimento::notation {

/// How the notes of a part are shared among its staves.
enum class StaffSplit : std::uint8_t {
  OneStaff,
  Hands,  ///< two staves; each note goes to the hand that most likely plays it
};

/// A part to be written. One entry in `staves` for each staff: the tracks whose notes stand on it (several
/// become voices, the first on top). With StaffSplit::Hands one entry, split over two staves.
struct PartPlan {
  std::vector<std::vector<std::size_t>> staves;
  StaffSplit split = StaffSplit::OneStaff;

  bool operator==(const PartPlan&) const = default;
};

enum class TupletChoice : std::uint8_t {
  None,                ///< binary divisions only
  Triplets,            ///< in simple metres triplets, in compound ones duplets and quadruplets
  TripletsQuintuplets  ///< quintuplets and septuplets too, where they are clearly meant
};

enum class GraceChoice : std::uint8_t {
  InTime,  ///< every note takes the time it sounds
  Small    ///< very short notes before a longer one become grace notes
};

enum class ChordChoice : std::uint8_t {
  AsWritten,  ///< the chord symbols that the score has
  Estimated   ///< where it has none, from the notes
};

struct NotateOptions {
  /// Empty: one part a track; a track with the compass of two hands is split; two neighbouring keyboard
  /// tracks (a hand each) become one part; so do four voices of a choir, on two staves.
  std::vector<PartPlan> parts{};
  /// Where the file states no key: none estimates it.
  std::optional<Key> key{};
  /// Shortest plain value that may be written.
  NoteBase finest = NoteBase::N64th;
  TupletChoice tuplets = TupletChoice::TripletsQuintuplets;
  GraceChoice grace = GraceChoice::Small;
  ChordChoice chords = ChordChoice::AsWritten;
  /// Voices on one staff, 1 to 4.
  int maxVoices = 2;

  /// Length of the upbeat before the first full bar; none: the bars are the score's own (a metre change
  /// inside a bar ends it early).
  std::optional<Tick> pickup{};

  bool operator==(const NotateOptions&) const = default;
};

/// The parts that notate() chooses where the options name none.
std::vector<PartPlan> planParts(const Score& score);

/// Writes a score. Never changes what is played: times are only read as the written values they most likely
/// mean. Every note of a planned track is written, notes of no length as grace notes. Bars after the
/// 20,000th are left out. The same input gives the same notation. `score` is not null. About 4 ms a 1,000
/// notes; safe from any thread. Throws Error(SettingInvalid) for a plan that names a track that is not there,
/// or maxVoices out of range.
NotationPtr notate(const ScorePtr& score, const NotateOptions& options = {});

/// The same result as notate(score, options), but bars that read as in `before` share its StaffBars, so that
/// changesBetween is quick. `before` may be null.
NotationPtr renotate(const NotationPtr& before, const ScorePtr& score, const NotateOptions& options = {});

/// What the written notes say, played: ties joined, each note from its written place for its written length,
/// with pitch as written, the rest (velocity, origin, id) as in the note it stands for. Heads that should be
/// tied and are not sound as notes of their own. Grace notes and drums keep the time they have in the score.
/// Tempo, metre, keys and tracks are the score's.
ScorePtr writtenScore(const Notation& notation);

}  // namespace partimento::notation
