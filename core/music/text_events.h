#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/music/chord_symbol.h"
#include "core/music/score.h"

/// The words in a score: kept among its raw events just as a Standard MIDI File keeps them, so that they
/// survive in .mid files. One place that says which event means what.
namespace partimento {

/// A syllable, sung at a tick of its track.
struct LyricEvent {
  Tick at;
  std::string text;        ///< without the hyphen
  bool continues = false;  ///< the word goes on with the next syllable
  int verse = 1;

  bool operator==(const LyricEvent&) const = default;
};

struct ChordEvent {
  Tick at;
  ChordSymbol chord;

  bool operator==(const ChordEvent&) const = default;
};

/// Words at a place: a rehearsal mark, "dolce", "mf".
struct TextEvent {
  enum class Kind : std::uint8_t { Rehearsal, Words, Dynamic } kind = Kind::Words;
  Tick at;
  std::string text;

  bool operator==(const TextEvent&) const = default;
};

/// A lyric event of the MIDI file, with a hyphen where the word goes on; verses after the first are text
/// events of our own ("partimento-verse:2:la-").
RawEvent rawEvent(const LyricEvent& lyric);
/// A marker "Bb:minor-seventh/F"; belongs on the conductor track.
RawEvent rawEvent(const ChordEvent& chord);
/// A marker or a text; of a level of loudness a text of our own ("partimento-dynamic:mf").
RawEvent rawEvent(const TextEvent& text);
/// The name of the conductor track.
RawEvent titleEvent(const std::string& title);
/// A text event of our own, "partimento-composer:..."; belongs on the conductor track.
RawEvent composerEvent(const std::string& composer);

/// In order of time, then verse. Both usual ways are read: hyphens, and spaces between words.
std::vector<LyricEvent> lyricsOf(const Track& track);
std::vector<ChordEvent> chordsOf(const Score& score);
/// Of the conductor track, chords and other texts of our own left out.
std::vector<TextEvent> textsOf(const Score& score);
std::vector<TextEvent> textsOf(const Track& track);
/// Empty where none is stated.
std::string titleOf(const Score& score);
std::string composerOf(const Score& score);

}  // namespace partimento
