#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/engine/jobs.h"
#include "training/jobs/run.h"

namespace partimento::training {

struct PublishRequest {
  std::filesystem::path run;
  std::vector<Checkpoint> checkpoints;
  PublishSettings settings;  ///< id and folder are not empty
  double seconds = 0;
  double epochs = 0;
};

/// Makes a style pack of a checkpoint: weights in half precision, training pieces, a card with figures on the
/// test pieces (measured on the weights as written), README.md for people and the samples. Returns its
/// folder. Where no step is asked for and the best checkpoint is damaged, the next best that is whole is
/// taken. Throws Error(NothingToPublish, CorpusVanished, RunDamaged, Cancelled) and what writing files
/// throws.
std::string publishRun(const PublishRequest& request, const RunTools& tools, std::stop_token stop,
                       JobListener& listener);

}  // namespace partimento::training
