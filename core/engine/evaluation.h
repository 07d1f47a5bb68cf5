#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace partimento {

struct EvaluateSettings {
  std::string styleId;
  std::vector<std::string> corpora;  ///< folders with .mid files, with or without a manifest.csv
  bool baselines = false;            ///< Kneser-Ney n-grams of order 1 to 7 as well
};

struct EvaluateReport {
  std::string style;
  int pieces = 0;
  std::int64_t notes = 0;
  double pitchPerplexity = 0;
  double durationPerplexity = 0;
  double natsPerNote = 0;
  double natsPerToken = 0;                  ///< compares within one representation only
  std::map<std::string, double> baselines;  ///< "1-gram" to "7-gram": pitch perplexity
  std::vector<std::string> skipped;         ///< "file: reason"
};

}  // namespace partimento
