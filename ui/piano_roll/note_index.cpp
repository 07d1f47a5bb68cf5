#include "ui/piano_roll/note_index.h"

#include <algorithm>

namespace partimento::ui::roll {

NoteIndex::NoteIndex(std::span<const Note> notes) : m_notes(notes) {
  m_latestEnd.reserve(notes.size());
  Tick latest(0);
  for (const Note& note : notes) {
    latest = std::max(latest, note.end());
    m_latestEnd.push_back(latest);
  }
}

std::span<const Note> NoteIndex::around(Tick begin, Tick end) const {
  const auto first = std::lower_bound(m_latestEnd.begin(), m_latestEnd.end(), begin) - m_latestEnd.begin();
  const auto last = std::lower_bound(m_notes.begin() + first, m_notes.end(), end,
                                     [](const Note& note, Tick tick) { return note.onset < tick; }) -
                    m_notes.begin();
  return m_notes.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
}

}  // namespace partimento::ui::roll
