#pragma once

#include <string>
#include <vector>

#include "core/engine/evaluation.h"
#include "core/engine/quality.h"

namespace partimento::cli {

/// A picture of a report: its file below the report's folder and what it shows.
struct ReportPicture {
  std::string file;
  std::string caption;
};

/// A quality report as a page for musicians (Markdown).
std::string qualityPage(const QualityReport& report, const EvaluateReport& losses,
                        const std::vector<ReportPicture>& pictures);

/// The table of measures alone, for a terminal.
std::string qualityTable(const QualityReport& report);

/// "notes a bar": what a measure or a share of a report is called; its id where it has no name.
std::string qualityName(const std::string& id);

/// "beam search of width 16": how the continuations were decoded.
std::string decodingSentence(const decode::Settings& settings);

/// Name of a sample's file: its number, from 1, and the piece it begins as.
std::string sampleName(const QualityReport& report, std::size_t sample);

}  // namespace partimento::cli
