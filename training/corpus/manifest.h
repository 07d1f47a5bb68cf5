#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "training/corpus/csv.h"

namespace partimento::training {

/// What a manifest.csv says of the files below a folder: the folder's own, or that of the nearest folder
/// above it that has one, at most three levels up. Its "file" column is relative to where it lies.
class Manifest {
 public:
  /// Never throws for what a manifest holds; throws FileNotReadable.
  explicit Manifest(const std::filesystem::path& corpus);

  /// The "cluster" column by file, relative to the corpus with '/'; rows without a number are left out.
  std::map<std::string, std::int64_t> clusters() const;
  /// A row of a file below the corpus.
  struct Row {
    std::string file;  ///< relative to the corpus
    const std::vector<std::string>* values;
  };
  std::vector<Row> rows() const;
  std::optional<std::size_t> column(const char* name) const { return m_table.column(name); }

  /// The corpus as a recipe names it: the manifest's folder by name and the way from there, else the corpus
  /// by name. "piano-mutopia/baroque".
  const std::string& name() const { return m_name; }

 private:
  CsvTable m_table;
  std::string m_prefix;  ///< of the corpus's files in the table
  std::string m_name;
};

}  // namespace partimento::training
