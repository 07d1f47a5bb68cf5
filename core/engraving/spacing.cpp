#include "core/engraving/spacing.h"

#include <algorithm>
#include <cmath>

#include "core/engraving/lyrics.h"
#include "core/engraving/rules.h"
#include "core/engraving/system_text.h"

namespace partimento::engraving {

using notation::Fraction;

namespace {

constexpr double kLeastColumn = 1.25;       // heads of one staff
constexpr double kLeastAcrossStaves = 0.8;  // heads of two staves
constexpr double kEmptyBar = 7.0;
constexpr double kMostSpace = 13.0;
constexpr double kLyricOverBarline = 0.4;  // how far a bar's first syllable may hang over its bar line

/// Room for a note of this length: grows by a constant factor with each doubling.
double spaceOf(Fraction length) {
  const double quarters = std::max(length.value(), 1.0 / 64);
  return std::min(rules::kQuarterSpace * std::pow(rules::kSpaceGrowth, std::log2(quarters)), kMostSpace);
}

/// How far apart two columns of one staff must be for their signs not to meet.
double leastDistance(const Column& before, const Column& after) {
  double least = 0;
  for (const Box& a : before.boxes) {
    for (const Box& b : after.boxes) {
      if (a.meetsVertically(b, 0.15)) least = std::max(least, a.right - b.left + rules::kNoteGap);
    }
  }
  return least;
}

bool tieLeaves(const StaffBarShape& staff, const Column& column) {
  for (const EventShape& shape : column.events) {
    for (const auto& note : staff.source->voices[shape.voice].events[shape.event].notes) {
      if (note.tieStart) return true;
    }
  }
  return false;
}

}  // namespace

BarSpacing::BarSpacing(const std::vector<StaffBarShapePtr>& staves, Fraction length, double density,
                       const std::vector<TextRoom>& texts) {
  collectTimes(staves, texts);
  addSprings(staves, length, density);
  for (const StaffBarShapePtr& staff : staves) addRods(*staff);
  addTextRods(texts);
  for (std::size_t i = 1; i < m_times.size(); ++i) m_rods.push_back({i, i + 1, kLeastAcrossStaves});
  std::sort(m_rods.begin(), m_rods.end(), [](const Rod& a, const Rod& b) { return a.to < b.to; });
}

void BarSpacing::collectTimes(const std::vector<StaffBarShapePtr>& staves,
                              const std::vector<TextRoom>& texts) {
  for (const StaffBarShapePtr& staff : staves) {
    for (const Column& column : staff->columns) m_times.push_back(column.at);
  }
  for (const TextRoom& text : texts) m_times.push_back(text.at);
  std::sort(m_times.begin(), m_times.end());
  m_times.erase(std::unique(m_times.begin(), m_times.end()), m_times.end());
}

std::size_t BarSpacing::nodeOf(Fraction at) const {
  return static_cast<std::size_t>(std::lower_bound(m_times.begin(), m_times.end(), at) - m_times.begin()) + 1;
}

void BarSpacing::addSprings(const std::vector<StaffBarShapePtr>& staves, Fraction length, double density) {
  m_rest.assign(m_times.size() + 1, 0.0);
  if (m_times.empty()) {
    m_rest[0] = kEmptyBar / density;
    return;
  }
  // Of all that sounds between two columns the shortest value rules.
  std::vector<Fraction> shortest(m_times.size(), length);
  for (const StaffBarShapePtr& staff : staves) {
    for (const Column& column : staff->columns) {
      for (const EventShape& shape : column.events) {
        const auto& event = staff->source->voices[shape.voice].events[shape.event];
        for (std::size_t i = nodeOf(column.at) - 1; i < m_times.size() && m_times[i] < event.end(); ++i)
          shortest[i] = std::min(shortest[i], event.length);
      }
    }
  }
  for (std::size_t i = 0; i < m_times.size(); ++i) {
    const Fraction next = i + 1 < m_times.size() ? m_times[i + 1] : std::max(length, m_times[i]);
    const Fraction gap = next - m_times[i];
    const double share = shortest[i] > Fraction(0) ? std::min((gap / shortest[i]).value(), 1.0) : 1.0;
    m_rest[i + 1] = spaceOf(shortest[i]) * share / density;
  }
}

void BarSpacing::addRods(const StaffBarShape& staff) {
  const std::size_t end = m_times.size() + 1;
  if (!staff.barRests.empty()) m_rods.push_back({0, end, 4.5});
  for (std::size_t i = 0; i < staff.columns.size(); ++i) {
    const Column& column = staff.columns[i];
    const std::size_t node = nodeOf(column.at);
    const bool signs = column.left < -0.5;
    const double lead = signs ? rules::kAccidentalAfterBarline : rules::kAfterBarline;
    double before = std::max(rules::kAfterBarline, lead - column.left);
    double reach = column.right;
    for (const Box& box : column.boxes) {
      reach = std::max(reach, box.right);
      if (isLyricBox(box)) before = std::max(before, -box.left - kLyricOverBarline);
    }
    m_rods.push_back({0, node, before});
    m_rods.push_back({node, end, reach + rules::kBeforeBarline});
    const std::size_t reaches =
        std::ranges::any_of(column.boxes, isLyricBox) ? i : std::min<std::size_t>(i, 3);
    for (std::size_t back = 1; back <= reaches; ++back) {
      const Column& earlier = staff.columns[i - back];
      double least = leastDistance(earlier, column);
      if (back == 1) least = std::max(least, kLeastColumn);
      if (back == 1 && tieLeaves(staff, earlier)) least = std::max(least, 1.2 + rules::kTieRoom);
      if (least > 0) m_rods.push_back({nodeOf(earlier.at), node, least});
    }
  }
}

/// From each text to the next, and from the last to the bar line.
void BarSpacing::addTextRods(const std::vector<TextRoom>& texts) {
  double room = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    room += texts[i].width + kSymbolGap;
    const bool last = i + 1 == texts.size();
    if (!last && texts[i + 1].at == texts[i].at) continue;
    const bool first = texts[i].at == Fraction(0);
    const std::size_t from = first ? 0 : nodeOf(texts[i].at);
    const double start = first ? kFirstSymbol : 0;
    m_rods.push_back({from, last ? m_times.size() + 1 : nodeOf(texts[i + 1].at), start + room});
    room = 0;
  }
}

std::vector<double> BarSpacing::places(double force) const {
  std::vector<double> x(m_times.size() + 2, 0.0);
  auto rod = m_rods.begin();
  for (std::size_t node = 1; node < x.size(); ++node) {
    x[node] = x[node - 1] + force * m_rest[node - 1];
    for (; rod != m_rods.end() && rod->to == node; ++rod)
      x[node] = std::max(x[node], x[rod->from] + rod->least);
  }
  return x;
}

double BarSpacing::width(double force) const {
  return places(force).back();
}

double forceToFill(const std::vector<const BarSpacing*>& bars, double width, double least, double most) {
  const auto total = [&bars](double force) {
    double sum = 0;
    for (const BarSpacing* bar : bars) sum += bar->width(force);
    return sum;
  };
  if (total(most) <= width) return most;
  for (int i = 0; i < 40 && most - least > 1e-6; ++i) {
    const double middle = (least + most) / 2;
    (total(middle) > width ? most : least) = middle;
  }
  return least;
}

}  // namespace partimento::engraving
