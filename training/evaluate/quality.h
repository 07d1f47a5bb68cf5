#pragma once

#include <filesystem>
#include <stop_token>

#include "core/engine/job_listener.h"
#include "core/engine/quality.h"

namespace partimento::training {

/// Lets a style pack continue the openings of pieces that it was not trained on, and compares what it makes
/// with how those pieces go on. Equal settings and files give equal reports. Near copies of training pieces
/// are left out as the pieces themselves are, and of near copies among the rest one is taken. Throws
/// Error(CorpusEmpty, Cancelled, SettingInvalid) and what reading the pack and searching throw.
QualityReport measureQuality(const std::filesystem::path& pack, const QualitySettings& settings,
                             std::stop_token stop, JobListener& listener);

}  // namespace partimento::training
