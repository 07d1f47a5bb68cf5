#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/music/score.h"
#include "core/notation/staff_bar.h"

namespace partimento::notation {

/// A bar as all staves share it.
struct Bar {
  Tick start;
  Tick end;
  Fraction length;  ///< in quarter notes; a pick-up bar's own
  TimeSignature signature;
  bool showSignature = false;
  Key key;
  bool showKey = false;
  bool implicit = false;         ///< a pick-up or the second half of a split bar: not counted
  int number = 1;                ///< as printed; a pick-up at the start has 0
  Barlines barlines;             ///< repeats and endings
  std::vector<TempoMark> tempo;  ///< sorted by place
  std::vector<Mark> marks;       ///< dynamics, words, chord symbols; sorted by place

  bool operator==(const Bar&) const = default;
};

struct Staff {
  int lines = 5;
  /// Of the Score whose notes stand here; several are a voice each, the first on top.
  std::vector<std::size_t> tracks;
  std::vector<StaffBarPtr> bars;  ///< one for each of the Notation's bars, never null
};

/// What is written for one player: a staff, or two with a brace.
struct Part {
  std::string name;
  std::vector<std::size_t> tracks;  ///< of the Score whose notes stand here
  bool percussion = false;
  std::vector<Staff> staves;  ///< from top to bottom, at least one
};

/// Where a note head stands.
struct NotePlace {
  std::size_t part = 0;
  std::size_t staff = 0;
  std::size_t bar = 0;
  std::size_t voice = 0;  ///< index in StaffBar::voices
  std::size_t event = 0;
  std::size_t note = 0;  ///< index in Event::notes, or in the grace chord's
  enum class Grace : std::uint8_t { None, Before, After } grace = Grace::None;
  std::size_t graceChord = 0;

  bool operator==(const NotePlace&) const = default;
};

/// What a Notation is made of; see Notation::make.
struct NotationParts {
  ScorePtr score;  ///< what it stands for; never null
  std::string title;
  std::string composer;
  /// The key was found by analysis (confidence 0..1, best minus second correlation); none: the file states it
  /// or the caller did.
  std::optional<double> keyConfidence;
  std::vector<Bar> bars;    ///< at least one, without gaps
  std::vector<Part> parts;  ///< in the order of the page
};

class Notation;
using NotationPtr = std::shared_ptr<const Notation>;

/// A place in musical time: an offset in quarter notes from a bar's start.
struct BarPlace {
  std::size_t bar = 0;
  Fraction at;

  bool operator==(const BarPlace&) const = default;
};

/// A whole piece as written. Immutable and shared; safe to read from any thread.
class Notation {
 public:
  /// Throws Error(Internal) where the parts contradict each other: a staff with another number of bars, an
  /// empty bar list.
  static NotationPtr make(NotationParts parts);

  const ScorePtr& score() const { return m_parts.score; }
  const std::string& title() const { return m_parts.title; }
  const std::string& composer() const { return m_parts.composer; }
  const std::optional<double>& keyConfidence() const { return m_parts.keyConfidence; }
  const std::vector<Bar>& bars() const { return m_parts.bars; }
  const std::vector<Part>& parts() const { return m_parts.parts; }
  const NotationParts& all() const { return m_parts; }

  const StaffBar& staffBar(std::size_t part, std::size_t staff, std::size_t bar) const {
    return *m_parts.parts[part].staves[staff].bars[bar];
  }
  const WrittenNote& note(const NotePlace& place) const;

  /// The heads that stand for a sounding note, in the order they are tied; empty: it is not written.
  std::vector<NotePlace> find(NoteId id) const;
  /// The bar that sounds at a tick: the first before the music, the last after it.
  std::size_t barAt(Tick tick) const;
  /// Exact to the tick.
  BarPlace placeAt(Tick tick) const;
  /// Nearest tick.
  Tick tickAt(std::size_t bar, Fraction at) const;

 private:
  explicit Notation(NotationParts parts);

  struct Entry {
    NoteId id;
    int part;
    NotePlace place;
  };
  NotationParts m_parts;
  std::vector<Entry> m_index;  // sorted by id, then part
};

/// What a layout of `before` may keep for `after`.
struct NotationChanges {
  bool everything = true;  ///< parts, staves or titles differ: lay out anew
  /// The first `head` and the last `tail` bars read the same in both; they do not overlap.
  std::size_t head = 0;
  std::size_t tail = 0;
  /// Bars of `after` between them that differ from the bar of the same index, ascending; all of them where
  /// the two have different numbers of bars.
  std::vector<std::size_t> bars;
};

/// Compares staff by staff; quick where bars are shared (see renotate).
NotationChanges changesBetween(const Notation& before, const Notation& after);

}  // namespace partimento::notation
