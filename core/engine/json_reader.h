#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace partimento {

/// A JSON value together with its path in the document, for readers that say exactly what is wrong with text
/// from strangers. Every function throws RecipeInvalid (source, "path: what is expected").
class JsonReader {
 public:
  using Json = nlohmann::json;

  JsonReader(const Json& value, std::string path, const std::string& source)
      : m_value(&value), m_path(std::move(path)), m_source(&source) {}

  const Json& json() const { return *m_value; }
  const std::string& source() const { return *m_source; }
  [[noreturn]] void fail(const std::string& expected) const;

  bool has(const char* member) const;
  /// A member that must be there.
  JsonReader member(const char* name) const;
  JsonReader item(std::size_t index) const;
  /// Number of items of an array of at most `limit`.
  std::size_t arraySize(std::size_t limit) const;

  std::int64_t integer(std::int64_t lowest, std::int64_t highest) const;
  std::uint64_t unsignedInteger() const;
  /// A finite number within the bounds.
  double number(double lowest, double highest) const;
  std::string text() const;

  /// A member's value where it is there, else `fallback`.
  int integerOr(const char* name, int fallback, int lowest, int highest) const;
  bool flagOr(const char* name, bool fallback) const;
  double numberOr(const char* name, double fallback, double lowest, double highest) const;
  std::string textOr(const char* name, const std::string& fallback) const;

 private:
  const Json* m_value;
  std::string m_path;
  const std::string* m_source;
};

}  // namespace partimento
