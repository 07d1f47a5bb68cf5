#include "core/musicxml/xml_text.h"

#include "core/musicxml/xml_value.h"

namespace partimento::musicxml {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : utf8Text(text)) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '"') {
      result += "&quot;";
    } else if (c == '\r') {
      result += "&#13;";
    } else if (code >= 0x20 || c == '\n' || c == '\t') {
      result += c;
    }
  }
  return result;
}

void XmlText::indent() {
  m_text.append(2 * m_depth, ' ');
}

void XmlText::open(std::string_view name, std::string_view attributes) {
  indent();
  m_text.append("<").append(name).append(attributes).append(">\n");
  m_open.append("/").append(name);
  ++m_depth;
}

void XmlText::close() {
  --m_depth;
  indent();
  const std::size_t begin = m_open.rfind('/');
  m_text.append("<").append(m_open, begin).append(">\n");
  m_open.resize(begin);
}

void XmlText::empty(std::string_view name, std::string_view attributes) {
  indent();
  m_text.append("<").append(name).append(attributes).append("/>\n");
}

void XmlText::element(std::string_view name, std::string_view text, std::string_view attributes) {
  indent();
  m_text.append("<").append(name).append(attributes).append(">");
  m_text.append(escaped(text));
  m_text.append("</").append(name).append(">\n");
}

void XmlText::element(std::string_view name, std::int64_t number, std::string_view attributes) {
  element(name, std::to_string(number), attributes);
}

std::string attribute(std::string_view name, std::string_view value) {
  std::string text(" ");
  return text.append(name).append("=\"").append(escaped(value)).append("\"");
}

std::string attribute(std::string_view name, std::int64_t value) {
  return attribute(name, std::to_string(value));
}

}  // namespace partimento::musicxml
