#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/notation/value.h"

namespace partimento::notation {

enum class Accidental : std::uint8_t { None, Natural, Sharp, Flat, DoubleSharp, DoubleFlat };

enum class HeadShape : std::uint8_t {
  Normal,
  Cross,  ///< cymbals and other unpitched metal
  Diamond
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // the scoped letters hide nothing
enum class ClefSign : std::uint8_t { G, F, C, Percussion };
#pragma GCC diagnostic pop

/// {G, 2}: treble, {F, 4}: bass, {C, 3}: alto, {G, 2, -1}: the tenor's treble clef with an 8 below.
struct Clef {
  ClefSign sign = ClefSign::G;
  int line = 2;     ///< the sign's, from 1 at the bottom
  int octaves = 0;  ///< that the notes sound higher

  /// The diatonic number (SpelledPitch::diatonic) that stands on the middle line of five.
  int middleLine() const;
  bool operator==(const Clef&) const = default;
};

/// A syllable under a note.
struct Lyric {
  int verse = 1;
  std::string text;
  enum class Place : std::uint8_t { Single, Begin, Middle, End } place = Place::Single;  ///< in its word
  bool extends = false;  ///< held over the notes that follow

  bool operator==(const Lyric&) const = default;
};

/// "quarter = 112", or the words alone.
struct TempoMark {
  Fraction at;
  WrittenValue beat;
  double perMinute = 120;
  std::string text;       ///< "Allegro"; may be empty
  bool metronome = true;  ///< show the number

  bool operator==(const TempoMark&) const = default;
};

/// Text that stands at a place in the bar.
struct Mark {
  enum class Kind : std::uint8_t {
    ChordSymbol,  ///< "Dm7": above the first staff
    Dynamic,      ///< "mf": below its staff
    Words,
    Rehearsal
  };
  Fraction at;
  Kind kind = Kind::Words;
  std::string text;
  std::size_t part = 0;   ///< index in Notation::parts
  std::size_t staff = 0;  ///< in the part

  bool operator==(const Mark&) const = default;
};

enum class Barline : std::uint8_t { Normal, Double, Final, None };

/// What stands at the two ends of a bar. Only readers of written music set repeats: a Score has them played
/// out.
struct Barlines {
  bool repeatStart = false;
  bool repeatEnd = false;
  int times = 2;             ///< that a repeated passage is played in all
  std::vector<int> endings;  ///< numbers of the ending this bar belongs to
  bool endingStart = false;
  bool endingEnd = false;
  Barline right = Barline::Normal;

  bool operator==(const Barlines&) const = default;
};

}  // namespace partimento::notation
