#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/music/chord_symbol.h"
#include "core/music/meter_map.h"
#include "core/notation/marks.h"
#include "core/notation/spelling.h"
#include "core/notation/value.h"

/// A MusicXML file as it is written: parts of bars of notes, before repeats are played and ties are joined.
/// Plain values; times are whole numbers of Document::unitsPerQuarter from the start of their bar.
namespace partimento::musicxml {

using Units = std::int64_t;

/// How a grace note takes its time, where the file says it; percents of the note stolen from.
struct GraceTime {
  bool slash = false;
  std::optional<double> fromPrevious;
  std::optional<double> fromFollowing;

  bool operator==(const GraceTime&) const = default;
};

struct DocumentNote {
  enum class Kind : std::uint8_t { Pitched, Unpitched, Rest };
  Kind kind = Kind::Pitched;
  Units at = 0;
  Units length = 0;                ///< 0 of grace notes
  notation::SpelledPitch written;  ///< of unpitched notes: the place on a treble staff
  int sounding = 60;               ///< MIDI key, after transposition; may leave 0..127
  int voice = 1;
  int staff = 1;
  bool chord = false;  ///< sounds with the note before it
  bool tieStart = false;
  bool tieStop = false;
  std::optional<GraceTime> grace;
  std::optional<notation::NoteBase> base;  ///< none: the file shows no shape (a rest of a whole bar)
  int dots = 0;
  notation::Ratio ratio;
  std::optional<double> dynamics;     ///< percent of forte's velocity, 90
  std::optional<double> endDynamics;  ///< the same, of the release
  Units attack = 0;                   ///< that it sounds later than written; negative: sooner
  Units release = 0;                  ///< that it ends later than written
  bool timed = false;                 ///< the file states one of the two
  std::vector<notation::Lyric> lyrics;
  std::vector<int> passes;  ///< of a repeat in which it sounds; empty: all
  int track = -1;           ///< of the part's own tracks, where the file says it (see DocumentPart::tracks)

  bool operator==(const DocumentNote&) const = default;
};

/// A level of loudness from a place on.
struct DocumentDynamic {
  Units at = 0;
  int staff = 0;      ///< 0: the whole part
  int velocity = 80;  ///< 1 to 127
  std::string mark;   ///< "mf"; empty where only the sound is stated
  bool once = false;  ///< "sfz": of the notes that begin here alone

  bool operator==(const DocumentDynamic&) const = default;
};

struct DocumentWedge {
  enum class Kind : std::uint8_t { Crescendo, Diminuendo, Stop } kind = Kind::Stop;
  Units at = 0;
  int number = 1;

  bool operator==(const DocumentWedge&) const = default;
};

struct DocumentPedal {
  Units at = 0;
  int depth = 0;  ///< 0 up, 127 down

  bool operator==(const DocumentPedal&) const = default;
};

struct DocumentWords {
  Units at = 0;
  std::string text;
  bool rehearsal = false;

  bool operator==(const DocumentWords&) const = default;
};

struct DocumentClef {
  Units at = 0;
  int staff = 1;
  notation::Clef clef;

  bool operator==(const DocumentClef&) const = default;
};

/// A bar of one part.
struct PartBar {
  std::vector<DocumentNote> notes;  ///< in the order of the file
  std::vector<DocumentDynamic> dynamics;
  std::vector<DocumentWedge> wedges;
  std::vector<DocumentPedal> pedals;
  std::vector<DocumentWords> words;
  std::vector<DocumentClef> clefs;
  std::optional<notation::Key> key;  ///< changes here; at concert pitch
  std::optional<TimeSignature> meter;
  Units length = 0;  ///< how far its notes reach

  bool operator==(const PartBar&) const = default;
};

struct DocumentTempo {
  Units at = 0;
  double quartersPerMinute = 120;

  bool operator==(const DocumentTempo&) const = default;
};

struct DocumentChord {
  Units at = 0;
  ChordSymbol chord;

  bool operator==(const DocumentChord&) const = default;
};

/// Where playing leaves the order of the page.
struct DocumentJumps {
  bool repeatStart = false;
  bool repeatEnd = false;
  int times = 0;             ///< that the passage is played in all; 0: the file does not say
  std::vector<int> endings;  ///< numbers of the ending that begins here
  bool endingEnd = false;
  std::optional<std::string> segno;  ///< its name, often empty
  std::optional<std::string> coda;
  std::optional<std::string> toCoda;  ///< at the bar's end
  std::optional<std::string> dalSegno;
  bool daCapo = false;
  bool fine = false;

  bool operator==(const DocumentJumps&) const = default;
};

/// A bar as all parts share it.
struct DocumentBar {
  std::string number;  ///< as printed
  bool implicit = false;
  TimeSignature meter;  ///< in force
  Units length = 0;
  DocumentJumps jumps;
  std::vector<DocumentTempo> tempo;
  std::vector<DocumentChord> chords;

  bool operator==(const DocumentBar&) const = default;
};

/// How a part, or one of its tracks, sounds.
struct DocumentInstrument {
  std::string name;
  int channel = -1;  ///< 0..15; -1: not stated
  int bank = 0;
  int program = 0;

  bool operator==(const DocumentInstrument&) const = default;
};

struct DocumentPart {
  std::string id;
  std::string name;
  std::vector<DocumentInstrument> instruments;
  int staves = 1;
  /// Numbers (from 1) of the tracks that the part was written from, in the order of its instruments, where
  /// the file says it; empty: one track a staff.
  std::vector<int> tracks;
  std::vector<PartBar> bars;  ///< one for each of the Document's

  bool operator==(const DocumentPart&) const = default;
};

struct Document {
  Units unitsPerQuarter = 1;
  std::string title;
  std::string composer;
  /// Divisions a quarter note where the file states one value throughout, else 0.
  int divisions = 0;
  int ticksPerQuarter = 0;  ///< of the score that was written, where the file says it
  std::vector<std::string> recipes;
  bool statesMeter = false;
  std::vector<DocumentBar> bars;
  std::vector<DocumentPart> parts;

  bool operator==(const Document&) const = default;
};

}  // namespace partimento::musicxml
