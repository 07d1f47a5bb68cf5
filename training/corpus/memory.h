#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "training/corpus/file_reader.h"

namespace partimento::training {

/// What files held at earlier scans, known by their size and a hash of their bytes: a file that was renamed,
/// moved or copied is still known, one that was changed is not. Kept in one file a material; a damaged one
/// counts as empty. One thread.
class CorpusMemory {
 public:
  /// Reads what was remembered. An empty folder: nothing is remembered, nothing is written.
  CorpusMemory(const std::filesystem::path& folder, Material material);

  struct Key {
    std::uint64_t size = 0;
    std::uint64_t hash = 0;
    auto operator<=>(const Key&) const = default;
  };
  static Key keyOf(std::span<const std::byte> file);

  std::optional<FileContent> recall(const Key& key) const;
  void remember(const Key& key, const FileContent& content);
  /// Writes what is new. What cannot be written is not remembered: a scan does not fail for it.
  void save() const;

 private:
  void load();

  std::filesystem::path m_path;  // empty: nothing is remembered
  Material m_material;
  std::vector<std::byte> m_bytes;  // of the file as it was loaded
  std::map<Key, std::span<const std::byte>> m_known;
  std::map<Key, std::vector<std::byte>> m_new;
};

}  // namespace partimento::training
