#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/models/sequence_model.h"
#include "core/models/tensor_file.h"

namespace partimento::models {

/// Metadata key under which a file keeps its network's configuration, as JSON.
inline constexpr const char* kConfigKey = "partimento.model";

/// Weights under their names and the configuration as metadata. `type` is F32 (exact) or F16.
TensorFile tensorsOf(const SequenceModel& model, ElementType type);

/// Sets every weight. `prefix` stands before the names in the file (a trainer may keep averages and moments
/// beside them); tensors of other names are passed over. Throws Error(PackDamaged) for missing or misshapen
/// tensors and values that are not finite; `name` goes into it.
void loadTensors(SequenceModel& model, const TensorFile& file, const std::string& name,
                 const std::string& prefix = {});

/// Replaced whole or not at all. Throws as writeFileAtomically.
void writeModel(const std::filesystem::path& path, const SequenceModel& model,
                ElementType type = ElementType::F32);
/// The network in evaluation mode. Throws Error(PackDamaged, TensorFileDamaged, FileNotFound,
/// FileNotReadable).
std::shared_ptr<SequenceModel> readModel(const std::filesystem::path& path);
/// As readModel, of a file in memory.
std::shared_ptr<SequenceModel> modelFrom(const TensorFile& file, const std::string& name);

}  // namespace partimento::models
