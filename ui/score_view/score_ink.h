#pragma once

#include <QColor>
#include <unordered_map>
#include <vector>

#include "core/music/score.h"
#include "ui/common/theme.h"

namespace partimento::ui::score {

/// What the music is printed on, apart from the theme of the window.
enum class Paper : std::uint8_t { Theme, Light, Dark };

/// The colours of a page.
struct ScoreInk {
  QColor desk;  ///< around the pages
  QColor paper;
  QColor ink;
  QColor staff;  ///< staff lines, a little fainter
  QColor model;
  QColor edited;
  QColor selection;
  QColor playhead;
  QColor relaxed;

  static ScoreInk of(Paper paper, const Theme& theme);
  /// Black on white, for files and printers.
  static ScoreInk print();
  QColor of(Origin origin) const;
};

/// Who wrote the notes and which rules gave way, for those that are not plainly the composer's own.
class NoteMarks {
 public:
  struct Mark {
    Origin origin = Origin::Seed;
    RelaxedRule relaxed = RelaxedRule::None;

    bool operator==(const Mark&) const = default;
  };

  NoteMarks() = default;
  explicit NoteMarks(const Score& score);
  const Mark* find(NoteId id) const;
  bool isEmpty() const { return m_marks.empty(); }
  /// Ids of the notes that are marked otherwise there.
  std::vector<NoteId> differences(const NoteMarks& other) const;

 private:
  std::unordered_map<NoteId, Mark> m_marks;
};

}  // namespace partimento::ui::score
