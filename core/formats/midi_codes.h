#pragma once

#include <cstddef>
#include <cstdint>

/// Numbers of the Standard MIDI File specification (RP-001) that reader and writer share.
namespace partimento::formats {

inline constexpr std::uint8_t kMeta = 0xFF;
inline constexpr std::uint8_t kSysEx = 0xF0;
inline constexpr std::uint8_t kSysExEscape = 0xF7;

inline constexpr std::uint8_t kTypeText = 0x01;
inline constexpr std::uint8_t kTypeName = 0x03;
inline constexpr std::uint8_t kTypeChannelPrefix = 0x20;
inline constexpr std::uint8_t kTypeEndOfTrack = 0x2F;
inline constexpr std::uint8_t kTypeTempo = 0x51;
inline constexpr std::uint8_t kTypeMeter = 0x58;
inline constexpr std::uint8_t kTypeKey = 0x59;

inline constexpr std::uint8_t kBankSelect = 0;
inline constexpr std::uint8_t kBankSelectLow = 32;

/// Data bytes of a channel message by its status byte.
constexpr std::size_t dataBytes(unsigned status) {
  return (status & 0xE0U) == 0xC0 ? 1 : 2;
}

}  // namespace partimento::formats
