#include <utility>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/musicxml/archive.h"
#include "core/musicxml/container.h"
#include "core/musicxml/document_reader.h"
#include "core/musicxml/musicxml.h"
#include "core/musicxml/score_assembly.h"
#include "core/musicxml/warnings.h"
#include "core/musicxml/xml_source.h"

namespace partimento::musicxml {

namespace {

std::string_view textOf(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Document documentIn(std::span<const std::byte> file, std::string_view name, Warnings& warnings) {
  if (file.empty()) throw Error(ErrorCode::FileEmpty, {std::string(name)});
  std::vector<std::byte> xml;
  if (looksLikeArchive(file)) {
    xml = unpackScore(file, name);
  } else if (file.size() <= kMaxXmlBytes) {
    xml.assign(file.begin(), file.end());
  } else {
    throw Error(ErrorCode::MusicXmlTooLarge, {std::string(name), "bytes", std::to_string(kMaxXmlBytes)});
  }
  if (!looksLikeXml(textOf(xml))) throw Error(ErrorCode::NotMusicXml, {std::string(name)});
  XmlSource source;
  parseXml(std::move(xml), name, source);
  return readDocument(source, name, warnings);
}

}  // namespace

bool looksLikeMusicXml(std::span<const std::byte> file) {
  return looksLikeArchive(file) || looksLikeXml(textOf(file));
}

MusicXmlImport readMusicXml(std::span<const std::byte> file, std::string_view name,
                            const MusicXmlReadOptions& options) {
  Warnings warnings;
  const Document document = documentIn(file, name, warnings);
  ScorePtr score = scoreOf(document, options.repeats, warnings);
  return {std::move(score), warnings.take()};
}

MusicXmlImport readMusicXmlFile(const std::filesystem::path& path, const MusicXmlReadOptions& options) {
  return readMusicXml(readFile(path), path.string(), options);
}

DocumentImport readDocument(std::span<const std::byte> file, std::string_view name) {
  Warnings warnings;
  Document document = documentIn(file, name, warnings);
  return {std::move(document), warnings.take()};
}

}  // namespace partimento::musicxml
