#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "core/decode/settings.h"
#include "core/music/edits.h"
#include "core/music/pitch_name.h"
#include "core/music/scale.h"
#include "core/music/score.h"
#include "ui/piano_roll/roll_types.h"

class QScrollBar;

namespace partimento::ui {

namespace roll {
class KeyboardView;
class NotesView;
class RollState;
class RulerView;
class VelocityLane;
}  // namespace roll

/// The piano roll: keyboard, ruler, notes and velocity lane over one track.
///
/// It owns no document. It is given a score and shows it; an edit makes a new score, shows that at once and
/// hands it out by editRequested. setScore with another score puts it in its place, whenever that comes. GUI
/// thread only.
class PianoRoll : public QWidget {
  Q_OBJECT

 public:
  explicit PianoRoll(QWidget* parent = nullptr);
  ~PianoRoll() override;

  /// Never null. Notes of the selection that are gone leave it; a gesture under way is cancelled when the
  /// score is another one than the roll shows.
  void setScore(ScorePtr score);
  const ScorePtr& score() const;
  /// The track that is shown and edited; an index past the end shows no notes.
  void setTrack(int track);
  int track() const;

  /// Takes to be seen under the notes; `highlighted` indexes them, -1 for none: that one is drawn stronger.
  void setGhosts(std::vector<roll::Ghost> ghosts, int highlighted = -1);
  void setHighlightedGhost(int index);

  /// Where playback is; repaints only a strip. With Follow::Page the view turns the page while `playing`.
  void setPlayhead(Tick tick);
  void setPlaying(bool playing);
  void setFollow(roll::Follow follow);
  void setLoop(std::optional<roll::TickRange> loop);
  std::optional<roll::TickRange> loop() const;
  /// Keys that sound now.
  void setLitKeys(std::set<Pitch> keys);
  /// Something was played that Capture would keep: an empty roll says so.
  void setCanCapture(bool can);

  /// Rows of the scale are tinted; none: no tint, and Fold::Scale shows all rows.
  void setScale(std::optional<Scale> scale);
  void setFold(roll::Fold fold);
  roll::Fold fold() const;
  void setNoteNaming(NoteNaming naming);
  /// Where the seed ends and the model goes on; none: no border.
  void setSeedEnd(std::optional<Tick> tick);
  /// `origin` is the tick that step 0 means: the start of the seed's first bar.
  void setExclusions(std::vector<decode::Exclusion> exclusions, Tick origin = Tick(0));

  void setSelection(edits::NoteIds ids);
  const edits::NoteIds& selection() const;

  void setTool(roll::Tool tool);
  roll::Tool tool() const;
  void setGrid(roll::GridSetting grid);
  roll::GridSetting grid() const;
  /// The grid step that the present zoom and setting give at the middle of the view.
  Tick gridStep() const;
  void setRightButton(roll::RightButton meaning);
  /// 0 to 1; what Q does.
  void setQuantiseStrength(double strength);
  void setVelocityLaneVisible(bool visible);
  /// Velocity and length of the next note that is added.
  void setNextVelocity(int velocity);

  /// Device-independent pixels for a quarter note.
  double horizontalZoom() const;
  void setHorizontalZoom(double pixelsPerQuarter);
  /// Height of a row in device-independent pixels.
  double verticalZoom() const;
  void setVerticalZoom(double rowHeight);
  /// Shows the whole music (of the track), or the first bars of an empty one.
  void zoomToFit();
  void zoomToSelection();
  /// Scrolls only when it is not to be seen.
  void showTick(Tick tick);
  void showPitch(Pitch pitch);
  /// What of the piece is in view.
  roll::TickRange shownTime() const;
  /// Scrolls so that the view begins there.
  void turnTo(Tick tick);

  /// Where keyboard editing and pasting happen.
  Tick editTick() const;
  void setEditTick(Tick tick);

 public Q_SLOTS:
  void selectAll();
  void cut();
  void copy();
  void paste();
  void duplicate();
  void deleteSelection();
  void quantiseSelection();
  /// By semitones; stops at the ends of the range.
  void transposeSelection(int semitones);

 Q_SIGNALS:
  /// `name` is the English identifier for History ("Move notes"). With `gestureContinues` the edit replaces
  /// the one handed out before (a key held down): one gesture is one undo step.
  void editRequested(partimento::ScorePtr after, const QString& name, bool gestureContinues);
  void noteAuditioned(int pitch, int velocity);
  void auditionStopped();
  void seekRequested(partimento::Tick tick);
  void loopChanged(std::optional<partimento::ui::roll::TickRange> loop);
  void selectionChanged();
  void exclusionsChanged(const std::vector<partimento::decode::Exclusion>& exclusions);
  /// Zoom or scroll changed, and with it maybe the grid.
  void zoomChanged();
  /// In time, by wheel, bar or hand.
  void scrolled();
  void toolChanged();
  /// What assistive technology is told, also fit for a status line: "C4, bar 2 beat 1, quarter note".
  void announced(const QString& text);
  /// By the menu key, or the right button where that opens menus.
  void menuRequested(const QPoint& globalPosition);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void layOut();
  void connectState();
  void syncScrollBars();

  std::unique_ptr<roll::RollState> m_state;
  roll::KeyboardView* m_keyboard = nullptr;
  roll::RulerView* m_ruler = nullptr;
  roll::NotesView* m_notes = nullptr;
  roll::VelocityLane* m_velocity = nullptr;
  QWidget* m_velocityLabel = nullptr;
  QScrollBar* m_horizontal = nullptr;
  QScrollBar* m_vertical = nullptr;
};

}  // namespace partimento::ui
