#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/music/score.h"

namespace partimento::cli {

/// What is odd about a file, as a fact and as a sentence.
struct FileWarning {
  std::string code;
  std::optional<std::uint64_t> byte;  ///< of a MIDI file
  std::string part;                   ///< of a MusicXML file
  std::string bar;
  std::vector<std::string> arguments;
  std::string text;
};

struct ScoreFile {
  ScorePtr score;
  std::vector<FileWarning> warnings;
};

/// Whether repeats in a MusicXML file are played out.
enum class RepeatSigns : std::uint8_t { Keep, Play };

/// Reads MIDI or MusicXML by what the bytes are. Throws as the readers do.
ScoreFile readScoreFile(const std::string& path, RepeatSigns repeats = RepeatSigns::Keep);
ScoreFile readScoreBytes(std::span<const std::byte> bytes, const std::string& path, RepeatSigns repeats);
/// The same, with the warnings as lines on stderr.
ScorePtr readScoreAloud(const std::string& path, RepeatSigns repeats = RepeatSigns::Keep);

/// Whether writeScoreFile knows the suffix (in small letters, with its point).
bool writesScore(const std::string& suffix);
/// MIDI or MusicXML by the path's suffix; `recipes` replace those in the score where there are any. Throws
/// Error(UnknownFormat) and as the writers do.
void writeScoreFile(const std::string& path, const ScorePtr& score,
                    const std::vector<std::string>& recipes = {});

/// The suffix in small letters, with its point.
std::string suffixOf(const std::string& path);

// A build without MusicXML has these in no_musicxml.cpp.
bool isMusicXml(std::span<const std::byte> bytes);
ScoreFile readMusicXmlScore(std::span<const std::byte> bytes, const std::string& path, RepeatSigns repeats);
void writeMusicXmlScore(const std::string& path, const ScorePtr& score,
                        const std::vector<std::string>& recipes);

}  // namespace partimento::cli
