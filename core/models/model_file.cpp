#include "core/models/model_file.h"

#include <cstring>

#include "core/base/error.h"
#include "core/base/file_io.h"

namespace partimento::models {

namespace fs = std::filesystem;

namespace {

TensorData dataOf(const torch::Tensor& tensor, ElementType type) {
  const auto scalar = type == ElementType::F16 ? torch::kFloat16 : torch::kFloat32;
  const torch::Tensor flat = tensor.detach().to(torch::kCPU, scalar).contiguous();
  TensorData data;
  data.type = type;
  data.shape = flat.sizes().vec();
  data.bytes.resize(static_cast<std::size_t>(flat.numel()) * elementSize(type));
  if (!data.bytes.empty()) std::memcpy(data.bytes.data(), flat.data_ptr(), data.bytes.size());
  return data;
}

torch::Tensor valuesOf(const TensorData& data) {
  const auto scalar = data.type == ElementType::F16 ? torch::kFloat16 : torch::kFloat32;
  torch::Tensor tensor = torch::empty(data.shape, scalar);
  if (!data.bytes.empty()) std::memcpy(tensor.data_ptr(), data.bytes.data(), data.bytes.size());
  return tensor.to(torch::kFloat32);
}

}  // namespace

TensorFile tensorsOf(const SequenceModel& model, ElementType type) {
  if (type != ElementType::F32 && type != ElementType::F16) {
    throw Error(ErrorCode::Internal, {"weights are kept in F32 or F16"});
  }
  TensorFile file;
  file.metadata[kConfigKey] = toJson(model.config());
  for (const auto& entry : model.named_parameters()) file.tensors[entry.key()] = dataOf(entry.value(), type);
  return file;
}

void loadTensors(SequenceModel& model, const TensorFile& file, const std::string& name,
                 const std::string& prefix) {
  const torch::NoGradGuard noGradients;
  for (auto& entry : model.named_parameters()) {
    const std::string key = prefix + entry.key();
    const auto found = file.tensors.find(key);
    if (found == file.tensors.end()) throw Error(ErrorCode::PackDamaged, {name, key + " is missing"});
    const TensorData& data = found->second;
    const bool isFloat = data.type == ElementType::F16 || data.type == ElementType::F32;
    if (!isFloat || torch::IntArrayRef(data.shape) != entry.value().sizes()) {
      throw Error(ErrorCode::PackDamaged, {name, key + " has another shape or type"});
    }
    const torch::Tensor values = valuesOf(data);
    if (!torch::isfinite(values).all().item<bool>()) {
      throw Error(ErrorCode::PackDamaged, {name, key + " holds values that are not finite"});
    }
    entry.value().copy_(values);
  }
}

void writeModel(const fs::path& path, const SequenceModel& model, ElementType type) {
  writeFileAtomically(path, writeTensors(tensorsOf(model, type)));
}

std::shared_ptr<SequenceModel> modelFrom(const TensorFile& file, const std::string& name) {
  const auto found = file.metadata.find(kConfigKey);
  if (found == file.metadata.end()) {
    throw Error(ErrorCode::PackDamaged, {name, "no configuration of a network"});
  }
  try {
    const auto model = makeModel(configFromJson(found->second));
    loadTensors(*model, file, name);
    model->eval();
    return model;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::SettingInvalid && error.code() != ErrorCode::RangeInvalid) throw;
    throw Error(ErrorCode::PackDamaged, {name, error.what()});
  }
}

std::shared_ptr<SequenceModel> readModel(const fs::path& path) {
  return modelFrom(readTensorFile(path), path.string());
}

}  // namespace partimento::models
