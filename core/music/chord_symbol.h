#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partimento {

/// The root or the bass of a chord, as spelled.
struct ChordRoot {
  char step = 'C';  ///< 'A' to 'G'
  int alter = 0;    ///< semitones: -1 is flat

  bool operator==(const ChordRoot&) const = default;
};

/// A note that the chord has besides, instead of, or without what its kind says.
struct ChordDegree {
  enum class Change { Add, Alter, Subtract } change = Change::Add;
  int value = 9;  ///< 5 is the fifth
  int alter = 0;  ///< semitones

  bool operator==(const ChordDegree&) const = default;
};

/// What stands above a lead sheet: "Bbm7/F".
struct ChordSymbol {
  ChordRoot root;
  /// Name of MusicXML's kind-value: "minor-seventh"; "none" is no chord. Other words are kept as they are.
  std::string kind = "major";
  std::vector<ChordDegree> degrees;
  std::optional<ChordRoot> bass;

  bool operator==(const ChordSymbol&) const = default;
};

/// As musicians write it: "Bbm7/F", "C7(b9)", "N.C.".
std::string chordText(const ChordSymbol& chord);
/// The same for the page, with the signs ♭ and ♯: "B♭m7/F". A kind that only says that the degrees tell it
/// ("other") shows nothing.
std::string chordDisplay(const ChordSymbol& chord);
/// Reads what chordText writes and the usual other spellings (min, -, maj7, M7, o, ø, +); none where no root
/// stands at the start. A suffix that nobody knows becomes the kind.
std::optional<ChordSymbol> parseChordText(std::string_view text);

/// "Bb:minor-seventh/F": how text events keep a chord, exactly.
std::string chordTag(const ChordSymbol& chord);
/// None for a text that is no tag.
std::optional<ChordSymbol> parseChordTag(std::string_view tag);

}  // namespace partimento
