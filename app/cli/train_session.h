#pragma once

#include "app/cli/train_options.h"

namespace partimento::cli {

/// Each does what its command was told and returns an exit status. Throw Error.
int trainCommand(const TrainOptions& options);
int publishCommand(const PublishOptions& options);
int findRateCommand(const TrainOptions& options);
int corpusCommand(const CorpusOptions& options);

}  // namespace partimento::cli
