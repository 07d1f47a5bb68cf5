#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace partimento::musicxml {

/// The score inside a compressed MusicXML file (.mxl): what META-INF/container.xml names or, where that
/// cannot be read, the first XML file at the top. Throws Error(ArchiveDamaged, ArchiveUnsafe,
/// MusicXmlTooLarge, NotMusicXml).
std::vector<std::byte> unpackScore(std::span<const std::byte> file, std::string_view name);

/// A compressed MusicXML file around a score.
std::vector<std::byte> packScore(std::vector<std::byte> score);

}  // namespace partimento::musicxml
