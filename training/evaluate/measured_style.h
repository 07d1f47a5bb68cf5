#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/engine/job_listener.h"
#include "core/models/style_pack.h"
#include "training/corpus/corpus.h"
#include "training/data/stream.h"

namespace partimento::training {

/// A style pack and the pieces that it is measured on.
struct MeasuredStyle {
  models::StyleCard card;
  std::shared_ptr<models::SequenceModel> model;
  models::TrainingRecord record;
  Representation representation;
  Corpus corpus;  ///< with the pieces that the style has seen
};

/// Tells the listener of the scan. Throws Error(Cancelled) and what reading the pack and the folders throws.
MeasuredStyle readMeasuredStyle(const std::filesystem::path& pack, const std::vector<std::string>& corpora,
                                std::stop_token stop, JobListener& listener);

}  // namespace partimento::training
