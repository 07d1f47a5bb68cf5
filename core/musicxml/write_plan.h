#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "core/music/text_events.h"
#include "core/musicxml/document.h"
#include "core/notation/notation.h"

namespace partimento::musicxml {

/// Something that stands at a place in a bar besides its notes, as the XML that says it.
struct PlacedText {
  Units at = 0;  ///< divisions from the bar's start
  enum class Kind : std::uint8_t { Tempo, Pedal, Chord, Rehearsal, Words, Dynamic } kind = Kind::Words;
  std::string text;  ///< words, a mark, a chord's tag
  double value = 0;  ///< quarter notes a minute; percent of a pedal
  int staff = 1;
  /// Of a tempo: the mark that shows it, if any.
  const notation::TempoMark* mark = nullptr;
};

/// What a writer looks up: divisions, where bars begin, notes by id, texts by bar.
class WritePlan {
 public:
  explicit WritePlan(const notation::Notation& notation);

  const notation::Notation& notation() const { return m_notation; }
  /// Divisions a quarter note.
  Units divisions() const { return m_divisions; }
  Units units(notation::Fraction quarters) const;
  /// A tick of the score, in divisions from the start of the music.
  Units unitsAt(Tick tick) const;
  /// Where a bar begins, as the lengths of the bars before it add up.
  Units barStart(std::size_t bar) const { return m_barStarts[bar]; }
  Units barLength(std::size_t bar) const { return m_barStarts[bar + 1] - m_barStarts[bar]; }

  /// Null where the score has no such note.
  const Note* find(const notation::NoteRef& ref) const;
  /// Syllables of a track at a tick of the score.
  const std::vector<notation::Lyric>* lyricsAt(std::size_t track, Tick at) const;
  /// Sorted by place.
  const std::vector<PlacedText>& texts(std::size_t part, std::size_t bar) const { return m_texts[part][bar]; }

 private:
  void chooseDivisions();
  void place(std::size_t part, Tick at, PlacedText text);
  void gatherTempi();
  void gatherTexts();
  void gatherPart(std::size_t part);
  bool saidWithTempo(const TextEvent& text) const;
  void gatherLyrics();

  const notation::Notation& m_notation;
  Units m_divisions = 1;
  std::vector<Units> m_barStarts;
  std::unordered_map<NoteId, const Note*> m_notes;
  std::vector<std::map<Tick, std::vector<notation::Lyric>>> m_lyrics;  ///< by track
  std::vector<std::vector<std::vector<PlacedText>>> m_texts;           ///< by part, then bar
};

}  // namespace partimento::musicxml
