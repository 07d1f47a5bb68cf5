#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "core/formats/midi.h"
#include "core/musicxml/musicxml.h"

namespace partimento::musicxml {

/// A score from a file of either kind, with that kind's warnings.
struct MusicImport {
  ScorePtr score;           ///< never null
  bool isMusicXml = false;  ///< else MIDI
  std::vector<formats::MidiWarning> midi;
  std::vector<MusicXmlWarning> musicXml;

  std::size_t warnings() const { return midi.size() + musicXml.size(); }
};

/// Reads MIDI or MusicXML: what the bytes are, not what the name says. Throws as formats::readMidi and
/// readMusicXml.
MusicImport readMusic(std::span<const std::byte> file, std::string_view name,
                      const MusicXmlReadOptions& options = {});
/// Also throws Error(FileNotFound, FileNotReadable).
MusicImport readMusicFile(const std::filesystem::path& path, const MusicXmlReadOptions& options = {});

/// ".musicxml", ".xml" or ".mxl" in any case.
bool hasMusicXmlSuffix(const std::filesystem::path& path);

}  // namespace partimento::musicxml
