#pragma once

#include <optional>
#include <set>
#include <vector>

#include "core/decode/settings.h"
#include "core/music/edits.h"
#include "core/music/pitch_name.h"
#include "core/music/scale.h"
#include "core/music/score.h"
#include "ui/piano_roll/geometry.h"
#include "ui/piano_roll/grid.h"
#include "ui/piano_roll/note_index.h"
#include "ui/piano_roll/roll_types.h"

namespace partimento::ui::roll {

/// A rectangle in musical terms.
struct Band {
  TickRange time;
  Pitch lowest = kLowestPitch;
  Pitch highest = kHighestPitch;

  bool operator==(const Band&) const = default;
};

/// Where the keyboard writes.
struct EditCursor {
  Tick tick;
  Pitch pitch = 60;

  bool operator==(const EditCursor&) const = default;
};

/// All that can be seen of the roll: what the painters read, and nothing else. While a gesture is under way,
/// `score` and `selection` are what it would leave behind.
struct Scene {
  ScorePtr score = Score::empty();
  std::size_t track = 0;
  NoteIndex notes;  ///< of `score`
  edits::NoteIds selection;
  NoteId hovered = 0;

  std::vector<Ghost> ghosts;
  std::vector<NoteIndex> ghostNotes;  ///< one for each ghost
  int highlightedGhost = -1;

  Tick playhead;
  bool playing = false;
  std::optional<TickRange> loop;
  bool canCapture = false;  ///< something was played that is not in the score
  std::set<Pitch> litKeys;
  Pitch pressedKey = -1;

  std::optional<Scale> scale;
  Fold fold = Fold::Off;
  NoteNaming naming = NoteNaming::English;
  std::optional<Tick> seedEnd;
  std::vector<decode::Exclusion> exclusions;
  Tick exclusionOrigin;

  Geometry geometry;
  GridSetting gridSetting;
  Tool tool = Tool::Pointer;
  EditCursor cursor;
  bool cursorShown = false;
  std::optional<Band> band;

  bool hasTrack() const { return track < score->tracks().size(); }
  Grid grid() const { return Grid(*score, gridSetting, geometry.pixelsPerTick); }
};

/// The place of an exclusion on the score's time line, and back (to whole steps, covering the band).
Band bandOf(const decode::Exclusion& exclusion, const Scene& scene);
decode::Exclusion exclusionOf(const Band& band, const Scene& scene);

struct Hit {
  NotePart part = NotePart::None;
  Note note;
};

/// The note under a point: the one drawn last, selected ones first; edges outside a note yield to bodies.
Hit noteAt(const Scene& scene, QPointF point);
/// Ids of the notes that touch the band.
edits::NoteIds notesIn(const Scene& scene, const Band& band);

}  // namespace partimento::ui::roll
