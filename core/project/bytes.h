#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partimento::project {

using Bytes = std::vector<std::byte>;

/// Appends numbers and texts in the encoding of the project's blobs: whole numbers as variable-length groups
/// of seven bits, low group first; signed ones zigzag; floating point as little-endian IEEE 754.
class ByteWriter {
 public:
  void byte(std::uint8_t value) { m_bytes.push_back(static_cast<std::byte>(value)); }
  void number(std::uint64_t value);
  void signedNumber(std::int64_t value);
  void real(double value);
  void single(float value);
  void raw(std::span<const std::byte> bytes);
  void text(std::string_view text);  ///< length, then the bytes
  Bytes take() { return std::move(m_bytes); }

 private:
  Bytes m_bytes;
};

/// Reads what ByteWriter wrote. The bytes may come from strangers: every function throws
/// Error(ProjectDamaged, {"", what}) instead of reading past the end.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

  std::uint8_t byte();
  std::uint64_t number();
  std::int64_t signedNumber();
  double real();
  float single();
  std::span<const std::byte> raw(std::uint64_t size);
  std::string text();
  /// A count of things of which each takes at least `leastBytes`: no more than could still follow.
  std::size_t count(std::size_t leastBytes);
  /// Throws when bytes are left.
  void end() const;
  std::size_t left() const { return m_bytes.size() - m_at; }

 private:
  std::span<const std::byte> m_bytes;
  std::size_t m_at = 0;
};

/// Throws Error(ProjectDamaged) that names no file; the reader of the file adds it.
[[noreturn]] void throwDamaged(const char* what);

}  // namespace partimento::project
