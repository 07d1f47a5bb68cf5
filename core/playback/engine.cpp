#include "core/playback/engine.h"

#include <algorithm>
#include <cmath>

#include "core/playback/playhead.h"

namespace partimento::playback {

namespace {

// Shorter loops would be a buzz; shorter remains of a note a click.
constexpr double kShortestLoopSeconds = 0.01;
constexpr double kShortestRestSeconds = 0.03;

}  // namespace

PlaybackEngine::PlaybackEngine(Synth& synth, const Plan& plan)
    : m_tap(synth, m_queues), m_performer(m_tap), m_plan(&plan) {
  m_audible.set();
  readMix();
  applyMix();
  m_now.sampleRate = plan.sampleRate();
}

void PlaybackEngine::render(float* left, float* right, int frames) noexcept {
  const std::int64_t start = steadyNanoseconds();
  m_blockBegin = m_blockClock.begin(start, frames, m_plan->sampleRate());
  m_tap.setNow(m_blockBegin + static_cast<std::int64_t>(m_lead));
  for (Command command; m_commands.tryPop(command);) {
    std::visit([this](const auto& what) { obey(what); }, command.what);
    m_now.sequence = command.sequence;
  }
  hearPlayed();
  for (int done = 0; done < frames;) {
    keepTime(done);
    const Frames quiet = advanceTo(Frames(frames - done));
    anchor(m_blockBegin + static_cast<std::int64_t>(done * m_blockClock.nanosecondsPerFrame()));
    const int count = static_cast<int>(quiet.value);
    m_performer.synth().render(left + done, right + done, count);
    if (m_state == TransportState::Playing) m_frame += quiet;
    if (m_state == TransportState::CountingIn) m_clicker.advance(quiet);
    done += count;
  }
  countDownLiveNotes(frames);
  m_tone.mix(left, right, frames);
  m_master.process(left, right, frames);
  publish(start, frames);
}

Frames PlaybackEngine::advanceTo(Frames most) noexcept {
  if (m_state == TransportState::CountingIn) {
    if (m_clicker.counting()) {
      m_clicker.countDue(m_performer.synth());
      return std::min(most, m_clicker.untilNext());
    }
    begin();
  }
  if (m_state == TransportState::Playing) playDue();
  if (m_state != TransportState::Playing) return most;
  return std::clamp(nextHappening() - m_frame, Frames(1), most);
}

void PlaybackEngine::playDue() noexcept {
  if (m_nextPlan && m_frame >= m_takeOverAt) takeOver(*m_nextPlan);
  if (m_loopEnd > m_loopBegin && m_frame == m_loopEnd) wrapLoop();
  if (m_frame >= end() && !loopAhead()) {
    halt();
    return;
  }
  const auto events = m_plan->events();
  for (; m_next < events.size() && events[m_next].at <= m_frame; ++m_next) perform(events[m_next]);
  if (m_midiClock.next() <= m_frame) m_midiClock.pulse(*m_plan, m_tap);
  if (m_click.at <= m_frame) {
    if (m_clicker.settings().enabled) m_clicker.strike(m_performer.synth(), m_click.accent);
    m_click = m_plan->clickFrom(m_frame + Frames(1));
  }
}

void PlaybackEngine::perform(const PlanEvent& event) noexcept {
  const ChannelMessage& message = event.message;
  switch (message.kind) {
    case ChannelMessage::Kind::NoteOn:
      if (audible(event.track)) {
        const auto velocity = static_cast<std::uint8_t>(message.value);
        m_performer.noteOn({event.at, event.at, event.track, message.channel, message.number, velocity});
      }
      break;
    case ChannelMessage::Kind::NoteOff:
      m_performer.noteOff(message.channel, message.number);
      break;
    default:
      m_performer.control(message);
      break;
  }
}

Frames PlaybackEngine::nextHappening() const noexcept {
  Frames next = std::min(m_click.at, m_midiClock.next());
  if (m_next < m_plan->events().size()) next = std::min(next, m_plan->events()[m_next].at);
  if (loopAhead()) {
    next = std::min(next, m_loopEnd);
  } else {
    next = std::min(next, end());
  }
  if (m_nextPlan) next = std::min(next, m_takeOverAt);
  return next;
}

void PlaybackEngine::wrapLoop() noexcept {
  if (m_nextPlan) takeOver(*m_nextPlan);
  if (m_loopEnd <= m_loopBegin) return;
  const double from = m_plan->exactTickAt(m_loopEnd);
  jump(m_loopBegin);
  m_now.jumpedFrom = from;
}

void PlaybackEngine::begin() noexcept {
  m_state = TransportState::Playing;
  m_clicker.cancelCount();
  jump(m_frame);
}

void PlaybackEngine::halt() noexcept {
  m_state = TransportState::Stopped;
  m_clicker.cancelCount();
  m_clicker.end(m_performer.synth());
  m_midiClock.stop(m_tap);
  m_performer.releaseAll();
  m_performer.liftPedals();
  if (m_nextPlan) takeOver(*m_nextPlan);
}

void PlaybackEngine::jump(Frames to) noexcept {
  m_performer.releaseAll();
  m_performer.liftPedals();
  m_frame = to;
  m_next = m_plan->firstEventAt(to);
  m_now.jumpedTo = m_plan->exactTickAt(to);
  m_now.jumpedFrom = -1;
  ++m_now.jumps;
  if (m_state != TransportState::Playing) return;
  m_click = m_plan->clickFrom(to);
  m_midiClock.begin(*m_plan, to, m_tap);
  m_plan->stateBefore(to, m_target);
  m_performer.moveTo(m_target);
  chaseNotes(m_audible);
}

void PlaybackEngine::chaseNotes(const std::bitset<kMixTracks>& tracks) noexcept {
  const Frames rest(std::llround(m_plan->sampleRate() * kShortestRestSeconds));
  m_plan->visitSounding(m_frame, [&](const PlanNote& note) noexcept {
    const bool wanted = tracks[std::min<std::size_t>(note.track, kMixTracks - 1)];
    if (wanted && !isPercussionChannel(note.channel) && note.end - m_frame > rest) m_performer.noteOn(note);
  });
}

void PlaybackEngine::takeOver(const Plan& plan) noexcept {
  const Plan* old = m_plan;
  const double tickRatio =
      static_cast<double>(plan.ticksPerQuarter()) / static_cast<double>(old->ticksPerQuarter());
  const double tick = old->exactTickAt(m_frame) * tickRatio;
  const bool looping = m_loopEnd > m_loopBegin && loopAhead();
  if (plan.timing() != old->timing()) m_frame = plan.frameAtExact(tick);
  m_plan = &plan;
  m_nextPlan = nullptr;
  if (tickRatio != 1.0) {
    for (Tick* end : {&m_loop.range.begin, &m_loop.range.end}) {
      *end = Tick(std::llround(static_cast<double>(end->value) * tickRatio));
    }
    m_now.jumpedTo *= tickRatio;
    m_now.jumpedFrom *= tickRatio;
  }
  placeLoop();
  // Rounding must not carry the place past the end of the loop it is in.
  if (looping && m_loopEnd > m_loopBegin) m_frame = std::min(m_frame, m_loopEnd);
  m_next = plan.firstEventAt(m_frame);
  m_click = plan.clickFrom(m_frame);
  m_midiClock.replan(plan, m_frame);
  readMix();
  keepCommonNotes();
  if (m_state == TransportState::Playing) {
    plan.stateBefore(m_frame, m_target);
    m_performer.moveTo(m_target);
  }
  applyMix();
  release({old, nullptr});
}

void PlaybackEngine::keepCommonNotes() noexcept {
  KeySet common{};
  m_plan->visitSounding(m_frame, [&](const PlanNote& note) noexcept {
    if (m_performer.holdsFor(note)) common[note.channel][note.key] = true;
  });
  m_performer.releaseAllBut(common);
}

void PlaybackEngine::placeLoop() noexcept {
  m_loopBegin = m_loopEnd = Frames(0);
  if (!m_loop.on) return;
  const Frames begin = m_plan->frameAt(std::max(m_loop.range.begin, Tick(0)));
  const Frames end = m_plan->frameAt(std::max(m_loop.range.end, Tick(0)));
  if (static_cast<double>((end - begin).value) < m_plan->sampleRate() * kShortestLoopSeconds) return;
  m_loopBegin = begin;
  m_loopEnd = end;
}

void PlaybackEngine::release(const Released& item) noexcept {
  // Never full: no more is borrowed than the ring holds.
  m_released.tryPush(item);
}

void PlaybackEngine::countDownLiveNotes(int frames) noexcept {
  for (int key = 0; key < kKeys; ++key) {
    LiveNote& note = m_live[static_cast<std::size_t>(key)];
    if (!note.on || note.framesLeft == 0) continue;
    note.framesLeft = std::max<std::int64_t>(note.framesLeft - frames, 0);
    if (note.framesLeft == 0) obey(command::NoteOff{static_cast<std::uint8_t>(key)});
  }
}

void PlaybackEngine::publish(std::int64_t start, int frames) noexcept {
  m_now.state = m_state;
  m_now.takeOverPending = m_nextPlan != nullptr;
  m_now.beatsLeft = m_state == TransportState::CountingIn ? m_clicker.beatsLeft() : 0;
  m_now.tick = m_plan->exactTickAt(m_frame);
  m_now.sampleRate = m_plan->sampleRate();
  m_now.ticksPerFrame = 1.0 / m_plan->framesPerTick(Tick(static_cast<std::int64_t>(m_now.tick)));
  m_now.loopEnd = m_loopEnd > m_loopBegin && loopAhead() ? m_plan->exactTickAt(m_loopEnd) : -1;
  m_now.loopBegin = m_plan->exactTickAt(m_loopBegin);
  m_now.stamp = start + std::llround(frames * 1e9 / m_plan->sampleRate());
  m_snapshots.publish(m_now);
}

}  // namespace partimento::playback
