#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/notation/marks.h"
#include "core/notation/spelling.h"
#include "core/notation/value.h"

/// What one staff shows in one bar: voices of events. Plain values that writers, readers and layouts share.
/// All positions are exact quarter notes from the bar's start.
namespace partimento::notation {

/// Which sounding note a written note stands for. Ids rather than indices, so that an edit elsewhere leaves
/// a bar's content equal.
struct NoteRef {
  std::size_t track = 0;  ///< in the Score
  NoteId id = 0;          ///< 0: stands for none
  int part = 0;           ///< which of the tied notes, from 0
  int parts = 1;          ///< how many tied notes stand for it

  bool operator==(const NoteRef&) const = default;
};

/// A note head.
struct WrittenNote {
  SpelledPitch pitch;  ///< as it sounds; in a percussion part: the place on a treble staff
  Accidental accidental = Accidental::None;  ///< to print
  bool cautionary = false;                   ///< the accidental only reminds: print it in brackets
  bool tieStart = false;                     ///< tied to the next note of this pitch in its voice
  bool tieStop = false;                      ///< tied from the one before
  HeadShape head = HeadShape::Normal;
  NoteRef ref;

  bool operator==(const WrittenNote&) const = default;
};

/// A small note or chord before (or after) the event it decorates; takes no time in the bar.
struct GraceChord {
  WrittenValue value{NoteBase::Eighth, 0, {}};
  bool slash = true;               ///< through the stem: as short as possible
  std::vector<WrittenNote> notes;  ///< from low to high, at least one

  bool operator==(const GraceChord&) const = default;
};

enum class EventKind : std::uint8_t {
  Chord,  ///< one note or more
  Rest,
  Space  ///< takes time and shows nothing: a second voice that pauses
};

enum class Stem : std::uint8_t { None, Up, Down };

/// What an event does with one of its beams; the first beam is the one nearest to the stem's end.
enum class Beam : std::uint8_t { None, Begin, Continue, End, ForwardHook, BackwardHook };
inline constexpr std::size_t kMaxBeams = 6;

struct Event {
  EventKind kind = EventKind::Rest;
  Fraction at;
  WrittenValue value;
  bool wholeBar = false;           ///< a rest that fills the bar: drawn as a whole rest, whatever its length
  std::vector<WrittenNote> notes;  ///< of a chord, from low to high by diatonic step, then alteration
  Stem stem = Stem::None;          ///< of a chord shorter than a whole note
  std::array<Beam, kMaxBeams> beams{};
  /// Octaves the notes sound above where they are drawn (an octave line holds): 1 for 8va, -1 for 8vb.
  int ottava = 0;
  /// Of a rest: staff steps of its middle above the staff's middle line (0 where nothing else sounds).
  int restStep = 0;
  std::vector<GraceChord> graceBefore;
  std::vector<GraceChord> graceAfter;
  std::vector<Lyric> lyrics;

  /// Exact length in quarter notes; of a rest that fills the bar, the bar's.
  Fraction length = 1;
  Fraction end() const { return at + length; }
  bool operator==(const Event&) const = default;
};

/// Events first..last of a voice under one number. Tuplets may nest: outer ones come first.
struct Tuplet {
  std::size_t first = 0;
  std::size_t last = 0;
  Ratio ratio;
  NoteBase unit = NoteBase::Eighth;  ///< what is counted: a triplet "of eighths"
  bool bracket = true;               ///< false where a beam holds the whole group together

  bool operator==(const Tuplet&) const = default;
};

/// Events first..last of a voice joined by a beam; each says in Event::beams what its beams do.
struct BeamGroup {
  std::size_t first = 0;
  std::size_t last = 0;

  bool operator==(const BeamGroup&) const = default;
};

/// One line of events that fills the bar without gap or overlap.
struct Voice {
  int number = 0;  ///< 0 is the upper voice (stems up where another is present), 1 the lower, 2 and 3 inner
  std::vector<Event> events;
  std::vector<Tuplet> tuplets;
  std::vector<BeamGroup> beams;

  bool operator==(const Voice&) const = default;
};

struct ClefChange {
  Fraction at;  ///< 0: stands before the bar line (at the start of the line in the first bar)
  Clef clef;

  bool operator==(const ClefChange&) const = default;
};

/// The part of an octave line that lies over one bar.
struct OttavaSpan {
  Fraction from;
  Fraction to;      ///< end of the last event under it
  int octaves = 1;  ///< as Event::ottava
  bool starts = true;
  bool ends = true;

  bool operator==(const OttavaSpan&) const = default;
};

/// What one staff shows in one bar; stands on its own, so that an unchanged one need not be laid out again.
struct StaffBar {
  Clef clef;                        ///< in force at the bar's start
  std::vector<ClefChange> clefs;    ///< changes within, or at 0 where the clef differs from the bar before
  std::vector<Voice> voices;        ///< sorted by number, at least one
  std::vector<OttavaSpan> ottavas;  ///< sorted by place

  bool operator==(const StaffBar&) const = default;
};
using StaffBarPtr = std::shared_ptr<const StaffBar>;

/// The clef in force at a place in the bar.
const Clef& clefAt(const StaffBar& bar, Fraction at);

}  // namespace partimento::notation
