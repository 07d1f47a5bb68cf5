#pragma once

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "core/decode/settings.h"
#include "core/engine/engine.h"
#include "core/engine/seed.h"
#include "core/music/voice.h"

namespace partimento::cli {

/// What `generate` was asked for.
struct GenerateOptions {
  std::string style;
  std::string seedFile;
  std::optional<std::size_t> track;     ///< of the seed file, from 1
  SeedTracks tracks = SeedTracks::One;  ///< of the seed file
  std::optional<VoiceLine> voice;
  std::string notes;
  TimeSignature meter;            ///< unless a file says it
  double tempo = 120;             ///< unless a file says it; quarter notes a minute
  std::optional<OpeningKey> key;  ///< of music without a seed
  std::string replay;             ///< recipe, or a MIDI file that holds one
  decode::Settings settings;
  int takes = 1;
  std::uint64_t randomSeed = 1;
  std::string out;
  std::string trace;
  bool json = false;
};

/// Adds the options that make a preset: search and repetition.
void addPresetOptions(CLI::App& command, decode::Settings& settings);
/// Whether one of them was given.
bool hasPresetOptions(const CLI::App& command);

/// Adds the options that say how music is searched and by which rules.
void addDecodingOptions(CLI::App& command, decode::Settings& settings);
/// Those options of a preset that were not given are as a style proposes, where it does.
void takeProposal(const CLI::App& command, const std::optional<decode::DecodingPreset>& proposal,
                  decode::Settings& settings);

/// Adds the options of `generate` to its command; they are in `options` once the command line is read.
void addGenerateOptions(CLI::App& command, GenerateOptions& options);

/// What the options cannot check one by one. Throws CLI::ValidationError.
void checkGenerateOptions(const CLI::App& command, const GenerateOptions& options);

}  // namespace partimento::cli
