#include "ui/piano_roll/roll_state.h"

#include <algorithm>
#include <array>
#include <utility>

namespace partimento::ui::roll {
namespace {

constexpr int kBriefAuditionMs = 220;

template <typename T>
bool assign(T& target, T value) {
  if (target == value) return false;
  target = std::move(value);
  return true;
}

}  // namespace

RollState::RollState(QObject* parent) : QObject(parent), m_score(m_scene.score) {
  m_scene.geometry.pixelsPerTick = 96.0 / m_score->ticksPerQuarter();
  m_auditionEnd.setSingleShot(true);
  m_auditionEnd.setInterval(kBriefAuditionMs);
  connect(&m_auditionEnd, &QTimer::timeout, this, &RollState::stopAudition);
  showScore(m_score);
}

RollState::~RollState() = default;

void RollState::setScore(ScorePtr score) {
  if (score == m_score) return;
  cancel();
  const double pixels = pixelsPerQuarter();
  m_score = std::move(score);
  m_scene.geometry.pixelsPerTick = pixels / m_score->ticksPerQuarter();
  showScore(m_score);
  chooseSelection(existing(m_selection));
  Q_EMIT changed(Change::Everything);
}

void RollState::setTrack(std::size_t track) {
  if (track == m_scene.track) return;
  cancel();
  m_scene.track = track;
  showScore(m_score);
  chooseSelection({});
  Q_EMIT changed(Change::Everything);
}

void RollState::showScore(const ScorePtr& score) {
  m_scene.score = score;
  m_scene.notes = m_scene.hasTrack() ? NoteIndex(score->track(m_scene.track).notes) : NoteIndex();
  if (!m_gesture) updateRows();
}

edits::NoteIds RollState::existing(const edits::NoteIds& ids) const {
  edits::NoteIds found;
  for (const Note& note : m_scene.notes.all()) {
    if (ids.contains(note.id)) found.insert(note.id);
  }
  return found;
}

void RollState::chooseSelection(edits::NoteIds ids) {
  m_scene.selection = ids;
  if (assign(m_selection, std::move(ids))) Q_EMIT selectionChanged();
}

void RollState::setSelection(edits::NoteIds ids) {
  chooseSelection(existing(ids));
  Q_EMIT changed(Change::Notes);
}

void RollState::updateRows() {
  std::vector<Pitch> pitches;
  if (m_scene.fold != Fold::Off && (m_scene.fold == Fold::Used || m_scene.scale)) {
    std::array<bool, 128> wanted{};
    for (const Note& note : m_scene.notes.all()) wanted[static_cast<std::size_t>(note.pitch)] = true;
    for (const Ghost& ghost : m_scene.ghosts) {
      for (const Note& note : ghost.notes) wanted[static_cast<std::size_t>(note.pitch)] = true;
    }
    for (Pitch pitch = kLowestPitch; pitch <= kHighestPitch; ++pitch) {
      const bool inScale = m_scene.fold == Fold::Scale && m_scene.scale->contains(pitch);
      if (inScale || wanted[static_cast<std::size_t>(pitch)]) pitches.push_back(pitch);
    }
  }
  PitchRows rows(pitches);
  if (rows == m_scene.geometry.rows) return;
  Geometry& geometry = m_scene.geometry;
  const Pitch middle = geometry.pitchAt(geometry.view.height() / 2);
  geometry.rows = std::move(rows);
  geometry.scrollY = (geometry.rows.rowOf(middle) + 0.5) * geometry.rowHeight - geometry.view.height() / 2;
  viewChanged();
}

void RollState::setGhosts(std::vector<Ghost> ghosts, int highlighted) {
  if (ghosts == m_scene.ghosts) return setHighlightedGhost(highlighted);
  m_scene.ghosts = std::move(ghosts);
  m_scene.ghostNotes.clear();
  for (const Ghost& ghost : m_scene.ghosts) m_scene.ghostNotes.emplace_back(ghost.notes);
  m_scene.highlightedGhost = highlighted;
  if (!m_gesture) updateRows();
  Q_EMIT changed(Change::Notes);
}

void RollState::setHighlightedGhost(int index) {
  if (assign(m_scene.highlightedGhost, index)) Q_EMIT changed(Change::Notes);
}

void RollState::setPlayhead(Tick tick) {
  if (tick == m_scene.playhead) return;
  const Tick before = std::exchange(m_scene.playhead, tick);
  Geometry& geometry = m_scene.geometry;
  if (m_scene.playing && m_follow == Follow::Page && !m_gesture && geometry.view.width() > 0) {
    const double x = geometry.xOf(tick);
    if (x > geometry.view.width() - 8 || x < 0) {
      geometry.scrollX = std::max(0.0, x + geometry.scrollX - geometry.view.width() * 0.08);
      viewChanged();
      return;
    }
  }
  Q_EMIT playheadMoved(before, tick);
}

void RollState::setPlaying(bool playing) {
  if (assign(m_scene.playing, playing)) Q_EMIT playheadMoved(m_scene.playhead, m_scene.playhead);
}

void RollState::setLoop(std::optional<TickRange> loop) {
  if (loop && loop->isEmpty()) loop.reset();
  if (assign(m_scene.loop, loop)) Q_EMIT changed(Change::Ruler | Change::Notes);
}

void RollState::requestLoop(std::optional<TickRange> loop) {
  if (loop && loop->isEmpty()) loop.reset();
  if (loop == m_scene.loop) return;
  setLoop(loop);
  Q_EMIT loopChanged(loop);
}

void RollState::setLitKeys(std::set<Pitch> keys) {
  if (assign(m_scene.litKeys, std::move(keys))) Q_EMIT changed(Change::Keys);
}

void RollState::setCanCapture(bool can) {
  if (assign(m_scene.canCapture, can)) Q_EMIT changed(Change::View);
}

void RollState::setScale(std::optional<Scale> scale) {
  if (!assign(m_scene.scale, std::move(scale))) return;
  updateRows();
  Q_EMIT changed(Change::View | Change::Keys);
}

void RollState::setFold(Fold fold) {
  if (!assign(m_scene.fold, fold)) return;
  updateRows();
  Q_EMIT changed(Change::View | Change::Keys);
}

void RollState::setNaming(NoteNaming naming) {
  if (assign(m_scene.naming, naming)) Q_EMIT changed(Change::Keys | Change::Notes);
}

void RollState::setSeedEnd(std::optional<Tick> tick) {
  if (assign(m_scene.seedEnd, tick)) Q_EMIT changed(Change::Ruler | Change::Notes);
}

void RollState::setExclusions(std::vector<decode::Exclusion> exclusions, Tick origin) {
  m_scene.exclusionOrigin = origin;
  m_scene.exclusions = std::move(exclusions);
  Q_EMIT changed(Change::Notes);
}

void RollState::setTool(Tool tool) {
  if (!assign(m_scene.tool, tool)) return;
  cancel();
  Q_EMIT toolChanged();
}

void RollState::setGrid(GridSetting grid) {
  if (!assign(m_scene.gridSetting, grid)) return;
  Q_EMIT changed(Change::View);
  Q_EMIT zoomChanged();
}

void RollState::setHovered(NoteId id) {
  if (assign(m_scene.hovered, id)) Q_EMIT changed(Change::Notes);
}

void RollState::setCursor(EditCursor cursor) {
  cursor.tick = std::max(cursor.tick, Tick(0));
  cursor.pitch = std::clamp(cursor.pitch, kLowestPitch, kHighestPitch);
  if (assign(m_scene.cursor, cursor)) Q_EMIT changed(Change::Notes);
}

void RollState::setCursorShown(bool shown) {
  if (assign(m_scene.cursorShown, shown)) Q_EMIT changed(Change::Notes);
}

void RollState::begin(std::unique_ptr<Gesture> gesture, const PointerState& press) {
  cancel();
  if (!m_scene.hasTrack()) return;
  m_gesture = std::move(gesture);
  m_gesture->moveTo(press);
  showPreview();
}

void RollState::drag(const PointerState& pointer) {
  if (!m_gesture) return;
  m_gesture->moveTo(pointer);
  showPreview();
}

void RollState::showPreview() {
  const Preview& preview = m_gesture->preview();
  if (preview.score != m_scene.score) showScore(preview.score);
  m_scene.selection = preview.selection;
  m_scene.exclusions = preview.exclusions;
  m_scene.band = preview.band;
  if (preview.sounding) audition(preview.sounding->pitch, preview.sounding->velocity);
  Q_EMIT changed(Change::Notes);
}

void RollState::finish() {
  if (!m_gesture) return;
  m_gesture->finish();
  const std::unique_ptr<Gesture> gesture = std::move(m_gesture);
  const Preview& preview = gesture->preview();
  stopAudition();
  m_scene.band.reset();
  if (const auto length = gesture->learntLength()) m_defaults.length = *length;
  if (preview.cursor) setCursor(*preview.cursor);
  const bool excluded = preview.exclusions != gesture->before().exclusions;
  m_scene.exclusions = preview.exclusions;
  if (preview.editName) {
    edit(preview.score, preview.editName, preview.selection);
  } else {
    showScore(m_score);
    chooseSelection(preview.selection);
    Q_EMIT changed(Change::Notes);
  }
  if (excluded) Q_EMIT exclusionsChanged(m_scene.exclusions);
}

void RollState::cancel() {
  if (!m_gesture) return;
  const std::unique_ptr<Gesture> gesture = std::move(m_gesture);
  stopAudition();
  m_scene.band.reset();
  m_scene.exclusions = gesture->before().exclusions;
  m_scene.selection = m_selection;
  showScore(m_score);
  Q_EMIT changed(Change::Notes);
}

void RollState::edit(ScorePtr after, const char* name, edits::NoteIds selection, EditStep step) {
  if (after == m_score) return;
  m_score = std::move(after);
  showScore(m_score);
  chooseSelection(existing(selection));
  Q_EMIT changed(Change::Notes | Change::View);
  Q_EMIT editRequested(m_score, QString::fromLatin1(name), step == EditStep::Continues);
}

void RollState::audition(Pitch pitch, int velocity) {
  const std::pair<Pitch, int> wanted{pitch, velocity};
  if (m_sounding && m_sounding->first == pitch) return;
  stopAudition();
  m_sounding = wanted;
  Q_EMIT noteAuditioned(pitch, velocity);
}

void RollState::stopAudition() {
  m_auditionEnd.stop();
  if (!m_sounding) return;
  m_sounding.reset();
  Q_EMIT auditionStopped();
}

void RollState::auditionBriefly(Pitch pitch, int velocity) {
  stopAudition();
  audition(pitch, velocity);
  m_auditionEnd.start();
}

void RollState::pressKey(Pitch pitch) {
  if (!assign(m_scene.pressedKey, pitch)) return;
  if (pitch >= 0) {
    audition(pitch, m_defaults.velocity);
  } else {
    stopAudition();
  }
  Q_EMIT changed(Change::Keys);
}

void RollState::announce(const QString& text) {
  Q_EMIT announced(text);
}

}  // namespace partimento::ui::roll
