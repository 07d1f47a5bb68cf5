#pragma once

#include <string>
#include <vector>

namespace partimento::devices {

/// A port as it is shown and found again.
struct NamedPort {
  std::string name;     ///< without the numbers that another plugging-in changes; unique in its list
  unsigned number = 0;  ///< RtMidi's, good until something is plugged in or out
};

/// Makes names of what RtMidi calls its ports, in their order. Left out: ports without a name, those of the
/// client `own`, and the kernel's loop-back "Midi Through".
std::vector<NamedPort> namePorts(const std::vector<std::string>& raw, const std::string& own);

}  // namespace partimento::devices
