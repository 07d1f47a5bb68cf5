#include "core/formats/midi_chunk_writer.h"

#include <algorithm>
#include <utility>

#include "core/formats/midi_codes.h"

namespace partimento::formats {

namespace {

constexpr std::int64_t kLongestDelta = 0x0FFFFFFF;

void putVariableLength(std::vector<std::byte>& out, std::uint32_t value) {
  for (unsigned shift = 21; shift > 0; shift -= 7) {
    if (value >> shift != 0) out.push_back(static_cast<std::byte>(0x80U | ((value >> shift) & 0x7FU)));
  }
  out.push_back(static_cast<std::byte>(value & 0x7FU));
}

}  // namespace

void putNumber(std::vector<std::byte>& out, std::uint32_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<std::byte>((value >> static_cast<unsigned>(shift)) & 0xFFU));
  }
}

void putText(std::vector<std::byte>& out, std::string_view text) {
  for (const char c : text) out.push_back(static_cast<std::byte>(c));
}

ChunkWriter::ChunkWriter(std::vector<std::byte>& out) : m_out(out) {
  putText(m_out, "MTrk");
  m_lengthAt = m_out.size();
  putNumber(m_out, 0, 4);
}

void ChunkWriter::meta(Tick at, std::uint8_t type, std::span<const std::uint8_t> payload) {
  raw(at, kMeta, type, payload);
}

void ChunkWriter::raw(Tick at, std::uint8_t status, std::uint8_t type,
                      std::span<const std::uint8_t> payload) {
  wait(at);
  m_running = 0;
  putNumber(m_out, status, 1);
  if (status == kMeta) putNumber(m_out, type, 1);
  putVariableLength(m_out, static_cast<std::uint32_t>(payload.size()));
  for (const std::uint8_t byte : payload) m_out.push_back(static_cast<std::byte>(byte));
}

void ChunkWriter::message(Tick at, int status, int first, int second) {
  wait(at);
  if (std::exchange(m_running, status) != status) putNumber(m_out, static_cast<std::uint32_t>(status), 1);
  putNumber(m_out, static_cast<std::uint32_t>(std::clamp(first, 0, 127)), 1);
  if (dataBytes(static_cast<unsigned>(status)) == 2) {
    putNumber(m_out, static_cast<std::uint32_t>(std::clamp(second, 0, 127)), 1);
  }
}

void ChunkWriter::finish(Tick end) {
  meta(std::max(end, m_now), kTypeEndOfTrack, {});
  const std::size_t length = m_out.size() - m_lengthAt - 4;
  for (std::size_t i = 0; i < 4; ++i) {
    m_out[m_lengthAt + i] = static_cast<std::byte>((length >> (8 * (3 - i))) & 0xFFU);
  }
}

void ChunkWriter::wait(Tick at) {
  std::int64_t delta = std::max(at - m_now, Tick(0)).value;
  m_now = std::max(at, m_now);
  // A wait that does not fit is broken by empty text events.
  for (; delta > kLongestDelta; delta -= kLongestDelta) {
    putVariableLength(m_out, static_cast<std::uint32_t>(kLongestDelta));
    putNumber(m_out, (kMeta << 16U) | (kTypeText << 8U), 3);
    m_running = 0;
  }
  putVariableLength(m_out, static_cast<std::uint32_t>(delta));
}

}  // namespace partimento::formats
