#include <memory>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/generate_options.h"
#include "app/cli/train_options.h"
#include "app/cli/train_session.h"

namespace partimento::cli {

void addTrain(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("train", "Train a style on folders of MIDI files");
  auto options = std::make_shared<TrainOptions>();
  addRunOptions(*command, *options);
  command->add_option("--recipe", options->recipe,
                      "recipe.json of a style pack: makes that pack again, with all its settings");
  command->add_option("--corpora", options->corpora, "Folder below which the recipe's corpora lie")
      ->capture_default_str();
  CLI::Option* run = command->add_option("--run", options->settings.folder, "Folder of the run, made anew");
  command->add_option("--out", options->pack,
                      "Also publish a style pack here at the end; its name is the id");
  CLI::Option* resume = command->add_option("--resume", options->resume,
                                            "Go on with the run in this folder, whatever stopped it");
  command->add_flag("--json", options->json, "Print one line of JSON a report");
  command->add_flag("--fresh", options->fresh,
                    "With --out alone: start anew even where a run was interrupted");
  resume->excludes(run);
  resume->excludes("--recipe");
  command->callback([&action, command, options] {
    requireTrainOptions(*command, *options);
    action = [options] { return trainCommand(*options); };
  });
}

void addPublish(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("publish", "Make a style pack of a run");
  auto options = std::make_shared<PublishOptions>();
  command->add_option("run", options->run, "Folder of the run")->required();
  command->add_option("--out", options->pack, "Folder of the style pack; its name is the style's id")
      ->required();
  command->add_option("--step", options->step, "The checkpoint of this step instead of the best");
  command->add_option("--name", options->name, "Name for people");
  command->add_option("--sentence", options->sentence, "What it plays, in one sentence");
  const auto decoding = std::make_shared<decode::Settings>();
  addPresetOptions(*command, *decoding);
  command->callback([&action, command, options, decoding] {
    if (hasPresetOptions(*command))
      options->decoding = {decoding->search, decoding->rules.maxRepeat, decoding->rules.tabu,
                           decoding->rules.noParallels};
    action = [options] { return publishCommand(*options); };
  });
}

void addFindRate(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("lr-find", "Test which learning rates a network bears");
  auto options = std::make_shared<TrainOptions>();
  addRunOptions(*command, *options);
  command->add_flag("--json", options->json, "Print JSON");
  command->callback([&action, options] {
    requireCorpus(*options);
    action = [options] { return findRateCommand(*options); };
  });
}

void addCorpus(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("corpus", "Say what is in folders of MIDI files");
  auto options = std::make_shared<CorpusOptions>();
  command->add_option("folders", options->folders, "Folders with .mid files")->required();
  command->add_option("--tokenizer", options->tokenizer, "Representation that reads them")
      ->check(CLI::IsMember(kTokenizers))
      ->capture_default_str();
  command->add_flag("--json", options->json, "Print JSON");
  command->callback([&action, options] { action = [options] { return corpusCommand(*options); }; });
}

}  // namespace partimento::cli
