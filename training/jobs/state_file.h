#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/models/tensor_file.h"
#include "training/jobs/run_folder.h"

namespace partimento::training {

/// A state of a run as it was saved.
struct SavedState {
  models::TensorFile file;
  std::int64_t step = 0;
  double seconds = 0;  ///< spent on training until then
};

/// Writes a state whole or not at all, with a hash of its contents, and removes all but the last two.
/// Throws what writing files throws.
void writeState(const RunFolder& folder, models::TensorFile file, std::int64_t step, double seconds);

/// The newest state that is whole; a damaged one is passed over. None where there is no such state.
std::optional<SavedState> readNewestState(const RunFolder& folder);

/// Over names, types, shapes and values.
std::string hashOf(const models::TensorFile& file);

}  // namespace partimento::training
