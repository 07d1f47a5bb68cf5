#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/formats/midi.h"

namespace partimento::formats {

/// Collects warnings up to kMaxMidiWarnings and counts the rest: a file of garbage must not turn into a list
/// as long as itself.
class MidiWarnings {
 public:
  void add(MidiWarningCode code, std::uint64_t byte, std::vector<std::string> arguments = {});
  bool empty() const { return m_list.empty(); }
  /// The list in order of byte offset; call once, at the end.
  std::vector<MidiWarning> take();

 private:
  std::vector<MidiWarning> m_list;
  std::uint64_t m_unlisted = 0;
};

/// "0x9f"
std::string hexadecimal(unsigned value);

}  // namespace partimento::formats
