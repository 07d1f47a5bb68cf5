#pragma once

#include <string>

namespace partimento::synth {

/// FluidSynth's messages, kept from the terminal: while one of these lives, what the calling thread makes
/// FluidSynth say is collected here; elsewhere it is dropped without allocating.
class FluidLog {
 public:
  FluidLog();
  ~FluidLog();
  FluidLog(const FluidLog&) = delete;
  FluidLog& operator=(const FluidLog&) = delete;
  /// The messages so far, separated by "; "; empty when there were none.
  const std::string& text() const { return m_text; }

 private:
  static void receive(int level, const char* message, void* data);

  std::string m_text;
  FluidLog* m_outer;
};

}  // namespace partimento::synth
