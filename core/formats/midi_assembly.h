#pragma once

#include <cstddef>
#include <cstdint>

#include "core/formats/midi_track_reader.h"
#include "core/music/score.h"

namespace partimento::formats {

/// Text for people from the bytes of a name: UTF-8 as it is, anything else taken as Latin-1.
std::string readableText(std::span<const std::uint8_t> bytes);

/// Turns the chunks of a file, given in order, into a score.
class MidiAssembly {
 public:
  /// What a format says about its chunks: one with all channels, parallel parts, or separate sequences.
  enum class Layout : std::uint8_t { Single, Parallel, Sequences };

  MidiAssembly(int ticksPerQuarter, Layout layout) : m_layout(layout) {
    m_parts.ticksPerQuarter = ticksPerQuarter;
  }

  void add(ChunkEvents chunk);
  std::size_t chunks() const { return m_chunks; }
  /// Sets the one tempo of a file whose ticks are parts of a film frame.
  void setFilmTempo(std::uint32_t microsPerQuarter);
  /// The score; call once.
  ScorePtr take();

 private:
  void addGlobals(const ChunkEvents& chunk);
  void addTracks(ChunkEvents& chunk);
  void addSilentTrack(ChunkEvents& chunk);
  void placeSequence(ChunkEvents& chunk);

  Layout m_layout;
  ScoreParts m_parts;
  std::size_t m_chunks = 0;
  Tick m_sequenceStart;
};

}  // namespace partimento::formats
