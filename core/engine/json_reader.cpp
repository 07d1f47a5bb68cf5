#include "core/engine/json_reader.h"

#include <cmath>

#include "core/base/error.h"

namespace partimento {

void JsonReader::fail(const std::string& expected) const {
  const std::string place = m_path.empty() ? expected : m_path + ": " + expected;
  throw Error(ErrorCode::RecipeInvalid, {*m_source, place});
}

bool JsonReader::has(const char* member) const {
  if (!m_value->is_object()) fail("object expected");
  const auto found = m_value->find(member);
  return found != m_value->end() && !found->is_null();
}

JsonReader JsonReader::member(const char* name) const {
  const std::string path = m_path.empty() ? std::string(name) : m_path + "." + name;
  if (!has(name)) JsonReader(*m_value, path, *m_source).fail("missing");
  return {m_value->at(name), path, *m_source};
}

JsonReader JsonReader::item(std::size_t index) const {
  return {m_value->at(index), m_path + "[" + std::to_string(index) + "]", *m_source};
}

std::size_t JsonReader::arraySize(std::size_t limit) const {
  if (!m_value->is_array()) fail("array expected");
  if (m_value->size() > limit) fail("at most " + std::to_string(limit) + " items expected");
  return m_value->size();
}

std::int64_t JsonReader::integer(std::int64_t lowest, std::int64_t highest) const {
  const std::string expected =
      "integer from " + std::to_string(lowest) + " to " + std::to_string(highest) + " expected";
  if (!m_value->is_number_integer()) fail(expected);
  if (m_value->is_number_unsigned()) {
    const std::uint64_t value = m_value->get<std::uint64_t>();
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) fail(expected);
  }
  const std::int64_t value = m_value->get<std::int64_t>();
  if (value < lowest || value > highest) fail(expected);
  return value;
}

std::uint64_t JsonReader::unsignedInteger() const {
  if (!m_value->is_number_unsigned()) fail("integer from 0 to 2^64-1 expected");
  return m_value->get<std::uint64_t>();
}

double JsonReader::number(double lowest, double highest) const {
  if (!m_value->is_number()) fail("number expected");
  const double value = m_value->get<double>();
  if (!std::isfinite(value) || value < lowest || value > highest) {
    fail("number from " + nlohmann::json(lowest).dump() + " to " + nlohmann::json(highest).dump() +
         " expected");
  }
  return value;
}

std::string JsonReader::text() const {
  if (!m_value->is_string()) fail("text expected");
  return m_value->get<std::string>();
}

int JsonReader::integerOr(const char* name, int fallback, int lowest, int highest) const {
  return has(name) ? static_cast<int>(member(name).integer(lowest, highest)) : fallback;
}

bool JsonReader::flagOr(const char* name, bool fallback) const {
  if (!has(name)) return fallback;
  const JsonReader flag = member(name);
  if (!flag.json().is_boolean()) flag.fail("true or false expected");
  return flag.json().get<bool>();
}

double JsonReader::numberOr(const char* name, double fallback, double lowest, double highest) const {
  return has(name) ? member(name).number(lowest, highest) : fallback;
}

std::string JsonReader::textOr(const char* name, const std::string& fallback) const {
  return has(name) ? member(name).text() : fallback;
}

}  // namespace partimento
