#include "training/corpus/memory.h"

#include <array>
#include <cstring>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/hash.h"
#include "training/corpus/packed_content.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

// Begins the file; the number is that of the layout and of the rules by which files are judged.
constexpr std::array<char, 8> kMark = {'P', 'T', 'C', 'O', 'R', 'P', '0', '1'};
/// Forgotten as a whole when it has grown beyond this.
constexpr std::size_t kMostBytes = std::size_t{512} << 20;

struct RecordHead {
  std::uint64_t size = 0;
  std::uint64_t hash = 0;
  std::uint64_t length = 0;
};

const char* nameOf(Material material) {
  switch (material) {
    case Material::Line:
      return "corpus-line.cache";
    case Material::Voices:
      return "corpus-voices.cache";
    case Material::Whole:
      break;
  }
  return "corpus-whole.cache";
}

void append(std::vector<std::byte>& to, const CorpusMemory::Key& key, std::span<const std::byte> bytes) {
  const RecordHead head{key.size, key.hash, bytes.size()};
  const auto headBytes = std::as_bytes(std::span(&head, 1));
  to.insert(to.end(), headBytes.begin(), headBytes.end());
  to.insert(to.end(), bytes.begin(), bytes.end());
}

}  // namespace

CorpusMemory::CorpusMemory(const fs::path& folder, Material material) : m_material(material) {
  if (folder.empty()) return;
  m_path = folder / nameOf(material);
  load();
}

CorpusMemory::Key CorpusMemory::keyOf(std::span<const std::byte> file) {
  Hash64 hash;
  hash.add(file);
  return {file.size(), hash.value()};
}

void CorpusMemory::load() {
  try {
    m_bytes = readFile(m_path);
  } catch (const Error&) {
    return;
  }
  if (m_bytes.size() < kMark.size() || m_bytes.size() > kMostBytes ||
      std::memcmp(m_bytes.data(), kMark.data(), kMark.size()) != 0) {
    return;
  }
  std::span<const std::byte> rest = std::span(m_bytes).subspan(kMark.size());
  while (rest.size() >= sizeof(RecordHead)) {
    RecordHead head;
    std::memcpy(&head, rest.data(), sizeof head);
    rest = rest.subspan(sizeof head);
    if (head.length > rest.size()) break;
    m_known[{head.size, head.hash}] = rest.first(static_cast<std::size_t>(head.length));
    rest = rest.subspan(static_cast<std::size_t>(head.length));
  }
}

std::optional<FileContent> CorpusMemory::recall(const Key& key) const {
  const auto found = m_known.find(key);
  return found == m_known.end() ? std::nullopt : unpackContent(found->second, m_material);
}

void CorpusMemory::remember(const Key& key, const FileContent& content) {
  if (!m_path.empty()) m_new[key] = packContent(content);
}

void CorpusMemory::save() const {
  if (m_path.empty() || m_new.empty()) return;
  std::vector<std::byte> bytes(reinterpret_cast<const std::byte*>(kMark.data()),
                               reinterpret_cast<const std::byte*>(kMark.data()) + kMark.size());
  for (const auto& [key, known] : m_known) {
    if (!m_new.contains(key)) append(bytes, key, known);
  }
  for (const auto& [key, known] : m_new) append(bytes, key, known);
  std::error_code ignored;
  fs::create_directories(m_path.parent_path(), ignored);
  try {
    writeFileAtomically(m_path, bytes);
  } catch (const Error&) {
    return;
  }
}

}  // namespace partimento::training
