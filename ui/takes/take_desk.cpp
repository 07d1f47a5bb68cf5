#include "ui/takes/take_desk.h"

#include <QRandomGenerator>
#include <algorithm>
#include <utility>

#include "core/music/edits.h"
#include "ui/takes/take_edit.h"

namespace partimento::ui {
namespace {

bool sameNotes(const std::vector<Note>& a, const std::vector<Note>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Note& x, const Note& y) {
    return x.onset == y.onset && x.duration == y.duration && x.pitch == y.pitch;
  });
}

}  // namespace

TakeDesk::TakeDesk(Session& session, Composer& composer, QObject* parent)
    : QObject(parent), m_session(session), m_composer(composer) {
  connect(&m_composer, &Composer::takeMade, this, &TakeDesk::receive);
  connect(&m_composer, &Composer::grown, this,
          [this](const std::shared_ptr<const Take>& part) { showPart(*part); });
  connect(&m_composer, &Composer::finished, this, &TakeDesk::withdrawPart);
  connect(&m_composer, &Composer::seedFolded, this, [this](int notes) { m_folded = notes; });
  // Said at the end: progress is shown meanwhile.
  connect(&m_composer, &Composer::finished, this, [this] {
    if (const int notes = std::exchange(m_folded, 0); notes > 0)
      Q_EMIT message(
          tr("%n note(s) of the seed lie outside the style's range; it hears them an octave nearer.", nullptr,
             notes));
  });
  connect(&m_session, &Session::documentReplaced, this, &TakeDesk::documentReplaced);
  connect(&m_session, &Session::scoreChanged, this, [this] {
    if (m_current != 0) hear(playback::TakeOver::Now);
  });
}

void TakeDesk::generate(Composer::RequestMaker make, Place place) {
  if (m_composer.busy()) return;
  m_replayed = nullptr;
  m_place = std::move(place);
  m_first = true;
  m_wanted = true;
  m_composer.generate(std::move(make));
}

std::vector<project::StoredTakePtr> TakeDesk::takes() const {
  std::vector<project::StoredTakePtr> shown;
  for (const project::StoredTakePtr& take : m_session.document().takes()) {
    if (!take->rejected) shown.push_back(take);
  }
  return shown;
}

project::StoredTakePtr TakeDesk::currentTake() const {
  return m_current == 0 ? nullptr : m_session.document().take(m_current);
}

QString TakeDesk::nameOf(const project::StoredTake& take) const {
  return take.name.empty() ? tr("Take %1").arg(take.id) : QString::fromStdString(take.name);
}

void TakeDesk::receive(const std::shared_ptr<const Take>& take) {
  if (m_replayed) {
    checkReplay(*take);
    return;
  }
  if (!m_wanted) return;
  withdrawPart();
  const project::TakeId id = m_session.document().addTake(placed(*take));
  m_session.announceTakes();
  if (take->partial) Q_EMIT message(tr("Stopped: the part made so far is kept as a take."));
  if (m_first) select(id);
  m_first = false;
}

project::StoredTake TakeDesk::placed(const Take& take) const {
  project::StoredTake stored;
  stored.track = m_place.track;
  stored.start = m_place.start;
  stored.otherTracks = m_place.otherTracks;
  stored.take = take;
  return stored;
}

void TakeDesk::showPart(const Take& part) {
  if (!m_wanted || m_replayed) return;
  m_part = std::make_shared<const project::StoredTake>(placed(part));
  Q_EMIT partChanged();
}

void TakeDesk::withdrawPart() {
  if (!m_part) return;
  m_part = nullptr;
  Q_EMIT partChanged();
}

void TakeDesk::checkReplay(const Take& take) {
  const bool same = sameNotes(take.notes, m_replayed->take.notes);
  Q_EMIT message(same ? tr("Replayed: the same, note for note.")
                      : tr("The replay differs from the take; style or program have changed since."));
  const project::TakeId id = m_replayed->id;
  m_replayed = nullptr;
  audition(id);
}

void TakeDesk::select(project::TakeId id) {
  m_session.endOther();
  if (id != 0 && !m_session.document().take(id)) id = 0;
  const bool changed = id != m_current;
  m_current = id;
  if (id == 0) {
    m_session.endPreview();
  } else {
    hear(m_session.player().isPlaying() ? playback::TakeOver::NextBar : playback::TakeOver::Now);
  }
  if (changed) Q_EMIT currentChanged();
}

void TakeDesk::audition(project::TakeId id) {
  m_session.endOther();
  playback::Player& player = m_session.player();
  const bool playing = player.isPlaying() && m_session.previewing();
  select(id);
  const project::StoredTakePtr take = currentTake();
  if (!take || playing) return;
  const Score& score = *m_session.score();
  const Tick begin = takeBegin(*take);
  const BarPosition bar = score.meter().at(Tick(std::max<std::int64_t>(0, begin.value - 1)));
  player.seek(bar.barStart);
  player.play();
}

void TakeDesk::swap(int direction) {
  const std::vector<project::StoredTakePtr> shown = takes();
  if (shown.empty()) return;
  const auto found =
      std::find_if(shown.begin(), shown.end(), [this](const auto& take) { return take->id == m_current; });
  const auto count = static_cast<std::ptrdiff_t>(shown.size());
  std::ptrdiff_t index = found == shown.end() ? (direction > 0 ? -1 : count) : found - shown.begin();
  index = (index + direction + count) % count;
  select(shown[static_cast<std::size_t>(index)]->id);
}

void TakeDesk::hear(playback::TakeOver when) {
  const project::StoredTakePtr take = currentTake();
  if (take) m_session.preview(withTake(m_session.score(), *take), when);
}

void TakeDesk::accept() {
  const project::StoredTakePtr take = currentTake();
  if (!take) return;
  const ScorePtr score = withTake(m_session.score(), *take);
  m_current = 0;
  m_session.edit(kAcceptStep, score);
  Q_EMIT currentChanged();
  Q_EMIT message(tr("%1 is part of the piece now. Undo takes it back.").arg(nameOf(*take)));
}

void TakeDesk::reject() {
  const project::StoredTakePtr take = currentTake();
  if (!take) return;
  const std::vector<project::StoredTakePtr> before = takes();
  const auto at =
      std::find_if(before.begin(), before.end(), [&](const auto& other) { return other->id == take->id; });
  project::TakeId next = 0;
  if (at != before.end() && at + 1 != before.end()) {
    next = (*(at + 1))->id;
  } else if (at != before.begin() && before.size() > 1) {
    next = (*(at - 1))->id;
  }
  change(take->id, [](project::StoredTake& stored) { stored.rejected = true; });
  select(next);
  Q_EMIT message(tr("%1 was rejected.").arg(nameOf(*take)));
}

void TakeDesk::toggleFavourite(project::TakeId id) {
  change(id, [](project::StoredTake& take) { take.favourite = !take.favourite; });
}

void TakeDesk::rename(project::TakeId id, const QString& name) {
  change(id, [&](project::StoredTake& take) { take.name = name.trimmed().toStdString(); });
}

void TakeDesk::change(project::TakeId id, const std::function<void(project::StoredTake&)>& how) {
  const project::StoredTakePtr take = m_session.document().take(id);
  if (!take) return;
  project::StoredTake changed = *take;
  how(changed);
  m_session.document().updateTake(changed);
  m_session.announceTakes();
}

void TakeDesk::remix() {
  const project::StoredTakePtr take = currentTake();
  if (!take || m_composer.busy()) return;
  const ComposeRequest request =
      remixRequest(take->take, QRandomGenerator::global()->bounded(1U, 1000000000U));
  const decode::SearchMethod before = take->take.recipe.request.settings.search.method;
  if (before != request.settings.search.method)
    Q_EMIT message(
        tr("A beam search without chance always finds the same; this remix draws, with the same width."));
  generate([request] { return request; }, {take->track, take->start, take->otherTracks});
}

void TakeDesk::replay() {
  const project::StoredTakePtr take = currentTake();
  if (!take || m_composer.busy()) return;
  m_replayed = take;
  m_composer.replay(take->take.recipe);
}

void TakeDesk::documentReplaced() {
  m_composer.stop();
  m_wanted = false;
  withdrawPart();
  m_current = 0;
  m_replayed = nullptr;
  Q_EMIT currentChanged();
  Q_EMIT message(QString());
}

}  // namespace partimento::ui
