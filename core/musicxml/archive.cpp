#include "core/musicxml/archive.h"

#include <algorithm>
#include <array>

#include <zlib.h>

#include "core/base/error.h"

namespace partimento::musicxml {

namespace {

// Numbers of the .ZIP file format specification (PKWARE APPNOTE 6.3); all are little-endian.
constexpr std::uint32_t kLocalHeader = 0x04034B50;
constexpr std::uint32_t kCentralHeader = 0x02014B50;
constexpr std::uint32_t kEndOfContents = 0x06054B50;
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kLongestComment = 65535;
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kEncryptedFlag = 1;
constexpr std::uint16_t kUtf8Flag = 1U << 11U;
constexpr std::uint16_t kVersionNeeded = 20;
/// 1 January 1980, the first day that the format can name.
constexpr std::uint32_t kNoTime = (1U << 21U) | (1U << 16U);
constexpr std::size_t kMaxEntries = 1000;

std::uint64_t number(std::span<const std::byte> bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i > 0; --i) value = (value << 8U) | std::to_integer<unsigned>(bytes[at + i - 1]);
  return value;
}

void put(std::vector<std::byte>& out, std::uint64_t value, int size) {
  for (; size > 0; --size, value >>= 8U) out.push_back(static_cast<std::byte>(value & 0xFFU));
}

std::uint32_t checksumOf(std::span<const std::byte> bytes) {
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<z_size_t>(bytes.size())));
}

/// zlib's streams, ended whatever happens.
class Inflater {
 public:
  Inflater() { m_ready = inflateInit2(&m_stream, -MAX_WBITS) == Z_OK; }
  ~Inflater() {
    if (m_ready) inflateEnd(&m_stream);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  bool ready() const { return m_ready; }
  z_stream& stream() { return m_stream; }

 private:
  z_stream m_stream{};
  bool m_ready = false;
};

std::vector<std::byte> deflated(std::span<const std::byte> content) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw Error(ErrorCode::Internal, {"zlib does not start"});
  std::vector<std::byte> out(deflateBound(&stream, static_cast<uLong>(content.size())));
  // zlib reads through a pointer that is not const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

void putEntry(std::vector<std::byte>& out, const ArchiveEntry& entry) {
  put(out, kVersionNeeded, 2);
  put(out, kUtf8Flag, 2);
  put(out, entry.method, 2);
  put(out, kNoTime, 4);
  put(out, entry.checksum, 4);
  put(out, entry.packedSize, 4);
  put(out, entry.size, 4);
  put(out, entry.name.size(), 2);
  put(out, 0, 2);  // no extra field
}

void putName(std::vector<std::byte>& out, const std::string& name) {
  for (const char c : name) out.push_back(static_cast<std::byte>(c));
}

}  // namespace

bool looksLikeArchive(std::span<const std::byte> bytes) {
  if (bytes.size() < 4) return false;
  const std::uint64_t begin = number(bytes, 0, 4);
  return begin == kLocalHeader || begin == kEndOfContents;
}

Archive::Archive(std::span<const std::byte> bytes, std::string_view name) : m_bytes(bytes), m_name(name) {
  readContents();
}

void Archive::damaged(const char* expected) const {
  throw Error(ErrorCode::ArchiveDamaged, {m_name, expected});
}

void Archive::tooLarge(std::size_t limit) const {
  throw Error(ErrorCode::MusicXmlTooLarge, {m_name, "bytes", std::to_string(limit)});
}

void Archive::readContents() {
  if (m_bytes.size() < kEndSize) damaged("the end of the archive is missing");
  const std::size_t first = m_bytes.size() - std::min(m_bytes.size(), kEndSize + kLongestComment);
  std::size_t end = m_bytes.size() - kEndSize;
  while (number(m_bytes, end, 4) != kEndOfContents) {
    if (end == first) damaged("the end of the archive is missing");
    --end;
  }
  const std::uint64_t count = number(m_bytes, end + 10, 2);
  std::uint64_t at = number(m_bytes, end + 16, 4);
  if (number(m_bytes, end + 8, 2) != count) damaged("it is one part of several");
  if (count > kMaxEntries)
    throw Error(ErrorCode::MusicXmlTooLarge, {m_name, "archive entries", std::to_string(kMaxEntries)});
  for (std::uint64_t i = 0; i < count; ++i) {
    if (at > end || end - at < kCentralSize || number(m_bytes, at, 4) != kCentralHeader)
      damaged("its table of contents is broken");
    ArchiveEntry entry;
    entry.encrypted = (number(m_bytes, at + 8, 2) & kEncryptedFlag) != 0;
    entry.method = static_cast<std::uint16_t>(number(m_bytes, at + 10, 2));
    entry.checksum = static_cast<std::uint32_t>(number(m_bytes, at + 16, 4));
    entry.packedSize = number(m_bytes, at + 20, 4);
    entry.size = number(m_bytes, at + 24, 4);
    entry.headerAt = number(m_bytes, at + 42, 4);
    const std::uint64_t nameSize = number(m_bytes, at + 28, 2);
    const std::uint64_t rest = number(m_bytes, at + 30, 2) + number(m_bytes, at + 32, 2);
    if (end - at - kCentralSize < nameSize + rest) damaged("its table of contents is broken");
    entry.name.assign(reinterpret_cast<const char*>(m_bytes.data()) + at + kCentralSize, nameSize);
    at += kCentralSize + nameSize + rest;
    m_entries.push_back(std::move(entry));
  }
}

const ArchiveEntry* Archive::find(std::string_view name) const {
  const auto found = std::ranges::find(m_entries, name, &ArchiveEntry::name);
  return found == m_entries.end() ? nullptr : &*found;
}

std::span<const std::byte> Archive::packed(const ArchiveEntry& entry) const {
  const std::uint64_t size = m_bytes.size();
  if (entry.headerAt > size || size - entry.headerAt < kLocalSize ||
      number(m_bytes, entry.headerAt, 4) != kLocalHeader) {
    damaged("an entry is not where it should be");
  }
  // The names here and in the table of contents may differ in length.
  const std::uint64_t begin = entry.headerAt + kLocalSize + number(m_bytes, entry.headerAt + 26, 2) +
                              number(m_bytes, entry.headerAt + 28, 2);
  if (begin > size || size - begin < entry.packedSize) damaged("an entry is cut off");
  return m_bytes.subspan(begin, entry.packedSize);
}

std::vector<std::byte> Archive::read(const ArchiveEntry& entry, std::size_t limit) const {
  if (entry.encrypted) damaged("it is encrypted");
  if (entry.size > limit) tooLarge(limit);
  const std::span<const std::byte> from = packed(entry);
  std::vector<std::byte> content;
  if (entry.method == kStored) {
    if (from.size() > limit) tooLarge(limit);
    content.assign(from.begin(), from.end());
  } else if (entry.method == kDeflated) {
    Inflater inflater;
    if (!inflater.ready()) throw Error(ErrorCode::Internal, {"zlib does not start"});
    z_stream& stream = inflater.stream();
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(from.data()));
    stream.avail_in = static_cast<uInt>(from.size());
    std::array<std::byte, 65536> chunk;
    int state = Z_OK;
    while (state != Z_STREAM_END) {
      stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
      stream.avail_out = static_cast<uInt>(chunk.size());
      state = inflate(&stream, Z_NO_FLUSH);
      if (state != Z_OK && state != Z_STREAM_END) damaged("an entry cannot be unpacked");
      const std::size_t made = chunk.size() - stream.avail_out;
      if (made > limit - content.size()) tooLarge(limit);
      content.insert(content.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(made));
    }
  } else {
    damaged("an entry is packed in a way that scores do not use");
  }
  if (checksumOf(content) != entry.checksum) damaged("the checksum of an entry is wrong");
  return content;
}

std::vector<std::byte> writeArchive(std::span<const ArchiveFile> files) {
  std::vector<std::byte> out;
  std::vector<std::byte> contents;
  for (const ArchiveFile& file : files) {
    const bool packs = file.packing == ArchiveFile::Packing::Deflated;
    const std::vector<std::byte> packed = packs ? deflated(file.content) : file.content;
    ArchiveEntry entry;
    entry.name = file.name;
    entry.packedSize = packed.size();
    entry.size = file.content.size();
    entry.headerAt = out.size();
    entry.checksum = checksumOf(file.content);
    entry.method = packs ? kDeflated : kStored;
    put(out, kLocalHeader, 4);
    putEntry(out, entry);
    putName(out, entry.name);
    out.insert(out.end(), packed.begin(), packed.end());
    put(contents, kCentralHeader, 4);
    put(contents, kVersionNeeded, 2);
    putEntry(contents, entry);
    put(contents, 0, 2);  // no comment
    put(contents, 0, 2);  // the first disk
    put(contents, 0, 2);
    put(contents, 0, 4);  // no attributes
    put(contents, entry.headerAt, 4);
    putName(contents, entry.name);
  }
  const std::size_t contentsAt = out.size();
  out.insert(out.end(), contents.begin(), contents.end());
  put(out, kEndOfContents, 4);
  put(out, 0, 4);  // one disk
  put(out, files.size(), 2);
  put(out, files.size(), 2);
  put(out, contents.size(), 4);
  put(out, contentsAt, 4);
  put(out, 0, 2);
  return out;
}

}  // namespace partimento::musicxml
