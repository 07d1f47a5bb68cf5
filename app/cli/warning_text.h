#pragma once

#include <string>
#include <vector>

#include "core/formats/midi.h"

namespace partimento::cli {

/// One English line: what is odd about the file, where, and what was made of it.
std::string sentenceFor(const formats::MidiWarning& warning);

/// The text with {0}, {1} ... replaced by the arguments.
std::string filled(std::string text, const std::vector<std::string>& arguments);

}  // namespace partimento::cli
