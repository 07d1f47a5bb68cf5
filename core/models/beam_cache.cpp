#include "core/models/beam_cache.h"

#include <algorithm>

namespace partimento::models {

BeamCache::BeamCache(const BeamCacheShape& shape) : m_shape(shape) {
  const auto cells = static_cast<std::size_t>(shape.mostRows) * static_cast<std::size_t>(shape.window);
  m_table.resize(cells);
  m_nextTable.resize(cells);
  m_pointers.resize(cells);
  m_lengths.resize(static_cast<std::size_t>(shape.mostRows));
  m_nextLengths.resize(static_cast<std::size_t>(shape.mostRows));
  m_atTime.resize(static_cast<std::size_t>(shape.window + shape.mostRows));
  for (auto& entries : m_atTime) entries.reserve(static_cast<std::size_t>(shape.mostRows));
}

void BeamCache::clear() {
  m_free.clear();
  for (std::size_t i = m_entries.size(); i > 0; --i) {
    m_entries[i - 1] = Entry();
    m_free.push_back(static_cast<std::int32_t>(i - 1));
  }
  for (auto& entries : m_atTime) entries.clear();
  m_time = m_expired = 0;
  m_rows = 0;
}

std::byte* BeamCache::addressOf(std::int32_t entry) const {
  return m_blocks[static_cast<std::size_t>(entry / kBlockEntries)].data() +
         static_cast<std::size_t>(entry % kBlockEntries) * m_shape.layerBytes;
}

std::int32_t BeamCache::take(std::int32_t parent, std::int64_t time) {
  if (m_free.empty()) {
    m_blocks.emplace_back(static_cast<std::size_t>(layerStride()) * static_cast<std::size_t>(m_shape.layers));
    const std::size_t first = m_entries.size();
    m_entries.resize(first + kBlockEntries);
    m_free.reserve(m_entries.size());
    for (std::size_t i = m_entries.size(); i > first; --i) m_free.push_back(static_cast<std::int32_t>(i - 1));
  }
  const std::int32_t entry = m_free.back();
  m_free.pop_back();
  m_entries[static_cast<std::size_t>(entry)] = {time, parent, 1};
  if (parent >= 0) ++m_entries[static_cast<std::size_t>(parent)].users;
  m_atTime[static_cast<std::size_t>(time) % m_atTime.size()].push_back(entry);
  return entry;
}

/// One user fewer; entries without users are free, and so on towards the past.
void BeamCache::release(std::int32_t entry) {
  while (entry >= 0) {
    Entry& used = m_entries[static_cast<std::size_t>(entry)];
    if (--used.users > 0) return;
    const std::int64_t time = used.time;
    const std::int32_t parent = used.parent;
    used.time = -1;
    m_free.push_back(entry);
    // A parent that expired may serve another token by now.
    const bool lives = parent >= 0 && m_entries[static_cast<std::size_t>(parent)].time == time - 1;
    entry = lives ? parent : -1;
  }
}

void BeamCache::expire(std::int64_t before) {
  for (; m_expired < before; ++m_expired) {
    auto& entries = m_atTime[static_cast<std::size_t>(m_expired) % m_atTime.size()];
    for (const std::int32_t entry : entries) {
      Entry& old = m_entries[static_cast<std::size_t>(entry)];
      if (old.time != m_expired) continue;
      old.time = -1;
      m_free.push_back(entry);
    }
    entries.clear();
  }
}

int BeamCache::continueRow(std::int32_t* to, const std::int32_t* from, int length, std::int32_t entry) const {
  const int kept = std::min(length, m_shape.window - 1);
  std::copy_n(from + (length - kept), kept, to);
  to[kept] = entry;
  return kept + 1;
}

void BeamCache::extend(int tokens) {
  expire(m_time - m_shape.window + 1);
  const int before = m_rows > 0 ? m_lengths[0] : 0;
  const std::int32_t last = before > 0 ? m_table[static_cast<std::size_t>(before - 1)] : -1;
  const std::int32_t* from = m_table.data();
  int length = before;
  std::int32_t parent = last;
  for (int row = 0; row < tokens; ++row) {
    parent = take(parent, m_time++);
    std::int32_t* to = tableRow(m_nextTable, row);
    length = continueRow(to, from, length, parent);
    m_nextLengths[static_cast<std::size_t>(row)] = length;
    from = to;
  }
  if (last >= 0) release(last);
  std::swap(m_table, m_nextTable);
  std::swap(m_lengths, m_nextLengths);
  m_rows = tokens;
  findPointers();
}

void BeamCache::keepLast() {
  for (int row = 0; row + 1 < m_rows; ++row) {
    release(tableRow(m_table, row)[m_lengths[static_cast<std::size_t>(row)] - 1]);
  }
  const auto last = static_cast<std::size_t>(m_rows - 1);
  if (last > 0) {
    std::copy_n(tableRow(m_table, m_rows - 1), m_lengths[last], m_table.data());
    m_lengths[0] = m_lengths[last];
  }
  m_rows = 1;
  findPointers();
}

void BeamCache::branch(std::span<const int> parents) {
  expire(m_time - m_shape.window + 1);
  const int rows = static_cast<int>(parents.size());
  for (int row = 0; row < rows; ++row) {
    const int from = parents[static_cast<std::size_t>(row)];
    const int length = m_lengths[static_cast<std::size_t>(from)];
    const std::int32_t* past = tableRow(m_table, from);
    const std::int32_t entry = take(past[length - 1], m_time);
    m_nextLengths[static_cast<std::size_t>(row)] =
        continueRow(tableRow(m_nextTable, row), past, length, entry);
  }
  for (int row = 0; row < m_rows; ++row) {
    release(tableRow(m_table, row)[m_lengths[static_cast<std::size_t>(row)] - 1]);
  }
  ++m_time;
  std::swap(m_table, m_nextTable);
  std::swap(m_lengths, m_nextLengths);
  m_rows = rows;
  findPointers();
}

void BeamCache::findPointers() {
  for (int row = 0; row < m_rows; ++row) {
    const std::int32_t* entries = tableRow(m_table, row);
    const std::byte** pointers = m_pointers.data() + static_cast<std::ptrdiff_t>(row) * m_shape.window;
    for (int i = 0; i < m_lengths[static_cast<std::size_t>(row)]; ++i) pointers[i] = addressOf(entries[i]);
  }
}

}  // namespace partimento::models
