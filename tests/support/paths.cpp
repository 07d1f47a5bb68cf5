#include "tests/support/paths.h"

#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace partimento::test {

std::filesystem::path sourceFolder() {
  return PARTIMENTO_SOURCE_DIR;
}

std::filesystem::path dataFolder() {
  return sourceFolder() / "tests" / "data";
}

std::optional<std::filesystem::path> corporaFolder() {
  const char* named = std::getenv("PARTIMENTO_CORPORA");
  const std::filesystem::path folder =
      named ? std::filesystem::path(named) : sourceFolder().parent_path() / "shared" / "data";
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) return std::nullopt;
  return folder;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "partimento-test-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder: " + name);
  m_path = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(m_path, ignored);
}

}  // namespace partimento::test
