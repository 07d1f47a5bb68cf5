#include <cstdio>

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "core/engine/loader.h"

namespace partimento::cli {

namespace {

nlohmann::json toJson(const StyleInfo& style) {
  nlohmann::json sources = nlohmann::json::array();
  for (const SourceCredit& source : style.sources) {
    sources.push_back({{"name", source.name}, {"licence", source.licence}});
  }
  return {{"id", style.id},
          {"name", style.name},
          {"sentence", style.sentence},
          {"family", style.family},
          {"activation", style.activation},
          {"tokenizer", style.tokenizer},
          {"parameters", style.parameters},
          {"receptive_field", style.receptiveField},
          {"range", {style.lowest, style.highest}},
          {"pitch_perplexity", style.pitchPerplexity},
          {"duration_perplexity", style.durationPerplexity},
          {"baseline_pitch_perplexity", style.baselinePitchPerplexity},
          {"weight_hash", style.weightHash},
          {"folder", style.folder},
          {"replaces", style.replaces},
          {"sources", sources}};
}

int listStyles(bool json) {
  const auto engine = loadEngine({styleFolders(), 1});
  const std::vector<StyleInfo> styles = engine->styles();
  for (const std::string& warning : engine->warnings())
    std::fprintf(stderr, "partimento-cli: %s\n", warning.c_str());
  if (json) {
    nlohmann::json list = nlohmann::json::array();
    for (const StyleInfo& style : styles) list.push_back(toJson(style));
    std::printf("%s\n", list.dump(2).c_str());
    return kDone;
  }
  for (const StyleInfo& style : styles) {
    std::printf("%-24s %s: %s\n", style.id.c_str(), style.name.c_str(), style.sentence.c_str());
    if (!style.replaces.empty()) {
      std::printf("%-24s from %s, in place of the one in %s\n", "", style.folder.c_str(),
                  style.replaces.c_str());
    }
  }
  return kDone;
}

}  // namespace

void addStyles(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("styles", "List the styles that are installed");
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "Print JSON");
  command->callback([&action, json] { action = [json] { return listStyles(*json); }; });
}

}  // namespace partimento::cli
