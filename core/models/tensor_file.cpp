#include "core/models/tensor_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/file_io.h"

namespace partimento::models {

namespace {

using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "tensor bytes are used as they lie in the file");

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kMaxHeaderBytes = 4U << 20;
constexpr int kMaxHeaderDepth = 3;
constexpr std::size_t kMaxDimensions = 8;
constexpr const char* kMetadataKey = "__metadata__";

struct TypeName {
  ElementType type;
  const char* name;
  std::size_t size;
};
constexpr TypeName kTypes[] = {{ElementType::F32, "F32", 4},
                               {ElementType::F16, "F16", 2},
                               {ElementType::U8, "U8", 1},
                               {ElementType::I64, "I64", 8}};

const TypeName& typeOf(ElementType type) {
  for (const TypeName& entry : kTypes) {
    if (entry.type == type) return entry;
  }
  throw Error(ErrorCode::Internal, {"element type"});
}

/// What went wrong, before the file's name is known.
struct FileDamage {
  std::string what;
};

json parseHeader(std::string_view text) {
  std::vector<std::set<std::string>> keys;
  const auto check = [&](int depth, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::object_start) {
      if (depth >= kMaxHeaderDepth) throw FileDamage{"header nested too deeply"};
      keys.emplace_back();
    } else if (event == json::parse_event_t::array_start) {
      if (depth >= kMaxHeaderDepth) throw FileDamage{"header nested too deeply"};
    } else if (event == json::parse_event_t::object_end) {
      keys.pop_back();
    } else if (event == json::parse_event_t::key && !keys.back().insert(value.get<std::string>()).second) {
      throw FileDamage{"name used twice: " + value.get<std::string>()};
    }
    return true;
  };
  try {
    json header = json::parse(text, check);
    if (!header.is_object()) throw FileDamage{"header is no object"};
    return header;
  } catch (const json::exception&) {
    throw FileDamage{"header is no JSON"};
  }
}

std::uint64_t unsignedIn(const json& value, const char* what) {
  if (!value.is_number_unsigned()) throw FileDamage{std::string(what) + " is no whole number"};
  return value.get<std::uint64_t>();
}

std::vector<std::int64_t> shapeIn(const json& value) {
  if (!value.is_array() || value.size() > kMaxDimensions) throw FileDamage{"shape is no short list"};
  std::vector<std::int64_t> shape;
  for (const json& size : value) {
    const std::uint64_t number = unsignedIn(size, "shape");
    if (number > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) throw FileDamage{"shape too large"};
    shape.push_back(static_cast<std::int64_t>(number));
  }
  return shape;
}

/// Bytes that the shape asks for; none when they do not fit into 64 bits.
std::optional<std::uint64_t> byteCount(const std::vector<std::int64_t>& shape, std::size_t elementBytes) {
  std::uint64_t count = elementBytes;
  for (const std::int64_t size : shape) {
    if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(size), &count)) return std::nullopt;
  }
  return count;
}

struct Entry {
  std::string name;
  ElementType type = ElementType::F32;
  std::vector<std::int64_t> shape;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

Entry entryIn(const std::string& name, const json& value, std::uint64_t dataBytes) {
  if (!value.is_object() || value.size() != 3 || !value.contains("dtype") || !value.contains("shape") ||
      !value.contains("data_offsets")) {
    throw FileDamage{"entry of " + name + " is incomplete"};
  }
  Entry entry;
  entry.name = name;
  const auto type = std::find_if(std::begin(kTypes), std::end(kTypes),
                                 [&](const TypeName& known) { return value["dtype"] == known.name; });
  if (type == std::end(kTypes)) throw FileDamage{"element type of " + name + " is not known"};
  entry.type = type->type;
  entry.shape = shapeIn(value["shape"]);
  const json& offsets = value["data_offsets"];
  if (!offsets.is_array() || offsets.size() != 2) throw FileDamage{"offsets of " + name + " are no pair"};
  entry.begin = unsignedIn(offsets[0], "offset");
  entry.end = unsignedIn(offsets[1], "offset");
  if (entry.begin > entry.end || entry.end > dataBytes) throw FileDamage{name + " lies outside the file"};
  if (byteCount(entry.shape, type->size) != entry.end - entry.begin) {
    throw FileDamage{"shape and length of " + name + " differ"};
  }
  return entry;
}

void requireFullCover(std::vector<Entry> entries, std::uint64_t dataBytes) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  std::uint64_t at = 0;
  for (const Entry& entry : entries) {
    if (entry.begin != at)
      throw FileDamage{entry.name + (entry.begin < at ? " overlaps another" : " follows a gap")};
    at = entry.end;
  }
  if (at != dataBytes) throw FileDamage{"bytes after the last tensor"};
}

std::map<std::string, std::string> metadataIn(const json& value) {
  std::map<std::string, std::string> metadata;
  if (!value.is_object()) throw FileDamage{"metadata is no object"};
  for (const auto& [key, text] : value.items()) {
    if (!text.is_string()) throw FileDamage{"metadata holds more than text"};
    metadata[key] = text.get<std::string>();
  }
  return metadata;
}

TensorFile parse(std::span<const std::byte> file) {
  if (file.size() < kLengthBytes) throw FileDamage{"shorter than its header"};
  std::uint64_t headerBytes = 0;
  std::memcpy(&headerBytes, file.data(), kLengthBytes);
  if (headerBytes > kMaxHeaderBytes) throw FileDamage{"header too long"};
  if (headerBytes > file.size() - kLengthBytes) throw FileDamage{"shorter than its header"};
  const auto* text = reinterpret_cast<const char*>(file.data() + kLengthBytes);
  const json header = parseHeader({text, static_cast<std::size_t>(headerBytes)});
  const std::span<const std::byte> data = file.subspan(static_cast<std::size_t>(kLengthBytes + headerBytes));

  TensorFile result;
  std::vector<Entry> entries;
  for (const auto& [name, value] : header.items()) {
    if (name == kMetadataKey) {
      result.metadata = metadataIn(value);
    } else {
      entries.push_back(entryIn(name, value, data.size()));
    }
  }
  requireFullCover(entries, data.size());
  for (Entry& entry : entries) {
    const auto bytes = data.subspan(static_cast<std::size_t>(entry.begin),
                                    static_cast<std::size_t>(entry.end - entry.begin));
    result.tensors[entry.name] = {entry.type, std::move(entry.shape), {bytes.begin(), bytes.end()}};
  }
  return result;
}

}  // namespace

std::size_t elementSize(ElementType type) {
  return typeOf(type).size;
}

std::int64_t TensorData::elements() const {
  return static_cast<std::int64_t>(bytes.size() / elementSize(type));
}

TensorFile readTensors(std::span<const std::byte> file, const std::string& name) {
  try {
    return parse(file);
  } catch (const FileDamage& damage) {
    throw Error(ErrorCode::TensorFileDamaged, {name, damage.what});
  }
}

TensorFile readTensorFile(const std::filesystem::path& path) {
  return readTensors(readRegularFile(path), path.string());
}

std::vector<std::byte> writeTensors(const TensorFile& file) {
  // Wider elements first: every tensor is then aligned without gaps, which the format forbids.
  std::vector<const std::pair<const std::string, TensorData>*> order;
  for (const auto& entry : file.tensors) order.push_back(&entry);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return elementSize(a->second.type) > elementSize(b->second.type);
  });

  json header = json::object();
  if (!file.metadata.empty()) header[kMetadataKey] = file.metadata;
  std::uint64_t at = 0;
  for (const auto* entry : order) {
    const TensorData& tensor = entry->second;
    if (byteCount(tensor.shape, elementSize(tensor.type)) != tensor.bytes.size()) {
      throw Error(ErrorCode::Internal, {"shape and bytes of " + entry->first + " differ"});
    }
    const std::uint64_t end = at + tensor.bytes.size();
    header[entry->first] = {
        {"dtype", typeOf(tensor.type).name}, {"shape", tensor.shape}, {"data_offsets", {at, end}}};
    at = end;
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');

  const std::uint64_t headerBytes = text.size();
  std::vector<std::byte> bytes(kLengthBytes + text.size() + at);
  std::memcpy(bytes.data(), &headerBytes, kLengthBytes);
  std::memcpy(bytes.data() + kLengthBytes, text.data(), text.size());
  std::size_t position = kLengthBytes + text.size();
  for (const auto* entry : order) {
    std::copy(entry->second.bytes.begin(), entry->second.bytes.end(),
              bytes.begin() + static_cast<std::ptrdiff_t>(position));
    position += entry->second.bytes.size();
  }
  return bytes;
}

}  // namespace partimento::models
