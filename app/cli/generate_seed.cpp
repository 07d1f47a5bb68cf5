#include "app/cli/generate_seed.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/cli/score_file.h"
#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/engine/recipe_json.h"
#include "core/formats/midi.h"
#include "core/formats/note_text.h"
#include "core/music/edits.h"
#include "core/music/symbol.h"

namespace partimento::cli {

namespace {

[[noreturn]] void unusable(const std::string& why) {
  throw Error(ErrorCode::SeedUnusable, {why});
}

std::string listTracks(const Score& score, const std::vector<std::size_t>& tracks) {
  std::string list;
  for (std::size_t track : tracks) {
    const std::string& name = score.track(track).name;
    list += (list.empty() ? "" : ", ") + std::to_string(track + 1) + (name.empty() ? "" : " (" + name + ")");
  }
  return list;
}

/// All tracks as one, from which a voice is taken.
ScorePtr joined(const Score& score, const std::vector<std::size_t>& tracks) {
  Track all;
  all.name = score.track(tracks.front()).name;
  all.program = score.track(tracks.front()).program;
  for (std::size_t track : tracks) {
    const auto& notes = score.track(track).notes;
    all.notes.insert(all.notes.end(), notes.begin(), notes.end());
  }
  ScoreParts parts = score.parts();
  parts.tracks = {std::make_shared<const Track>(std::move(all))};
  return Score::make(std::move(parts));
}

GenerateSeed allTracks(const Score& score) {
  SeedChoice choice;
  choice.tracks = SeedTracks::All;
  const PlacedSeed placed = seedFromScore(score, choice);
  GenerateSeed seed;
  seed.melody = placed.melody;
  const auto lookOf = [&](std::size_t track) -> TakeTrack {
    return {score.track(track).name, score.track(track).program};
  };
  const TakeTrack first = lookOf(placed.tracks.front());
  seed.track = {first.name, first.program};
  for (std::size_t i = 1; i < placed.tracks.size(); ++i)
    seed.track.others.push_back(lookOf(placed.tracks[i]));
  return seed;
}

GenerateSeed seedFromFile(const GenerateOptions& options) {
  ScorePtr score = readScoreAloud(options.seedFile);
  const std::vector<std::size_t> tracks = seedTracks(*score);
  if (tracks.empty()) throw Error(ErrorCode::NoNotes, {options.seedFile});
  if (options.tracks == SeedTracks::All) return allTracks(*score);
  SeedChoice choice;
  choice.voice = options.voice;
  choice.track = tracks.front();
  if (options.track) {
    choice.track = *options.track - 1;
    if (std::ranges::find(tracks, choice.track) == tracks.end()) {
      unusable("track " + std::to_string(*options.track) +
               " has no notes; tracks with notes: " + listTracks(*score, tracks));
    }
  } else if (tracks.size() > 1 && options.voice) {
    score = joined(*score, tracks);
    choice.track = 0;
  } else if (tracks.size() > 1) {
    unusable(
        "the file has notes on tracks " + listTracks(*score, tracks) +
        ". Choose one with --track N, or --voice top or bottom of all; a style of several voices or tracks "
        "continues everything with --track all");
  }
  const Track& track = score->track(choice.track);
  return {seedFromScore(*score, choice).melody, {track.name, track.program, {}}};
}

GenerateSeed seedFromNothing(const GenerateOptions& options) {
  GenerateSeed seed;
  seed.melody.meter = options.meter;
  seed.melody.microsPerQuarter = static_cast<std::uint32_t>(std::llround(60e6 / options.tempo));
  seed.melody.key = options.key;
  return seed;
}

GenerateSeed seedFromNotes(const GenerateOptions& options) {
  GenerateSeed seed = seedFromNothing(options);
  seed.melody.notes = formats::parseNoteText(options.notes, seed.melody.ticksPerQuarter);
  if (seed.melody.notes.empty()) throw Error(ErrorCode::SeedEmpty);
  return seed;
}

}  // namespace

GenerateSeed readSeed(const GenerateOptions& options) {
  if (!options.seedFile.empty()) return seedFromFile(options);
  return options.notes.empty() ? seedFromNothing(options) : seedFromNotes(options);
}

Recipe readRecipe(const std::string& path) {
  const std::vector<std::byte> bytes = readFile(path);
  const auto* text = reinterpret_cast<const char*>(bytes.data());
  const std::string_view content(text, bytes.size());
  const bool music = content.starts_with("MThd") || content.starts_with("RIFF") || isMusicXml(bytes);
  if (!music) return recipeFromJson(content, path);
  const ScoreFile file = readScoreBytes(bytes, path, RepeatSigns::Keep);
  const std::vector<std::string> recipes = formats::recipesIn(*file.score);
  if (recipes.empty()) throw Error(ErrorCode::RecipeInvalid, {path, "it holds no recipe"});
  return recipeFromJson(recipes.front(), path);
}

}  // namespace partimento::cli
