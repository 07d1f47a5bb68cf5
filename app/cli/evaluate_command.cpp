#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/generate_options.h"
#include "app/cli/job_progress.h"
#include "app/cli/quality_files.h"
#include "app/cli/quality_text.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/engine/loader.h"

namespace partimento::cli {

namespace {

struct EvaluateOptions {
  std::vector<std::string> styles;
  EvaluateSettings settings;
  std::string report;
  QualitySettings quality;
  bool json = false;
};

/// What was measured of one style.
struct Measured {
  EvaluateReport losses;
  QualityReport quality;
  std::filesystem::path folder;  ///< of the report; empty: none was wanted
};

void printText(const EvaluateReport& report) {
  std::printf("%s on %d pieces, %lld notes\n", report.style.c_str(), report.pieces,
              static_cast<long long>(report.notes));
  std::printf("  pitch perplexity     %.3f\n", report.pitchPerplexity);
  std::printf("  duration perplexity  %.3f\n", report.durationPerplexity);
  std::printf("  nats per note        %.3f\n", report.natsPerNote);
  std::printf("  nats per token       %.3f\n", report.natsPerToken);
  for (const auto& [name, perplexity] : report.baselines) {
    std::printf("  %-8s             %.3f\n", name.c_str(), perplexity);
  }
}

/// Several styles side by side. Pieces that one of them was trained on are left out for that one alone.
void printTable(const std::vector<Measured>& all) {
  std::printf("%-28s %7s %9s %8s %10s %12s\n", "style", "pieces", "notes", "pitch", "duration",
              "nats a note");
  for (const Measured& measured : all) {
    const EvaluateReport& report = measured.losses;
    std::printf("%-28s %7d %9lld %8.3f %10.3f %12.3f\n", report.style.c_str(), report.pieces,
                static_cast<long long>(report.notes), report.pitchPerplexity, report.durationPerplexity,
                report.natsPerNote);
  }
}

nlohmann::json jsonOf(const Measured& measured) {
  const EvaluateReport& report = measured.losses;
  nlohmann::json json = {{"style", report.style},
                         {"pieces", report.pieces},
                         {"notes", report.notes},
                         {"pitch_perplexity", report.pitchPerplexity},
                         {"duration_perplexity", report.durationPerplexity},
                         {"nats_per_note", report.natsPerNote},
                         {"nats_per_token", report.natsPerToken},
                         {"baselines", report.baselines},
                         {"skipped", report.skipped}};
  if (!measured.folder.empty()) {
    json["report"] = measured.folder.string();
    json["quality"] = qualityJson(measured.quality, report);
  }
  return json;
}

/// Where a style's report goes: with several styles a folder of its own, numbered where ids are equal.
std::filesystem::path folderFor(const EvaluateOptions& options, const std::string& id,
                                std::set<std::string>& taken) {
  if (options.styles.size() == 1) return options.report;
  std::string name = id;
  for (int number = 2; !taken.insert(name).second; ++number) name = id + '-' + std::to_string(number);
  return std::filesystem::path(options.report) / name;
}

std::vector<Measured> measure(const CLI::App& command, const EvaluateOptions& options) {
  const auto engine = loadEngine({styleFolders(), 1});
  std::vector<Measured> all;
  std::set<std::string> taken;
  for (const std::string& style : options.styles) {
    Measured& measured = all.emplace_back();
    if (options.report.empty()) continue;
    measured.folder = folderFor(options, engine->style(style).id, taken);
    requireReportFolder(measured.folder);
  }
  const std::stop_token stop = stopOnInterrupt();
  JobProgressBar progress;
  for (std::size_t i = 0; i < all.size(); ++i) {
    EvaluateSettings settings = options.settings;
    settings.styleId = options.styles[i];
    all[i].losses = engine->evaluate(settings, stop, progress);
    if (all[i].folder.empty()) continue;
    QualitySettings quality = options.quality;
    quality.styleId = options.styles[i];
    quality.corpora = options.settings.corpora;
    takeProposal(command, engine->style(quality.styleId).decoding, quality.decoding);
    all[i].quality = engine->measureQuality(quality, stop, progress);
    writeQualityReport(all[i].folder, all[i].quality, all[i].losses);
  }
  return all;
}

void printQuality(const std::vector<Measured>& all) {
  for (const Measured& measured : all) {
    if (measured.folder.empty()) continue;
    std::printf("\n%s\n%s\n", qualityTable(measured.quality).c_str(),
                (measured.folder / "report.md").c_str());
  }
}

int evaluate(const CLI::App& command, const EvaluateOptions& options) {
  const std::vector<Measured> all = measure(command, options);
  if (options.json) {
    nlohmann::json json = nlohmann::json::array();
    for (const Measured& measured : all) json.push_back(jsonOf(measured));
    std::printf("%s\n", (all.size() == 1 ? json.front() : json)
                            .dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
                            .c_str());
  } else {
    if (all.size() == 1) {
      printText(all.front().losses);
    } else {
      printTable(all);
    }
    printQuality(all);
  }
  return kDone;
}

void addReportOptions(CLI::App& command, EvaluateOptions& options) {
  command.add_option("--report", options.report,
                     "Folder to write a quality report to: continuations of pieces never seen, measured "
                     "against how those pieces go on; several styles, a folder each");
  command.add_option("--samples", options.quality.samples, "Openings to continue")
      ->check(CLI::Range(2, 100000))
      ->capture_default_str();
  command.add_option("--opening-bars", options.quality.openingBars, "Bars of an opening")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command.add_option("--most-bars", options.quality.mostBars, "Bars of a continuation at most")
      ->check(CLI::Range(4, 200))
      ->capture_default_str();
  command.add_option("--random-seed", options.quality.randomSeed, "The same seed gives the same report")
      ->check([](const std::string& text) {
        return text.starts_with('-') ? "must not be negative" : std::string();
      })
      ->capture_default_str();
  addDecodingOptions(command, options.quality.decoding);
}

/// Options that decide what is generated, where nothing is.
void checkReportOptions(const CLI::App& command) {
  if (command.get_option("--report")->count() > 0) return;
  static const std::set<std::string> kWithout = {"help", "style", "corpus", "baselines", "json"};
  for (const CLI::Option* option : command.get_options()) {
    const std::string name = option->get_single_name();
    if (option->count() > 0 && !kWithout.contains(name))
      throw CLI::ValidationError("--" + name + " goes with --report DIR", CLI::ExitCodes::ValidationError);
  }
}

}  // namespace

void addEvaluate(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("evaluate", "Measure a style on pieces that it was not trained on");
  auto options = std::make_shared<EvaluateOptions>();
  command->add_option("--style", options->styles, "Style ids (see: styles); several give a table")
      ->required();
  command->add_option("--corpus", options->settings.corpora, "Folders with .mid files")->required();
  command->add_flag("--baselines", options->settings.baselines, "Also Kneser-Ney n-grams of order 1 to 7");
  command->add_flag("--json", options->json, "Print JSON");
  addReportOptions(*command, *options);
  command->callback([&action, command, options] {
    checkReportOptions(*command);
    action = [command, options] { return evaluate(*command, *options); };
  });
}

}  // namespace partimento::cli
