#include "core/notation/chord_marks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/chords.h"
#include "core/music/chord_symbol.h"

namespace partimento::notation {

namespace {

using analysis::ChordKind;

const char* kindName(ChordKind kind) {
  static constexpr std::array<const char*, 9> kNames = {
      "major",         "minor",         "diminished",      "augmented",         "dominant",
      "major-seventh", "minor-seventh", "half-diminished", "diminished-seventh"};
  return kNames[static_cast<std::size_t>(kind)];
}

/// The spelling that lies nearest to the key's own notes on the line of fifths.
ChordRoot spelledRoot(int pitchClass, const Key& key) {
  const int place = pitchClass * 7 % 12;
  const int middle = key.fifths + (key.minor ? 3 : 2);
  const int nearest = place + 12 * static_cast<int>(std::lround((middle - place) / 12.0));
  static constexpr std::string_view kLetters = "FCGDAEB";
  const int letter = ((nearest + 1) % 7 + 7) % 7;
  return {kLetters[static_cast<std::size_t>(letter)], (nearest + 1 - letter) / 7};
}

}  // namespace

void addEstimatedChords(const Score& score, const BarGrid& grid, NotationParts& parts) {
  const auto isChord = [](const Mark& mark) { return mark.kind == Mark::Kind::ChordSymbol; };
  for (const Bar& bar : parts.bars) {
    if (std::any_of(bar.marks.begin(), bar.marks.end(), isChord)) return;
  }
  for (const analysis::ChordSpan& chord : analysis::estimateChords(score)) {
    const Units at = grid.unitsAt(chord.at);
    const std::size_t index = grid.barAt(at);
    Bar& bar = parts.bars[index];
    const ChordSymbol symbol{spelledRoot(chord.root, bar.key), kindName(chord.kind), {}, {}};
    bar.marks.push_back(
        {quarters(at - grid.bars()[index].at), Mark::Kind::ChordSymbol, chordDisplay(symbol), 0, 0});
    std::stable_sort(bar.marks.begin(), bar.marks.end(),
                     [](const Mark& a, const Mark& b) { return a.at < b.at; });
  }
}

}  // namespace partimento::notation
