#include "app/cli/train_options.h"

#include <cstdlib>
#include <set>

#include "core/engine/supply.h"

namespace partimento::cli {

namespace {

void addNetwork(CLI::App& command, NetworkSettings& network) {
  command.add_option("--arch", network.family, "Family of the network")
      ->check(CLI::IsMember({"tcn", "lstm", "gpt"}))
      ->capture_default_str();
  command.add_option("--preset", network.preset, "Size of the network")
      ->check(CLI::IsMember({"tiny", "small", "medium", "large", "document"}))
      ->capture_default_str();
  command.add_option("--activation", network.activation, "tcn: activation")
      ->check(CLI::IsMember({"tanh", "relu", "sigmoid"}))
      ->capture_default_str();
  command.add_option("--receptive-field", network.receptiveField, "tcn: notes that the network sees")
      ->check(CLI::IsMember({32, 64, 128, 256, 512}));
  command.add_option("--width,--channels", network.width, "Width instead of the preset's")
      ->check(CLI::Range(8, 4096));
  command.add_option("--layers", network.layers, "lstm, gpt: layers instead of the preset's")
      ->check(CLI::Range(1, 64));
  command.add_option("--heads", network.heads, "lstm, gpt: heads of attention instead of the preset's")
      ->check(CLI::Range(1, 64));
  command.add_option("--dropout", network.dropout, "Dropout instead of the preset's")
      ->check(CLI::Range(0.0, 0.9));
}

void addOptimiser(CLI::App& command, TrainOptions& options) {
  OptimiserSettings& optimiser = options.settings.optimiser;
  command.add_option("--schedule", options.schedule, "Course of the learning rate")
      ->check(CLI::IsMember({"one-cycle", "cosine", "noam", "constant"}))
      ->capture_default_str();
  command
      .add_option("--lr,--learning-rate", options.rate,
                  "Peak learning rate: a number, auto (found by a range test) or preset")
      ->capture_default_str();
  command.add_option("--batch", optimiser.batch, "Windows in a step")->check(CLI::Range(1, 4096));
  command.add_option("--accumulation", optimiser.accumulation, "Batches whose gradients make one step")
      ->check(CLI::Range(1, 4096));
  command.add_option("--window", optimiser.window, "Notes in a window")->check(CLI::Range(16, 8192));
  command.add_option("--weight-decay", optimiser.weightDecay, "Decoupled weight decay")
      ->check(CLI::Range(0.0, 10.0))
      ->capture_default_str();
  command.add_option("--clip", optimiser.clipNorm, "Longest gradient; 0: any")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str();
  command.add_option("--device", options.settings.device, "auto, cpu or cuda")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
}

void addLength(CLI::App& command, LengthSettings& length) {
  CLI::Option* steps = command.add_option("--steps", length.steps, "Steps")->check(CLI::Range(1, 1000000000));
  CLI::Option* minutes = command
                             .add_option("--minutes", length.minutes,
                                         "So many minutes on this machine (10 where nothing is said)")
                             ->check(CLI::Range(0.05, 43200.0));
  CLI::Option* epochs = command.add_option("--epochs", length.epochs, "Passes over the corpus")
                            ->check(CLI::Range(0.01, 100000.0));
  steps->excludes(minutes)->excludes(epochs);
  minutes->excludes(epochs);
  command.add_option("--patience", length.patience, "Validations without gain before it ends; 0: never")
      ->check(CLI::Range(0, 100000))
      ->capture_default_str();
  command.add_option("--validations", length.validations, "Validations and checkpoints over the whole run")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
}

void addFineTuning(CLI::App& command, FineTuneSettings& fineTune) {
  CLI::Option* from = command.add_option("--from", fineTune.style, "Begin at this style's weights");
  command.add_option("--unfreeze", fineTune.unfreeze, "Groups that are trained, from the output; 0: all")
      ->check(CLI::Range(0, 1000))
      ->needs(from);
  command.add_flag("--gradual", fineTune.gradual, "They join one after the other")->needs(from);
  command.add_option("--rate-ratio", fineTune.rateRatio, "Each earlier group learns so many times slower")
      ->check(CLI::Range(1.0, 1000.0))
      ->needs(from);
  command.add_option("--pull", fineTune.pull, "Pull towards the style's weights")
      ->check(CLI::Range(0.0, 1000.0))
      ->needs(from);
}

/// Options that would be passed over in silence.
void refuseOthers(const CLI::App& command, const std::set<std::string>& known, const std::string& why) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->count() > 0 && !known.contains(option->get_single_name()))
      throw CLI::ValidationError("--" + option->get_single_name(), why);
  }
}

}  // namespace

void addRunOptions(CLI::App& command, TrainOptions& options) {
  RunSettings& settings = options.settings;
  command.add_option("--corpus", settings.corpora, "Folders with .mid files");
  command.add_option("--tokenizer", settings.tokenizer, "Representation")
      ->check(CLI::IsMember(kTokenizers))
      ->capture_default_str();
  command.add_option("--name", settings.name, "Name for people");
  command.add_option("--sentence", settings.sentence, "What it plays, in one sentence");
  addNetwork(command, settings.network);
  addOptimiser(command, options);
  addLength(command, settings.length);
  addFineTuning(command, settings.fineTune);
  AugmentationSettings& augmentation = settings.augmentation;
  command
      .add_option("--transpose", augmentation.transpose,
                  "Semitones each way; -1: as the representation wants")
      ->check(CLI::Range(-1, 12))
      ->capture_default_str();
  command
      .add_option("--tempo-change", augmentation.tempo, "Share each way; beat, performance and tmidi alone")
      ->check(CLI::Range(0.0, 0.5));
  command.add_option("--velocity-change", augmentation.velocity, "Each way; beat and performance alone")
      ->check(CLI::Range(0, 64));
  command.add_option("--sample-seed", settings.sampleSeed, "Notes that every sample continues, as text");
  command.add_option("--random-seed", settings.randomSeed, "Seed of every random choice")
      ->capture_default_str();
  command.add_option("--threads", settings.threads, "Threads")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
}

void requireCorpus(TrainOptions& options) {
  if (options.settings.corpora.empty())
    throw CLI::ValidationError("--corpus", "is needed: a folder with .mid files");
  const std::string& tokenizer = options.settings.tokenizer;
  const PlayingSaid said = playingSaidBy(tokenizer);
  if (options.settings.augmentation.tempo > 0 && !said.tempo)
    throw CLI::ValidationError("--tempo-change",
                               "does nothing with --tokenizer " + tokenizer + ", which says no tempo");
  if (options.settings.augmentation.velocity > 0 && !said.velocity)
    throw CLI::ValidationError("--velocity-change",
                               "does nothing with --tokenizer " + tokenizer + ", which says no velocities");
  if (options.schedule == "one-cycle") options.settings.optimiser.schedule = ScheduleKind::OneCycle;
  if (options.schedule == "noam") options.settings.optimiser.schedule = ScheduleKind::Noam;
  if (options.schedule == "constant") options.settings.optimiser.schedule = ScheduleKind::Constant;
  if (options.rate == "preset") return;
  double rate = 0;
  if (options.rate != "auto") {
    char* end = nullptr;
    rate = std::strtod(options.rate.c_str(), &end);
    if (end == options.rate.c_str() || *end != '\0' || !(rate > 0) || rate > 10)
      throw CLI::ValidationError("--lr", "is a number above 0 and at most 10, auto or preset");
  }
  options.settings.optimiser.learningRate = rate;
}

void requireTrainOptions(const CLI::App& command, TrainOptions& options) {
  const auto given = [&command](const char* name) { return command.get_option(name)->count() > 0; };
  if (!options.resume.empty()) {
    return refuseOthers(command, {"resume", "out", "json"},
                        "does not go with --resume, which goes on with the settings of the run");
  }
  if (given("--recipe")) {
    refuseOthers(command, {"recipe", "corpora", "run", "out", "json", "fresh"},
                 "does not go with --recipe, which says it");
  } else {
    if (given("--corpora")) throw CLI::ValidationError("--corpora", "goes with --recipe FILE");
    requireCorpus(options);
  }
  const bool hasRun = given("--run");
  if (!given("--out") && !hasRun) throw CLI::ValidationError("--run", "is needed: a folder for the run");
  if (!hasRun) options.settings.folder = options.pack + ".run";
}

}  // namespace partimento::cli
