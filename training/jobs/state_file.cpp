#include "training/jobs/state_file.h"

#include <cstdlib>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/hash.h"

namespace partimento::training {

namespace {

constexpr const char* kHash = "partimento.hash";
constexpr const char* kSeconds = "partimento.seconds";

}  // namespace

std::string hashOf(const models::TensorFile& file) {
  Hash64 hash;
  for (const auto& [name, data] : file.tensors) {
    hash.add(name);
    hash.add(std::string_view(data.type == models::ElementType::F32 ? "f" : "i"));
    hash.add(std::as_bytes(std::span(data.shape)));
    hash.add(data.bytes);
  }
  return hash.hex();
}

void writeState(const RunFolder& folder, models::TensorFile file, std::int64_t step, double seconds) {
  file.metadata[kHash] = hashOf(file);
  file.metadata[kSeconds] = std::to_string(seconds);
  writeFileAtomically(folder.statePath(step), models::writeTensors(file));
  folder.thinStates();
}

std::optional<SavedState> readNewestState(const RunFolder& folder) {
  for (const std::int64_t step : folder.stateSteps()) {
    try {
      SavedState state;
      state.file = models::readTensorFile(folder.statePath(step));
      const auto hash = state.file.metadata.find(kHash);
      if (hash == state.file.metadata.end() || hash->second != hashOf(state.file)) continue;
      state.step = step;
      state.seconds = std::atof(state.file.metadata[kSeconds].c_str());
      return state;
    } catch (const Error&) {
      continue;
    }
  }
  return std::nullopt;
}

}  // namespace partimento::training
