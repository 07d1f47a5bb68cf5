#pragma once

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "core/engine/evaluation.h"
#include "core/engine/quality.h"

namespace partimento::cli {

/// Everything in a report but the music.
nlohmann::json qualityJson(const QualityReport& report, const EvaluateReport& losses);

/// Throws SettingInvalid for a folder that is there, is not empty and holds no earlier report.
void requireReportFolder(const std::filesystem::path& folder);

/// Writes report.md, report.json and samples/*.mid. An earlier report in the folder is replaced once all
/// files of the new one are written; other files stay. Throws as writeFileAtomically, and leaves nothing half
/// written.
void writeQualityReport(const std::filesystem::path& folder, const QualityReport& report,
                        const EvaluateReport& losses);

}  // namespace partimento::cli
