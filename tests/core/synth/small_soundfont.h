#pragma once

#include <filesystem>

namespace partimento::synth::test {

/// Writes a .sf3 with one instrument, program 0: a sine of 440 Hz at key 69, its two seconds stored as Ogg
/// Vorbis.
void writeSmallSf3(const std::filesystem::path& path);

}  // namespace partimento::synth::test
