#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/feasibility_text.h"
#include "app/cli/generate_options.h"
#include "app/cli/generate_seed.h"
#include "app/cli/progress_bar.h"
#include "app/cli/score_file.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/engine/loader.h"
#include "core/engine/recipe_json.h"
#include "core/engine/seed.h"
#include "core/engine/supply.h"

namespace partimento::cli {

namespace {

using nlohmann::json;

/// Keeps the takes and shows how far they are.
class Collector : public ComposeListener {
 public:
  explicit Collector(int asked) : m_asked(asked) {}

  void progress(const ComposeProgress& progress) override {
    const double notes =
        progress.notesTotal > 0 ? static_cast<double>(progress.notesDone) / progress.notesTotal : 0;
    const bool oneByOne = m_asked > 1 && progress.take != decode::kAllTakes;
    const std::string text =
        oneByOne ? "take " + std::to_string(progress.take + 1) + " of " + std::to_string(m_asked) : "";
    m_bar.show(notes, text, progress.left);
  }
  void takeFinished(Take take) override { takes.push_back(std::move(take)); }

  void seedFolded(int notes) override {
    std::fprintf(stderr,
                 "partimento-cli: notes of the seed outside the style's range, read octaves nearer: %d\n",
                 notes);
  }

  std::vector<Take> takes;

 private:
  int m_asked;
  ProgressBar m_bar;
};

struct Composed {
  std::vector<Take> takes;
  double seconds = 0;
  TakeScoreOptions track;
  int asked = 1;
  bool stopped = false;
};

const char* ruleName(RelaxedRule rule) {
  switch (rule) {
    case RelaxedRule::None:
      return "none";
    case RelaxedRule::Tabu:
      return "tabu";
    case RelaxedRule::Repetition:
      return "max-repeat";
    case RelaxedRule::Range:
      return "range";
    case RelaxedRule::Scale:
      return "scale";
    case RelaxedRule::Exclusion:
      return "exclusion";
  }
  return "none";
}

std::filesystem::path numbered(const std::string& file, int index, int count) {
  std::filesystem::path path = file;
  if (count == 1) return path;
  const std::string name = path.stem().string() + "-" + std::to_string(index + 1);
  return path.replace_filename(name + path.extension().string());
}

json describe(const Take& take, const std::filesystem::path& file) {
  json relaxations = json::array();
  for (const Relaxation& relaxation : take.relaxations) {
    json entry = {{"note", relaxation.note}, {"rule", ruleName(relaxation.rule)}};
    if (relaxation.rule == RelaxedRule::Tabu) entry["kept"] = relaxation.detail;
    relaxations.push_back(std::move(entry));
  }
  json result = {{"file", file.string()},
                 {"seed_notes", take.recipe.request.seed.noteCount()},
                 {"notes", take.notes.size()},
                 {"log_probability", take.logProbability},
                 {"relaxations", std::move(relaxations)},
                 {"recipe", json::parse(recipeToJson(take.recipe))}};
  if (take.partial) result["partial"] = true;
  return result;
}

void write(const Take& take, const TakeScoreOptions& track, const std::filesystem::path& file) {
  writeScoreFile(file.string(), scoreOfTake(take, track), {recipeToJson(take.recipe)});
}

void writeTrace(const Take& take, const std::filesystem::path& file) {
  if (!take.trace) throw Error(ErrorCode::Internal, {"the take has no trace"});
  const std::string text = traceToJson(*take.trace);
  writeFileAtomically(file, std::as_bytes(std::span(text)));
}

std::string beginning(const SeedMelody& seed) {
  if (seed.notes.empty()) return "from nothing";
  const std::string lines = seed.others.empty() ? "" : " on " + std::to_string(seed.lineCount()) + " tracks";
  return "after " + std::to_string(seed.noteCount()) + " of the seed" + lines;
}

int report(const Composed& composed, const GenerateOptions& options) {
  json takes = json::array();
  const int count = composed.asked;
  for (std::size_t i = 0; i < composed.takes.size(); ++i) {
    const Take& take = composed.takes[i];
    const std::filesystem::path file = numbered(options.out, static_cast<int>(i), count);
    write(take, composed.track, file);
    if (!options.trace.empty()) writeTrace(take, numbered(options.trace, static_cast<int>(i), count));
    takes.push_back(describe(take, file));
    if (options.json) continue;
    std::printf("%s: %zu notes %s, log-probability %.2f%s\n", file.c_str(), take.notes.size(),
                beginning(take.recipe.request.seed).c_str(), take.logProbability,
                take.partial ? ", stopped before its end" : "");
    for (const Relaxation& relaxation : take.relaxations) {
      std::printf("  note %d: the rule %s gave way, nothing else was possible\n", relaxation.note + 1,
                  ruleName(relaxation.rule));
    }
  }
  if (options.json) {
    std::printf("%s\n", json{{"takes", std::move(takes)}, {"seconds", composed.seconds}}.dump(2).c_str());
  }
  const bool fewer = !composed.stopped && static_cast<int>(composed.takes.size()) < composed.asked;
  if (fewer) {
    std::fprintf(
        stderr, "partimento-cli: the search found %zu different melodies, not %d; a wider beam finds more.\n",
        composed.takes.size(), composed.asked);
  }
  if (!composed.stopped) return kDone;
  std::fprintf(stderr, "partimento-cli: stopped; %s.\n",
               composed.takes.empty() ? "nothing was finished" : "what was made so far is kept");
  return kCouldNotBeDone;
}

/// The engine's "infeasible" with the nearest wishes that can be met.
Error explained(const Error& error, Engine& engine, const ComposeRequest& request) {
  if (error.code() != ErrorCode::RequestInfeasible) return error;
  for (const StyleInfo& style : engine.styles()) {
    if (style.id != request.styleId) continue;
    const decode::Feasibility wish = decode::checkFeasibility(request.settings, supplyOf(style));
    if (!wish.feasible())
      return Error(ErrorCode::RequestInfeasible, {sentenceFor(wish, request.settings.rules)});
  }
  return error;
}

ComposeRequest requestOf(const GenerateOptions& options, const SeedMelody& seed) {
  ComposeRequest request;
  request.styleId = options.style;
  request.seed = seed;
  request.settings = options.settings;
  request.takes = options.takes;
  request.randomSeed = options.randomSeed;
  request.trace = options.trace.empty() ? decode::TraceDetail::Off : decode::TraceDetail::On;
  return request;
}

Composed compose(const CLI::App& command, const GenerateOptions& options, std::stop_token stop) {
  GenerateSeed seed = readSeed(options);
  ComposeRequest request = requestOf(options, seed.melody);
  const auto engine = loadEngine({styleFolders(), 1});
  takeProposal(command, engine->style(request.styleId).decoding, request.settings);
  engine->prepare(request.styleId);
  Composed composed;
  composed.track = std::move(seed.track);
  composed.asked = options.takes;
  Collector collector(options.takes);
  const auto begin = std::chrono::steady_clock::now();
  try {
    engine->compose(request, stop, collector);
  } catch (const Error& error) {
    throw explained(error, *engine, request);
  }
  composed.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  composed.takes = std::move(collector.takes);
  composed.stopped = stop.stop_requested();
  return composed;
}

Composed replay(const GenerateOptions& options, std::stop_token stop) {
  Recipe recipe = readRecipe(options.replay);
  if (!options.trace.empty()) recipe.request.trace = decode::TraceDetail::On;
  const auto engine = loadEngine({styleFolders(), 1});
  engine->prepare(recipe.request.styleId);
  Composed composed;
  const auto begin = std::chrono::steady_clock::now();
  composed.takes.push_back(engine->replay(recipe, stop));
  composed.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  composed.stopped = stop.stop_requested();
  return composed;
}

int generate(const CLI::App& command, const GenerateOptions& options) {
  const std::stop_token stop = stopOnInterrupt();
  return report(options.replay.empty() ? compose(command, options, stop) : replay(options, stop), options);
}

}  // namespace

void addGenerate(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("generate", "Continue a melody, or a piece of several voices");
  auto options = std::make_shared<GenerateOptions>();
  addGenerateOptions(*command, *options);
  command->callback([&action, command, options] {
    checkGenerateOptions(*command, *options);
    action = [command, options] { return generate(*command, *options); };
  });
}

}  // namespace partimento::cli
