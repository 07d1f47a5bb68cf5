#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/models/packed_matrix.h"

namespace partimento::models {

struct BeamCacheShape {
  std::size_t layerBytes = 0;  ///< of one token in one layer; a multiple of 64
  int layers = 1;
  int window = 1;    ///< tokens that a hypothesis sees, its own newest included
  int mostRows = 1;  ///< of a step or of a part of a prompt
};

/// What the network keeps of the tokens of many hypotheses. A token's entry is written once and never moved
/// or copied: hypotheses that share a past share its entries, and reordering copies lists of numbers. Entries
/// that no hypothesis sees any more, because it was dropped or because the window slid on, are used again.
///
/// Entries lie in blocks, each layer's side by side; a lone sequence's tokens follow one another in memory.
/// Blocks are added when hypotheses part so far that more entries live than ever before; a search that has
/// run once in its width allocates nothing. One thread.
class BeamCache {
 public:
  explicit BeamCache(const BeamCacheShape& shape);

  /// Forgets everything but the memory.
  void clear();

  /// A part of a prompt, at most mostRows tokens: row i is the hypothesis that has read i + 1 of them.
  void extend(int tokens);
  /// After extend: the last row alone.
  void keepLast();
  /// A step: row i continues row parents[i]. The rows before are dropped.
  void branch(std::span<const int> parents);

  int rows() const { return m_rows; }
  /// Entries that a row sees, its own newest last.
  int length(int row) const { return m_lengths[static_cast<std::size_t>(row)]; }
  /// Where those entries begin in layer 0; add layerStride() for the next layer. Valid until the next change.
  const std::byte* const* entries(int row) const {
    return m_pointers.data() + static_cast<std::ptrdiff_t>(row) * m_shape.window;
  }
  std::byte* newest(int row) const { return const_cast<std::byte*>(entries(row)[length(row) - 1]); }
  std::ptrdiff_t layerStride() const {
    return static_cast<std::ptrdiff_t>(m_shape.layerBytes) * kBlockEntries;
  }
  /// Entries in use; for tests.
  int living() const { return static_cast<int>(m_entries.size() - m_free.size()); }

 private:
  static constexpr int kBlockEntries = 64;

  struct Entry {
    std::int64_t time = -1;  ///< position of the token; -1: free
    std::int32_t parent = -1;
    std::int32_t users = 0;  ///< entries and rows that continue it
  };

  std::int32_t take(std::int32_t parent, std::int64_t time);
  void release(std::int32_t entry);
  void expire(std::int64_t before);
  std::byte* addressOf(std::int32_t entry) const;
  std::int32_t* tableRow(std::vector<std::int32_t>& table, int row) const {
    return table.data() + static_cast<std::ptrdiff_t>(row) * m_shape.window;
  }
  /// Copies what a row still sees beside a new entry, adds it, and returns the length.
  int continueRow(std::int32_t* to, const std::int32_t* from, int length, std::int32_t entry) const;
  void findPointers();

  BeamCacheShape m_shape;
  std::vector<AlignedBytes> m_blocks;
  std::vector<Entry> m_entries;
  std::vector<std::int32_t> m_free;
  std::vector<std::vector<std::int32_t>> m_atTime;  // entries by time, modulo its size
  std::int64_t m_time = 0;                          // of the next token
  std::int64_t m_expired = 0;                       // entries before are gone
  int m_rows = 0;
  std::vector<std::int32_t> m_table, m_nextTable;  // (rows, window)
  std::vector<int> m_lengths, m_nextLengths;
  std::vector<const std::byte*> m_pointers;  // (rows, window)
};

}  // namespace partimento::models
