#include "core/notation/voice_rhythm.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace partimento::notation {

namespace {

/// A gap up to this after a note at least as long comes from how it was played.
constexpr Units kSmallGap = kQuarter / 8;

struct Attack {
  Units on = 0;
  Units from = 0;
};

class VoiceRhythm {
 public:
  VoiceRhythm(const std::vector<LineNote*>& notes, const Playing& playing, const BarGrid& grid,
              const NotateOptions& options)
      : m_playing(playing), m_grid(grid) {
    m_settings.tolerance = playing.tolerance;
    m_settings.tuplets = options.tuplets;
    m_settings.finest = std::max<Units>(
        static_cast<Units>(baseLength(options.finest).value() * static_cast<double>(kQuarter)), 105);
    for (LineNote* note : notes) {
      if (!note->grace) m_notes.push_back(note);
    }
  }

  VoiceTuplets run() {
    findAttacks();
    findEnds();
    std::stable_sort(m_times.begin(), m_times.end(),
                     [](const TimedEvent& a, const TimedEvent& b) { return a.at < b.at; });
    m_places.resize(m_times.size());
    VoiceTuplets tuplets;
    for (std::size_t first = 0; first < m_times.size();) {
      const std::size_t bar = m_grid.barAt(m_times[first].at);
      std::size_t last = first + 1;
      while (last < m_times.size() && m_times[last].at < m_grid.bars()[bar].until()) ++last;
      quantise(bar, first, last, tuplets);
      first = last;
    }
    for (Attack& attack : m_attacks) attack.from = placeOf(attack.on).value_or(attack.on);
    for (LineNote* note : m_notes) note->from = placeOf(note->on).value_or(note->on);
    for (LineNote* note : m_notes) note->to = endOf(*note, tuplets);
    endRepeatedPitches();
    return tuplets;
  }

 private:
  void findAttacks() {
    for (const LineNote* note : m_notes) {
      if (m_attacks.empty() || note->on > m_attacks.back().on + m_playing.tick)
        m_attacks.push_back({note->on, 0});
    }
    for (const Attack& attack : m_attacks) m_times.push_back({attack.on, 1, true});
  }

  /// First attack after a time.
  const Attack* attackAfter(Units at) const {
    const auto next = std::upper_bound(m_attacks.begin(), m_attacks.end(), at + m_playing.tick,
                                       [](Units time, const Attack& attack) { return time < attack.on; });
    return next == m_attacks.end() ? nullptr : &*next;
  }

  bool meansItsEnd(const LineNote& note) const {
    if (!m_playing.exact) return false;
    const Units end = m_grid.bars().back().until();
    const std::size_t bar = m_grid.barAt(note.off);
    if (note.off >= end || !onWrittenGrid(note.off - m_grid.bars()[bar].at, m_playing.tick)) return false;
    const Attack* next = attackAfter(note.on);
    const Units gap = next ? next->on - note.off : kQuarter;
    return gap <= m_playing.tick || gap > kSmallGap || gap > note.off - note.on;
  }

  /// Ends that stand on the grid of an exact file take part in choosing the divisions.
  void findEnds() {
    for (const LineNote* note : m_notes) {
      if (!meansItsEnd(*note) || isAttack(note->off)) continue;
      m_times.push_back({note->off, 0.5, false});
    }
  }

  bool isAttack(Units at) const {
    const auto next = std::lower_bound(m_attacks.begin(), m_attacks.end(), at - m_playing.tick,
                                       [](const Attack& attack, Units time) { return attack.on < time; });
    return next != m_attacks.end() && next->on <= at + m_playing.tick;
  }

  void quantise(std::size_t bar, std::size_t first, std::size_t last, VoiceTuplets& tuplets) {
    const BarGrid::Entry& entry = m_grid.bars()[bar];
    std::vector<TimedEvent> events;
    for (std::size_t i = first; i < last; ++i) {
      events.push_back(m_times[i]);
      events.back().at = std::min(m_times[i].at - entry.at, entry.length);
    }
    BarRhythm rhythm = quantiseBar(*entry.metre, events, m_settings);
    for (std::size_t i = first; i < last; ++i) m_places[i] = entry.at + rhythm.places[i - first];
    if (!rhythm.tuplets.empty()) tuplets[bar] = std::move(rhythm.tuplets);
  }

  /// Written place of an event time.
  std::optional<Units> placeOf(Units at) const {
    auto next = std::lower_bound(m_times.begin(), m_times.end(), at - m_playing.tick,
                                 [](const TimedEvent& event, Units time) { return event.at < time; });
    std::optional<Units> place;
    Units nearest = m_playing.tick + 1;
    for (; next != m_times.end() && next->at <= at + m_playing.tick; ++next) {
      if (std::abs(next->at - at) >= nearest) continue;
      nearest = std::abs(next->at - at);
      place = m_places[static_cast<std::size_t>(next - m_times.begin())];
    }
    return place;
  }

  Units endOf(const LineNote& note, const VoiceTuplets& tuplets) const {
    const Units last = m_grid.bars().back().until();
    const Attack* next = attackAfter(note.on);
    while (next && next->from <= note.from) {
      next = next + 1 < m_attacks.data() + m_attacks.size() ? next + 1 : nullptr;
    }
    const Units shortest = note.from + shortestAt(note.from, tuplets);
    if (meansItsEnd(note)) {
      const Units place = placeOf(note.off).value_or(note.off);
      return std::min(place > note.from ? place : shortest, last);
    }
    const bool overlaps = next && note.off > next->on + std::max(m_playing.overlap, kSmallGap);
    const Units limit = next && !overlaps ? next->from : last;
    return std::clamp(simplestEnd(note, limit, next && !overlaps, tuplets), std::min(shortest, limit), last);
  }

  /// The smallest written step at a place: a tuplet's cell halved, or a 32nd.
  Units shortestAt(Units at, const VoiceTuplets& tuplets) const {
    const TupletWindow* window = windowAt(at, tuplets);
    return window ? window->length / window->cells / 4 : kQuarter / 16;
  }

  const TupletWindow* windowAt(Units at, const VoiceTuplets& tuplets) const {
    const std::size_t bar = m_grid.barAt(at);
    const auto found = tuplets.find(bar);
    if (found == tuplets.end()) return nullptr;
    const Units inBar = at - m_grid.bars()[bar].at;
    for (const TupletWindow& window : found->second) {
      if (inBar >= window.at && inBar < window.until()) return &window;
    }
    return nullptr;
  }

  Units simplestEnd(const LineNote& note, Units limit, bool nextFollows, const VoiceTuplets& tuplets) const {
    const Units played = note.from + (note.off - note.on);
    const double between = static_cast<double>(nextFollows ? limit - note.from : played - note.from);
    const double spread =
        std::max(0.1 * kQuarter, 0.3 * std::min(between, 2.0 * static_cast<double>(kQuarter)));
    const Units barEnd = nextFollows ? limit : m_grid.bars()[m_grid.barAt(played - 1)].until();
    Units best = limit;
    double bestCost = 1e18;
    const auto offer = [&](Units end, double cost) {
      if (end <= note.from || end > limit) return;
      const double off = static_cast<double>(end - played) / spread;
      const bool rest = end < limit && end != barEnd;
      cost = end == limit && nextFollows ? 0 : cost;
      cost += off * off + (rest ? 0.8 : 0);
      if (cost < bestCost) {
        bestCost = cost;
        best = end;
      }
    };
    if (nextFollows) offer(limit, 0);
    offerPlaces(played, tuplets, offer);
    return best;
  }

  template <typename Offer>
  void offerPlaces(Units played, const VoiceTuplets& tuplets, Offer&& offer) const {
    if (const TupletWindow* window = windowAt(std::max<Units>(played - 1, 0), tuplets)) {
      const Units start = m_grid.bars()[m_grid.barAt(std::max<Units>(played - 1, 0))].at + window->at;
      for (int i = 0; i <= window->cells; ++i) offer(start + window->length * i / window->cells, 0.4);
      return;
    }
    const std::size_t bar = m_grid.barAt(played);
    const BarGrid::Entry& entry = m_grid.bars()[bar];
    for (const Units step : {kQuarter / 2, kQuarter / 4, kQuarter / 8}) {
      const Units below = (played - entry.at) / step * step;
      for (const Units inBar : {below, below + step}) {
        const int level = entry.metre->level(std::min(inBar, entry.length)) - entry.metre->pulseLevel();
        if (windowAt(entry.at + inBar, tuplets) && windowAt(entry.at + inBar, tuplets)->at != inBar) continue;
        offer(entry.at + std::min(inBar, entry.length), level <= 0   ? 0.0
                                                        : level == 1 ? 0.4
                                                        : level == 2 ? 1.5
                                                                     : 4.0);
      }
    }
  }

  /// A pitch that is struck again ends where it is struck.
  void endRepeatedPitches() {
    std::map<Pitch, LineNote*> sounding;
    for (LineNote* note : m_notes) {
      LineNote*& before = sounding[note->note->pitch];
      if (before && before->to > note->from && before->from < note->from) before->to = note->from;
      before = note;
    }
  }

  const Playing& m_playing;
  const BarGrid& m_grid;
  RhythmSettings m_settings;
  std::vector<LineNote*> m_notes;
  std::vector<Attack> m_attacks;
  std::vector<TimedEvent> m_times;
  std::vector<Units> m_places;
};

}  // namespace

VoiceTuplets writeRhythm(const std::vector<LineNote*>& notes, const Playing& playing, const BarGrid& grid,
                         const NotateOptions& options) {
  return VoiceRhythm(notes, playing, grid, options).run();
}

}  // namespace partimento::notation
