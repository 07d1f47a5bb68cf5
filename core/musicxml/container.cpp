#include "core/musicxml/container.h"

#include <string>

#include "core/base/error.h"
#include "core/musicxml/archive.h"
#include "core/musicxml/xml_source.h"

namespace partimento::musicxml {

namespace {

constexpr std::string_view kContainer = "META-INF/container.xml";
constexpr std::string_view kScoreName = "score.musicxml";
constexpr std::string_view kMediaType = "application/vnd.recordare.musicxml";
constexpr std::size_t kMaxContainer = 1U << 20U;

bool leadsOutside(std::string_view path) {
  if (path.starts_with('/') || path.starts_with('\\') || path.find(':') == 1) return true;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find_first_of("/\\", at), path.size());
    if (path.substr(at, end - at) == "..") return true;
    at = end + 1;
  }
  return false;
}

bool isScoreName(std::string_view path) {
  return path.ends_with(".xml") || path.ends_with(".musicxml") || path.ends_with(".XML");
}

/// The first root file of the container, which is the score; empty where the container says none.
std::string rootFile(const Archive& archive, std::string_view name) {
  const ArchiveEntry* entry = archive.find(kContainer);
  if (!entry) return {};
  XmlSource container;
  parseXml(archive.read(*entry, kMaxContainer), name, container);
  for (const pugi::xml_node file :
       container.tree.child("container").child("rootfiles").children("rootfile")) {
    const std::string_view media = file.attribute("media-type").value();
    if (media.empty() || media.find("musicxml") != std::string_view::npos)
      return file.attribute("full-path").value();
  }
  return {};
}

std::vector<std::byte> bytesOf(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
  return {bytes.begin(), bytes.end()};
}

}  // namespace

std::vector<std::byte> unpackScore(std::span<const std::byte> file, std::string_view name) {
  const Archive archive(file, name);
  const std::string stated = rootFile(archive, name);
  if (leadsOutside(stated)) throw Error(ErrorCode::ArchiveUnsafe, {std::string(name), stated});
  const ArchiveEntry* score = archive.find(stated);
  for (const ArchiveEntry& entry : archive.entries()) {
    if (score) break;
    if (isScoreName(entry.name) && !entry.name.starts_with("META-INF")) score = &entry;
  }
  if (!score) throw Error(ErrorCode::NotMusicXml, {std::string(name)});
  if (leadsOutside(score->name)) throw Error(ErrorCode::ArchiveUnsafe, {std::string(name), score->name});
  return archive.read(*score, kMaxXmlBytes);
}

std::vector<std::byte> packScore(std::vector<std::byte> score) {
  const std::string container =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<container>\n  <rootfiles>\n    <rootfile full-path=\"" +
      std::string(kScoreName) + "\" media-type=\"application/vnd.recordare.musicxml+xml\"/>\n" +
      "  </rootfiles>\n</container>\n";
  // The media type comes first and unpacked, so that programs know the file by its bytes at a fixed place.
  std::vector<ArchiveFile> files;
  files.push_back({ArchiveFile::Packing::Stored, "mimetype", bytesOf(kMediaType)});
  files.push_back({ArchiveFile::Packing::Deflated, std::string(kContainer), bytesOf(container)});
  files.push_back({ArchiveFile::Packing::Deflated, std::string(kScoreName), std::move(score)});
  return writeArchive(files);
}

}  // namespace partimento::musicxml
