#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace partimento::training {

/// Where a corpus comes from and what it may be used for.
struct Credit {
  std::string source;
  std::string licence;

  bool operator==(const Credit&) const = default;
};

/// The different pairs of the manifest's "source_repo" and "licence" columns for the files of the corpus, at
/// most 100, in the order met; the folder's name with an unknown licence where there is no manifest.
std::vector<Credit> creditsOf(const std::filesystem::path& corpus);

}  // namespace partimento::training
