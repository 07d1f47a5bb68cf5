#include "ui/piano_roll/gestures.h"

#include <algorithm>
#include <cmath>

namespace partimento::ui::roll {
namespace {

bool isDrag(QPointF from, QPointF to) {
  return std::abs(to.x() - from.x()) >= kDragThreshold || std::abs(to.y() - from.y()) >= kDragThreshold;
}

/// Shortest length that a hand may give a note.
Tick leastLength(const Grid& grid, const Note& note, int ticksPerQuarter) {
  const Tick step = grid.stepAt(note.onset);
  const Tick finest(std::max<std::int64_t>(ticksPerQuarter / 16, 1));
  return std::min({step, std::max(note.duration, Tick(1)), std::max(finest, step / 4)});
}

}  // namespace

Gesture::Gesture(const Scene& scene) : m_scene(scene) {
  m_preview.score = scene.score;
  m_preview.selection = scene.selection;
  m_preview.exclusions = scene.exclusions;
  m_before = m_preview;
}

Grid Gesture::gridFor(Qt::KeyboardModifiers modifiers) const {
  GridSetting setting = m_scene.gridSetting;
  if (modifiers & (Qt::AltModifier | Qt::ControlModifier)) setting.snap = false;
  return Grid(*base(), setting, m_scene.geometry.pixelsPerTick);
}

MoveGesture::MoveGesture(const Scene& scene, const Note& grabbed, QPointF press, Options options)
    : Gesture(scene),
      m_grabbed(grabbed),
      m_press(press),
      m_pressTick(scene.geometry.tickAt(press.x())),
      m_pressPitch(scene.geometry.pitchAt(press.y())),
      m_options(options) {
  m_preview.sounding = grabbed;
}

Tick MoveGesture::timeShift(const PointerState& pointer) const {
  const Tick way = scene().geometry.tickAt(pointer.at.x()) - m_pressTick;
  const Tick wanted = m_grabbed.onset + way;
  const Tick snapped = gridFor(pointer.modifiers).snapped(wanted);
  const auto distance = [&](Tick place) { return std::abs((place - wanted).value); };
  // Where a note was counts as a grid line, so that moving it in pitch alone does not shift it.
  return distance(m_grabbed.onset) <= distance(snapped) ? Tick(0) : snapped - m_grabbed.onset;
}

void MoveGesture::moveTo(const PointerState& pointer) {
  m_dragging = m_dragging || isDrag(m_press, pointer.at);
  if (!m_dragging) return;
  const Tick by = timeShift(pointer);
  const int semitones = scene().geometry.pitchAt(pointer.at.y()) - m_pressPitch;
  m_preview.score = base();
  m_preview.selection = before().selection;
  m_preview.editName = nullptr;
  if (by != Tick(0) || semitones != 0) {
    if (m_options.kind == Kind::Copy) {
      m_preview.selection.clear();
      m_preview.score =
          edits::duplicateNotes(base(), track(), before().selection, by, semitones, &m_preview.selection);
      m_preview.editName = "Copy notes";
    } else {
      m_preview.score = edits::moveNotes(base(), track(), before().selection, by, semitones);
      m_preview.editName = "Move notes";
    }
  }
  m_preview.sounding = m_grabbed;
  m_preview.sounding->pitch = std::clamp(m_grabbed.pitch + semitones, kLowestPitch, kHighestPitch);
}

void MoveGesture::finish() {
  if (m_dragging || !m_options.clickSelects) return;
  m_preview.selection = {m_grabbed.id};
}

Qt::CursorShape MoveGesture::cursor() const {
  return m_options.kind == Kind::Copy ? Qt::DragCopyCursor : Qt::ClosedHandCursor;
}

ResizeGesture::ResizeGesture(const Scene& scene, const Note& grabbed, NotePart edge, QPointF press)
    : Gesture(scene),
      m_grabbed(grabbed),
      m_edge(edge),
      m_press(press),
      m_pressTick(scene.geometry.tickAt(press.x())) {
  m_preview.sounding = grabbed;
}

void ResizeGesture::moveTo(const PointerState& pointer) {
  m_dragging = m_dragging || isDrag(m_press, pointer.at);
  if (!m_dragging) return;
  const Grid grid = gridFor(pointer.modifiers);
  const Tick way = scene().geometry.tickAt(pointer.at.x()) - m_pressTick;
  const bool left = m_edge == NotePart::LeftEdge;
  const Tick edge = left ? m_grabbed.onset : m_grabbed.end();
  const Tick snapped = grid.snapped(edge + way);
  const Tick shift = std::abs((snapped - edge - way).value) < std::abs(way.value) ? snapped - edge : Tick(0);
  std::vector<Note> notes = edits::notesWithIds(*base(), track(), before().selection);
  for (Note& note : notes) {
    const Tick least = leastLength(grid, note, base()->ticksPerQuarter());
    if (left) {
      const Tick onset = std::clamp(note.onset + shift, Tick(0), std::max(note.end() - least, Tick(0)));
      note.duration += note.onset - onset;
      note.onset = onset;
    } else {
      note.duration = std::max(note.duration + shift, least);
    }
    if (note.id == m_grabbed.id) m_length = note.duration;
  }
  m_preview.score = shift == Tick(0) ? base() : edits::replaceNotes(base(), track(), notes);
  m_preview.editName = shift == Tick(0) ? nullptr : "Resize notes";
}

DrawGesture::DrawGesture(const Scene& scene, const PointerState& press, NoteDefaults defaults)
    : Gesture(scene), m_press(press.at) {
  const Grid grid = gridFor(press.modifiers);
  const Tick at = std::max(scene.geometry.tickAt(press.at.x()), Tick(0));
  const bool free = (press.modifiers & Qt::AltModifier) || !scene.gridSetting.snap;
  m_note.id = newNoteId();
  m_note.onset = free ? at : grid.cellStart(at);
  m_note.pitch = scene.geometry.pitchAt(press.at.y());
  m_note.velocity = static_cast<std::uint8_t>(std::clamp(defaults.velocity, 1, 127));
  m_note.duration = defaults.length;
  if (defaults.length <= Tick(0)) {
    const TimeSignature signature = base()->meter().at(at).signature;
    m_note.duration = std::min(grid.stepAt(at), base()->meter().beatLength(signature));
  }
  place();
}

void DrawGesture::place() {
  m_preview.score = edits::addNotes(base(), track(), std::span<const Note>(&m_note, 1));
  m_preview.selection = {m_note.id};
  m_preview.editName = "Add note";
  m_preview.sounding = m_note;
}

void DrawGesture::moveTo(const PointerState& pointer) {
  m_dragging = m_dragging || std::abs(pointer.at.x() - m_press.x()) >= 2 * kDragThreshold;
  if (!m_dragging) return;
  const Grid grid = gridFor(pointer.modifiers);
  const Tick end = grid.snapped(scene().geometry.tickAt(pointer.at.x()));
  m_note.duration = std::max(end - m_note.onset, leastLength(grid, m_note, base()->ticksPerQuarter()));
  if (scene().gridSetting.snap && !(pointer.modifiers & (Qt::AltModifier | Qt::ControlModifier)))
    m_note.duration = std::max(m_note.duration, grid.stepAt(m_note.onset));
  m_length = m_note.duration;
  place();
}

BandGesture::BandGesture(const Scene& scene, const PointerState& press)
    : Gesture(scene),
      m_press(press.at),
      m_pressTick(scene.geometry.tickAt(press.at.x())),
      m_pressPitch(scene.geometry.pitchAt(press.at.y())),
      m_adds(press.modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) {}

void BandGesture::moveTo(const PointerState& pointer) {
  m_dragging = m_dragging || isDrag(m_press, pointer.at);
  if (!m_dragging) return;
  const Tick tick = scene().geometry.tickAt(pointer.at.x());
  const Pitch pitch = scene().geometry.pitchAt(pointer.at.y());
  const Band band{{std::max(std::min(tick, m_pressTick), Tick(0)), std::max(tick, m_pressTick)},
                  std::min(pitch, m_pressPitch),
                  std::max(pitch, m_pressPitch)};
  m_preview.band = band;
  m_preview.selection = notesIn(scene(), band);
  if (m_adds) m_preview.selection.insert(before().selection.begin(), before().selection.end());
}

void BandGesture::finish() {
  m_preview.band.reset();
  if (m_dragging) return;
  if (!m_adds) m_preview.selection.clear();
  const Tick tick = std::max(m_pressTick, Tick(0));
  m_preview.cursor =
      EditCursor{scene().gridSetting.snap ? scene().grid().cellStart(tick) : tick, m_pressPitch};
}

EraseGesture::EraseGesture(const Scene& scene, const PointerState& press) : Gesture(scene), m_last(press.at) {
  eraseAt(press.at);
  moveTo(press);
}

void EraseGesture::eraseAt(QPointF point) {
  const Hit hit = noteAt(scene(), point);
  if (hit.part != NotePart::None) m_erased.insert(hit.note.id);
}

void EraseGesture::moveTo(const PointerState& pointer) {
  const QPointF way = pointer.at - m_last;
  const double step = std::max(2.0, scene().geometry.rowHeight / 3.0);
  const int points = static_cast<int>(std::hypot(way.x(), way.y()) / step) + 1;
  const std::size_t before = m_erased.size();
  for (int i = 1; i <= points; ++i) eraseAt(m_last + way * (static_cast<double>(i) / points));
  m_last = pointer.at;
  if (m_erased.size() == before && m_preview.editName != nullptr) return;
  if (m_erased.empty()) return;
  m_preview.score = edits::removeNotes(base(), track(), m_erased);
  m_preview.editName = "Delete notes";
  for (NoteId id : m_erased) m_preview.selection.erase(id);
}

std::optional<std::size_t> exclusionAt(const Scene& scene, Tick tick, Pitch pitch) {
  for (std::size_t i = scene.exclusions.size(); i-- > 0;) {
    const Band band = bandOf(scene.exclusions[i], scene);
    if (tick >= band.time.begin && tick < band.time.end && pitch >= band.lowest && pitch <= band.highest)
      return i;
  }
  return std::nullopt;
}

ExclusionGesture::ExclusionGesture(const Scene& scene, const PointerState& press)
    : Gesture(scene),
      m_press(press.at),
      m_pressTick(std::max(scene.geometry.tickAt(press.at.x()), Tick(0))),
      m_pressPitch(scene.geometry.pitchAt(press.at.y())) {}

void ExclusionGesture::moveTo(const PointerState& pointer) {
  m_dragging = m_dragging || isDrag(m_press, pointer.at);
  if (!m_dragging) return;
  const Grid grid = gridFor(pointer.modifiers);
  const Tick tick = std::max(scene().geometry.tickAt(pointer.at.x()), Tick(0));
  const Pitch pitch = scene().geometry.pitchAt(pointer.at.y());
  const Tick first = std::min(tick, m_pressTick);
  const Tick last = std::max(tick, m_pressTick);
  m_preview.band = Band{
      {grid.cellStart(first), grid.next(last)}, std::min(pitch, m_pressPitch), std::max(pitch, m_pressPitch)};
}

void ExclusionGesture::finish() {
  if (m_preview.band) {
    m_preview.exclusions.push_back(exclusionOf(*m_preview.band, scene()));
  } else if (const auto hit = exclusionAt(scene(), m_pressTick, m_pressPitch)) {
    m_preview.exclusions.erase(m_preview.exclusions.begin() + static_cast<std::ptrdiff_t>(*hit));
  }
  m_preview.band.reset();
}

}  // namespace partimento::ui::roll
