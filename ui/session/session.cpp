#include "ui/session/session.h"

#include <algorithm>
#include <utility>

#include "ui/common/worker.h"

namespace partimento::ui {
namespace {

/// Onset of the first note that is in one track and not in the other.
std::optional<Tick> firstDifference(const Score& before, const Score& after) {
  std::optional<Tick> first;
  const std::size_t tracks = std::min(before.tracks().size(), after.tracks().size());
  for (std::size_t index = 0; index < tracks; ++index) {
    if (before.tracks()[index] == after.tracks()[index]) continue;
    const auto& a = before.track(index).notes;
    const auto& b = after.track(index).notes;
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    for (const auto& [at, end] : {std::pair(x, a.end()), std::pair(y, b.end())}) {
      if (at != end) first = first ? std::min(*first, at->onset) : at->onset;
    }
  }
  return first;
}

}  // namespace

Session::Session(Preferences& preferences, playback::Player& player, project::StateFolder state,
                 QObject* parent)
    : QObject(parent),
      m_preferences(preferences),
      m_player(player),
      m_state(std::move(state)),
      m_document(project::Document::create(m_state)) {
  listenToJournal();
  m_player.setScore(m_document->score());
}

Session::~Session() {
  m_player.stop();
}

void Session::adopt(std::unique_ptr<project::Document> document) {
  m_player.stop();
  m_preview = nullptr;
  m_rest.reset();
  m_document = std::move(document);
  m_track = 0;
  listenToJournal();
  m_player.setLoop(std::nullopt);
  m_player.setScore(m_document->score());
  m_player.seek(Tick(0));
  Q_EMIT documentReplaced();
  Q_EMIT scoreChanged();
  Q_EMIT takesChanged();
  Q_EMIT modifiedChanged();
  Q_EMIT previewChanged();
}

void Session::setTrack(std::size_t track) {
  track = std::min(track, score()->tracks().size() - 1);
  if (track == m_track) return;
  m_track = track;
  Q_EMIT trackChanged();
}

void Session::edit(const std::string& name, ScorePtr score) {
  m_document->push(name, std::move(score));
  scoreReplaced();
}

void Session::amend(ScorePtr score) {
  m_document->amend(std::move(score));
  scoreReplaced();
}

void Session::undo() {
  if (m_document->history().canUndo()) step(&project::Document::undo);
}

void Session::redo() {
  if (m_document->history().canRedo()) step(&project::Document::redo);
}

void Session::step(void (project::Document::*move)()) {
  const ScorePtr before = score();
  ((*m_document).*move)();
  scoreReplaced();
  if (const std::optional<Tick> at = firstDifference(*before, *score())) Q_EMIT changedAt(*at);
}

void Session::preview(ScorePtr score, playback::TakeOver when) {
  giveBack();
  m_preview = std::move(score);
  m_player.setScore(m_preview, when);
  Q_EMIT previewChanged();
}

void Session::previewOther(ScorePtr score, playback::TakeOver when) {
  if (!m_rest) {
    m_rest = Rest{m_player.position().tick, m_player.loop()};
    m_player.stop();
  }
  m_player.setLoop(std::nullopt);
  m_preview = std::move(score);
  m_player.setScore(m_preview, when);
  Q_EMIT previewChanged();
}

void Session::endPreview() {
  if (!m_preview) return;
  m_preview = nullptr;
  if (m_rest) m_player.stop();
  m_player.setScore(score(), playback::TakeOver::Now);
  giveBack();
  Q_EMIT previewChanged();
}

void Session::endOther() {
  if (m_rest) endPreview();
}

playback::Position Session::position() const {
  if (!m_rest) return m_player.position();
  playback::Position position;
  position.tick = m_rest->place;
  position.exactTick = static_cast<double>(m_rest->place.value);
  return position;
}

void Session::giveBack() {
  if (!m_rest) return;
  const Rest rest = *std::exchange(m_rest, std::nullopt);
  m_player.stop();
  m_player.setLoop(rest.loop);
  m_player.seek(rest.place);
}

void Session::announceTakes() {
  Q_EMIT takesChanged();
  Q_EMIT modifiedChanged();
}

void Session::announceSaved() {
  Q_EMIT modifiedChanged();
}

void Session::listenToJournal() {
  m_document->onJournalProblem([this] { callLater(this, [this] { Q_EMIT journalChanged(); }); });
}

void Session::scoreReplaced() {
  const bool previewed = m_preview != nullptr;
  m_preview = nullptr;
  m_track = std::min(m_track, score()->tracks().size() - 1);
  m_player.setScore(score());
  giveBack();
  Q_EMIT scoreChanged();
  Q_EMIT modifiedChanged();
  if (previewed) Q_EMIT previewChanged();
}

}  // namespace partimento::ui
