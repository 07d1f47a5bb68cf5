#include <algorithm>
#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/score_file.h"
#include "core/analysis/key.h"
#include "core/analysis/metrics.h"
#include "core/formats/midi.h"
#include "core/music/pitch_name.h"
#include "core/music/voice.h"

namespace partimento::cli {

namespace {

using nlohmann::json;

struct InspectOptions {
  std::string file;
  bool json = false;
};

std::vector<Note> pitchedNotes(const Score& score) {
  std::vector<Note> notes;
  for (const TrackPtr& track : score.tracks()) {
    if (track->channel != kPercussionChannel)
      notes.insert(notes.end(), track->notes.begin(), track->notes.end());
  }
  return notes;
}

json keyOf(const Score& score) {
  const auto key = analysis::estimateKey(pitchedNotes(score));
  if (!key) return nullptr;
  return {{"name", tonicName(key->tonic, key->minor) + (key->minor ? " minor" : " major")},
          {"tonic", key->tonic},
          {"mode", key->minor ? "minor" : "major"},
          {"correlation", key->correlation},
          {"confidence", key->confidence}};
}

json trackOf(const Track& track) {
  json result = {
      {"name", track.name},          {"channel", track.channel},      {"program", track.program},
      {"notes", track.notes.size()}, {"polyphony", polyphony(track)}, {"controls", track.controls.size()}};
  if (!track.notes.empty()) {
    const auto [low, high] =
        std::minmax_element(track.notes.begin(), track.notes.end(),
                            [](const Note& a, const Note& b) { return a.pitch < b.pitch; });
    result["range"] = {low->pitch, high->pitch};
  }
  if (polyphony(track) == 1 && track.channel != kPercussionChannel) {
    const analysis::MelodyMetrics metrics = analysis::melodyMetrics(track.notes);
    result["melody"] = {{"pitch_class_entropy", metrics.pitchClassEntropy},
                        {"mean_interval", metrics.meanInterval},
                        {"longest_run", metrics.longestRun},
                        {"repeated_four_grams", metrics.repeatedFourGrams}};
  }
  return result;
}

json contentsOf(const ScoreFile& file) {
  const Score& score = *file.score;
  json tracks = json::array();
  for (const TrackPtr& track : score.tracks()) tracks.push_back(trackOf(*track));
  json signatures = json::array();
  for (const MeterChange& change : score.meter().changes()) {
    signatures.push_back({{"tick", change.at.value},
                          {"signature", std::to_string(change.signature.numerator) + '/' +
                                            std::to_string(change.signature.denominator)}});
  }
  json tempos = json::array();
  for (const TempoChange& change : score.tempo().changes()) {
    tempos.push_back({{"tick", change.at.value}, {"bpm", score.tempo().bpmAt(change.at).value}});
  }
  json warnings = json::array();
  for (const FileWarning& warning : file.warnings) {
    json entry = {{"code", warning.code}, {"arguments", warning.arguments}, {"text", warning.text}};
    if (warning.byte) entry["byte"] = *warning.byte;
    if (!warning.part.empty()) entry["part"] = warning.part;
    if (!warning.bar.empty()) entry["bar"] = warning.bar;
    warnings.push_back(std::move(entry));
  }
  return {{"tracks", tracks},
          {"notes", score.noteCount()},
          {"seconds", score.duration().value},
          {"ticks_per_quarter", score.ticksPerQuarter()},
          {"time_signatures", signatures},
          {"tempos", tempos},
          {"key", keyOf(score)},
          {"recipes", formats::recipesIn(score).size()},
          {"warnings", warnings}};
}

void printText(const json& report) {
  std::printf("%d notes, %.1f seconds\n", report["notes"].get<int>(), report["seconds"].get<double>());
  for (const json& change : report["time_signatures"]) {
    std::printf("metre  %s at tick %lld\n", change["signature"].get<std::string>().c_str(),
                static_cast<long long>(change["tick"].get<std::int64_t>()));
  }
  for (const json& change : report["tempos"]) {
    std::printf("tempo  %.1f quarter notes a minute at tick %lld\n", change["bpm"].get<double>(),
                static_cast<long long>(change["tick"].get<std::int64_t>()));
  }
  if (report["key"].is_object()) {
    std::printf("key    %s (estimated, r = %.2f)\n", report["key"]["name"].get<std::string>().c_str(),
                report["key"]["correlation"].get<double>());
  }
  for (const json& track : report["tracks"]) {
    std::printf("track  %-24s channel %2d, program %3d, %d notes, at most %d at once\n",
                track["name"].get<std::string>().c_str(), track["channel"].get<int>() + 1,
                track["program"].get<int>(), track["notes"].get<int>(), track["polyphony"].get<int>());
  }
  for (const json& warning : report["warnings"]) {
    std::printf("warning  %s\n", warning["text"].get<std::string>().c_str());
  }
}

int inspect(const InspectOptions& options) {
  const json report = contentsOf(readScoreFile(options.file));
  if (options.json) {
    // Names in a file may be in any encoding: bytes that are no UTF-8 are replaced, not refused.
    std::printf("%s\n", report.dump(2, ' ', false, json::error_handler_t::replace).c_str());
  } else {
    printText(report);
  }
  return kDone;
}

}  // namespace

void addInspect(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("inspect", "Say what a MIDI or MusicXML file holds");
  auto options = std::make_shared<InspectOptions>();
  command->add_option("file", options->file, "MIDI or MusicXML file")->required();
  command->add_flag("--json", options->json, "Print JSON");
  command->callback([&action, options] { action = [options] { return inspect(*options); }; });
}

}  // namespace partimento::cli
