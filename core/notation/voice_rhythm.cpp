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

  Units inBar(Units at) const { return at - m_grid.bars()[m_grid.barAt(at)].at; }

  /// Where an exact file says that a note ends, read as it was written; none where the file does not say it.
  std::optional<Units> meantEnd(const LineNote& note) const {
    if (!m_playing.exact) return std::nullopt;
    const Units end = m_grid.bars().back().until();
    const Attack* next = attackAfter(note.on);
    const Units gap = next ? next->on - note.off : kQuarter;
    if (note.off >= end || std::abs(gap) <= m_playing.tick) return statedEnd(note, gap);
    const Units limit = next && gap > 0 ? next->on : end;
    if (const auto whole = unshortened(note, limit)) return whole;
    if (gap > kSmallGap || gap < 0) {
      if (const auto place = placeJustAfter(note, limit)) return place;
    }
    return statedEnd(note, gap);
  }

  std::optional<Units> statedEnd(const LineNote& note, Units gap) const {
    if (note.off >= m_grid.bars().back().until() || !onWrittenGrid(inBar(note.off), m_playing.tick))
      return std::nullopt;
    const bool played = gap > m_playing.tick && gap <= kSmallGap && gap <= note.off - note.on;
    return played ? std::nullopt : std::optional(note.off);
  }

  /// The whole value of a note in a file that shortens all its notes alike.
  std::optional<Units> unshortened(const LineNote& note, Units limit) const {
    if (m_playing.held >= 1) return std::nullopt;
    const auto length = static_cast<double>(note.off - note.on) / m_playing.held;
    const Units grid = kQuarter / 4;
    const Units whole = (static_cast<Units>(length) + grid / 2) / grid * grid;
    if (std::abs(static_cast<double>(whole) - length) >
        2.0 * static_cast<double>(m_playing.tick) + 0.01 * length)
      return std::nullopt;
    const Units place = note.on + whole;
    return place > note.off && place <= limit + m_playing.tick ? std::optional(place) : std::nullopt;
  }

  /// The 16th, or triplet eighth, that a note just misses.
  std::optional<Units> placeJustAfter(const LineNote& note, Units limit) const {
    const Units at = inBar(note.off);
    for (const Units grid : {kQuarter / 4, kQuarter / 6, kQuarter / 5}) {
      if (near(at, grid)) return std::nullopt;
    }
    const Units most = std::min(kSmallGap, (note.off - note.on) / 3) + m_playing.tick;
    const Units grid = near(at, kQuarter / 24) && !near(at, kQuarter / 16) ? kQuarter / 6 : kQuarter / 4;
    const Units place = note.off - at + (at / grid + 1) * grid;
    const bool just = place - note.off <= most && place <= limit + m_playing.tick;
    return just ? std::optional(place) : std::nullopt;
  }

  bool near(Units at, Units grid) const {
    const Units rest = at % grid;
    return rest <= m_playing.tick || grid - rest <= m_playing.tick;
  }

  /// Ends that an exact file states take part in choosing the divisions.
  void findEnds() {
    for (const LineNote* note : m_notes) {
      const auto end = meantEnd(*note);
      if (end && !isAttack(*end)) m_times.push_back({*end, 0.5, false});
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
    if (const auto end = meantEnd(note)) {
      const Units place = placeOf(*end).value_or(*end);
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
