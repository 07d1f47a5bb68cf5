#include "ui/devices/midi_desk.h"

#include <cmath>
#include <utility>

#include "core/playback/channel_plan.h"
#include "core/playback/midi_tap.h"
#include "core/playback/playhead.h"

namespace partimento::ui {

using Kind = playback::ChannelMessage::Kind;

MidiDesk::MidiDesk(Session& session, playback::MidiSystem::Open open, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_midi(loadMidiPreferences(session.preferences())),
      m_recording(session, m_timeline),
      m_delay(session, m_timeline),
      m_system(session.player().queues(), std::move(open), m_midi.devices) {
  connect(&m_session, &Session::trackChanged, this, &MidiDesk::applyTrack);
  connect(&m_delay, &DelayMeasurement::changed, this, [this] {
    if (m_delay.state() != DelayMeasurement::State::Measured) return;
    change([this](MidiPreferences& midi) {
      midi.latencyMilliseconds = std::round(m_delay.delay().value * 1000);
    });
  });
  connect(&m_session, &Session::scoreChanged, this, &MidiDesk::applyTrack);
  applyTrack();
  applyDevices();
}

MidiDesk::~MidiDesk() {
  m_session.player().setMidiOut(false);
  m_session.player().setSilenced(false);
}

void MidiDesk::setPreferences(const MidiPreferences& preferences) {
  if (preferences == m_midi) return;
  m_midi = preferences;
  saveMidiPreferences(m_session.preferences(), m_midi);
  m_system.apply(m_midi.devices);
  applyDevices();
}

void MidiDesk::change(const std::function<void(MidiPreferences&)>& edit) {
  MidiPreferences midi = m_midi;
  edit(midi);
  setPreferences(midi);
}

void MidiDesk::applyDevices() {
  playback::Player& player = m_session.player();
  playback::LiveInput& live = m_system.live();
  live.setVelocityCurve(m_midi.curve);
  live.setOctaveShift(m_midi.octaves);
  // A device that is both input and output sounds its own keys.
  live.setThru(m_midi.thru && state().hasOutput() && state().output != state().input);
  player.setMidiClock(m_midi.clock);
  if (const bool silent = m_midi.silent && state().hasOutput(); std::exchange(m_silent, silent) != silent) {
    player.setSilenced(silent);
  }
  if (std::exchange(m_outOpen, state().hasOutput()) != state().hasOutput()) {
    player.setMidiOut(state().hasOutput());
  }
}

void MidiDesk::applyTrack() {
  m_session.player().setLiveTrack(m_session.track());
  const std::vector<std::uint8_t> channels = playback::assignChannels(*m_session.score());
  if (m_session.track() >= channels.size()) return;
  m_system.live().setThruChannel(playback::outgoingChannel(channels[m_session.track()]).value_or(0));
}

void MidiDesk::toggleRecording() {
  m_delay.cancel();
  if (m_recording.isRunning()) {
    m_session.player().stop();
    m_recording.stop();
  } else {
    m_recording.start(m_midi);
  }
}

void MidiDesk::measureDelay() {
  m_recording.stop();
  m_delay.start();
}

playback::Phrase MidiDesk::lastPhrase() const {
  return m_buffer.lastPhrase(playback::steadyNanoseconds());
}

void MidiDesk::forgetPlayed() {
  m_buffer.clear();
  Q_EMIT captureChanged();
}

void MidiDesk::setStepEntry(bool on) {
  m_stepEntry = on;
  m_steps.forget();
}

void MidiDesk::releaseAll() {
  m_held.clear();
  m_steps.forget();
  Q_EMIT heldChanged();
}

void MidiDesk::poll() {
  if (m_system.poll()) {
    applyDevices();
    Q_EMIT devicesChanged();
  }
  for (playback::TimeAnchor anchor; m_session.player().queues().anchors.tryPop(anchor);) {
    m_timeline.add(anchor);
  }
  const std::uint64_t received = m_system.live().received();
  if (std::exchange(m_received, received) != received) Q_EMIT flashed();
  const std::set<Pitch> before = m_held;
  const bool could = canCapture();
  for (playback::LiveEvent event; m_system.live().next(event);) take(event);
  if (before != m_held) Q_EMIT heldChanged();
  if (could != canCapture()) Q_EMIT captureChanged();
  m_recording.advance();
  m_delay.advance();
}

void MidiDesk::take(const playback::LiveEvent& event) {
  const playback::ChannelMessage& message = event.message;
  if (message.kind == Kind::NoteOn) m_held.insert(message.number);
  if (message.kind == Kind::NoteOff) m_held.erase(message.number);
  if (m_delay.isRunning()) {
    m_delay.hear(event);
    if (message.kind == Kind::NoteOff) m_buffer.add(event);  // of a key that was down before
    return;
  }
  const bool playing = m_session.player().isPlaying();
  m_buffer.add(event);
  m_recording.hear(event);
  if (message.kind == Kind::NoteOn) {
    m_playedAlong = playing;
    Q_EMIT keyPlayed();
  }
  if (!m_stepEntry || playing) return;
  if (const std::optional<playback::StepChord> chord = m_steps.take(message)) Q_EMIT stepPlayed(*chord);
}

}  // namespace partimento::ui
