#include "core/musicxml/xml_value.h"

#include <charconv>
#include <cmath>
#include <span>

#include "core/formats/midi_assembly.h"

namespace partimento::musicxml {

namespace {

constexpr std::string_view kBlank = " \t\r\n";

std::string_view stripped(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(kBlank) - first + 1);
  if (text.starts_with('+')) text.remove_prefix(1);
  return text;
}

}  // namespace

std::optional<std::int64_t> wholeNumber(std::string_view text) {
  text = stripped(text);
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc()) return std::nullopt;
  if (end == text.data() + text.size()) return value;
  const auto decimal = decimalNumber(text);
  if (!decimal || std::trunc(*decimal) != *decimal) return std::nullopt;
  return value;
}

std::optional<double> decimalNumber(std::string_view text) {
  text = stripped(text);
  double value = 0;
  const auto [end, failure] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (failure != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::string plainText(std::string_view text) {
  std::string plain = utf8Text(stripped(text));
  for (char& c : plain) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return plain;
}

std::string utf8Text(std::string_view text) {
  return formats::readableText({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

}  // namespace partimento::musicxml
