#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partimento::training {

struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  std::optional<std::size_t> column(std::string_view name) const;
};

/// Comma-separated values as RFC 4180 has them: quoted fields may hold commas, line ends and doubled quotes.
/// Never fails: what is left open at the end is closed.
CsvTable parseCsv(std::string_view text);

}  // namespace partimento::training
