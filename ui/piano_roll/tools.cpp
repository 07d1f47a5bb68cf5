#include "ui/piano_roll/tools.h"

#include "ui/piano_roll/roll_state.h"

namespace partimento::ui::roll {
namespace {

std::unique_ptr<Gesture> onNote(RollState& state, const Hit& hit, const PointerState& press) {
  const Scene& scene = state.scene();
  const bool adds = press.modifiers & Qt::ControlModifier;
  const bool wasSelected = scene.selection.contains(hit.note.id);
  edits::NoteIds ids = scene.selection;
  if (adds && wasSelected) {
    ids.erase(hit.note.id);
    state.setSelection(std::move(ids));
    return nullptr;
  }
  if (!wasSelected) {
    if (!adds) ids.clear();
    ids.insert(hit.note.id);
    state.setSelection(std::move(ids));
  }
  const bool copies = press.modifiers & Qt::ShiftModifier;
  if (hit.part != NotePart::Body && !copies)
    return std::make_unique<ResizeGesture>(scene, hit.note, hit.part, press.at);
  return std::make_unique<MoveGesture>(
      scene, hit.note, press.at,
      MoveGesture::Options{.kind = copies ? MoveGesture::Kind::Copy : MoveGesture::Kind::Move,
                           .clickSelects = !adds});
}

}  // namespace

std::unique_ptr<Gesture> gestureForPress(RollState& state, const PointerState& press,
                                         Qt::MouseButton button) {
  const Scene& scene = state.scene();
  if (!scene.hasTrack()) return nullptr;
  if (button == Qt::RightButton) {
    if (state.rightButton() != RightButton::Erases) return nullptr;
    if (scene.tool != Tool::Exclusion) return std::make_unique<EraseGesture>(scene, press);
  }
  switch (scene.tool) {
    case Tool::Eraser:
      return std::make_unique<EraseGesture>(scene, press);
    case Tool::Exclusion:
      return std::make_unique<ExclusionGesture>(scene, press);
    case Tool::Pointer:
    case Tool::Pencil:
      break;
  }
  const Hit hit = noteAt(scene, press.at);
  if (hit.part != NotePart::None) return onNote(state, hit, press);
  if (scene.tool == Tool::Pencil) return std::make_unique<DrawGesture>(scene, press, state.defaults());
  return std::make_unique<BandGesture>(scene, press);
}

std::unique_ptr<Gesture> gestureForDoubleClick(RollState& state, const PointerState& press) {
  const Scene& scene = state.scene();
  const bool draws = scene.tool == Tool::Pointer && scene.hasTrack();
  if (draws && noteAt(scene, press.at).part == NotePart::None)
    return std::make_unique<DrawGesture>(scene, press, state.defaults());
  return gestureForPress(state, press, Qt::LeftButton);
}

}  // namespace partimento::ui::roll
