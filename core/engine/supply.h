#pragma once

#include <string_view>

#include "core/decode/feasibility.h"
#include "core/engine/engine.h"

namespace partimento {

/// What a style can play, for decode::checkFeasibility: the pitches of its corpus, rests and lengths as its
/// representation has them; those of the melody representation where that is not known here.
decode::Supply supplyOf(const StyleInfo& style);

/// How much of a piece a style continues.
enum class SeedReading : std::uint8_t {
  OneLine,
  Voices,  ///< four voices; one line is harmonised
  All,     ///< any tracks, with their chords
};
/// Of a tokenizer by its name, with or without a version; one line where it is not known here.
SeedReading readingOf(std::string_view tokenizer);

/// What a representation tells of the playing beside the notes.
struct PlayingSaid {
  bool tempo = false;     ///< how fast, in symbols or in the time that passes
  bool velocity = false;  ///< how loud
};
/// Of a tokenizer by its name, with or without a version; nothing where it is not known here.
PlayingSaid playingSaidBy(std::string_view tokenizer);

}  // namespace partimento
