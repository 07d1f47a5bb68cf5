#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "core/music/score.h"

namespace partimento::test {

/// One track of notes at 480 ticks a quarter.
struct Piece {
  TimeSignature signature;
  std::vector<Note> notes;
};

inline Tick barTick(TimeSignature signature) {
  return Tick(4LL * 480 * signature.numerator / signature.denominator);
}

inline ScorePtr pieceInBars(Piece piece) {
  ScoreParts parts;
  parts.meter = {{Tick(0), piece.signature}};
  auto track = std::make_shared<Track>();
  track->notes = std::move(piece.notes);
  parts.tracks = {std::move(track)};
  return Score::make(std::move(parts));
}

/// Notes one after the other, lengths in `unit`, negative for rests.
inline ScorePtr melody(TimeSignature signature, const std::vector<int>& lengths, Tick unit) {
  Piece piece{signature, {}};
  Tick at(0);
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const Tick length = unit * (lengths[i] < 0 ? -lengths[i] : lengths[i]);
    if (lengths[i] > 0) piece.notes.push_back({0, at, length, 67 + static_cast<int>(i % 5)});
    at += length;
  }
  return pieceInBars(std::move(piece));
}

/// Pitches as quarter notes.
inline ScorePtr line(const std::vector<Pitch>& pitches, int sharps, bool minor) {
  ScoreParts parts;
  parts.keys = {{Tick(0), sharps, minor}};
  auto track = std::make_shared<Track>();
  for (std::size_t i = 0; i < pitches.size(); ++i) {
    track->notes.push_back({0, Tick(static_cast<std::int64_t>(i) * 480), Tick(480), pitches[i]});
  }
  parts.tracks = {std::move(track)};
  return Score::make(std::move(parts));
}

}  // namespace partimento::test
