#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/job_progress.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/engine/loader.h"

namespace partimento::cli {

namespace {

struct Options {
  std::vector<std::string> styles;
  EvaluateSettings settings;
  bool json = false;
};

void printText(const EvaluateReport& report) {
  std::printf("%s on %d pieces, %lld notes\n", report.style.c_str(), report.pieces,
              static_cast<long long>(report.notes));
  std::printf("  pitch perplexity     %.3f\n", report.pitchPerplexity);
  std::printf("  duration perplexity  %.3f\n", report.durationPerplexity);
  std::printf("  nats per note        %.3f\n", report.natsPerNote);
  for (const auto& [name, perplexity] : report.baselines) {
    std::printf("  %-8s             %.3f\n", name.c_str(), perplexity);
  }
}

/// Several styles side by side. Pieces that one of them was trained on are left out for that one alone.
void printTable(const std::vector<EvaluateReport>& reports) {
  std::printf("%-28s %7s %9s %8s %10s %12s\n", "style", "pieces", "notes", "pitch", "duration",
              "nats a note");
  for (const EvaluateReport& report : reports) {
    std::printf("%-28s %7d %9lld %8.3f %10.3f %12.3f\n", report.style.c_str(), report.pieces,
                static_cast<long long>(report.notes), report.pitchPerplexity, report.durationPerplexity,
                report.natsPerNote);
  }
}

nlohmann::json jsonOf(const EvaluateReport& report) {
  return {{"style", report.style},
          {"pieces", report.pieces},
          {"notes", report.notes},
          {"pitch_perplexity", report.pitchPerplexity},
          {"duration_perplexity", report.durationPerplexity},
          {"nats_per_note", report.natsPerNote},
          {"baselines", report.baselines},
          {"skipped", report.skipped}};
}

int evaluate(const Options& options) {
  const auto engine = loadEngine({styleFolders(), 1});
  std::vector<EvaluateReport> reports;
  {
    JobProgressBar progress;
    for (const std::string& style : options.styles) {
      EvaluateSettings settings = options.settings;
      settings.styleId = style;
      reports.push_back(engine->evaluate(settings, stopOnInterrupt(), progress));
    }
  }
  if (options.json) {
    nlohmann::json json = nlohmann::json::array();
    for (const EvaluateReport& report : reports) json.push_back(jsonOf(report));
    std::printf("%s\n", (reports.size() == 1 ? json.front() : json).dump(2).c_str());
  } else if (reports.size() == 1) {
    printText(reports.front());
  } else {
    printTable(reports);
  }
  return kDone;
}

}  // namespace

void addEvaluate(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("evaluate", "Measure a style on pieces that it was not trained on");
  auto options = std::make_shared<Options>();
  command->add_option("--style", options->styles, "Style ids (see: styles); several give a table")
      ->required();
  command->add_option("--corpus", options->settings.corpus, "Folder with .mid files")->required();
  command->add_flag("--baselines", options->settings.baselines, "Also Kneser-Ney n-grams of order 1 to 7");
  command->add_flag("--json", options->json, "Print JSON");
  command->callback([&action, options] { action = [options] { return evaluate(*options); }; });
}

}  // namespace partimento::cli
