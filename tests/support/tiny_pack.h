#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace partimento::test {

/// A style pack of a small transformer with random weights over any representation.
void writeTinyPack(const std::filesystem::path& folder, const std::string& id, std::string_view tokenizer);

}  // namespace partimento::test
