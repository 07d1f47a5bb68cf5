#include "ui/training/hear_learning.h"

#include <algorithm>
#include <utility>

#include "core/formats/midi.h"

namespace partimento::ui {
namespace {

/// The end of the bar in which the last note ends.
Tick endOf(const Score& score) {
  const BarPosition bar = score.meter().at(Tick(std::max<std::int64_t>(0, score.end().value - 1)));
  return bar.barStart + score.meter().barLength(bar.signature);
}

const std::vector<Note>* notesOf(const ScorePtr& score) {
  if (!score) return nullptr;
  for (const TrackPtr& track : score->tracks()) {
    if (!track->notes.empty()) return &track->notes;
  }
  return nullptr;
}

bool sameNote(const Note& a, const Note& b) {
  return a.onset == b.onset && a.duration == b.duration && a.pitch == b.pitch;
}

}  // namespace

HearLearning::HearLearning(Session& session, QObject* parent) : QObject(parent), m_session(session) {
  connect(&m_session, &Session::previewChanged, this, &HearLearning::previewChanged);
  connect(&m_session, &Session::scoreChanged, this, &HearLearning::previewChanged);
}

void HearLearning::setCheckpoints(const std::vector<Checkpoint>& checkpoints) {
  m_shown.clear();
  for (const Checkpoint& checkpoint : checkpoints) {
    m_shown.push_back(checkpoint.sample);
    if (checkpoint.sample.empty() || m_samples.contains(checkpoint.sample)) continue;
    m_samples[checkpoint.sample] = nullptr;
    m_worker.post([this, path = checkpoint.sample](std::stop_token) {
      ScorePtr score;
      try {
        score = formats::readMidiFile(path).score;
      } catch (const Error&) {
        return;  // a checkpoint without its sample is still a checkpoint
      }
      callLater(this, [this, path, score] {
        m_samples[path] = score;
        Q_EMIT read();
      });
    });
  }
}

ScorePtr HearLearning::sample(const Checkpoint& checkpoint) const {
  const auto found = m_samples.find(checkpoint.sample);
  return found == m_samples.end() ? nullptr : found->second;
}

std::size_t HearLearning::seedNotes() const {
  const std::vector<Note>* first = nullptr;
  std::size_t same = 0;
  int compared = 0;
  for (const std::string& path : m_shown) {
    const auto found = m_samples.find(path);
    const std::vector<Note>* notes = found == m_samples.end() ? nullptr : notesOf(found->second);
    if (!notes) continue;
    if (!first) {
      first = notes;
      same = notes->size();
    } else {
      ++compared;
      const auto [end, other] = std::mismatch(
          first->begin(), first->begin() + static_cast<std::ptrdiff_t>(std::min(same, first->size())),
          notes->begin(), notes->end(), sameNote);
      static_cast<void>(other);
      same = static_cast<std::size_t>(end - first->begin());
    }
  }
  return compared > 0 ? same : 0;
}

std::optional<std::int64_t> HearLearning::step() const {
  if (!m_heard) return std::nullopt;
  return m_step;
}

void HearLearning::hear(const Checkpoint& checkpoint) {
  const ScorePtr score = sample(checkpoint);
  if (!score) return;
  m_step = checkpoint.step;
  m_heard ? swap(score) : begin(score);
  Q_EMIT changed();
}

void HearLearning::begin(const ScorePtr& sample) {
  playback::Player& player = m_session.player();
  m_heard = sample;
  m_session.previewOther(sample, playback::TakeOver::Now);
  player.setLoop(playback::LoopRange{Tick(0), endOf(*sample)});
  player.seek(Tick(0));
  player.play();
}

void HearLearning::swap(const ScorePtr& sample) {
  playback::Player& player = m_session.player();
  const Tick end = endOf(*sample);
  // The samples have different lengths: one that has ended already begins anew.
  const bool past = player.position().tick >= end;
  const bool quiet = !player.isPlaying();
  m_heard = sample;
  m_session.previewOther(sample, past || quiet ? playback::TakeOver::Now : playback::TakeOver::NextBar);
  player.setLoop(playback::LoopRange{Tick(0), end});
  if (past || quiet) player.seek(Tick(0));
  if (quiet) player.play();
}

void HearLearning::stop() {
  if (!m_heard) return;
  m_heard = nullptr;
  m_session.endPreview();
  Q_EMIT changed();
}

void HearLearning::previewChanged() {
  if (!m_heard || m_session.player().score() == m_heard) return;
  // A take or an edit has taken the player over.
  m_heard = nullptr;
  Q_EMIT changed();
}

}  // namespace partimento::ui
