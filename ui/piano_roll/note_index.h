#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/music/note.h"

namespace partimento::ui::roll {

/// Finds the notes of a stretch of time by binary search. Refers to notes sorted by noteBefore, which outlive
/// it.
class NoteIndex {
 public:
  NoteIndex() = default;
  explicit NoteIndex(std::span<const Note> notes);

  /// A run that holds every note that sounds (or begins) in [begin, end); a few that ended before may be
  /// among them.
  std::span<const Note> around(Tick begin, Tick end) const;
  std::span<const Note> all() const { return m_notes; }

 private:
  std::span<const Note> m_notes;
  std::vector<Tick> m_latestEnd;  // of notes 0..i: grows, so it can be searched
};

}  // namespace partimento::ui::roll
