#pragma once

#include <filesystem>
#include <optional>

namespace partimento::test {

/// Folder with small files that the tests ship.
std::filesystem::path dataFolder();
std::filesystem::path sourceFolder();
/// ../shared/data beside the checkout, where it is present; PARTIMENTO_CORPORA names another place.
/// Tests on real corpora skip without it, saying so.
std::optional<std::filesystem::path> corporaFolder();

/// A fresh folder that is removed with its contents at the end of the scope.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

}  // namespace partimento::test
