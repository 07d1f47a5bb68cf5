#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include "core/notation/line_note.h"

namespace partimento::notation {

namespace {

constexpr std::size_t kBeam = 10;
constexpr std::size_t kMostVoices = 4;
constexpr std::size_t kMostHeld = 6;
constexpr std::size_t kMostSounding = 64;  // bounds the work for what no one can play
constexpr std::size_t kMostToShare =
    10;                       // notes of one attack that are shared freely; the others go to the lowest line
constexpr double kTie = 2.5;  // a note that must be cut and tied
constexpr double kTieTogether = 1.3;  // the same, where it ends with the notes that join it
constexpr double kCrossing = 0.8;     // an upper voice below a lower one
constexpr double kApart = 0.5;        // notes of one chord in two voices
constexpr double kRest = 0.4;
constexpr double kLowerAlone = 0.6;
constexpr double kInnerVoice = 0.7;

struct Held {
  Pitch pitch = 0;
  Units off = 0;
};

struct Line {
  std::array<Held, kMostHeld> held{};
  std::size_t count = 0;
  Units last = -1;  // end of its last note; -1: it never sounded
  double centre = 0;

  void release(Units now) {
    const auto end = std::remove_if(held.begin(), held.begin() + static_cast<std::ptrdiff_t>(count),
                                    [&](const Held& note) { return note.off <= now; });
    count = static_cast<std::size_t>(end - held.begin());
  }
};

/// The rank of a note that says its voice.
std::optional<std::size_t> ownRank(const LineNote& note, std::size_t ranks) {
  const int voice = note.note->voice;
  if (voice <= 0 || ranks < 2) return std::nullopt;
  if (voice == 1) return 0;
  if (voice == 2) return ranks - 1;
  const auto inner = static_cast<std::size_t>(voice) - 2;
  return inner + 1 < ranks ? std::optional(inner) : std::nullopt;
}

/// One decision: which line takes each note of an attack. Notes beyond the last are the lowest line's.
struct Choice {
  std::uint32_t parent = 0;
  std::array<std::uint8_t, kMostToShare> rank{};
};

struct State {
  double cost = 0;
  std::array<Line, kMostVoices> lines;
  Choice choice;
};

class VoiceSearch {
 public:
  VoiceSearch(std::vector<LineNote*>& notes, const Playing& playing, std::size_t lines)
      : m_notes(notes),
        m_slack(std::max(playing.overlap, playing.tick)),
        m_playing(playing),
        m_lines(lines) {}

  /// Ranks the notes first..last, which follow on notes already ranked.
  void run(std::size_t first, std::size_t last) {
    std::vector<std::vector<Choice>> layers;
    std::vector<std::pair<std::size_t, std::size_t>> attacks;
    std::vector<State> beam(1);
    for (std::size_t i = first; i-- > 0 && first - i < 12;) hold(beam[0].lines[rankOf(i)], *m_notes[i]);
    for (std::size_t from = first; from < last;) {
      std::size_t to = from + 1;
      while (to < last && m_notes[to]->on - m_notes[from]->on <= m_playing.tick) ++to;
      std::sort(at(from), at(to), [](const LineNote* a, const LineNote* b) {
        if (a->note->pitch != b->note->pitch) return a->note->pitch > b->note->pitch;
        return a->off < b->off;
      });
      beam = extend(beam, from, to);
      std::vector<Choice> layer;
      for (const State& state : beam) layer.push_back(state.choice);
      layers.push_back(std::move(layer));
      attacks.emplace_back(from, to);
      from = to;
    }
    std::size_t index = 0;
    for (std::size_t layer = layers.size(); layer-- > 0;) {
      const Choice& choice = layers[layer][index];
      const auto [from, to] = attacks[layer];
      for (std::size_t i = from; i < to; ++i) m_notes[i]->rank = static_cast<int>(rankIn(choice, i - from));
      index = choice.parent;
    }
  }

 private:
  using Ranks = std::array<std::uint8_t, kMostToShare>;

  std::vector<LineNote*>::iterator at(std::size_t index) {
    return m_notes.begin() + static_cast<std::ptrdiff_t>(index);
  }
  std::size_t rankOf(std::size_t index) const { return static_cast<std::size_t>(m_notes[index]->rank); }
  std::size_t rankIn(const Choice& choice, std::size_t note) const {
    return note < kMostToShare ? choice.rank[note] : m_lines - 1;
  }

  static void hold(Line& line, const LineNote& note) {
    if (line.count < kMostHeld) line.held[line.count++] = {note.note->pitch, note.off};
    line.last = std::max(line.last, note.off);
    line.centre = note.note->pitch;
  }

  std::vector<State> extend(const std::vector<State>& beam, std::size_t from, std::size_t to) const {
    const std::vector<Ranks> ways = waysToShare(from, to);
    std::vector<Option> options;
    options.reserve(beam.size() * ways.size());
    State state;
    for (std::uint32_t parent = 0; parent < beam.size(); ++parent) {
      const State start = released(beam[parent], parent, from);
      for (std::uint32_t way = 0; way < ways.size(); ++way) {
        state = start;
        state.choice.rank = ways[way];
        options.push_back({state.cost + costOf(state, from, to), parent, way});
      }
    }
    const std::size_t keep = std::min(kBeam, options.size());
    std::partial_sort(options.begin(), options.begin() + static_cast<std::ptrdiff_t>(keep), options.end(),
                      [](const Option& a, const Option& b) { return a.cost < b.cost; });
    std::vector<State> next;
    next.reserve(keep);
    for (std::size_t i = 0; i < keep; ++i) {
      next.push_back(released(beam[options[i].parent], options[i].parent, from));
      next.back().choice.rank = ways[options[i].way];
      costOf(next.back(), from, to);
      next.back().cost = options[i].cost;
    }
    return next;
  }

  /// A way to go on: weighed with many others, worked out only where it is kept.
  struct Option {
    double cost = 0;
    std::uint32_t parent = 0;
    std::uint32_t way = 0;
  };

  State released(const State& parent, std::uint32_t index, std::size_t from) const {
    State state = parent;
    state.choice.parent = index;
    for (std::size_t r = 0; r < m_lines; ++r) state.lines[r].release(m_notes[from]->on + m_playing.overlap);
    return state;
  }

  /// Lines in order of pitch, and notes that end together against the others.
  std::vector<Ranks> waysToShare(std::size_t from, std::size_t to) const {
    const std::size_t count = std::min(to - from, kMostToShare);
    std::vector<Ranks> ways;
    addCuts(Ranks{}, 0, 0, count, ways);
    if (count >= 3) addByEnd(from, count, ways);
    for (std::size_t n = 0; n < count; ++n) {
      const std::optional<std::size_t> own = ownRank(*m_notes[from + n], m_lines);
      if (!own) continue;
      for (Ranks& way : ways) way[n] = static_cast<std::uint8_t>(*own);
    }
    std::sort(ways.begin(), ways.end());
    ways.erase(std::unique(ways.begin(), ways.end()), ways.end());
    return ways;
  }

  void addByEnd(std::size_t from, std::size_t count, std::vector<Ranks>& ways) const {
    for (std::size_t i = 0; i < count; ++i) {
      for (const std::uint8_t upper : {std::uint8_t{0}, std::uint8_t{1}}) {
        Ranks way{};
        const auto last = static_cast<std::uint8_t>(m_lines - 1);
        for (std::size_t n = 0; n < count; ++n) {
          const bool with = sameEnd(*m_notes[from + i], *m_notes[from + n]);
          way[n] = with == (upper == 1) ? std::uint8_t{0} : last;
        }
        if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(way);
      }
    }
  }

  void addCuts(Ranks ranks, std::size_t rank, std::size_t taken, std::size_t count,
               std::vector<Ranks>& ways) const {
    if (rank + 1 == m_lines) {
      std::fill(ranks.begin() + static_cast<std::ptrdiff_t>(taken), ranks.end(),
                static_cast<std::uint8_t>(rank));
      if (std::find(ways.begin(), ways.end(), ranks) == ways.end()) ways.push_back(ranks);
      return;
    }
    for (std::size_t upTo = taken; upTo <= count; ++upTo) {
      addCuts(ranks, rank + 1, upTo, count, ways);
      if (upTo < count) ranks[upTo] = static_cast<std::uint8_t>(rank);
    }
  }

  bool sameEnd(const LineNote& a, const LineNote& b) const { return std::abs(a.off - b.off) <= m_slack; }

  double costOf(State& state, std::size_t from, std::size_t to) const {
    double cost = 0;
    const Choice choice = state.choice;
    const std::array<Line, kMostVoices> before = state.lines;
    for (std::size_t rank = 0; rank < m_lines; ++rank) cost += lineCost(state, before, rank, from, to);
    for (std::size_t i = from + 1; i < to; ++i) {
      const bool apart = rankIn(choice, i - from) != rankIn(choice, i - 1 - from);
      if (apart && sameEnd(*m_notes[i], *m_notes[i - 1])) cost += kApart;
    }
    return cost + crossings(state);
  }

  double lineCost(State& state, const std::array<Line, kMostVoices>& before, std::size_t rank,
                  std::size_t from, std::size_t to) const {
    Line& line = state.lines[rank];
    const LineNote* last = nullptr;
    const LineNote* top = nullptr;
    bool upperTakes = false;
    double cost = 0;
    for (std::size_t i = from; i < to; ++i) {
      const std::size_t of = rankIn(state.choice, i - from);
      upperTakes = upperTakes || of < rank;
      if (of != rank) continue;
      if (last && !sameEnd(*last, *m_notes[i])) cost += kTie;
      if (last && last->note->pitch == m_notes[i]->note->pitch) cost += 2 * kTie;
      if (!top) top = m_notes[i];
      last = m_notes[i];
    }
    if (!last) return 0;
    for (std::size_t i = 0; i < line.count; ++i) {
      cost += std::abs(line.held[i].off - last->off) <= m_slack ? kTieTogether : kTie;
    }
    const double centre = 0.5 * (top->note->pitch + last->note->pitch);
    const Units gap = last->on - line.last;
    const bool fresh = line.last < 0 || gap >= 4 * kQuarter;
    if (!fresh) cost += 0.04 * std::abs(centre - line.centre);
    if (!fresh && gap > m_slack) cost += kRest;
    if (rank > 0) {
      if (!upperTakes && before[0].count == 0) cost += kLowerAlone;
      if (rank + 1 < m_lines) cost += kInnerVoice;
      if (fresh) cost += kRest;
    }
    for (std::size_t i = from; i < to; ++i) {
      if (rankIn(state.choice, i - from) == rank) hold(line, *m_notes[i]);
    }
    line.centre = centre;
    return cost;
  }

  double crossings(const State& state) const {
    double cost = 0;
    for (std::size_t upper = 0; upper < m_lines; ++upper) {
      for (std::size_t lower = upper + 1; lower < m_lines; ++lower) {
        const Line& a = state.lines[upper];
        const Line& b = state.lines[lower];
        for (std::size_t i = 0; i < a.count; ++i) {
          for (std::size_t j = 0; j < b.count; ++j) cost += a.held[i].pitch < b.held[j].pitch ? kCrossing : 0;
        }
      }
    }
    return cost;
  }

  std::vector<LineNote*>& m_notes;
  Units m_slack;
  const Playing& m_playing;
  std::size_t m_lines;
};

/// Bars in which two notes overlap that are no chord.
std::vector<bool> crowdedBars(const std::vector<LineNote*>& notes, const Playing& playing,
                              const BarGrid& grid) {
  std::vector<bool> crowded(grid.bars().size(), false);
  const Units slack = std::max(playing.overlap, playing.tick);
  std::vector<const LineNote*> sounding;
  for (const LineNote* note : notes) {
    std::erase_if(sounding, [&](const LineNote* other) { return other->off <= note->on + slack; });
    for (const LineNote* other : sounding) {
      const bool chord = note->on - other->on <= playing.tick && std::abs(note->off - other->off) <= slack &&
                         note->note->pitch != other->note->pitch;
      if (chord) continue;
      const std::size_t first = grid.barAt(note->on);
      const std::size_t last = grid.barAt(std::max(std::min(note->off, other->off) - 1, note->on));
      for (std::size_t bar = first; bar <= last; ++bar) crowded[bar] = true;
    }
    if (note->off > note->on + slack) sounding.push_back(note);
    if (sounding.size() > kMostSounding) sounding.erase(sounding.begin());
  }
  return crowded;
}

}  // namespace

int voiceNumber(std::size_t rank, std::size_t ranks) {
  if (rank == 0) return 0;
  if (rank + 1 == ranks) return 1;
  return static_cast<int>(rank) + 1;
}

VoiceRoom voiceRoom(const std::vector<LineNote*>& notes, int wished) {
  int highest = 0;
  for (const LineNote* note : notes) highest = std::max<int>(highest, note->note->voice);
  const auto shared = static_cast<std::size_t>(wished);
  const std::size_t needed = highest == 0 ? 1 : highest <= 2 ? 2 : kMostVoices;
  return {std::max(shared, needed), shared};
}

void separateVoices(std::vector<LineNote*>& notes, const Playing& playing, const BarGrid& grid,
                    VoiceRoom room) {
  std::vector<LineNote*> shared;
  for (LineNote* note : notes) {
    note->rank = static_cast<int>(ownRank(*note, room.ranks).value_or(0));
    const bool outer = note->rank == 0 || note->rank + 1 == static_cast<int>(room.ranks);
    if (room.shared == room.ranks || outer) shared.push_back(note);
  }
  if (room.shared < 2) return;
  const std::vector<bool> crowded = crowdedBars(shared, playing, grid);
  const auto isCrowded = [&](std::size_t index) { return crowded[grid.barAt(shared[index]->on)]; };
  VoiceSearch search(shared, playing, room.shared);
  for (LineNote* note : shared) note->rank = static_cast<int>(ownRank(*note, room.shared).value_or(0));
  for (std::size_t first = 0; first < shared.size();) {
    if (!isCrowded(first)) {
      ++first;
      continue;
    }
    std::size_t last = first + 1;
    while (last < shared.size() && isCrowded(last)) ++last;
    search.run(first, last);
    first = last;
  }
  for (LineNote* note : shared) {
    const auto own = ownRank(*note, room.ranks);
    const bool lowest = note->rank > 0 && note->rank + 1 == static_cast<int>(room.shared);
    if (lowest) note->rank = static_cast<int>(room.ranks) - 1;
    if (own) note->rank = static_cast<int>(*own);
  }
}

}  // namespace partimento::notation
