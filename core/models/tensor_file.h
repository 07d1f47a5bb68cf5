#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace partimento::models {

enum class ElementType : std::uint8_t { F32, F16, U8, I64 };

std::size_t elementSize(ElementType type);

/// One named array, row-major, little-endian, as it lies in a file.
struct TensorData {
  ElementType type = ElementType::F32;
  std::vector<std::int64_t> shape;
  std::vector<std::byte> bytes;

  std::int64_t elements() const;
  bool operator==(const TensorData&) const = default;
};

/// Contents of a safetensors file.
struct TensorFile {
  std::map<std::string, TensorData> tensors;
  std::map<std::string, std::string> metadata;

  bool operator==(const TensorFile&) const = default;
};

/// Reads the safetensors format (https://github.com/huggingface/safetensors, "Format"): a 64-bit
/// little-endian header length, a JSON header, the data. Files come from strangers: the header is at most 4
/// MB and nested no deeper than the format needs, names are unique, shapes agree with lengths without
/// overflow, and the tensors cover the data without gaps or overlaps; memory stays within a multiple of the
/// file's size. Throws Error(TensorFileDamaged); `name` goes into it.
TensorFile readTensors(std::span<const std::byte> file, const std::string& name);
/// Also throws Error(FileNotFound, FileNotReadable).
TensorFile readTensorFile(const std::filesystem::path& path);

/// Tensors in the order of their names, each aligned to its element size; readTensors gives the same back.
std::vector<std::byte> writeTensors(const TensorFile& file);

}  // namespace partimento::models
