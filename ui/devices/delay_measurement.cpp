#include "ui/devices/delay_measurement.h"

namespace partimento::ui {

DelayMeasurement::DelayMeasurement(Session& session, const playback::Timeline& timeline, QObject* parent)
    : QObject(parent), m_session(session), m_timeline(timeline) {
  // Another document, an edit, a take tried out: whoever does that wants to hear it, not clicks.
  connect(&m_session, &Session::previewChanged, this, [this] {
    if (!isRunning() || m_session.player().score() == m_clicks) return;
    m_state = m_session.previewing() ? State::Idle : State::NothingPlayed;
    m_clicks = nullptr;
    Q_EMIT changed();
  });
}

DelayMeasurement::~DelayMeasurement() {
  if (isRunning()) end(State::Idle);
}

void DelayMeasurement::start() {
  if (isRunning()) return;
  playback::Player& player = m_session.player();
  m_measure = playback::TapMeasure(player.outputLatency());
  m_state = State::Running;
  m_clicks = playback::TapMeasure::clicks();
  m_session.previewOther(m_clicks, playback::TakeOver::Now);
  player.seek(Tick(0));
  player.play();
  Q_EMIT changed();
}

void DelayMeasurement::cancel() {
  if (isRunning()) end(State::Idle);
}

void DelayMeasurement::hear(const playback::LiveEvent& event) {
  if (isRunning()) m_measure.hear(event);
}

void DelayMeasurement::advance() {
  if (!isRunning()) return;
  const bool more = m_measure.advance(m_timeline);
  if (m_measure.isComplete()) return end(m_measure.isSteady() ? State::Measured : State::Unsteady);
  if (!m_session.player().isPlaying()) return end(State::NothingPlayed);
  if (more) Q_EMIT changed();
}

void DelayMeasurement::end(State state) {
  m_state = state;
  m_clicks = nullptr;
  m_session.endOther();
  Q_EMIT changed();
}

}  // namespace partimento::ui
