#pragma once

#include <filesystem>
#include <memory>

#include "core/models/style_pack.h"

namespace partimento::training {

/// models::readStyleModel, at a time when no training step draws random numbers: a network is made with
/// random weights before those of the file are put in. Waits for the step of a run in another thread.
std::shared_ptr<models::SequenceModel> readStyleQuietly(const std::filesystem::path& folder,
                                                        const models::StyleCard& card);

}  // namespace partimento::training
