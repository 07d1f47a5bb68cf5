#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/engine/run_settings.h"

namespace partimento::cli {

/// Representations by their short names; "chorale-16" is the grid of the JSB benchmark, "tmidi-3" the
/// document's code without its separator.
inline const std::vector<std::string> kTokenizers = {"melody",      "chorale", "chorale-16", "beat",
                                                     "performance", "tmidi",   "tmidi-3"};

/// What `train` and `lr-find` were told.
struct TrainOptions {
  RunSettings settings;
  std::string schedule = "cosine";
  std::string rate = "preset";  ///< "auto", "preset" or a number
  std::string resume;           ///< folder of a run to go on with
  std::string pack;             ///< to publish at the end
  std::string recipe;           ///< file with all settings instead of the options
  std::string corpora = ".";    ///< where the recipe's corpora lie
  bool json = false;
  bool fresh = false;
};

struct PublishOptions {
  std::string run;
  std::string pack;
  std::optional<std::int64_t> step;
  std::string name;
  std::string sentence;
  std::optional<decode::DecodingPreset> decoding;
};

struct CorpusOptions {
  std::vector<std::string> folders;
  std::string tokenizer = "melody";
  bool json = false;
};

/// The options that describe a run.
void addRunOptions(CLI::App& command, TrainOptions& options);
/// Puts texts into settings and checks what belongs together. Throws CLI::ValidationError.
void requireCorpus(TrainOptions& options);
void requireTrainOptions(const CLI::App& command, TrainOptions& options);

}  // namespace partimento::cli
