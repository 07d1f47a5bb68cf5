#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/tokens/melody_tokenizer.h"
#include "training/data/stream.h"

namespace partimento::training {

/// Pitch symbols of melodies, counted from Rest = 0.
using PitchStreams = std::vector<std::vector<std::uint8_t>>;

PitchStreams pitchStreams(const std::vector<Stream>& streams, const tokens::MelodyTokenizer& tokenizer);

/// Pitch perplexity on `test` of Kneser-Ney n-grams of order 1 to 7 fitted on `training`: "1-gram" to
/// "7-gram". `vocabulary` is the number of pitch symbols.
std::map<std::string, double> baselinePerplexities(const PitchStreams& training, const PitchStreams& test,
                                                   int vocabulary);

}  // namespace partimento::training
