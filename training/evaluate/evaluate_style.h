#pragma once

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/engine/evaluation.h"
#include "core/engine/job_listener.h"
#include "core/models/style_pack.h"
#include "training/data/stream.h"

namespace partimento::training {

/// Measures a style pack on the pieces of folders that its training has not seen (pieces are told by their
/// content, so copies elsewhere and in other keys count as seen). Teacher-forced, full context, micro average
/// over all events; baselines are fitted on the pack's own training pieces. Throws Error(CorpusEmpty,
/// Cancelled) and what reading the pack throws.
EvaluateReport evaluateStyle(const std::filesystem::path& pack, const EvaluateSettings& settings,
                             std::stop_token stop, JobListener& listener);

/// Pitch perplexities of n-grams fitted on a style's training pieces; empty where the representation is not
/// one line.
std::map<std::string, double> baselinesFor(const Representation& representation,
                                           const models::TrainingRecord& record,
                                           const std::vector<Stream>& streams);

}  // namespace partimento::training
