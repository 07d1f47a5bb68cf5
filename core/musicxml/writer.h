#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/notation/notation.h"

namespace partimento::musicxml {

struct MusicXmlWriteOptions {
  /// JSON texts, each in a miscellaneous field, where readMusicXml finds them; empty: those in the score
  /// stay.
  std::vector<std::string> recipes;
};

/// MusicXML 4.0 (score-partwise, UTF-8) of what stands on the staves: voices, beams, ties, tuplets, clefs,
/// keys, metres, accidentals, octave lines, lyrics. What is played otherwise than written (a performance)
/// goes into attack, release and dynamics of each note; tempo, pedals, chord symbols and words stand at their
/// exact places. readMusicXml gives the same notes back, to the tick. Controllers and pitch bends have no
/// place in MusicXML and are left out. The same notation gives the same bytes.
std::vector<std::byte> writeMusicXml(const notation::Notation& notation,
                                     const MusicXmlWriteOptions& options = {});
/// Compressed where the path ends in .mxl. Replaces the file at once or not at all. Throws as
/// writeFileAtomically.
void writeMusicXmlFile(const std::filesystem::path& path, const notation::Notation& notation,
                       const MusicXmlWriteOptions& options = {});

}  // namespace partimento::musicxml
