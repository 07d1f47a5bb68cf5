#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

namespace partimento::musicxml {

/// What is read of one file at most: a symphony is a tenth of it.
inline constexpr std::size_t kMaxXmlBytes = std::size_t{64} << 20U;
inline constexpr std::size_t kMaxElements = 4'000'000;

/// A parsed file: the tree lies in the bytes, which it keeps.
struct XmlSource {
  std::vector<std::byte> bytes;
  pugi::xml_document tree;
  /// The file ends or breaks off here; what stands before it is in the tree.
  std::optional<std::size_t> brokenAt;
};

/// Parses into `source`. The parser expands no entities but XML's own five, opens no other file, and does not
/// recurse. Throws Error(MusicXmlTooLarge) before anything is allocated for a tree of too many elements, and
/// Error(MusicXmlEntities) for a file that declares entities. `name` goes into errors.
void parseXml(std::vector<std::byte> bytes, std::string_view name, XmlSource& source);

/// Whether the bytes are text whose first sign is '<', in any encoding that XML allows.
bool looksLikeXml(std::string_view bytes);

}  // namespace partimento::musicxml
