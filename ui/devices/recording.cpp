#include "ui/devices/recording.h"

#include <utility>

#include "core/playback/playhead.h"

namespace partimento::ui {
namespace {

constexpr qint64 kPublishMilliseconds = 250;

}  // namespace

Recording::Recording(Session& session, const playback::Timeline& timeline, QObject* parent)
    : QObject(parent), m_session(session), m_timeline(timeline) {
  connect(&m_session, &Session::documentReplaced, this, [this] {
    if (!m_recorder) return;
    m_recorder.reset();
    m_session.player().setPlaysOn(false);
    Q_EMIT runningChanged(false);
  });
}

void Recording::start(const MidiPreferences& preferences) {
  if (m_recorder) return;
  m_session.endPreview();
  m_preferences = preferences;
  playback::RecordSettings settings;
  settings.mode = preferences.mode;
  settings.track = m_session.track();
  settings.latency = m_session.player().outputLatency() + Seconds(preferences.latencyMilliseconds / 1000);
  settings.takeName = tr("Take").toStdString();
  m_published = m_session.score();
  m_recorder.emplace(m_published, settings);
  m_dirty = m_stepped = false;
  m_sincePublished.start();
  m_session.player().setPlaysOn(true);
  if (!m_session.player().isPlaying()) {
    m_session.player().setCountIn(m_session.preferences().countIn() ? 1 : 0);
    m_session.player().play();
    m_session.player().setCountIn(0);
  }
  Q_EMIT runningChanged(true);
}

void Recording::stop() {
  if (m_recorder) finish();
}

void Recording::hear(const playback::LiveEvent& event) {
  if (m_recorder) m_recorder->hear(event);
}

void Recording::advance() {
  if (!m_recorder) return;
  if (m_session.score() != m_published || !m_session.player().isPlaying()) {
    finish();
    return;
  }
  m_dirty = m_recorder->advance(m_timeline, playback::steadyNanoseconds()) || m_dirty;
  if (m_dirty && !m_recorder->isEmpty() && m_sincePublished.elapsed() > kPublishMilliseconds) {
    publish(Timing::Quantised);
  }
}

bool Recording::quantises() const {
  return m_preferences.grid.denominator > 0;
}

ScorePtr Recording::result(Timing timing) const {
  ScorePtr score = m_recorder->score();
  if (timing == Timing::Played || !quantises()) return score;
  const edits::QuantiseSettings settings = m_preferences.quantise(score->ticksPerQuarter());
  const edits::NoteIds ids = m_recorder->ids();
  const std::size_t first =
      m_preferences.mode == playback::RecordMode::NewTake ? 0 : m_recorder->resultTrack();
  for (std::size_t track = first; track < score->tracks().size(); ++track) {
    if (!edits::notesWithIds(*score, track, ids).empty())
      score = edits::quantise(score, track, ids, settings);
  }
  return score;
}

void Recording::publish(Timing timing) {
  m_dirty = false;
  m_sincePublished.restart();
  m_published = result(timing);
  if (m_stepped) {
    m_session.amend(m_published);
  } else {
    m_session.edit("Record", m_published);
  }
  m_stepped = true;
}

void Recording::finish() {
  m_session.player().setPlaysOn(false);
  // Somebody who edits or takes back while recording means that, and not what comes after it.
  const bool ours = m_session.score() == m_published;
  m_recorder->finish(m_timeline, playback::steadyNanoseconds());
  const auto notes = static_cast<int>(m_recorder->ids().size());
  if (ours && !m_recorder->isEmpty()) {
    publish(Timing::Played);
    if (quantises()) m_session.edit("Quantise", result(Timing::Quantised));
    m_session.setTrack(m_recorder->resultTrack());
  }
  m_recorder.reset();
  Q_EMIT runningChanged(false);
  Q_EMIT ended(notes);
}

}  // namespace partimento::ui
