#pragma once

#include <QObject>

#include "core/playback/tap_measure.h"
#include "ui/session/session.h"

namespace partimento::ui {

/// Measures by playing along how late the keyboard is heard: clicks sound in the piece's place until enough
/// keys were struck with them. Changes nothing of the piece. GUI thread only.
class DelayMeasurement : public QObject {
  Q_OBJECT

 public:
  enum class State { Idle, Running, Measured, Unsteady, NothingPlayed };

  /// Both outlive the measurement.
  DelayMeasurement(Session& session, const playback::Timeline& timeline, QObject* parent = nullptr);
  ~DelayMeasurement() override;

  State state() const { return m_state; }
  bool isRunning() const { return m_state == State::Running; }
  int taps() const { return m_measure.taps(); }
  /// Once measured, beyond what the sound driver tells.
  Seconds delay() const { return m_measure.offset(); }
  Seconds spread() const { return m_measure.spread(); }

  void start();
  void cancel();
  void hear(const playback::LiveEvent& event);
  /// To be called by a timer; ends with the clicks, or when enough keys were struck.
  void advance();

 Q_SIGNALS:
  /// Another state, or another tap.
  void changed();

 private:
  void end(State state);

  Session& m_session;
  const playback::Timeline& m_timeline;
  State m_state = State::Idle;
  playback::TapMeasure m_measure{Seconds(0)};
  ScorePtr m_clicks;  // what plays
};

}  // namespace partimento::ui
