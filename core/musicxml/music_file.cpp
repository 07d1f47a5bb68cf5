#include "core/musicxml/music_file.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/base/file_io.h"

namespace partimento::musicxml {

MusicImport readMusic(std::span<const std::byte> file, std::string_view name,
                      const MusicXmlReadOptions& options) {
  if (looksLikeMusicXml(file) || (file.empty() && hasMusicXmlSuffix(name))) {
    MusicXmlImport import = readMusicXml(file, name, options);
    return {std::move(import.score), true, {}, std::move(import.warnings)};
  }
  formats::MidiImport import = formats::readMidi(file, name);
  return {std::move(import.score), false, std::move(import.warnings), {}};
}

MusicImport readMusicFile(const std::filesystem::path& path, const MusicXmlReadOptions& options) {
  return readMusic(readFile(path), path.string(), options);
}

bool hasMusicXmlSuffix(const std::filesystem::path& path) {
  std::string suffix = path.extension().string();
  std::ranges::transform(suffix, suffix.begin(), [](unsigned char c) { return std::tolower(c); });
  return suffix == ".musicxml" || suffix == ".xml" || suffix == ".mxl";
}

}  // namespace partimento::musicxml
