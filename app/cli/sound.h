#pragma once

#include <string>

#include "core/music/score.h"

namespace partimento::cli {

/// Renders to .wav, .flac or .ogg by suffix, with a progress bar; Ctrl+C stops and leaves no file. Returns
/// the exit status. Throws as synth::renderScore. A build without the desktop part says that it has no sound.
int renderWithProgress(const Score& score, const std::string& path, const std::string& soundFont);

}  // namespace partimento::cli
