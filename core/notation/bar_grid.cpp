#include "core/notation/bar_grid.h"

#include <algorithm>
#include <tuple>

namespace partimento::notation {

namespace {

/// Shortest step of a bar's length: odd cuts (a metre change in the middle of nowhere) are rounded to it.
constexpr Units kBarStep = kQuarter / 64;

Units writtenLength(Tick ticks, int ticksPerQuarter) {
  const Units exact = (ticks.value * kQuarter + ticksPerQuarter / 2) / ticksPerQuarter;
  return std::max<Units>((exact + kBarStep / 2) / kBarStep, 1) * kBarStep;
}

/// The end that the bars must cover: a note that overhangs a bar line by a hair needs no bar more.
Tick endToWrite(const Score& score) {
  Tick end(0);
  for (const TrackPtr& track : score.tracks()) {
    for (const Note& note : track->notes) {
      const std::int64_t slack =
          std::min<std::int64_t>(note.duration.value / 8, score.ticksPerQuarter() / 16);
      end =
          std::max(end, std::max(note.onset + Tick(1), note.end() - Tick(std::max<std::int64_t>(slack, 0))));
    }
  }
  return end;
}

std::vector<MeterChange> segmentsOf(const Score& score, const NotateOptions& options) {
  std::vector<MeterChange> segments;
  for (const MeterChange& change : score.meter().changes()) {
    if (change.at <= Tick(0)) {
      segments.assign(1, {Tick(0), change.signature});
    } else {
      if (segments.empty()) segments.push_back({Tick(0), {}});
      segments.push_back(change);
    }
  }
  if (segments.empty()) segments.push_back({Tick(0), {}});
  const Tick pickup = options.pickup.value_or(Tick(0));
  if (pickup > Tick(0) && (segments.size() == 1 || segments[1].at > pickup)) {
    segments.insert(segments.begin() + 1, {pickup, segments.front().signature});
  }
  return segments;
}

}  // namespace

BarGrid::BarGrid(const Score& score, const NotateOptions& options, std::size_t mostBars) {
  lay(score, options, std::max<std::size_t>(mostBars, 1));
  markPickup(score);
  chooseMetres(score);
}

void BarGrid::lay(const Score& score, const NotateOptions& options, std::size_t mostBars) {
  const Tick end = endToWrite(score);
  const std::vector<MeterChange> segments = segmentsOf(score, options);
  Units at = 0;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const bool last = s + 1 == segments.size();
    const TimeSignature signature = segments[s].signature;
    const Tick length = score.meter().barLength(signature);
    Tick start = segments[s].at;
    bool first = s == 0 || m_bars.empty() || m_bars.back().signature != signature;
    while (m_bars.empty() || (start < end && (last || start < segments[s + 1].at))) {
      if (m_bars.size() >= mostBars) return;
      Entry bar;
      bar.start = start;
      bar.end = last ? start + length : std::min(start + length, segments[s + 1].at);
      bar.at = at;
      bar.length = bar.end - bar.start == length
                       ? writtenLength(length, score.ticksPerQuarter())
                       : std::min(writtenLength(bar.end - bar.start, score.ticksPerQuarter()),
                                  writtenLength(length, score.ticksPerQuarter()));
      bar.signature = signature;
      bar.showSignature = first;
      first = false;
      at += bar.length;
      start = bar.end;
      m_bars.push_back(bar);
    }
  }
}

void BarGrid::markPickup(const Score& score) {
  if (m_bars.size() < 2) return;
  Entry& first = m_bars[0];
  Entry& second = m_bars[1];
  const bool ownMetre = second.showSignature;
  const Units full = writtenLength(score.meter().barLength(second.signature), score.ticksPerQuarter());
  // A whole bar of its own metre is an upbeat only where the next metre holds on.
  if (first.length >= full || second.length < full) return;
  if (ownMetre && m_bars.size() > 2 && m_bars[2].showSignature) return;
  first.implicit = true;
  first.skipped = full - first.length;
  first.signature = second.signature;
  second.showSignature = false;
}

void BarGrid::chooseMetres(const Score& score) {
  std::vector<std::tuple<TimeSignature, Units, Units, const Metre*>> known;
  std::vector<std::pair<TimeSignature, std::vector<int>>> chosen;
  const auto groupsFor = [&](TimeSignature signature) {
    const auto options = groupings(signature);
    if (options.size() == 1) return options.front();
    for (const auto& [of, groups] : chosen) {
      if (of == signature) return groups;
    }
    std::vector<double> weights(options.size(), 0.0);
    for (std::size_t option = 0; option < options.size(); ++option) {
      const Units full = writtenLength(score.meter().barLength(signature), score.ticksPerQuarter());
      const Metre metre(signature, full, 0, options[option]);
      for (const TrackPtr& track : score.tracks()) {
        for (const Note& note : track->notes) {
          const Units at = unitsAt(note.onset);
          const Entry& bar = m_bars[barAt(at)];
          if (bar.signature == signature && bar.length == full && metre.level(at - bar.at) == 1) {
            weights[option] += 1;
          }
        }
      }
      weights[option] /= static_cast<double>(options[option].size() - 1);
    }
    const auto best = std::max_element(weights.begin(), weights.end()) - weights.begin();
    // The usual way unless another is clearly better.
    const auto index = static_cast<std::size_t>(best);
    const std::size_t use = weights[index] > 1.25 * weights[0] ? index : 0;
    chosen.emplace_back(signature, options[use]);
    return options[use];
  };
  for (Entry& bar : m_bars) {
    const auto same = std::find_if(known.begin(), known.end(), [&](const auto& entry) {
      return std::get<0>(entry) == bar.signature && std::get<1>(entry) == bar.length &&
             std::get<2>(entry) == bar.skipped;
    });
    if (same != known.end()) {
      bar.metre = std::get<3>(*same);
      continue;
    }
    m_metres.push_back(
        std::make_unique<const Metre>(bar.signature, bar.length, bar.skipped, groupsFor(bar.signature)));
    bar.metre = m_metres.back().get();
    known.emplace_back(bar.signature, bar.length, bar.skipped, bar.metre);
  }
}

std::size_t BarGrid::barAt(Units at) const {
  const auto next = std::upper_bound(m_bars.begin(), m_bars.end(), at,
                                     [](Units place, const Entry& bar) { return place < bar.at; });
  return next == m_bars.begin() ? 0 : static_cast<std::size_t>(next - m_bars.begin() - 1);
}

Units BarGrid::unitsAt(Tick tick) const {
  const auto next = std::upper_bound(m_bars.begin(), m_bars.end(), tick,
                                     [](Tick place, const Entry& bar) { return place < bar.start; });
  const Entry& bar = next == m_bars.begin() ? m_bars.front() : *(next - 1);
  const std::int64_t ticks = std::max<std::int64_t>((bar.end - bar.start).value, 1);
  const std::int64_t inBar = std::clamp<std::int64_t>((tick - bar.start).value, 0, ticks);
  return bar.at + (inBar * bar.length + ticks / 2) / ticks;
}

Tick BarGrid::tickAt(Units at) const {
  const Entry& bar = m_bars[barAt(at)];
  const Units inBar = std::clamp<Units>(at - bar.at, 0, bar.length);
  return bar.start + Tick(((bar.end - bar.start).value * inBar + bar.length / 2) / bar.length);
}

}  // namespace partimento::notation
