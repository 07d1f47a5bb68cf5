#include "training/corpus/credits.h"

#include <algorithm>

#include "core/base/file_io.h"
#include "training/corpus/csv.h"

namespace partimento::training {

namespace {

constexpr std::size_t kMostCredits = 20;

std::vector<Credit> creditsIn(const CsvTable& table) {
  std::vector<Credit> credits;
  const auto source = table.column("source_repo");
  const auto licence = table.column("licence");
  if (!source || !licence) return credits;
  for (const std::vector<std::string>& row : table.rows) {
    if (row.size() <= std::max(*source, *licence)) continue;
    const Credit credit{row[*source], row[*licence]};
    const bool known = std::find(credits.begin(), credits.end(), credit) != credits.end();
    if (!known && credits.size() < kMostCredits) credits.push_back(credit);
  }
  return credits;
}

}  // namespace

std::vector<Credit> creditsOf(const std::filesystem::path& corpus) {
  const std::filesystem::path manifest = corpus / "manifest.csv";
  std::vector<Credit> credits;
  if (std::filesystem::exists(manifest)) credits = creditsIn(parseCsv(readTextFile(manifest)));
  if (credits.empty()) {
    const std::filesystem::path clean = std::filesystem::absolute(corpus / "").lexically_normal();
    credits.push_back({clean.parent_path().filename().string(), "not stated"});
  }
  return credits;
}

}  // namespace partimento::training
