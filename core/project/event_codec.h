#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/music/score.h"
#include "core/project/bytes.h"

/// Lists of notes and events inside blobs. Readers throw Error(ProjectDamaged, {"", what}) and move values
/// that are outside the range of their field into it: they can only come from a hostile file.
namespace partimento::project {

/// Ticks further out than this are moved to it: sums of a few of them cannot overflow.
inline constexpr std::int64_t kFarthestTick = std::int64_t{1} << 40;

/// Ticks in the order of events, as distances: small numbers.
class TickWriter {
 public:
  explicit TickWriter(ByteWriter& out) : m_out(out) {}
  void operator()(Tick tick);

 private:
  ByteWriter& m_out;
  std::uint64_t m_last = 0;
};

class TickReader {
 public:
  explicit TickReader(ByteReader& in) : m_in(in) {}
  Tick operator()();

 private:
  ByteReader& m_in;
  std::uint64_t m_last = 0;
};

int readInt(ByteReader& in, int lowest, int highest);

/// About 7 bytes a note; in any order.
void writeNotes(ByteWriter& out, std::span<const Note> notes);
std::vector<Note> readNotes(ByteReader& in);

void writeControls(ByteWriter& out, const std::vector<ControlEvent>& controls);
std::vector<ControlEvent> readControls(ByteReader& in);

void writeRaw(ByteWriter& out, const std::vector<RawEvent>& events);
std::vector<RawEvent> readRaw(ByteReader& in);

}  // namespace partimento::project
