#include "app/cli/score_file.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>

#include "app/cli/warning_text.h"
#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/formats/midi.h"

namespace partimento::cli {

namespace {

bool isMusicXmlSuffix(const std::string& suffix) {
  return suffix == ".musicxml" || suffix == ".xml" || suffix == ".mxl";
}

bool isMidiSuffix(const std::string& suffix) {
  return suffix == ".mid" || suffix == ".midi" || suffix == ".smf" || suffix == ".kar";
}

}  // namespace

std::string suffixOf(const std::string& path) {
  std::string suffix = std::filesystem::path(path).extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return suffix;
}

ScoreFile readScoreFile(const std::string& path, RepeatSigns repeats) {
  return readScoreBytes(readFile(path), path, repeats);
}

ScoreFile readScoreBytes(std::span<const std::byte> bytes, const std::string& path, RepeatSigns repeats) {
  if (isMusicXml(bytes)) return readMusicXmlScore(bytes, path, repeats);
  const formats::MidiImport import = formats::readMidi(bytes, path);
  ScoreFile file{import.score, {}};
  for (const formats::MidiWarning& warning : import.warnings) {
    file.warnings.push_back(
        {warningName(warning.code), warning.byte, {}, {}, warning.arguments, sentenceFor(warning)});
  }
  return file;
}

ScorePtr readScoreAloud(const std::string& path, RepeatSigns repeats) {
  const ScoreFile file = readScoreFile(path, repeats);
  for (const FileWarning& warning : file.warnings)
    std::fprintf(stderr, "partimento-cli: %s: %s\n", path.c_str(), warning.text.c_str());
  return file.score;
}

bool writesScore(const std::string& suffix) {
  return isMidiSuffix(suffix) || isMusicXmlSuffix(suffix);
}

void writeScoreFile(const std::string& path, const ScorePtr& score, const std::vector<std::string>& recipes) {
  const std::string suffix = suffixOf(path);
  if (isMusicXmlSuffix(suffix)) {
    writeMusicXmlScore(path, score, recipes);
  } else {
    formats::writeMidiFile(path, *score, {.recipes = recipes});
  }
}

}  // namespace partimento::cli
