#pragma once

#include <functional>
#include <optional>
#include <unordered_set>

#include "core/engraving/layout.h"
#include "core/music/edits.h"
#include "core/music/pitch_name.h"
#include "core/notation/notate.h"
#include "ui/score_view/score_ink.h"

namespace partimento::ui::score {

enum class Form : std::uint8_t { Pages, Line };

/// Where the next note is written.
struct Caret {
  bool on = false;  ///< insert mode
  Tick at;
  std::size_t part = 0;
  std::size_t staff = 0;
  bool pushes = false;  ///< what is written moves later music on instead of taking its place

  bool operator==(const Caret&) const = default;
};

/// Where a click would write, and what.
struct PenPlace {
  std::size_t part = 0;
  std::size_t staff = 0;
  std::size_t bar = 0;
  notation::Fraction at;
  int step = 0;  ///< above the staff's middle line
  notation::WrittenValue value;

  bool operator==(const PenPlace&) const = default;
};

/// A rest that is drawn.
struct RestPlace {
  std::size_t part = 0;
  std::size_t staff = 0;
  std::size_t bar = 0;
  std::size_t voice = 0;  ///< index in StaffBar::voices
  std::size_t event = 0;

  bool operator==(const RestPlace&) const = default;
};

/// A take shown as if it were accepted: the score with it, and which of its notes are the take's.
struct GhostTake {
  ScorePtr score;  ///< null: none
  std::unordered_set<NoteId> notes;
};

/// All that can be seen of the score: what the painters read.
struct ScoreScene {
  ScorePtr score = Score::empty();  ///< what is edited
  GhostTake ghost;
  engraving::LayoutPtr layout;  ///< of the score, or of the ghost's
  NoteMarks marks;
  std::size_t track = 0;  ///< of the selection
  edits::NoteIds selection;
  std::optional<RestPlace> rest;  ///< selected; then no note is
  int voice = 0;                  ///< in which the next note is written, 0 to 3 (notation::Voice::number)
  NoteId hovered = 0;
  Tick playhead;
  bool playing = false;
  Caret caret;
  std::optional<PenPlace> pen;  ///< under the pointer, while notes are written
  Form form = Form::Pages;
  notation::ChordChoice chords = notation::ChordChoice::AsWritten;
  Paper paper = Paper::Theme;
  NoteNaming naming = NoteNaming::English;

  bool isGhost(NoteId id) const { return ghost.score && ghost.notes.contains(id); }
};

/// A head on paper.
struct HeadPlace {
  NoteId note = 0;
  std::size_t page = 0;
  engraving::Box box;  ///< on its page
};

/// The heads of these notes, tied ones included, in the order of the page.
std::vector<HeadPlace> headsOf(const engraving::Layout& layout, const edits::NoteIds& ids);
/// The note whose head lies under a point of a page, within `reach` spaces; 0: none.
NoteId noteAt(const engraving::Layout& layout, std::size_t page, engraving::Point point, double reach);
/// The rest under a point of a page; that of an empty bar is hit anywhere within the staff.
std::optional<RestPlace> restAt(const engraving::Layout& layout, std::size_t page, engraving::Point point);
const notation::Voice& voiceOf(const notation::Notation& notation, const RestPlace& place);
const notation::Event& eventOf(const notation::Notation& notation, const RestPlace& place);
/// What shows that a rest is selected: the rest, or the whole bar of an empty one.
HeadPlace placeOf(const engraving::Layout& layout, const RestPlace& place);
/// Ids of the notes whose heads touch the box.
edits::NoteIds notesIn(const engraving::Layout& layout, std::size_t page, const engraving::Box& box);
/// The track that a note of the score belongs to.
std::optional<std::size_t> trackOf(const Score& score, NoteId id);

}  // namespace partimento::ui::score
