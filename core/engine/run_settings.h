#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/units.h"
#include "core/decode/settings.h"

namespace partimento {

/// Which network. Numbers that are 0 (dropout: negative) are the preset's.
struct NetworkSettings {
  std::string family = "tcn";       ///< "tcn", "lstm", "gpt"
  std::string preset = "small";     ///< "tiny", "small", "medium", "large", "document"
  std::string activation = "tanh";  ///< tcn only: "tanh", "relu", "sigmoid"
  int receptiveField = 0;           ///< tcn only: notes, a power of two
  int width = 0;                    ///< channels, hidden units, model dimension
  int layers = 0;                   ///< lstm, gpt
  int heads = 0;                    ///< gpt
  double dropout = -1;

  bool operator==(const NetworkSettings&) const = default;
};

enum class ScheduleKind : std::uint8_t { OneCycle, Cosine, Noam, Constant };
enum class Precision : std::uint8_t {
  Automatic,
  Single,
  Mixed
};  ///< Automatic: mixed where the device gains

struct OptimiserSettings {
  ScheduleKind schedule = ScheduleKind::Cosine;
  /// Peak. 0: found by a range test before the first step; negative: the preset's.
  double learningRate = -1;
  double warmUpShare = -1;  ///< of all steps; negative: 0.25 for one-cycle, 0.1 for Noam, else 0.05
  double weightDecay = 0.05;
  double clipNorm = 1;
  double averageDecay = 0.995;  ///< of the running average of the weights, a step; 0: no average
  int batch = 0;                ///< windows a step; 0: the preset's
  int accumulation = 1;         ///< batches whose gradients make one step
  int window = 0;               ///< notes in a window; 0: the preset's
  Precision precision = Precision::Automatic;

  bool operator==(const OptimiserSettings&) const = default;
};

/// Each piece is changed anew every time it is read.
struct AugmentationSettings {
  int transpose = -1;  ///< semitones each way; -1: 5 where the representation keeps the key, else 0
  double tempo = 0;    ///< share each way: 0.1 is 0.9 to 1.1 times as fast; where playingSaidBy says tempo
  int velocity = 0;    ///< each way; where it says velocities

  bool operator==(const AugmentationSettings&) const = default;
};

/// Training that begins at an installed style's weights instead of random ones.
struct FineTuneSettings {
  std::string style;       ///< id or folder; empty: a new network
  int unfreeze = 0;        ///< groups that are trained, counted from the output; 0: all
  bool gradual = false;    ///< they join one after the other, from the output on
  double rateRatio = 2.6;  ///< each earlier group's rate is the later one's divided by this
  double pull = 1e-3;      ///< strength of the L2 pull towards the style's weights; 0: none

  bool operator==(const FineTuneSettings&) const = default;
};

/// When a run ends: after so many steps, passes over the corpus, or minutes on this machine (the first that
/// is not 0, in this order), or earlier when `patience` validations in a row were no better.
struct LengthSettings {
  std::int64_t steps = 0;
  double epochs = 0;
  double minutes = 0;
  int patience = 6;      ///< 0: never early
  int validations = 20;  ///< how many over the whole run; a checkpoint with its sample at each

  bool operator==(const LengthSettings&) const = default;
};

/// Everything that decides a run. Two runs with equal settings on equal files give equal weights, bit for
/// bit, on one machine.
struct RunSettings {
  std::vector<std::string> corpora;  ///< folders with .mid files, or single ones
  std::string folder;    ///< of the run; empty: a new one below JobsOptions::runsFolder, from the name
  std::string name;      ///< for people; empty: from the folder
  std::string sentence;  ///< for people: what the style plays
  std::string tokenizer =
      "melody";  ///< or "chorale", "chorale-16", "beat", "performance", "tmidi", "tmidi-3"
  NetworkSettings network;
  OptimiserSettings optimiser;
  AugmentationSettings augmentation;
  FineTuneSettings fineTune;
  LengthSettings length;
  std::uint64_t randomSeed = 1;
  int threads = 1;              ///< part of the recipe: sums are made in another order by another number
  std::string device = "auto";  ///< "auto" (CUDA where there is one), "cpu", "cuda"
  std::string sampleSeed;       ///< notes as text that every sample continues; empty: from a held-out piece
  int sampleNotes = 48;
  /// What a pack of it proposes to compose with; training does not read it.
  std::optional<decode::DecodingPreset> decoding;

  bool operator==(const RunSettings&) const = default;
};

}  // namespace partimento
