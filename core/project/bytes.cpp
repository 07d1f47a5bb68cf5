#include "core/project/bytes.h"

#include <bit>

#include "core/base/error.h"

namespace partimento::project {

void throwDamaged(const char* what) {
  throw Error(ErrorCode::ProjectDamaged, {"", what});
}

void ByteWriter::number(std::uint64_t value) {
  while (value >= 0x80) {
    byte(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  byte(static_cast<std::uint8_t>(value));
}

void ByteWriter::signedNumber(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  number((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void ByteWriter::real(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  for (int shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(bits >> shift));
}

void ByteWriter::single(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  for (int shift = 0; shift < 32; shift += 8) byte(static_cast<std::uint8_t>(bits >> shift));
}

void ByteWriter::raw(std::span<const std::byte> bytes) {
  m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

void ByteWriter::text(std::string_view text) {
  number(text.size());
  raw(std::as_bytes(std::span(text.data(), text.size())));
}

std::uint8_t ByteReader::byte() {
  if (m_at == m_bytes.size()) throwDamaged("a block ends too early");
  return static_cast<std::uint8_t>(m_bytes[m_at++]);
}

std::uint64_t ByteReader::number() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint8_t group = byte();
    if (shift == 63 && group > 1) break;
    value |= static_cast<std::uint64_t>(group & 0x7F) << shift;
    if (group < 0x80) return value;
  }
  throwDamaged("a number is too long");
}

std::int64_t ByteReader::signedNumber() {
  const std::uint64_t bits = number();
  return static_cast<std::int64_t>((bits >> 1) ^ (bits & 1 ? ~std::uint64_t{0} : 0));
}

double ByteReader::real() {
  std::uint64_t bits = 0;
  for (int shift = 0; shift < 64; shift += 8) bits |= static_cast<std::uint64_t>(byte()) << shift;
  return std::bit_cast<double>(bits);
}

float ByteReader::single() {
  std::uint32_t bits = 0;
  for (int shift = 0; shift < 32; shift += 8) bits |= static_cast<std::uint32_t>(byte()) << shift;
  return std::bit_cast<float>(bits);
}

std::span<const std::byte> ByteReader::raw(std::uint64_t size) {
  if (size > left()) throwDamaged("a block ends too early");
  const auto bytes = m_bytes.subspan(m_at, static_cast<std::size_t>(size));
  m_at += bytes.size();
  return bytes;
}

std::string ByteReader::text() {
  const auto bytes = raw(number());
  std::string text(bytes.size(), '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) text[i] = static_cast<char>(bytes[i]);
  return text;
}

std::size_t ByteReader::count(std::size_t leastBytes) {
  const std::uint64_t count = number();
  if (count > left() / leastBytes) throwDamaged("a list is longer than its block");
  return static_cast<std::size_t>(count);
}

void ByteReader::end() const {
  if (left() != 0) throwDamaged("a block is too long");
}

}  // namespace partimento::project
