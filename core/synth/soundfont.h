#pragma once

#include <filesystem>
#include <vector>

namespace partimento::synth {

/// SoundFonts that are installed with the system, the preferred one first; only those that exist.
std::vector<std::filesystem::path> installedSoundFonts();

/// `chosen` where it is not empty, else the first installed one. Throws SoundFontMissing.
std::filesystem::path findSoundFont(const std::filesystem::path& chosen = {});

/// Walks through the outer chunks of a file: RIFF of form sfbk with the lists INFO, sdta and pdta, all within
/// the file. Throws SoundFontMissing, SoundFontDamaged, FileNotReadable.
void checkSoundFont(const std::filesystem::path& path);

}  // namespace partimento::synth
