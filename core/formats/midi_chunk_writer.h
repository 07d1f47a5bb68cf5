#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/units.h"

namespace partimento::formats {

/// Appends the low `bytes` bytes of a number, the highest first.
void putNumber(std::vector<std::byte>& out, std::uint32_t value, int bytes);
void putText(std::vector<std::byte>& out, std::string_view text);

/// One track chunk in the making: takes events in order of time and writes their distances.
class ChunkWriter {
 public:
  /// Appends to `out`, which must outlive this.
  explicit ChunkWriter(std::vector<std::byte>& out);

  void meta(Tick at, std::uint8_t type, std::span<const std::uint8_t> payload);
  /// A meta or exclusive event; the type counts for meta events only.
  void raw(Tick at, std::uint8_t status, std::uint8_t type, std::span<const std::uint8_t> payload);
  /// A channel message, with running status; data is clamped to 0..127, `second` counts where there is one.
  void message(Tick at, int status, int first, int second);
  /// Writes the end of track, at `end` or behind the last event, and the chunk's length.
  void finish(Tick end);

 private:
  void wait(Tick at);

  std::vector<std::byte>& m_out;
  std::size_t m_lengthAt = 0;
  Tick m_now;
  int m_running = 0;
};

}  // namespace partimento::formats
