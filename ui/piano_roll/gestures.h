#pragma once

#include <QPointF>
#include <memory>
#include <optional>

#include "ui/piano_roll/scene.h"

/// What a hand does with the pointer, from press to release, as state machines that neither paint nor know
/// widgets.
namespace partimento::ui::roll {

/// Way of the pointer (device-independent pixels) below which a press is a click.
inline constexpr double kDragThreshold = 3.0;
inline constexpr int kDefaultVelocity = 90;

struct PointerState {
  QPointF at;
  Qt::KeyboardModifiers modifiers;
};

/// Length and velocity that the next added note gets; length 0: a grid step, and a beat at most.
struct NoteDefaults {
  Tick length{0};
  int velocity = kDefaultVelocity;
};

/// What the gesture leaves behind if it ends now.
struct Preview {
  ScorePtr score;
  edits::NoteIds selection;
  std::vector<decode::Exclusion> exclusions;
  std::optional<Band> band;
  std::optional<EditCursor> cursor;  ///< where the edit cursor goes
  const char* editName = nullptr;    ///< null: the music is the same
  std::optional<Note> sounding;      ///< to be heard while the gesture lasts
};

class Gesture {
 public:
  /// `scene` outlives the gesture; its score and selection at this moment are what cancelling goes back to.
  explicit Gesture(const Scene& scene);
  virtual ~Gesture() = default;

  virtual void moveTo(const PointerState& pointer) = 0;
  /// The button came up. Called once, after which only preview() is asked.
  virtual void finish() {}
  const Preview& preview() const { return m_preview; }
  const Preview& before() const { return m_before; }
  virtual Qt::CursorShape cursor() const { return Qt::ArrowCursor; }
  /// Length that the next added note should take over, where the gesture settled one.
  virtual std::optional<Tick> learntLength() const { return std::nullopt; }

 protected:
  const Scene& scene() const { return m_scene; }
  const ScorePtr& base() const { return m_before.score; }
  std::size_t track() const { return m_scene.track; }
  /// The grid of the score before the gesture, without snapping while Alt or Ctrl is held.
  Grid gridFor(Qt::KeyboardModifiers modifiers) const;

  Preview m_preview;

 private:
  const Scene& m_scene;
  Preview m_before;
};

/// Moves the selection with the note that was grabbed, or copies of it. A click without a way selects that
/// note alone (where `clickSelects`).
class MoveGesture : public Gesture {
 public:
  enum class Kind { Move, Copy };
  struct Options {
    Kind kind = Kind::Move;
    bool clickSelects = true;
  };
  MoveGesture(const Scene& scene, const Note& grabbed, QPointF press, Options options);
  void moveTo(const PointerState& pointer) override;
  void finish() override;
  Qt::CursorShape cursor() const override;

 private:
  Tick timeShift(const PointerState& pointer) const;

  Note m_grabbed;
  QPointF m_press;
  Tick m_pressTick;
  Pitch m_pressPitch;
  Options m_options;
  bool m_dragging = false;
};

/// Drags an edge of the grabbed note; the other selected notes' edges go the same way.
class ResizeGesture : public Gesture {
 public:
  ResizeGesture(const Scene& scene, const Note& grabbed, NotePart edge, QPointF press);
  void moveTo(const PointerState& pointer) override;
  Qt::CursorShape cursor() const override { return Qt::SizeHorCursor; }
  std::optional<Tick> learntLength() const override { return m_length; }

 private:
  Note m_grabbed;
  NotePart m_edge;
  QPointF m_press;
  Tick m_pressTick;
  bool m_dragging = false;
  std::optional<Tick> m_length;
};

/// Adds a note; dragging to the right sets its length.
class DrawGesture : public Gesture {
 public:
  DrawGesture(const Scene& scene, const PointerState& press, NoteDefaults defaults);
  void moveTo(const PointerState& pointer) override;
  Qt::CursorShape cursor() const override { return Qt::SizeHorCursor; }
  std::optional<Tick> learntLength() const override { return m_length; }

 private:
  void place();

  Note m_note;
  QPointF m_press;
  bool m_dragging = false;
  std::optional<Tick> m_length;
};

/// Rubber band. A click clears the selection and puts the edit cursor there.
class BandGesture : public Gesture {
 public:
  BandGesture(const Scene& scene, const PointerState& press);
  void moveTo(const PointerState& pointer) override;
  void finish() override;

 private:
  QPointF m_press;
  Tick m_pressTick;
  Pitch m_pressPitch;
  bool m_adds;
  bool m_dragging = false;
};

/// Removes every note that the pointer's way crosses.
class EraseGesture : public Gesture {
 public:
  EraseGesture(const Scene& scene, const PointerState& press);
  void moveTo(const PointerState& pointer) override;

 private:
  void eraseAt(QPointF point);

  QPointF m_last;
  edits::NoteIds m_erased;
};

/// Paints a rectangle without notes, in whole cells and rows; a click on one removes it.
class ExclusionGesture : public Gesture {
 public:
  ExclusionGesture(const Scene& scene, const PointerState& press);
  void moveTo(const PointerState& pointer) override;
  void finish() override;
  Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

 private:
  QPointF m_press;
  Tick m_pressTick;
  Pitch m_pressPitch;
  bool m_dragging = false;
};

/// Index of the exclusion that holds the point; the one painted last wins; none: nullopt.
std::optional<std::size_t> exclusionAt(const Scene& scene, Tick tick, Pitch pitch);

}  // namespace partimento::ui::roll
