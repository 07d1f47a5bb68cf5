#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <optional>

#include "core/playback/recorder.h"
#include "ui/devices/midi_preferences.h"
#include "ui/session/session.h"

namespace partimento::ui {

/// A recording into the session's track, from R to stop: what is played appears while the music goes on, and
/// is one undo step in the end; where it is quantised on the way in, that is a second step on top, so that
/// undo brings the playing back. GUI thread only.
class Recording : public QObject {
  Q_OBJECT

 public:
  /// Both outlive the recording.
  Recording(Session& session, const playback::Timeline& timeline, QObject* parent = nullptr);

  bool isRunning() const { return m_recorder.has_value(); }
  /// Begins to play where nothing plays, after a count-in where the user wants one.
  void start(const MidiPreferences& preferences);
  void stop();
  void hear(const playback::LiveEvent& event);
  /// To be called by a timer; ends with the music.
  void advance();

 Q_SIGNALS:
  void runningChanged(bool running);
  /// The recording ended with this many notes.
  void ended(int notes);

 private:
  enum class Timing { Played, Quantised };
  void publish(Timing timing);
  void finish();
  ScorePtr result(Timing timing) const;
  bool quantises() const;

  Session& m_session;
  const playback::Timeline& m_timeline;
  MidiPreferences m_preferences;
  std::optional<playback::Recorder> m_recorder;
  ScorePtr m_published;
  bool m_dirty = false;    // the recorder knows more than the session
  bool m_stepped = false;  // the undo step is there
  QElapsedTimer m_sincePublished;
};

}  // namespace partimento::ui
