#include "core/analysis/passage_index.h"

#include <algorithm>
#include <numeric>

namespace partimento::analysis {

namespace {

/// Interval from the note before and length class, as one number; the first note of a line has no interval.
std::vector<std::uint16_t> stepsOf(const NoteLine& line) {
  std::vector<std::uint16_t> steps;
  steps.reserve(line.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    const int interval = i == 0 ? 0 : line[i].pitch - line[i - 1].pitch;
    steps.push_back(static_cast<std::uint16_t>((interval + 128) << 8 | line[i].lengthClass));
  }
  return steps;
}

using Steps = std::span<const std::uint16_t>;

/// What a passage is compared by at its nth note: the first has no note before it.
std::uint16_t keyOf(Steps steps, std::size_t n) {
  return n == 0 ? steps[0] & 0xFFU : steps[n];
}

std::size_t sharedNotes(Steps a, Steps b) {
  const std::size_t most = std::min({a.size(), b.size(), PassageIndex::kLongest});
  std::size_t shared = 0;
  while (shared < most && keyOf(a, shared) == keyOf(b, shared)) ++shared;
  return shared;
}

bool before(Steps a, Steps b) {
  const std::size_t shared = sharedNotes(a, b);
  if (shared == PassageIndex::kLongest || shared == b.size()) return false;
  return shared == a.size() || keyOf(a, shared) < keyOf(b, shared);
}

}  // namespace

PassageIndex::PassageIndex(std::span<const NoteLine> lines) {
  for (const NoteLine& line : lines) {
    m_begins.push_back(static_cast<std::uint32_t>(m_steps.size()));
    const std::vector<std::uint16_t> steps = stepsOf(line);
    m_steps.insert(m_steps.end(), steps.begin(), steps.end());
  }
  m_begins.push_back(static_cast<std::uint32_t>(m_steps.size()));
  m_suffixes.resize(m_steps.size());
  std::iota(m_suffixes.begin(), m_suffixes.end(), 0U);
  std::vector<std::uint32_t> ends(m_steps.size());  // of the line that a start belongs to
  for (std::size_t line = 0; line + 1 < m_begins.size(); ++line)
    std::fill(ends.begin() + m_begins[line], ends.begin() + m_begins[line + 1], m_begins[line + 1]);
  const Steps all = m_steps;
  std::sort(m_suffixes.begin(), m_suffixes.end(), [&](std::uint32_t a, std::uint32_t b) {
    return before(all.subspan(a, ends[a] - a), all.subspan(b, ends[b] - b));
  });
}

PassageIndex::Place PassageIndex::placeOf(std::uint32_t start) const {
  const auto after = std::upper_bound(m_begins.begin(), m_begins.end(), start);
  const auto line = static_cast<std::uint32_t>(after - m_begins.begin() - 1);
  return {line, start - m_begins[line]};
}

Steps PassageIndex::stepsFrom(Place place) const {
  const std::uint32_t start = m_begins[place.line] + place.at;
  return Steps(m_steps).subspan(start, m_begins[place.line + 1] - start);
}

SharedPassage PassageIndex::longestShared(const NoteLine& line) const {
  const std::vector<std::uint16_t> steps = stepsOf(line);
  SharedPassage longest;
  for (std::size_t at = 0; at < steps.size() && steps.size() - at > longest.notes; ++at) {
    const Steps asked = Steps(steps).subspan(at);
    const auto next = std::lower_bound(
        m_suffixes.begin(), m_suffixes.end(), asked,
        [this](std::uint32_t start, Steps wanted) { return before(stepsFrom(placeOf(start)), wanted); });
    // what agrees longest stands beside the place where the asked passage would stand
    for (const std::ptrdiff_t side : {-1, 0}) {
      const std::ptrdiff_t index = next - m_suffixes.begin() + side;
      if (index < 0 || index >= std::ssize(m_suffixes)) continue;
      const Place place = placeOf(m_suffixes[static_cast<std::size_t>(index)]);
      const std::size_t notes = sharedNotes(asked, stepsFrom(place));
      if (notes > longest.notes) longest = {notes, at, place.line, place.at};
    }
  }
  return longest;
}

}  // namespace partimento::analysis
