#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/notation/metre.h"
#include "core/notation/notate.h"

namespace partimento::notation {

/// The bars of a score in written time, laid end to end.
class BarGrid {
 public:
  /// As many bars as the score's notes need, at least one, at most `mostBars`.
  BarGrid(const Score& score, const NotateOptions& options, std::size_t mostBars);

  struct Entry {
    Tick start;
    Tick end;
    Units at = 0;  ///< from the start of the piece
    Units length = 0;
    Units skipped = 0;  ///< what a pick-up lacks before it
    TimeSignature signature;
    bool showSignature = false;
    bool implicit = false;
    const Metre* metre = nullptr;

    Units until() const { return at + length; }
  };

  const std::vector<Entry>& bars() const { return m_bars; }
  std::size_t barAt(Units at) const;
  /// Written time of a tick, rounded to units.
  Units unitsAt(Tick tick) const;
  /// Tick of a written time, rounded.
  Tick tickAt(Units at) const;

 private:
  void lay(const Score& score, const NotateOptions& options, std::size_t mostBars);
  void markPickup(const Score& score);
  void chooseMetres(const Score& score);

  std::vector<Entry> m_bars;
  std::vector<std::unique_ptr<const Metre>> m_metres;
};

}  // namespace partimento::notation
