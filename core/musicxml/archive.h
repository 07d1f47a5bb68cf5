#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partimento::musicxml {

/// A file in a zip archive.
struct ArchiveEntry {
  std::string name;
  std::uint64_t packedSize = 0;
  std::uint64_t size = 0;
  std::uint64_t headerAt = 0;  ///< offset of its local header
  std::uint32_t checksum = 0;
  std::uint16_t method = 0;
  bool encrypted = false;
};

/// Whether the bytes begin as a zip archive does.
bool looksLikeArchive(std::span<const std::byte> bytes);

/// The table of contents of a zip archive in memory; nothing is unpacked before it is asked for, and nothing
/// is ever written to a disk. Spanned, zip64 and encrypted archives are refused: no score needs them.
class Archive {
 public:
  /// `name` goes into errors; `bytes` must outlive this. Throws Error(ArchiveDamaged, MusicXmlTooLarge for
  /// more than 1,000 entries).
  Archive(std::span<const std::byte> bytes, std::string_view name);

  const std::vector<ArchiveEntry>& entries() const { return m_entries; }
  /// None where there is no such name.
  const ArchiveEntry* find(std::string_view name) const;
  /// Unpacks one entry; allocates at most `limit` bytes whatever the entry states, and stops with
  /// Error(MusicXmlTooLarge) where there are more. Throws Error(ArchiveDamaged).
  std::vector<std::byte> read(const ArchiveEntry& entry, std::size_t limit) const;

 private:
  void readContents();
  std::span<const std::byte> packed(const ArchiveEntry& entry) const;
  [[noreturn]] void damaged(const char* expected) const;
  [[noreturn]] void tooLarge(std::size_t limit) const;

  std::span<const std::byte> m_bytes;
  std::string m_name;
  std::vector<ArchiveEntry> m_entries;
};

struct ArchiveFile {
  enum class Packing : std::uint8_t { Stored, Deflated } packing = Packing::Deflated;
  std::string name;
  std::vector<std::byte> content;
};

/// A zip archive of the files in their order; the same files give the same bytes (no time of day, no names of
/// machines). Each file is below 4 GB.
std::vector<std::byte> writeArchive(std::span<const ArchiveFile> files);

}  // namespace partimento::musicxml
