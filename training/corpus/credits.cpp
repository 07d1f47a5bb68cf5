#include "training/corpus/credits.h"

#include <algorithm>

#include "training/corpus/manifest.h"

namespace partimento::training {

namespace {

constexpr std::size_t kMostCredits = 100;

std::vector<Credit> creditsIn(const Manifest& manifest) {
  std::vector<Credit> credits;
  const auto source = manifest.column("source_repo");
  const auto licence = manifest.column("licence");
  if (!source || !licence) return credits;
  for (const Manifest::Row& row : manifest.rows()) {
    const std::vector<std::string>& values = *row.values;
    if (values.size() <= std::max(*source, *licence)) continue;
    const Credit credit{values[*source], values[*licence]};
    const bool known = std::find(credits.begin(), credits.end(), credit) != credits.end();
    if (!known && credits.size() < kMostCredits) credits.push_back(credit);
  }
  return credits;
}

}  // namespace

std::vector<Credit> creditsOf(const std::filesystem::path& corpus) {
  const Manifest manifest(corpus);
  std::vector<Credit> credits = creditsIn(manifest);
  if (credits.empty()) credits.push_back({manifest.name(), "not stated"});
  return credits;
}

}  // namespace partimento::training
