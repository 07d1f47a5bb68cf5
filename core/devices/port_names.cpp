#include "core/devices/port_names.h"

#include <map>
#include <regex>

namespace partimento::devices {

namespace {

/// ALSA's "20:0" at the end, the "[20]" of JACK's bridge, and a client's name said twice.
std::string plainName(const std::string& raw) {
  static const std::regex kAddress(R"(\s+\d+:\d+\s*$)");
  static const std::regex kBridged(R"(\s*\[\d+\])");
  static const std::regex kTwice(R"(^([^:]+):\1(?=$|[ :]))");
  std::string name = std::regex_replace(raw, kAddress, "");
  name = std::regex_replace(name, kBridged, "");
  return std::regex_replace(name, kTwice, "$1");
}

}  // namespace

std::vector<NamedPort> namePorts(const std::vector<std::string>& raw, const std::string& own) {
  std::vector<NamedPort> ports;
  std::map<std::string, int> seen;
  for (std::size_t number = 0; number < raw.size(); ++number) {
    const bool ours = raw[number].starts_with(own);
    const bool through = raw[number].find("Midi Through") != std::string::npos ||
                         raw[number].find("Midi-Through") != std::string::npos;
    std::string name = plainName(raw[number]);
    if (name.empty() || ours || through) continue;
    const int count = ++seen[name];
    if (count > 1) name += " (" + std::to_string(count) + ")";
    ports.push_back({std::move(name), static_cast<unsigned>(number)});
  }
  return ports;
}

}  // namespace partimento::devices
