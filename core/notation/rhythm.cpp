#include "core/notation/rhythm.h"

#include <algorithm>
#include <array>
#include <limits>

namespace partimento::notation {

namespace {

constexpr double kMerge = 6;      // two notes in one place
constexpr double kFarthest = 12;  // deviation counts at most so much
constexpr double kNothing = 1e-9;
constexpr double kNever = 1e9;

enum class Shape { Binary, Ternary };

struct Window {
  Units at;
  Units length;
  Shape shape = Shape::Binary;
  Units nominal;  // plain length of what is written there
  bool inTuplet = false;
};

class Search {
 public:
  Search(std::span<const TimedEvent> events, const RhythmSettings& settings, BarRhythm& out)
      : m_events(events), m_settings(settings), m_out(out) {}

  void run(const Metre& metre) {
    const auto& pulses = metre.pulses();
    const std::size_t count = pulses.size();
    std::vector<double> best(count + 1, kNever);
    std::vector<std::size_t> span(count + 1, 1);
    std::vector<int> cells(count + 1, 0);
    best[0] = 0;
    for (std::size_t i = 0; i < count; ++i) {
      relax(best[i] + cost(pulseWindow(pulses[i])), 1, 0, i, best, span, cells);
      for (const std::size_t wide : {std::size_t{2}, std::size_t{4}}) {
        if (i + wide <= count) tryWide(pulses, i, wide, best, span, cells);
      }
    }
    std::vector<std::size_t> starts;
    for (std::size_t end = count; end > 0; end -= span[end]) starts.push_back(end);
    for (auto end = starts.rbegin(); end != starts.rend(); ++end) {
      const std::size_t i = *end - span[*end];
      if (cells[*end] == 0) {
        apply(pulseWindow(pulses[i]));
      } else {
        applyTuplet(wideWindow(pulses, i, span[*end]), cells[*end]);
      }
    }
  }

 private:
  using Range = std::pair<std::size_t, std::size_t>;

  static void relax(double total, std::size_t width, int cellCount, std::size_t from,
                    std::vector<double>& best, std::vector<std::size_t>& span, std::vector<int>& cells) {
    if (total >= best[from + width] - kNothing) return;
    best[from + width] = total;
    span[from + width] = width;
    cells[from + width] = cellCount;
  }

  static Window pulseWindow(const Pulse& pulse) {
    return {pulse.at, pulse.length, pulse.ternary ? Shape::Ternary : Shape::Binary, pulse.length};
  }

  static Window wideWindow(const std::vector<Pulse>& pulses, std::size_t from, std::size_t width) {
    const Units length = pulses[from + width - 1].at + pulses[from + width - 1].length - pulses[from].at;
    return {pulses[from].at, length, Shape::Binary, length};
  }

  void tryWide(const std::vector<Pulse>& pulses, std::size_t from, std::size_t width,
               std::vector<double>& best, std::vector<std::size_t>& span, std::vector<int>& cells) {
    for (std::size_t i = from; i < from + width; ++i) {
      if (pulses[i].ternary || pulses[i].length != pulses[from].length) return;
    }
    const Window window = wideWindow(pulses, from, width);
    if (!reachesInside(window)) return;
    const double aside = from % width == 0 ? 0 : 1.5;
    for (const int count : {3, 5}) {
      relax(best[from] + aside + tupletCost(window, count), width, count, from, best, span, cells);
    }
  }

  Range eventsIn(const Window& window) const {
    const auto before = [](const TimedEvent& event, Units at) { return event.at < at; };
    const auto first = std::lower_bound(m_events.begin(), m_events.end(), window.at, before);
    const auto last = std::lower_bound(first, m_events.end(), window.at + window.length, before);
    return {static_cast<std::size_t>(first - m_events.begin()),
            static_cast<std::size_t>(last - m_events.begin())};
  }

  bool reachesInside(const Window& window) const {
    const auto [first, last] = eventsIn(window);
    return last > first && (last - first > 1 || m_events[first].at != window.at);
  }

  static bool nearStart(const TimedEvent& event, const Window& window) {
    return 2 * (event.at - window.at) <= window.length;
  }

  double leafCost(const Window& window) const {
    const auto [first, last] = eventsIn(window);
    double total = 0;
    int atStart = 0;
    int atEnd = 0;
    for (std::size_t i = first; i < last; ++i) {
      const TimedEvent& event = m_events[i];
      const bool start = nearStart(event, window);
      const Units distance = start ? event.at - window.at : window.at + window.length - event.at;
      const double off = static_cast<double>(distance) / static_cast<double>(m_settings.tolerance);
      total += event.weight * std::min(off * off, kFarthest);
      if (event.onset) ++(start ? atStart : atEnd);
    }
    return total + kMerge * (std::max(atStart - 1, 0) + std::max(atEnd - 1, 0));
  }

  /// What it costs the eye to see such short values.
  static double divisionCost(Units nominal) {
    if (nominal >= kQuarter) return 0;
    if (nominal >= kQuarter / 2) return 0.05;
    if (nominal >= kQuarter / 4) return 0.15;
    if (nominal >= kQuarter / 8) return 0.6;
    if (nominal >= kQuarter / 16) return 1.6;
    return 4;
  }

  static std::span<const int> tupletKinds(const Window& window, TupletChoice choice) {
    static constexpr std::array<int, 3> kBinary = {3, 5, 7};
    static constexpr std::array<int, 4> kTernary = {2, 4, 5, 7};
    const std::size_t rare = choice == TupletChoice::Triplets ? 2 : 0;
    if (choice == TupletChoice::None || window.inTuplet) return {};
    if (window.shape == Shape::Ternary) return std::span(kTernary).first(kTernary.size() - rare);
    return std::span(kBinary).first(kBinary.size() - rare);
  }

  static int normalFor(const Window& window, int count) {
    if (window.shape == Shape::Ternary) return count <= 4 ? 3 : 6;
    return count == 3 ? 2 : 4;
  }

  double tupletBase(const Window& window, int count) const {
    double base = 3.5;
    if (window.shape == Shape::Ternary) {
      base = count == 2 ? 0.9 : count == 4 ? 1.2 : base;
    } else if (count == 3) {
      base = window.length >= 4 * kQuarter   ? 2.5
             : window.length >= 2 * kQuarter ? 1.1
             : window.length >= kQuarter     ? 0.7
             : window.length >= kQuarter / 2 ? 0.9
                                             : 2.0;
    } else if (count == 5) {
      base = 2.5;
    }
    return base;
  }

  static Window cell(const Window& window, int count, int index) {
    const Units from = window.at + window.length * index / count;
    const Units to = window.at + window.length * (index + 1) / count;
    return {from, to - from, Shape::Binary, window.nominal / normalFor(window, count), true};
  }

  double tupletCost(const Window& window, int count, double limit = kNever) const {
    if (window.nominal / normalFor(window, count) < m_settings.finest) return kNever;
    if (window.length % (static_cast<Units>(count) * normalFor(window, count)) != 0) return kNever;
    if (count > 4 && onsetsInside(window) < 3) return kNever;
    double total = tupletBase(window, count);
    for (int i = 0; i < count && total < limit; ++i) total += cost(cell(window, count, i));
    return total;
  }

  int onsetsInside(const Window& window) const {
    const auto [first, last] = eventsIn(window);
    int count = 0;
    for (std::size_t i = first; i < last; ++i) count += m_events[i].onset && m_events[i].at > window.at;
    return count;
  }

  static int partsOf(const Window& window) { return window.shape == Shape::Ternary ? 3 : 2; }

  static Window part(const Window& window, int index) {
    const int parts = partsOf(window);
    const Units length = window.length / parts;
    return {window.at + length * index, length, Shape::Binary, window.nominal / parts, window.inTuplet};
  }

  bool divisible(const Window& window) const {
    return window.nominal / partsOf(window) >= m_settings.finest && window.length % partsOf(window) == 0;
  }

  double splitCost(const Window& window) const {
    if (!divisible(window)) return kNever;
    double total = divisionCost(window.nominal / partsOf(window));
    for (int i = 0; i < partsOf(window); ++i) total += cost(part(window, i));
    return total;
  }

  double cost(const Window& window) const {
    double best = leafCost(window);
    if (best <= kNothing) return best;
    best = std::min(best, splitCost(window));
    for (const int count : tupletKinds(window, m_settings.tuplets)) {
      if (tupletBase(window, count) < best) best = std::min(best, tupletCost(window, count, best));
    }
    return best;
  }

  void apply(const Window& window) {
    double best = leafCost(window);
    int choice = 0;  // leaf; 1: split; more: a tuplet of so many
    if (best > kNothing) {
      const double split = splitCost(window);
      if (split < best) best = split, choice = 1;
      for (const int count : tupletKinds(window, m_settings.tuplets)) {
        if (tupletBase(window, count) >= best) continue;
        const double tuplet = tupletCost(window, count, best);
        if (tuplet < best) best = tuplet, choice = count;
      }
    }
    if (choice == 0) {
      settle(window);
    } else if (choice == 1) {
      for (int i = 0; i < partsOf(window); ++i) apply(part(window, i));
    } else {
      applyTuplet(window, choice);
    }
  }

  void applyTuplet(const Window& window, int count) {
    m_out.tuplets.push_back({window.at, window.length, count, normalFor(window, count)});
    for (int i = 0; i < count; ++i) apply(cell(window, count, i));
  }

  void settle(const Window& window) {
    const auto [first, last] = eventsIn(window);
    for (std::size_t i = first; i < last; ++i) {
      m_out.places[i] = nearStart(m_events[i], window) ? window.at : window.at + window.length;
    }
  }

  std::span<const TimedEvent> m_events;
  const RhythmSettings& m_settings;
  BarRhythm& m_out;
};

}  // namespace

BarRhythm quantiseBar(const Metre& metre, std::span<const TimedEvent> events,
                      const RhythmSettings& settings) {
  BarRhythm rhythm;
  rhythm.places.assign(events.size(), metre.length());
  if (!events.empty()) Search(events, settings, rhythm).run(metre);
  return rhythm;
}

}  // namespace partimento::notation
