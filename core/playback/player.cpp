#include "core/playback/player.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/playback/command_desk.h"
#include "core/playback/playhead.h"

namespace partimento::playback {

namespace {

constexpr double kSlowest = 0.1;
constexpr double kFastest = 4.0;

}  // namespace

class Player::Impl {
 public:
  Impl(std::unique_ptr<Synth> synth, double sampleRate)
      : m_sampleRate(sampleRate),
        m_score(Score::empty()),
        m_created(steadyNanoseconds()),
        m_desk(std::move(synth), makePlan()) {}

  CommandDesk& desk() { return m_desk; }
  double sampleRate() const { return m_sampleRate; }
  const ScorePtr& score() const { return m_score; }
  const std::optional<LoopRange>& loop() const { return m_loop; }
  void setCountIn(int bars) { m_countIn = std::clamp(bars, 0, 16); }
  void setLatency(Seconds latency) {
    m_playhead.setLatency(latency);
    m_latency = latency;
    if (m_midiOut) setMidiOut(true);
  }
  Seconds latency() const { return m_latency; }
  void setMasterVolume(double volume) {
    m_volume = volume;
    m_desk.send(command::MasterVolume{m_silenced ? 0 : m_volume});
  }
  void setSilenced(bool silenced) {
    m_silenced = silenced;
    setMasterVolume(m_volume);
  }
  void setMidiOut(bool open) {
    m_midiOut = open;
    m_desk.send(command::MidiOut{open, m_latency});
  }

  void setScore(ScorePtr score, TakeOver when) {
    m_score = score ? std::move(score) : Score::empty();
    usePlan(when);
  }

  void setTempoScale(double scale) {
    const double wanted = std::clamp(scale, kSlowest, kFastest);
    if (wanted == m_tempoScale) return;
    m_tempoScale = wanted;
    usePlan(TakeOver::Now);
  }

  void setSynth(std::unique_ptr<Synth> synth, double sampleRate) {
    m_desk.useSynth(std::move(synth));
    if (sampleRate == m_sampleRate) return;
    m_sampleRate = sampleRate;
    usePlan(TakeOver::Now);
  }

  void play() {
    if (isPlaying()) return;
    const TransportState state = m_countIn > 0 ? TransportState::CountingIn : TransportState::Playing;
    m_expectedState = {m_desk.send(command::Play{m_countIn}), state};
  }

  /// Stop or Panic.
  template <typename What>
  void end(const What& what) {
    const double place = position().exactTick;
    const std::uint64_t sequence = m_desk.send(what);
    m_expectedState = {sequence, TransportState::Stopped};
    m_expectedTick = {sequence, place};
  }

  void seek(Tick place) {
    const Tick wanted = std::max(place, Tick(0));
    m_expectedTick = {m_desk.send(command::Seek{wanted}), static_cast<double>(wanted.value)};
  }

  void setLoop(std::optional<LoopRange> loop) {
    if (loop == m_loop) return;
    m_loop = loop;
    m_desk.send(command::Loop{loop.value_or(LoopRange{}), loop.has_value()});
  }

  bool takeOverPending() {
    const Snapshot now = m_desk.snapshot();
    return now.takeOverPending || (m_nextBarSequence > now.sequence && state(now) != TransportState::Stopped);
  }

  TransportState state() { return state(m_desk.snapshot()); }
  TransportState state(const Snapshot& now) const {
    return m_expectedState.sequence > now.sequence ? m_expectedState.value : now.state;
  }
  bool isPlaying() { return state() != TransportState::Stopped; }

  Position position() {
    const Snapshot now = m_desk.snapshot();
    Position position;
    position.state = state(now);
    position.beatsLeft = position.state == TransportState::CountingIn ? now.beatsLeft : 0;
    const bool expected = m_expectedTick.sequence > now.sequence;
    position.exactTick = expected ? m_expectedTick.value : m_playhead.tick(now);
    position.tick = Tick(static_cast<std::int64_t>(std::floor(position.exactTick + 1e-6)));
    return position;
  }

  Seconds sinceLastBlock() {
    const std::int64_t last = std::max(m_desk.snapshot().stamp, m_created);
    return Seconds(std::max(static_cast<double>(steadyNanoseconds() - last) * 1e-9, 0.0));
  }

 private:
  /// What will be so when a command is obeyed.
  template <typename Value>
  struct Expected {
    std::uint64_t sequence = 0;
    Value value{};
  };

  std::unique_ptr<const Plan> makePlan() const { return Plan::build(*m_score, {m_sampleRate, m_tempoScale}); }

  void usePlan(TakeOver when) {
    const std::uint64_t sequence = m_desk.usePlan(makePlan(), when);
    if (when == TakeOver::NextBar) m_nextBarSequence = sequence;
  }

  double m_sampleRate;
  double m_tempoScale = 1;
  int m_countIn = 0;
  Seconds m_latency;
  bool m_midiOut = false;
  double m_volume = 1;
  bool m_silenced = false;
  ScorePtr m_score;
  std::optional<LoopRange> m_loop;
  std::int64_t m_created;
  CommandDesk m_desk;
  Playhead m_playhead;
  std::uint64_t m_nextBarSequence = 0;
  Expected<TransportState> m_expectedState;
  Expected<double> m_expectedTick;
};

Player::Player(std::unique_ptr<Synth> synth, double sampleRate)
    : m_impl(std::make_unique<Impl>(std::move(synth), sampleRate)) {}

Player::~Player() = default;

AudioSource& Player::source() {
  return m_impl->desk().engine();
}

double Player::sampleRate() const {
  return m_impl->sampleRate();
}

void Player::setScore(ScorePtr score, TakeOver when) {
  m_impl->setScore(std::move(score), when);
}

const ScorePtr& Player::score() const {
  return m_impl->score();
}

bool Player::takeOverPending() const {
  return m_impl->takeOverPending();
}

void Player::play() {
  m_impl->play();
}

void Player::setPlaysOn(bool on) {
  m_impl->desk().send(command::PlayOn{on});
}

void Player::stop() {
  m_impl->end(command::Stop{});
}

void Player::seek(Tick place) {
  m_impl->seek(place);
}

void Player::setLoop(std::optional<LoopRange> loop) {
  m_impl->setLoop(loop);
}

std::optional<LoopRange> Player::loop() const {
  return m_impl->loop();
}

void Player::setMetronome(const MetronomeSettings& settings) {
  m_impl->desk().send(command::Metronome{settings});
}

void Player::setCountIn(int bars) {
  m_impl->setCountIn(bars);
}

void Player::setTempoScale(double scale) {
  m_impl->setTempoScale(scale);
}

void Player::setMasterVolume(double volume) {
  m_impl->setMasterVolume(volume);
}

void Player::setSilenced(bool silenced) {
  m_impl->setSilenced(silenced);
}

void Player::setTrackMix(std::size_t track, const TrackMix& mix) {
  m_impl->desk().send(command::Mix{static_cast<std::uint32_t>(track), mix});
}

void Player::auditionOn(Pitch pitch, int velocity, std::size_t track) {
  audition(pitch, velocity, track, Seconds(0));
}

void Player::auditionOff(Pitch pitch) {
  m_impl->desk().send(
      command::NoteOff{static_cast<std::uint8_t>(std::clamp(pitch, kLowestPitch, kHighestPitch))});
}

void Player::audition(Pitch pitch, int velocity, std::size_t track, Seconds length) {
  command::NoteOn note;
  note.track = static_cast<std::uint32_t>(track);
  note.key = static_cast<std::uint8_t>(std::clamp(pitch, kLowestPitch, kHighestPitch));
  note.velocity = static_cast<std::uint8_t>(std::clamp(velocity, 1, 127));
  note.length = Frames(std::llround(std::max(length.value, 0.0) * m_impl->sampleRate()));
  m_impl->desk().send(note);
}

void Player::setLiveTrack(std::size_t track) {
  m_impl->desk().send(command::LiveTrack{static_cast<std::uint32_t>(track)});
}

void Player::releaseLive() {
  m_impl->desk().send(command::ReleaseLive{});
}

void Player::setMidiOut(bool open) {
  m_impl->setMidiOut(open);
}

void Player::setMidiClock(bool on) {
  m_impl->desk().send(command::MidiClock{on});
}

LiveQueues& Player::queues() {
  return m_impl->desk().engine().queues();
}

Seconds Player::outputLatency() const {
  return m_impl->latency();
}

void Player::testTone(Seconds length) {
  m_impl->desk().send(command::TestTone{Frames(std::llround(length.value * m_impl->sampleRate()))});
}

void Player::panic() {
  m_impl->end(command::Panic{});
}

Position Player::position() const {
  return m_impl->position();
}

bool Player::isPlaying() const {
  return m_impl->isPlaying();
}

void Player::setSynth(std::unique_ptr<Synth> synth, double sampleRate) {
  m_impl->setSynth(std::move(synth), sampleRate);
}

void Player::setOutputLatency(Seconds latency) {
  m_impl->setLatency(latency);
}

Seconds Player::sinceLastBlock() const {
  return m_impl->sinceLastBlock();
}

void Player::collectGarbage() {
  m_impl->desk().collect();
}

}  // namespace partimento::playback
