#include "core/base/hash.h"

namespace partimento {

void Hash64::add(std::span<const std::byte> bytes) {
  for (std::byte byte : bytes) {
    m_state ^= static_cast<std::uint64_t>(byte);
    m_state *= 0x100000001B3ULL;
  }
}

void Hash64::add(std::string_view text) {
  add(std::as_bytes(std::span(text.data(), text.size())));
}

std::string Hash64::hex() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (int i = 0; i < 16; ++i) text[static_cast<std::size_t>(15 - i)] = kDigits[(m_state >> (4 * i)) & 15];
  return text;
}

}  // namespace partimento
