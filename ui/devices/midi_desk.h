#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <functional>
#include <set>

#include "core/playback/capture_buffer.h"
#include "core/playback/midi_system.h"
#include "core/playback/step_entry.h"
#include "core/playback/timeline.h"
#include "ui/devices/delay_measurement.h"
#include "ui/devices/midi_preferences.h"
#include "ui/devices/recording.h"
#include "ui/session/session.h"

namespace partimento::ui {

/// Everything between the keyboard and the piece: devices, lit keys, recording, the memory for capture, step
/// entry, MIDI out. GUI thread only.
class MidiDesk : public QObject {
  Q_OBJECT

 public:
  MidiDesk(Session& session, playback::MidiSystem::Open open, QObject* parent = nullptr);
  ~MidiDesk() override;

  const playback::MidiState& state() const { return m_system.state(); }
  const MidiPreferences& preferences() const { return m_midi; }
  void setPreferences(const MidiPreferences& preferences);
  /// A part of them.
  void change(const std::function<void(MidiPreferences&)>& edit);
  void refresh() { m_system.refresh(); }
  /// Keys that are down.
  const std::set<Pitch>& held() const { return m_held; }
  Recording& recording() { return m_recording; }
  void toggleRecording();
  /// How late the keyboard is heard; what is struck meanwhile is neither recorded nor remembered.
  const DelayMeasurement& delay() const { return m_delay; }
  void measureDelay();
  void cancelMeasuring() { m_delay.cancel(); }

  bool canCapture() const { return m_buffer.hasNotes(); }
  /// What was played last, and what is known of its tempo and metre.
  playback::Phrase lastPhrase() const;
  bool playedAlong() const { return m_playedAlong; }
  void forgetPlayed();

  bool stepEntry() const { return m_stepEntry; }
  void setStepEntry(bool on);
  /// Lets go of all keys: part of panic.
  void releaseAll();
  /// To be called by the playhead's timer.
  void poll();

 Q_SIGNALS:
  void devicesChanged();
  /// Any message came.
  void flashed();
  void heldChanged();
  void keyPlayed();
  void captureChanged();
  /// A step of step entry is complete; stopped playback only.
  void stepPlayed(const partimento::playback::StepChord& chord);

 private:
  void take(const playback::LiveEvent& event);
  void applyDevices();
  void applyTrack();

  Session& m_session;
  MidiPreferences m_midi;
  playback::Timeline m_timeline;
  Recording m_recording;
  DelayMeasurement m_delay;
  playback::CaptureBuffer m_buffer;
  playback::StepEntry m_steps;
  std::set<Pitch> m_held;
  bool m_stepEntry = false;
  bool m_playedAlong = false;
  bool m_outOpen = false;
  bool m_silent = false;
  std::uint64_t m_received = 0;
  playback::MidiSystem m_system;  // last: ends first
};

}  // namespace partimento::ui
