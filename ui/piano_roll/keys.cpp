// Which key does what in the roll.

#include "ui/piano_roll/commands.h"

namespace partimento::ui::roll::commands {
namespace {

constexpr int kVelocityStep = 4;

enum class KeyAction {
  None,
  SelectAll,
  Copy,
  Cut,
  Paste,
  Duplicate,
  Delete,
  Quantise,
  Cancel,
  Add,
  Up,
  Down,
  OctaveUp,
  OctaveDown,
  Left,
  Right,
  Longer,
  Shorter,
  Louder,
  Softer,
  Next,
  Previous
};

KeyAction arrowAction(const QKeyEvent& event) {
  const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
  const bool alt = modifiers == Qt::AltModifier;
  const bool octave = modifiers == Qt::ShiftModifier || modifiers == Qt::ControlModifier;
  const bool plain = modifiers == Qt::NoModifier;
  switch (event.key()) {
    case Qt::Key_Up:
      return alt ? KeyAction::Louder : octave ? KeyAction::OctaveUp : plain ? KeyAction::Up : KeyAction::None;
    case Qt::Key_Down:
      return alt      ? KeyAction::Softer
             : octave ? KeyAction::OctaveDown
             : plain  ? KeyAction::Down
                      : KeyAction::None;
    case Qt::Key_Left:
      return alt                                       ? KeyAction::Shorter
             : plain || modifiers == Qt::ShiftModifier ? KeyAction::Left
                                                       : KeyAction::None;
    case Qt::Key_Right:
      return alt                                       ? KeyAction::Longer
             : plain || modifiers == Qt::ShiftModifier ? KeyAction::Right
                                                       : KeyAction::None;
    default:
      return KeyAction::None;
  }
}

KeyAction actionOf(const RollState& state, const QKeyEvent& event) {
  const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
  const bool control = modifiers == Qt::ControlModifier;
  const bool plain = modifiers == Qt::NoModifier;
  switch (event.key()) {
    case Qt::Key_A:
      return control ? KeyAction::SelectAll : KeyAction::None;
    case Qt::Key_C:
      return control ? KeyAction::Copy : KeyAction::None;
    case Qt::Key_X:
      return control ? KeyAction::Cut : KeyAction::None;
    case Qt::Key_V:
      return control ? KeyAction::Paste : KeyAction::None;
    case Qt::Key_D:
      return control ? KeyAction::Duplicate : KeyAction::None;
    case Qt::Key_Q:
      return plain ? KeyAction::Quantise : KeyAction::None;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      return plain ? KeyAction::Delete : KeyAction::None;
    case Qt::Key_Escape:
      return plain && (state.gesture() || !state.selection().empty()) ? KeyAction::Cancel : KeyAction::None;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return plain ? KeyAction::Add : KeyAction::None;
    case Qt::Key_Tab:
      return plain ? KeyAction::Next : KeyAction::None;
    case Qt::Key_Backtab:
      return modifiers == Qt::ShiftModifier ? KeyAction::Previous : KeyAction::None;
    default:
      return arrowAction(event);
  }
}

void handleArrow(RollState& state, KeyAction action, const QKeyEvent& event) {
  const EditStep step = event.isAutoRepeat() ? EditStep::Continues : EditStep::New;
  const bool notes = !state.selection().empty();
  const bool bars = event.modifiers() & Qt::ShiftModifier;
  const auto pitch = [&](int semitones) {
    notes ? moveSelection(state, Tick(0), semitones, step) : moveCursor(state, 0, semitones);
  };
  const auto time = [&](int direction) {
    if (notes) return nudge(state, direction, event.modifiers(), step);
    bars ? moveCursorByBar(state, direction) : moveCursor(state, direction, 0);
  };
  switch (action) {
    case KeyAction::Up:
      return pitch(1);
    case KeyAction::Down:
      return pitch(-1);
    case KeyAction::OctaveUp:
      return pitch(12);
    case KeyAction::OctaveDown:
      return pitch(-12);
    case KeyAction::Left:
      return time(-1);
    case KeyAction::Right:
      return time(1);
    case KeyAction::Longer:
      return lengthen(state, 1, step);
    case KeyAction::Shorter:
      return lengthen(state, -1, step);
    case KeyAction::Louder:
      return changeVelocity(state, kVelocityStep, step);
    default:
      return changeVelocity(state, -kVelocityStep, step);
  }
}

}  // namespace

bool wantsKey(const RollState& state, const QKeyEvent& event) {
  return actionOf(state, event) != KeyAction::None;
}

bool handleKey(RollState& state, const QKeyEvent& event) {
  const KeyAction action = actionOf(state, event);
  if (action == KeyAction::None) return false;
  if (state.gesture()) {
    if (action == KeyAction::Cancel) state.cancel();
    return true;
  }
  switch (action) {
    case KeyAction::SelectAll:
      selectAll(state);
      break;
    case KeyAction::Copy:
      copy(state);
      break;
    case KeyAction::Cut:
      cut(state);
      break;
    case KeyAction::Paste:
      paste(state);
      break;
    case KeyAction::Duplicate:
      duplicate(state);
      break;
    case KeyAction::Delete:
      deleteSelection(state);
      break;
    case KeyAction::Quantise:
      quantise(state);
      break;
    case KeyAction::Cancel:
      state.setSelection({});
      break;
    case KeyAction::Add:
      if (!state.selection().empty()) state.setSelection({});
      state.setCursorShown(true);
      addAtCursor(state);
      break;
    case KeyAction::Next:
      return selectNeighbour(state, 1);
    case KeyAction::Previous:
      return selectNeighbour(state, -1);
    default:
      handleArrow(state, action, event);
  }
  return true;
}

}  // namespace partimento::ui::roll::commands
