#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace partimento::formats {

/// Reads a number of variable length (at most four bytes) and moves `at` behind it; none where it does not
/// end before `end`.
inline std::optional<std::uint32_t> readVariableLength(std::span<const std::uint8_t> bytes, std::size_t& at,
                                                       std::size_t end) {
  std::uint32_t value = 0;
  for (int count = 0; count < 4 && at < end; ++count) {
    const std::uint8_t byte = bytes[at++];
    value = (value << 7U) | (byte & 0x7FU);
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

/// Whether so many events in a row, read from `at`, are what the format allows and wait for each other no
/// longer than music does; fewer when the bytes end or a track does. `running` is the status in force, 0 for
/// none: the first event must then state its own. Looks at a bounded number of bytes.
bool looksSound(std::span<const std::uint8_t> bytes, std::size_t at, std::uint8_t running, int events);

}  // namespace partimento::formats
