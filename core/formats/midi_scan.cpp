#include "core/formats/midi_scan.h"

#include "core/formats/midi_codes.h"

namespace partimento::formats {

namespace {

/// The longest wait between two events, in ticks, that is believed behind damage.
constexpr std::uint32_t kLongestSoundDelta = 1U << 16U;

}  // namespace

bool looksSound(std::span<const std::uint8_t> bytes, std::size_t at, std::uint8_t running, int events) {
  const std::size_t end = bytes.size();
  for (int read = 0; read < events; ++read) {
    if (at == end) return read > 0;
    const auto delta = readVariableLength(bytes, at, end);
    if (!delta || *delta > kLongestSoundDelta || at >= end) return false;
    const std::uint8_t status = bytes[at] < 0x80 ? running : bytes[at++];
    if (status == 0) return false;
    if (status < 0xF0) {
      running = status;
      for (std::size_t left = dataBytes(status); left > 0; --left) {
        if (at >= end || bytes[at++] >= 0x80) return false;
      }
      continue;
    }
    if (status == kMeta) {
      if (at >= end || bytes[at] >= 0x80) return false;
      if (bytes[at++] == kTypeEndOfTrack) return at < end && bytes[at] == 0;
    } else if (status != kSysEx && status != kSysExEscape) {
      return false;
    }
    const auto length = readVariableLength(bytes, at, end);
    if (!length || *length > end - at) return false;
    at += *length;
  }
  return true;
}

}  // namespace partimento::formats
