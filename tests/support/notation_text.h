#pragma once

#include <string>
#include <vector>

#include "core/notation/notation.h"

namespace partimento::test {

/// Written music as text, for tests of what comes after notation.
///
/// Tokens: "C#5:4." a dotted quarter, "(C4,E4,G4):2" a chord, "r:8" a rest, "R" a rest of the whole bar,
/// "s:4" a space; "~" behind a value ties, "[" begins a beam and "]" ends it, "{3:2" begins a tuplet and "}"
/// ends it (without a bracket where a beam holds it), "g(D5)" is a grace note before the next chord, "!C5:4"
/// prints the accidental in brackets. Ids count up from 1 in the order of the text; tied notes share one.
struct StaffText {
  /// By bar, then voice.
  std::vector<std::vector<std::string>> bars;
  notation::Clef clef;
};

struct NotationText {
  std::vector<std::vector<StaffText>> parts;  ///< each with its staves
  TimeSignature signature;
  notation::Key key;
  std::string title;
  std::string composer;
  std::vector<std::string> names;
};

notation::NotationPtr notationOf(const NotationText& text);

}  // namespace partimento::test
