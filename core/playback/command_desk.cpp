#include "core/playback/command_desk.h"

#include <utility>

namespace partimento::playback {

namespace {

bool lends(const Command& command) {
  return std::holds_alternative<command::UsePlan>(command.what) ||
         std::holds_alternative<command::UseSynth>(command.what);
}

}  // namespace

CommandDesk::CommandDesk(std::unique_ptr<Synth> synth, std::unique_ptr<const Plan> plan) {
  m_synths.push_back(std::move(synth));
  m_plans.push_back(std::move(plan));
  m_engine = std::make_unique<PlaybackEngine>(*m_synths.front(), *m_plans.front());
}

std::uint64_t CommandDesk::usePlan(std::unique_ptr<const Plan> plan, TakeOver when) {
  dropOvertaken(when);
  m_plans.push_back(std::move(plan));
  return send(command::UsePlan{m_plans.back().get(), when});
}

std::uint64_t CommandDesk::useSynth(std::unique_ptr<Synth> synth) {
  m_synths.push_back(std::move(synth));
  return send(command::UseSynth{m_synths.back().get()});
}

void CommandDesk::collect() {
  for (Released item; m_engine->released(item);) {
    --m_borrowed;
    forget(item);
  }
  pump();
}

void CommandDesk::pump() {
  while (!m_outbox.empty()) {
    const bool lent = lends(m_outbox.front());
    if (lent && m_borrowed >= PlaybackEngine::kMostBorrowed) return;
    if (!m_engine->send(m_outbox.front())) return;
    if (lent) ++m_borrowed;
    m_outbox.pop_front();
  }
}

void CommandDesk::dropOvertaken(TakeOver when) {
  // A plan that has not left yet is never heard when a later one is to sound no later.
  std::erase_if(m_outbox, [&](const Command& waiting) {
    const auto* use = std::get_if<command::UsePlan>(&waiting.what);
    if (!use || (when == TakeOver::NextBar && use->when == TakeOver::Now)) return false;
    forget({use->plan, nullptr});
    return true;
  });
}

void CommandDesk::forget(const Released& item) {
  std::erase_if(m_plans, [&](const auto& plan) { return plan.get() == item.plan; });
  std::erase_if(m_synths, [&](const auto& synth) { return synth.get() == item.synth; });
}

}  // namespace partimento::playback
