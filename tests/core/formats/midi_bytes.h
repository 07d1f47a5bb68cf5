#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "core/formats/midi.h"

namespace partimento::formats {

/// Builds MIDI files byte by byte.
class MidiBytes {
 public:
  MidiBytes& text(std::string_view letters) {
    for (const char c : letters) m_bytes.push_back(static_cast<std::byte>(c));
    return *this;
  }
  MidiBytes& bytes(std::initializer_list<int> values) {
    for (const int value : values) m_bytes.push_back(static_cast<std::byte>(value));
    return *this;
  }
  MidiBytes& number(std::uint32_t value, int size = 4) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      m_bytes.push_back(static_cast<std::byte>((value >> shift) & 0xFFU));
    }
    return *this;
  }
  MidiBytes& header(std::uint32_t format, std::uint32_t tracks, std::uint32_t division) {
    return text("MThd").number(6).number(format, 2).number(tracks, 2).number(division, 2);
  }
  /// A track chunk with these events; the end of track is added.
  MidiBytes& track(std::initializer_list<int> events) {
    text("MTrk").number(static_cast<std::uint32_t>(events.size()) + 4).bytes(events);
    return bytes({0x00, 0xFF, 0x2F, 0x00});
  }
  MidiBytes& append(const std::vector<std::byte>& more) {
    m_bytes.insert(m_bytes.end(), more.begin(), more.end());
    return *this;
  }

  std::size_t size() const { return m_bytes.size(); }
  const std::vector<std::byte>& get() const { return m_bytes; }
  MidiImport read() const { return readMidi(m_bytes, "test"); }

 private:
  std::vector<std::byte> m_bytes;
};

inline const MidiWarning* findWarning(const MidiImport& import, MidiWarningCode code) {
  for (const MidiWarning& warning : import.warnings) {
    if (warning.code == code) return &warning;
  }
  return nullptr;
}

}  // namespace partimento::formats
