#include "core/engraving/layout.h"

#include <algorithm>
#include <cmath>

#include "core/engraving/rules.h"

namespace partimento::engraving {

using notation::Fraction;

std::size_t Layout::systemOf(std::size_t bar) const {
  const auto after = std::upper_bound(m_systems.begin(), m_systems.end(), bar,
                                      [](std::size_t b, const PlacedSystem& s) { return b < s.firstBar; });
  return after == m_systems.begin() ? 0 : static_cast<std::size_t>(after - m_systems.begin()) - 1;
}

PaperSpot Layout::spotAt(Tick tick) const {
  const notation::BarPlace place = m_notation->placeAt(tick);
  return spotAt(place.bar, place.at);
}

PaperSpot Layout::spotAt(std::size_t bar, Fraction at) const {
  const std::size_t index = systemOf(bar);
  const PlacedSystem& placed = m_systems[index];
  const System& system = *placed.system;
  const std::size_t inSystem = std::min(bar - placed.firstBar, system.barCount() - 1);
  PaperSpot spot;
  spot.page = placed.page;
  spot.system = index;
  spot.x = placed.at.x + system.xAt(inSystem, at, m_notation->bars()[bar].length);
  spot.top = placed.at.y + system.staves.front().y - rules::kStaffHalf - 2.5;
  spot.bottom = placed.at.y + system.staves.back().y + rules::kStaffHalf + 2.5;
  return spot;
}

std::optional<MusicSpot> Layout::musicAt(std::size_t page, Point point) const {
  if (page >= m_pages.size()) return std::nullopt;
  double nearest = 1e9;
  MusicSpot spot;
  double staffY = 0;
  const Page& here = m_pages[page];
  for (std::size_t s = here.firstSystem; s < here.firstSystem + here.systemCount; ++s) {
    for (const StaffSpot& staff : m_systems[s].system->staves) {
      const double y = m_systems[s].at.y + staff.y;
      if (std::abs(point.y - y) >= nearest) continue;
      nearest = std::abs(point.y - y);
      staffY = y;
      spot.system = s;
      spot.part = staff.part;
      spot.staff = staff.staff;
    }
  }
  if (nearest > 1e8) return std::nullopt;
  const PlacedSystem& placed = m_systems[spot.system];
  const System& system = *placed.system;
  const double x = point.x - placed.at.x;
  std::size_t bar = 0;
  while (bar + 1 < system.bars.size() && x >= system.bars[bar].right) ++bar;
  spot.bar = placed.firstBar + bar;
  spot.step = static_cast<int>(std::lround((staffY - point.y) * 2));
  const SystemBar& shown = system.bars[bar];
  const Fraction length = m_notation->bars()[spot.bar].length;
  Fraction fromAt = 0;
  double fromX = shown.times.empty() ? shown.music : std::min(shown.music + 1, shown.times.front().x);
  Fraction toAt = length;
  double toX = shown.right;
  for (const TimeSpot& time : shown.times) {
    if (time.x <= x) {
      fromAt = time.at;
      fromX = time.x;
    } else {
      toAt = time.at;
      toX = time.x;
      break;
    }
  }
  const double share = toX > fromX ? std::clamp((x - fromX) / (toX - fromX), 0.0, 1.0) : 0;
  constexpr int kParts = 64;
  spot.at = fromAt + (toAt - fromAt) * Fraction(std::lround(share * kParts), kParts);
  return spot;
}

Box Layout::boxOf(const notation::NotePlace& place) const {
  const PlacedSystem& placed = m_systems[systemOf(place.bar)];
  if (place.bar < placed.firstBar || place.bar - placed.firstBar >= placed.system->bars.size()) return {};
  for (const EventSpot& event : placed.system->bars[place.bar - placed.firstBar].events) {
    if (event.part == place.part && event.staff == place.staff && event.voice == place.voice &&
        event.event == place.event)
      return event.box.moved(placed.at);
  }
  return {};
}

}  // namespace partimento::engraving
