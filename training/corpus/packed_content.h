#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "training/corpus/file_reader.h"

namespace partimento::training {

/// A file's content in a few bytes a note, for remembering.
std::vector<std::byte> packContent(const FileContent& content);
/// None where the bytes are not what packContent wrote.
std::optional<FileContent> unpackContent(std::span<const std::byte> bytes, Material material);

}  // namespace partimento::training
