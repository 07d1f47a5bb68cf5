#include "ui/piano_roll/velocity_gesture.h"

#include <algorithm>
#include <cmath>

namespace partimento::ui::roll {
namespace {

constexpr double kReach = 6.0;

}  // namespace

double VelocityScale::yOf(int velocity) const {
  const double share = (std::clamp(velocity, 1, 127) - 1) / 126.0;
  return height - padding - share * (height - 2 * padding);
}

int VelocityScale::velocityAt(double y) const {
  const double share = (height - padding - y) / std::max(1.0, height - 2 * padding);
  return std::clamp(static_cast<int>(std::lround(1 + share * 126)), 1, 127);
}

std::optional<Note> stemAt(const Scene& scene, const VelocityScale& scale, QPointF point) {
  const Geometry& geometry = scene.geometry;
  std::optional<Note> best;
  double bestDistance = 1e9;
  for (const Note& note : scene.notes.around(geometry.tickAt(point.x() - kReach),
                                             geometry.tickAt(point.x() + kReach) + Tick(1))) {
    const double away = std::abs(geometry.xOf(note.onset) - point.x());
    if (away > kReach) continue;
    const double head = std::abs(scale.yOf(note.velocity) - point.y());
    const double distance = head + away + (scene.selection.contains(note.id) ? 0 : 1000);
    if (distance >= bestDistance) continue;
    best = note;
    bestDistance = distance;
  }
  return best;
}

VelocityGesture::VelocityGesture(const Scene& scene, VelocityScale scale, const PointerState& press)
    : Gesture(scene), m_scale(scale), m_press(press.at), m_last(press.at) {
  const bool onlySelected = scene.selection.size() > 1;
  for (const Note& note : scene.notes.all()) {
    if (!onlySelected || scene.selection.contains(note.id)) m_notes.push_back(note);
  }
  m_original = m_notes;
  m_grabbed = stemAt(scene, scale, press.at);
  if (!m_grabbed) return;
  m_preview.sounding = m_grabbed;
  m_together = onlySelected && scene.selection.contains(m_grabbed->id) &&
               std::abs(scale.yOf(m_grabbed->velocity) - press.at.y()) <= kReach;
  if (!m_together) moveTo(press);
}

void VelocityGesture::paint(QPointF from, QPointF to, std::vector<Note>& notes) const {
  const double left = std::min(from.x(), to.x()) - (from == m_press ? kReach : 0.0);
  const double right = std::max(from.x(), to.x()) + (from == m_press ? kReach : 0.0);
  for (Note& note : notes) {
    const double x = scene().geometry.xOf(note.onset);
    if (x < left || x > right) continue;
    const double way = to.x() - from.x();
    const double share = std::abs(way) < 1.0 ? 1.0 : std::clamp((x - from.x()) / way, 0.0, 1.0);
    note.velocity = static_cast<std::uint8_t>(m_scale.velocityAt(from.y() + (to.y() - from.y()) * share));
  }
}

void VelocityGesture::shiftAll(double toY) {
  const int by = m_scale.velocityAt(toY) - m_scale.velocityAt(m_press.y());
  for (std::size_t i = 0; i < m_notes.size(); ++i)
    m_notes[i].velocity = static_cast<std::uint8_t>(std::clamp(m_original[i].velocity + by, 1, 127));
}

void VelocityGesture::moveTo(const PointerState& pointer) {
  if (m_together) {
    shiftAll(pointer.at.y());
  } else if (pointer.modifiers & Qt::ShiftModifier) {
    m_notes = m_original;
    paint(m_press, pointer.at, m_notes);
  } else {
    paint(m_last, pointer.at, m_notes);
  }
  m_last = pointer.at;
  show(m_notes);
}

void VelocityGesture::show(const std::vector<Note>& notes) {
  if (notes == m_original) {
    m_preview.score = base();
    m_preview.editName = nullptr;
    return;
  }
  m_preview.score = edits::replaceNotes(base(), track(), notes);
  m_preview.editName = "Change velocity";
  for (const Note& note : notes) {
    if (m_grabbed && note.id == m_grabbed->id) m_preview.sounding = note;
  }
}

}  // namespace partimento::ui::roll
