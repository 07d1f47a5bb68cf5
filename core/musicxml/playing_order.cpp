#include "core/musicxml/playing_order.h"

#include <algorithm>

namespace partimento::musicxml {

namespace {

constexpr std::size_t kMostTimesAsLong = 16;
constexpr Units kMostQuarters = 1'000'000;

/// Bars under one ending bracket.
struct Ending {
  std::size_t first = 0;
  std::size_t last = 0;
  std::vector<int> numbers;
};

/// Endings that stand beside each other: those of one repeat.
struct EndingGroup {
  std::size_t first = 0;  ///< index of its first ending
  std::size_t count = 0;
  int highest = 1;  ///< number
};

class Player {
 public:
  explicit Player(const Document& document) : m_bars(document.bars), m_quarter(document.unitsPerQuarter) {
    findEndings();
  }

  std::optional<std::vector<PlayedBar>> play() {
    const std::size_t most = kMostTimesAsLong * m_bars.size();
    Units length = 0;
    std::size_t steps = 0;
    while (m_at < m_bars.size()) {
      if (++steps > 2 * most) return std::nullopt;
      if (skipsEnding()) continue;
      const DocumentJumps& jumps = m_bars[m_at].jumps;
      if (jumps.repeatStart && m_section != m_at) beginSection(m_at);
      m_order.push_back({m_at, m_pass});
      length += m_bars[m_at].length;
      if (m_order.size() > most || length / m_quarter > kMostQuarters) return std::nullopt;
      if (m_jumped && jumps.fine) break;
      if (!advance(jumps)) return std::nullopt;
    }
    return std::move(m_order);
  }

 private:
  void findEndings() {
    m_endingOf.assign(m_bars.size(), kNone);
    m_groupOf.clear();
    std::optional<Ending> open;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
      const DocumentJumps& jumps = m_bars[i].jumps;
      if (!jumps.endings.empty()) {
        // A bracket that nobody closed ends where the next begins.
        if (open) close(*open, i - 1);
        open = Ending{i, i, jumps.endings};
      }
      if (open && (jumps.endingEnd || jumps.repeatEnd)) {
        close(*open, i);
        open.reset();
      }
    }
    if (open) close(*open, open->first);
  }

  void close(Ending ending, std::size_t last) {
    ending.last = last;
    const bool continues = !m_endings.empty() && m_endings.back().last + 1 == ending.first;
    if (!continues) m_groups.push_back({m_endings.size(), 0, 1});
    EndingGroup& group = m_groups.back();
    ++group.count;
    group.highest = std::max(group.highest, *std::ranges::max_element(ending.numbers));
    m_groupOf.push_back(m_groups.size() - 1);
    for (std::size_t i = ending.first; i <= last; ++i) m_endingOf[i] = m_endings.size();
    m_endings.push_back(std::move(ending));
  }

  void beginSection(std::size_t at) {
    m_section = at;
    m_pass = 1;
  }

  /// Steps over an ending of another pass.
  bool skipsEnding() {
    const std::size_t index = m_endingOf[m_at];
    if (index == kNone || m_endings[index].first != m_at) return false;
    const EndingGroup& group = m_groups[m_groupOf[index]];
    const std::vector<int>& numbers = m_endings[index].numbers;
    const bool isLast = index + 1 == group.first + group.count;
    const int pass = m_jumped ? group.highest : m_pass;
    const bool plays = std::ranges::find(numbers, pass) != numbers.end() ||
                       (isLast && group.count > 1 && pass > group.highest);
    if (plays) return false;
    m_at = m_endings[index].last + 1;
    if (isLast) beginSection(m_at);
    return true;
  }

  bool repeatsNow(const DocumentJumps& jumps) const {
    if (!jumps.repeatEnd || m_jumped) return false;
    const std::size_t index = m_endingOf[m_at];
    if (index == kNone) return m_pass < std::max(jumps.times, jumps.times == 0 ? 2 : 1);
    const EndingGroup& group = m_groups[m_groupOf[index]];
    // A lone first ending is followed by a second that has no bracket.
    return m_pass < group.highest || (group.count == 1 && m_pass == group.highest);
  }

  bool advance(const DocumentJumps& jumps) {
    if (repeatsNow(jumps)) {
      ++m_pass;
      m_at = m_section;
      return true;
    }
    if (m_jumped && jumps.toCoda) return jumpTo(findCoda(*jumps.toCoda));
    if (!m_jumped && (jumps.daCapo || jumps.dalSegno)) {
      m_jumped = true;
      return jumpTo(jumps.daCapo ? std::optional<std::size_t>(0) : findSegno(*jumps.dalSegno));
    }
    const std::size_t index = m_endingOf[m_at];
    const bool leavesEnding = index != kNone && m_endings[index].last == m_at;
    ++m_at;
    if (leavesEnding && !jumps.repeatEnd) {
      const EndingGroup& group = m_groups[m_groupOf[index]];
      m_at = m_endings[group.first + group.count - 1].last + 1;
    }
    if (jumps.repeatEnd || leavesEnding) beginSection(m_at);
    return true;
  }

  bool jumpTo(std::optional<std::size_t> bar) {
    if (!bar) return false;
    m_at = *bar;
    beginSection(m_at);
    return true;
  }

  template <typename Member>
  std::optional<std::size_t> findSign(Member sign, const std::string& name) const {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
      const std::optional<std::string>& present = m_bars[i].jumps.*sign;
      if (!present) continue;
      if (*present == name) return i;
      // Names often differ from what they refer to; one sign of a kind is meant all the same.
      if (!found) found = i;
    }
    return found;
  }
  std::optional<std::size_t> findSegno(const std::string& name) const {
    return findSign(&DocumentJumps::segno, name);
  }
  std::optional<std::size_t> findCoda(const std::string& name) const {
    return findSign(&DocumentJumps::coda, name);
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const std::vector<DocumentBar>& m_bars;
  Units m_quarter;
  std::vector<Ending> m_endings;
  std::vector<EndingGroup> m_groups;
  std::vector<std::size_t> m_groupOf;   ///< of each ending
  std::vector<std::size_t> m_endingOf;  ///< of each bar
  std::vector<PlayedBar> m_order;
  std::size_t m_at = 0;
  std::size_t m_section = 0;
  int m_pass = 1;
  bool m_jumped = false;
};

}  // namespace

bool hasRepeats(const Document& document) {
  return std::ranges::any_of(document.bars, [](const DocumentBar& bar) {
    return bar.jumps.repeatEnd || bar.jumps.daCapo || bar.jumps.dalSegno || bar.jumps.endings.size() > 0;
  });
}

std::optional<std::vector<PlayedBar>> playingOrder(const Document& document) {
  return Player(document).play();
}

std::vector<PlayedBar> writtenOrder(const Document& document) {
  std::vector<PlayedBar> order;
  for (std::size_t i = 0; i < document.bars.size(); ++i) order.push_back({i, 1});
  return order;
}

}  // namespace partimento::musicxml
