#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace partimento {

/// Incremental FNV-1a, 64 bits: tells files and weights apart; no protection against intent.
class Hash64 {
 public:
  void add(std::span<const std::byte> bytes);
  void add(std::string_view text);
  std::uint64_t value() const { return m_state; }
  /// Sixteen lower-case hexadecimal digits.
  std::string hex() const;

 private:
  std::uint64_t m_state = 0xCBF29CE484222325ULL;
};

}  // namespace partimento
