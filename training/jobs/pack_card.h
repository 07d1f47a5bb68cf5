#pragma once

#include <filesystem>
#include <string>

#include "core/models/style_pack.h"
#include "training/corpus/corpus.h"
#include "training/jobs/run_plan.h"

namespace partimento::training {

/// What a style's card says before anything is measured: name, range, sources, recipe.
models::StyleCard cardFor(const RunSettings& settings, const RunPlan& plan, const Split& parts);

/// What evaluation leaves out and n-grams are fitted on.
models::TrainingRecord trainingRecordOf(const Split& parts, const Representation& representation);

/// "my-tunes_2" -> "My tunes 2"
std::string nameFromFolder(const std::filesystem::path& folder);

}  // namespace partimento::training
