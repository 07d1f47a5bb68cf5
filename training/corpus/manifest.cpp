#include "training/corpus/manifest.h"

#include <algorithm>

#include "core/base/file_io.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

constexpr const char* kManifest = "manifest.csv";
constexpr int kMostLevels = 3;
constexpr std::size_t kMostDigits = 15;

fs::path cleanFolder(const fs::path& folder) {
  return (fs::absolute(folder) / "").lexically_normal().parent_path();
}

std::optional<std::int64_t> wholeNumber(const std::string& text) {
  if (text.empty() || text.size() > kMostDigits) return std::nullopt;
  if (text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::stoll(text);
}

}  // namespace

Manifest::Manifest(const fs::path& corpus) : m_name(cleanFolder(corpus).filename().string()) {
  fs::path folder = cleanFolder(corpus);
  fs::path below;
  for (int level = 0; level <= kMostLevels; ++level) {
    std::error_code failure;
    if (fs::is_regular_file(folder / kManifest, failure)) {
      m_table = parseCsv(readTextFile(folder / kManifest));
      m_prefix = below.empty() ? std::string() : below.generic_string() + '/';
      if (!below.empty() && rows().empty()) {
        m_table = {};  // it speaks of other folders
      } else if (!below.empty()) {
        m_name = (folder.filename() / below).generic_string();
      }
      return;
    }
    below = below.empty() ? folder.filename() : folder.filename() / below;
    folder = folder.parent_path();
  }
}

std::vector<Manifest::Row> Manifest::rows() const {
  std::vector<Row> rows;
  const auto file = m_table.column("file");
  if (!file) return rows;
  for (const std::vector<std::string>& row : m_table.rows) {
    if (row.size() <= *file || !row[*file].starts_with(m_prefix)) continue;
    rows.push_back({row[*file].substr(m_prefix.size()), &row});
  }
  return rows;
}

std::map<std::string, std::int64_t> Manifest::clusters() const {
  std::map<std::string, std::int64_t> clusters;
  const auto column = m_table.column("cluster");
  if (!column) return clusters;
  for (const Row& row : rows()) {
    if (row.values->size() <= *column) continue;
    if (const auto number = wholeNumber((*row.values)[*column])) clusters[row.file] = *number;
  }
  return clusters;
}

}  // namespace partimento::training
