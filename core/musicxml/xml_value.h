#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace partimento::musicxml {

/// Values as MusicXML writes them: white space around a number is nothing, decimals have a point whatever the
/// locale. None for text that is no number, is not finite, or does not fit.
std::optional<std::int64_t> wholeNumber(std::string_view text);
std::optional<double> decimalNumber(std::string_view text);

/// Text without the white space around it; line breaks inside become spaces.
std::string plainText(std::string_view text);

inline std::string_view textIn(pugi::xml_node node, const char* child) {
  return node.child(child).child_value();
}
inline std::optional<std::int64_t> wholeIn(pugi::xml_node node, const char* child) {
  return wholeNumber(textIn(node, child));
}
inline std::string_view attributeOf(pugi::xml_node node, const char* name) {
  return node.attribute(name).value();
}

/// The text's bytes if they are UTF-8, else taken as Latin-1.
std::string utf8Text(std::string_view text);

}  // namespace partimento::musicxml
