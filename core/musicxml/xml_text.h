#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace partimento::musicxml {

/// Text of an element or attribute: signs that XML uses are escaped, control characters left out, what is no
/// UTF-8 taken as Latin-1.
std::string escaped(std::string_view text);

/// XML in the making, two spaces a level. Elements are closed in the reverse order of opening.
class XmlText {
 public:
  /// `attributes` as they are written, values escaped: ` number="1"`.
  void open(std::string_view name, std::string_view attributes = {});
  void close();
  void empty(std::string_view name, std::string_view attributes = {});
  void element(std::string_view name, std::string_view text, std::string_view attributes = {});
  void element(std::string_view name, std::int64_t number, std::string_view attributes = {});
  void raw(std::string_view text) { m_text += text; }
  std::string take() { return std::move(m_text); }

 private:
  void indent();

  std::string m_text;
  std::string m_open;  ///< names of the open elements, each behind a '/'
  std::size_t m_depth = 0;
};

/// ` name="value"`, the value escaped.
std::string attribute(std::string_view name, std::string_view value);
std::string attribute(std::string_view name, std::int64_t value);

}  // namespace partimento::musicxml
