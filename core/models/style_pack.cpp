#include "core/models/style_pack.h"

#include <cstring>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/models/model_file.h"
#include "core/models/tensor_file.h"

namespace partimento::models {

namespace fs = std::filesystem;

namespace {

constexpr const char* kRecordName = "training.safetensors";

TensorData dataOf(const torch::Tensor& tensor, ElementType type) {
  const torch::Tensor flat = tensor.contiguous();
  TensorData data;
  data.type = type;
  data.shape = flat.sizes().vec();
  data.bytes.resize(static_cast<std::size_t>(flat.numel()) * elementSize(type));
  std::memcpy(data.bytes.data(), flat.data_ptr(), data.bytes.size());
  return data;
}

template <typename T>
TensorData listData(const std::vector<T>& values, ElementType type) {
  TensorData data;
  data.type = type;
  data.shape = {static_cast<std::int64_t>(values.size())};
  data.bytes.resize(values.size() * sizeof(T));
  if (!values.empty()) std::memcpy(data.bytes.data(), values.data(), data.bytes.size());
  return data;
}

torch::Tensor tensorOf(const TensorData& data) {
  const auto type = data.type == ElementType::F16 ? torch::kFloat16 : torch::kFloat32;
  torch::Tensor tensor = torch::empty(data.shape, type);
  if (!data.bytes.empty()) std::memcpy(tensor.data_ptr(), data.bytes.data(), data.bytes.size());
  return tensor.to(torch::kFloat32);
}

template <typename T>
std::vector<T> listIn(const TensorFile& file, const char* name, ElementType type, const std::string& path) {
  const auto found = file.tensors.find(name);
  if (found == file.tensors.end() || found->second.type != type || found->second.shape.size() != 1) {
    throw Error(ErrorCode::PackDamaged, {path, std::string(name) + " is missing or misshapen"});
  }
  std::vector<T> values(found->second.bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), found->second.bytes.data(), found->second.bytes.size());
  return values;
}

/// Cuts `values` at the offsets, which must rise from 0 to its length.
std::vector<std::vector<std::uint8_t>> cut(const std::vector<std::uint8_t>& values,
                                           const std::vector<std::int64_t>& offsets,
                                           const std::string& path) {
  const auto size = static_cast<std::int64_t>(values.size());
  if (offsets.empty() || offsets.front() != 0 || offsets.back() != size) {
    throw Error(ErrorCode::PackDamaged, {path, "offsets do not cover the pieces"});
  }
  std::vector<std::vector<std::uint8_t>> pieces;
  for (std::size_t i = 1; i < offsets.size(); ++i) {
    if (offsets[i] < offsets[i - 1] || offsets[i] > size) {
      throw Error(ErrorCode::PackDamaged, {path, "offsets do not rise"});
    }
    pieces.emplace_back(values.begin() + offsets[i - 1], values.begin() + offsets[i]);
  }
  return pieces;
}

void requireBelow(const std::vector<std::uint8_t>& values, int limit, const std::string& path) {
  for (const std::uint8_t value : values) {
    if (value >= limit) throw Error(ErrorCode::PackDamaged, {path, "a symbol outside the vocabulary"});
  }
}

std::vector<std::uint8_t> joined(const std::vector<std::vector<std::uint8_t>>& pieces) {
  std::vector<std::uint8_t> all;
  for (const auto& piece : pieces) all.insert(all.end(), piece.begin(), piece.end());
  return all;
}

}  // namespace

Tcn readStyleWeights(const fs::path& folder, const StyleCard& card) {
  const fs::path path = folder / kWeightsName;
  const TensorFile file = readTensorFile(path);
  const torch::NoGradGuard noGradients;
  Tcn model(card.architecture);
  std::size_t used = 0;
  for (auto& entry : model->named_parameters()) {
    const auto found = file.tensors.find(entry.key());
    if (found == file.tensors.end())
      throw Error(ErrorCode::PackDamaged, {path.string(), entry.key() + " is missing"});
    const TensorData& data = found->second;
    const bool isFloat = data.type == ElementType::F16 || data.type == ElementType::F32;
    if (!isFloat || torch::IntArrayRef(data.shape) != entry.value().sizes()) {
      throw Error(ErrorCode::PackDamaged, {path.string(), entry.key() + " has another shape or type"});
    }
    const torch::Tensor values = tensorOf(data);
    if (!torch::isfinite(values).all().item<bool>()) {
      throw Error(ErrorCode::PackDamaged, {path.string(), entry.key() + " holds values that are not finite"});
    }
    entry.value().copy_(values);
    ++used;
  }
  if (used != file.tensors.size())
    throw Error(ErrorCode::PackDamaged, {path.string(), "tensors of no known name"});
  model->eval();
  return model;
}

std::shared_ptr<SequenceModel> readStyleModel(const fs::path& folder, const StyleCard& card) {
  const std::string path = (folder / kWeightsName).string();
  const TensorFile file = readTensorFile(path);
  const std::shared_ptr<SequenceModel> model = makeModel(card.config());
  loadTensors(*model, file, path);
  if (model->parameters().size() != file.tensors.size())
    throw Error(ErrorCode::PackDamaged, {path, "tensors of no known name"});
  model->eval();
  return model;
}

TrainingRecord readTrainingRecord(const fs::path& folder, const StyleCard& card) {
  const fs::path file = folder / kRecordName;
  const std::string path = file.string();
  const TensorFile tensors = readTensorFile(file);
  const auto offsets = listIn<std::int64_t>(tensors, "offsets", ElementType::I64, path);
  const auto pitches = listIn<std::uint8_t>(tensors, "pitches", ElementType::U8, path);
  const auto durations = listIn<std::uint8_t>(tensors, "durations", ElementType::U8, path);
  const auto hashes = listIn<std::int64_t>(tensors, "content_hashes", ElementType::I64, path);
  const ModelConfig config = card.config();
  const bool melody = config.tokenizer == tokens::MelodyTokenizer::kName && config.range;
  const int symbols = melody ? tokens::MelodyTokenizer(*config.range).pitchCount() + 1 : kHighestPitch + 1;
  requireBelow(pitches, symbols, path);
  requireBelow(durations, static_cast<int>(tokens::kDurationSteps.size()), path);
  TrainingRecord record;
  record.pitches = cut(pitches, offsets, path);
  record.durations = cut(durations, offsets, path);
  for (const std::int64_t hash : hashes) record.contentHashes.push_back(static_cast<std::uint64_t>(hash));
  return record;
}

void writeStyleWeights(const fs::path& folder, const Tcn& model) {
  TensorFile file;
  for (const auto& entry : model->named_parameters()) {
    file.tensors[entry.key()] = dataOf(entry.value().detach().to(torch::kFloat16), ElementType::F16);
  }
  fs::create_directories(folder);
  writeFileAtomically(folder / kWeightsName, writeTensors(file));
}

void writeStyleWeights(const fs::path& folder, const SequenceModel& model) {
  fs::create_directories(folder);
  writeModel(folder / kWeightsName, model, ElementType::F16);
}

void writeTrainingRecord(const fs::path& folder, const TrainingRecord& record) {
  std::vector<std::int64_t> offsets = {0};
  for (const auto& piece : record.pitches)
    offsets.push_back(offsets.back() + static_cast<std::int64_t>(piece.size()));
  std::vector<std::int64_t> hashes;
  for (const std::uint64_t hash : record.contentHashes) hashes.push_back(static_cast<std::int64_t>(hash));
  TensorFile file;
  file.tensors["offsets"] = listData(offsets, ElementType::I64);
  file.tensors["pitches"] = listData(joined(record.pitches), ElementType::U8);
  file.tensors["durations"] = listData(joined(record.durations), ElementType::U8);
  file.tensors["content_hashes"] = listData(hashes, ElementType::I64);
  fs::create_directories(folder);
  writeFileAtomically(folder / kRecordName, writeTensors(file));
}

}  // namespace partimento::models
