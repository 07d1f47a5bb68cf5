#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "ui/piano_roll/gestures.h"
#include "ui/piano_roll/scene.h"

namespace partimento::ui::roll {

/// What of the scene is another: views repaint by it.
enum class Change : unsigned {
  Notes = 1,  ///< notes, selection, ghosts, exclusions, band
  View = 2,   ///< zoom, scroll, rows, grid, scale
  Keys = 4,   ///< lit or pressed keys, naming
  Ruler = 8,  ///< loop, seed border
  Everything = 15
};
Q_DECLARE_FLAGS(Changes, Change)

/// Whether an edit is a step of its own or replaces the one before (a key held down).
enum class EditStep { New, Continues };

/// The scene and everything that changes it: setters, the running gesture, scrolling and zooming. One for all
/// views of one roll. GUI thread.
class RollState : public QObject {
  Q_OBJECT

 public:
  explicit RollState(QObject* parent = nullptr);
  ~RollState() override;

  const Scene& scene() const { return m_scene; }
  /// The score without the running gesture.
  const ScorePtr& score() const { return m_score; }
  const edits::NoteIds& selection() const { return m_selection; }

  void setScore(ScorePtr score);
  void setTrack(std::size_t track);
  void setGhosts(std::vector<Ghost> ghosts, int highlighted);
  void setHighlightedGhost(int index);
  void setPlayhead(Tick tick);
  void setPlaying(bool playing);
  void setFollow(Follow follow) { m_follow = follow; }
  void setLoop(std::optional<TickRange> loop);
  void setLitKeys(std::set<Pitch> keys);
  void setCanCapture(bool can);
  void setScale(std::optional<Scale> scale);
  void setFold(Fold fold);
  void setNaming(NoteNaming naming);
  void setSeedEnd(std::optional<Tick> tick);
  void setExclusions(std::vector<decode::Exclusion> exclusions, Tick origin);
  void setSelection(edits::NoteIds ids);
  void setTool(Tool tool);
  void setGrid(GridSetting grid);
  void setHovered(NoteId id);
  void setCursor(EditCursor cursor);
  void setCursorShown(bool shown);
  NoteDefaults& defaults() { return m_defaults; }
  double quantiseStrength() const { return m_quantiseStrength; }
  void setQuantiseStrength(double strength) { m_quantiseStrength = strength; }
  RightButton rightButton() const { return m_rightButton; }
  void setRightButton(RightButton meaning) { m_rightButton = meaning; }

  void begin(std::unique_ptr<Gesture> gesture, const PointerState& press);
  void drag(const PointerState& pointer);
  void finish();
  void cancel();
  const Gesture* gesture() const { return m_gesture.get(); }

  /// Shows and hands out a new score.
  void edit(ScorePtr after, const char* name, edits::NoteIds selection, EditStep step = EditStep::New);

  void setViewSize(QSizeF size);
  /// What wheel, bars and hands do.
  void scrollTo(double x, double y);
  void zoomTime(double factor, double x);
  void zoomRows(double factor, double y);
  void setPixelsPerQuarter(double pixels);
  double pixelsPerQuarter() const;
  void showRange(TickRange time, Pitch lowest, Pitch highest);
  void fitRange(TickRange time, Pitch lowest, Pitch highest);
  /// Fits these notes; all (with the ghosts) for none; the first bars where there are none.
  void fitNotes(const edits::NoteIds& ids);
  void showTick(Tick tick);
  /// Scrolls so that the view begins a little before it.
  void turnTo(Tick tick);
  void showPitch(Pitch pitch);
  /// Where the music that can be scrolled to ends: some bars after the last note.
  Tick scrollableEnd() const;

  /// Sounds a note until stopAudition.
  void audition(Pitch pitch, int velocity);
  void stopAudition();
  /// Sounds a note for a moment, as keys and nudges do.
  void auditionBriefly(Pitch pitch, int velocity);
  void pressKey(Pitch pitch);
  void announce(const QString& text);
  void requestSeek(Tick tick) { Q_EMIT seekRequested(tick); }
  void requestLoop(std::optional<TickRange> loop);

 Q_SIGNALS:
  void changed(partimento::ui::roll::Changes what);
  void playheadMoved(partimento::Tick before, partimento::Tick after);
  void toolChanged();
  void zoomChanged();
  /// In time, by scrollTo.
  void scrolled();
  void editRequested(partimento::ScorePtr after, const QString& name, bool gestureContinues);
  void selectionChanged();
  void exclusionsChanged(const std::vector<partimento::decode::Exclusion>& exclusions);
  void noteAuditioned(int pitch, int velocity);
  void auditionStopped();
  void seekRequested(partimento::Tick tick);
  void loopChanged(std::optional<partimento::ui::roll::TickRange> loop);
  void announced(const QString& text);

 private:
  void showScore(const ScorePtr& score);
  void showPreview();
  void updateRows();
  void viewChanged();
  void chooseSelection(edits::NoteIds ids);
  edits::NoteIds existing(const edits::NoteIds& ids) const;

  Scene m_scene;
  ScorePtr m_score;
  edits::NoteIds m_selection;
  std::unique_ptr<Gesture> m_gesture;
  NoteDefaults m_defaults;
  Follow m_follow = Follow::Page;
  double m_quantiseStrength = 1.0;
  RightButton m_rightButton = RightButton::Erases;
  std::optional<std::pair<Pitch, int>> m_sounding;
  QTimer m_auditionEnd;
};

}  // namespace partimento::ui::roll

Q_DECLARE_OPERATORS_FOR_FLAGS(partimento::ui::roll::Changes)
