#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "core/playback/engine.h"

namespace partimento::playback {

/// The owner's side of an engine: numbers the commands, keeps back what the full ring does not take, owns the
/// plans and synths that are lent, and deletes them when they come back. One thread.
class CommandDesk {
 public:
  CommandDesk(std::unique_ptr<Synth> synth, std::unique_ptr<const Plan> plan);

  PlaybackEngine& engine() { return *m_engine; }
  Snapshot snapshot() { return m_engine->snapshot(); }

  /// Number of the command; Snapshot::sequence reaches it when it is obeyed.
  template <typename What>
  std::uint64_t send(const What& what) {
    m_outbox.push_back({++m_sequence, what});
    pump();
    return m_sequence;
  }
  std::uint64_t usePlan(std::unique_ptr<const Plan> plan, TakeOver when);
  std::uint64_t useSynth(std::unique_ptr<Synth> synth);
  /// Passes on what was kept back and deletes what came back.
  void collect();

 private:
  void pump();
  void dropOvertaken(TakeOver when);
  void forget(const Released& item);

  std::vector<std::unique_ptr<Synth>> m_synths;
  std::vector<std::unique_ptr<const Plan>> m_plans;
  std::unique_ptr<PlaybackEngine> m_engine;
  std::deque<Command> m_outbox;
  std::size_t m_borrowed = 0;
  std::uint64_t m_sequence = 0;
};

}  // namespace partimento::playback
