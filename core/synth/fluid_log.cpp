#include "core/synth/fluid_log.h"

#include <mutex>

#include <fluidsynth.h>

namespace partimento::synth {

namespace {

thread_local FluidLog* current = nullptr;

}  // namespace

FluidLog::FluidLog() : m_outer(current) {
  // FluidSynth knows one function a level for the whole process.
  static std::once_flag once;
  std::call_once(once, [] {
    fluid_set_log_function(FLUID_PANIC, &FluidLog::receive, nullptr);
    fluid_set_log_function(FLUID_ERR, &FluidLog::receive, nullptr);
    fluid_set_log_function(FLUID_WARN, &FluidLog::receive, nullptr);
    fluid_set_log_function(FLUID_INFO, nullptr, nullptr);
    fluid_set_log_function(FLUID_DBG, nullptr, nullptr);
  });
  current = this;
}

FluidLog::~FluidLog() {
  current = m_outer;
}

void FluidLog::receive(int, const char* message, void*) {
  if (!current) return;
  std::string& text = current->m_text;
  constexpr std::size_t kMost = 2000;
  if (text.size() > kMost) return;
  if (!text.empty()) text += "; ";
  text += message;
}

}  // namespace partimento::synth
