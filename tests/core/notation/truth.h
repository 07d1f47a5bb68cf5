#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/notation/notate.h"

namespace partimento::test {

/// A head of a written piece: what two notations of the same music should agree on.
struct TruthHead {
  notation::Fraction at;  ///< in its bar
  notation::SpelledPitch pitch;
  notation::NoteBase base = notation::NoteBase::Quarter;
  int dots = 0;
  notation::Ratio ratio;  ///< reduced: 6 in the time of 4 is 3 in the time of 2
  bool tieStart = false;
  bool tieStop = false;

  bool operator==(const TruthHead&) const = default;
};

/// A piece as an engraver wrote it, and what a MIDI file of it would hold: a track a staff, ties joined, no
/// grace notes, repeats not played out.
struct NotationTruth {
  ScorePtr score;
  std::vector<notation::PartPlan> plans;
  /// heads[track][bar], in order of time, then pitch. Bars start at barStarts.
  std::vector<std::vector<std::vector<TruthHead>>> heads;
  std::vector<Tick> barStarts;
};

/// Reads a MusicXML file, packed or plain.
NotationTruth readTruth(const std::filesystem::path& file);

/// Bars of staves that hold notes in the truth, and how many of them agree in every head.
struct Agreement {
  int bars = 0;
  int values = 0;    ///< places and written values agree
  int ties = 0;      ///< and ties
  int spelling = 0;  ///< pitches are spelled alike, whatever their values
  int all = 0;
  std::vector<std::string> differences;  ///< of the bars that do not agree

  Agreement& operator+=(const Agreement& other);
};

Agreement compare(const NotationTruth& truth, const notation::Notation& written);

/// What is guessed where a file does not say it, against files that do.
struct Guesses {
  int keys = 0;              ///< pieces that state one key throughout
  int right = 0;             ///< of these: the same signature is found without it
  int nearby = 0;            ///< of these: one sharp or flat off
  int handPieces = 0;        ///< pieces for two hands
  std::int64_t notes = 0;    ///< of both hands
  std::int64_t onStaff = 0;  ///< of these: on the staff of their hand again, when both are one track

  Guesses& operator+=(const Guesses& other);
};

/// `plans`: which tracks are the two staves of one part.
Guesses compareGuesses(const Score& score, const std::vector<notation::PartPlan>& plans);

}  // namespace partimento::test
