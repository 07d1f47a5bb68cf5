#include "core/musicxml/xml_source.h"

#include <algorithm>

#include "core/base/error.h"

namespace partimento::musicxml {

namespace {

std::string_view textOf(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Start tags: works in UTF-16 too, where a zero stands beside each sign.
std::size_t countElements(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::size_t next = at + 1 < text.size() && text[at + 1] == '\0' ? at + 2 : at + 1;
    const char sign = next < text.size() ? text[next] : '/';
    if (sign != '/' && sign != '!' && sign != '?') ++count;
  }
  return count;
}

/// What stands before the first element, one byte a sign.
std::string prologOf(std::string_view text) {
  std::string prolog;
  bool inTag = false;
  for (const char c : text) {
    if (c == '\0') continue;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (inTag && letter) break;
    inTag = c == '<';
    prolog += c;
  }
  return prolog;
}

}  // namespace

bool looksLikeXml(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) bytes.remove_prefix(2);
  const std::size_t first = bytes.find_first_not_of(std::string_view(" \t\r\n\0", 5));
  return first != std::string_view::npos && bytes[first] == '<';
}

void parseXml(std::vector<std::byte> bytes, std::string_view name, XmlSource& source) {
  const auto tooLarge = [name](const char* what, std::size_t limit) {
    return Error(ErrorCode::MusicXmlTooLarge, {std::string(name), what, std::to_string(limit)});
  };
  if (bytes.size() > kMaxXmlBytes) throw tooLarge("bytes", kMaxXmlBytes);
  if (countElements(textOf(bytes)) > kMaxElements) throw tooLarge("elements", kMaxElements);
  if (prologOf(textOf(bytes)).find("<!ENTITY") != std::string::npos)
    throw Error(ErrorCode::MusicXmlEntities, {std::string(name)});
  source.bytes = std::move(bytes);
  const pugi::xml_parse_result result =
      source.tree.load_buffer_inplace(source.bytes.data(), source.bytes.size());
  if (result) return;
  if (result.status == pugi::status_out_of_memory) throw tooLarge("bytes", kMaxXmlBytes);
  source.brokenAt = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
}

}  // namespace partimento::musicxml
