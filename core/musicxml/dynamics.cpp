#include "core/musicxml/dynamics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <utility>

#include "core/music/note.h"

namespace partimento::musicxml {

namespace {

constexpr double kForteVelocity = 90;
constexpr int kHairpinStep = 16;  ///< one level: from p to mp, from mf to f

/// Velocities by place and staff (0: the whole part). One a place and staff, so that looking up takes no
/// longer in a file that repeats itself.
using Marks = std::map<std::pair<Units, int>, int>;

struct Hairpin {
  Units from = 0;
  Units to = 0;
  bool louder = true;
  int begin = 80;
  int end = 80;
};

/// Marks of a part on one line of time.
class Loudness {
 public:
  Loudness(const Document& document, const DocumentPart& part) {
    Units start = 0;
    for (std::size_t i = 0; i < part.bars.size(); ++i) {
      for (const DocumentDynamic& dynamic : part.bars[i].dynamics) {
        Marks& marks = dynamic.once ? m_accents : m_levels;
        marks[{start + dynamic.at, dynamic.staff}] = dynamic.velocity;
      }
      for (const DocumentWedge& wedge : part.bars[i].wedges) addWedge(wedge, start);
      start += document.bars[i].length;
    }
    std::stable_sort(m_hairpins.begin(), m_hairpins.end(),
                     [](const Hairpin& a, const Hairpin& b) { return a.from < b.from; });
    settleHairpins(document.unitsPerQuarter);
  }

  int at(Units time, int staff) const {
    for (const int place : {staff, 0}) {
      const auto accent = m_accents.find({time, place});
      if (accent != m_accents.end()) return accent->second;
    }
    const auto after = std::ranges::upper_bound(m_hairpins, time, {}, &Hairpin::from);
    if (after != m_hairpins.begin()) {
      const Hairpin& hairpin = *(after - 1);
      if (time < hairpin.to) {
        const double part =
            static_cast<double>(time - hairpin.from) / static_cast<double>(hairpin.to - hairpin.from);
        return hairpin.begin + static_cast<int>(std::lround(part * (hairpin.end - hairpin.begin)));
      }
    }
    return levelAt(time, staff);
  }

 private:
  void addWedge(const DocumentWedge& wedge, Units start) {
    if (wedge.kind == DocumentWedge::Kind::Stop) {
      const auto open = m_open.find(wedge.number);
      if (open == m_open.end()) return;
      open->second.to = start + wedge.at;
      if (open->second.to > open->second.from) m_hairpins.push_back(open->second);
      m_open.erase(open);
    } else {
      m_open[wedge.number] = {start + wedge.at, 0, wedge.kind == DocumentWedge::Kind::Crescendo};
    }
  }

  /// The mark of another staff counts too, but where this one has its own at the same place.
  int levelAt(Units time, int staff) const {
    const auto after = m_levels.lower_bound({time + 1, 0});
    if (after == m_levels.begin()) return Note{}.velocity;
    const auto last = std::prev(after);
    for (const int place : {staff, 0}) {
      const auto own = m_levels.find({last->first.first, place});
      if (own != m_levels.end()) return own->second;
    }
    return last->second;
  }

  /// A hairpin leads to the mark at its end; without one a level further, which then holds.
  void settleHairpins(Units quarter) {
    for (Hairpin& hairpin : m_hairpins) {
      hairpin.begin = levelAt(hairpin.from, 0);
      const auto next = m_levels.lower_bound({hairpin.to, 0});
      const bool marked = next != m_levels.end() && next->first.first <= hairpin.to + quarter;
      if (marked && (next->second > hairpin.begin) == hairpin.louder) {
        hairpin.end = next->second;
      } else {
        hairpin.end = std::clamp(hairpin.begin + (hairpin.louder ? kHairpinStep : -kHairpinStep), 1, 127);
        if (!marked) m_levels[{hairpin.to, 0}] = hairpin.end;
      }
    }
  }

  Marks m_levels;
  Marks m_accents;
  std::vector<Hairpin> m_hairpins;
  std::map<int, Hairpin> m_open;
};

}  // namespace

int velocityOfPercent(double percent) {
  return static_cast<int>(std::lround(std::clamp(percent * kForteVelocity / 100, 1.0, 127.0)));
}

int releaseOfPercent(double percent) {
  return static_cast<int>(std::lround(std::clamp(percent * kForteVelocity / 100, 0.0, 127.0)));
}

std::string percentOfVelocity(int velocity) {
  std::array<char, 16> text{};
  const int hundredths = static_cast<int>(std::lround(velocity * 10000 / kForteVelocity));
  if (hundredths % 100 == 0) {
    std::snprintf(text.data(), text.size(), "%d", hundredths / 100);
  } else {
    std::snprintf(text.data(), text.size(), "%d.%02d", hundredths / 100, hundredths % 100);
  }
  return text.data();
}

std::optional<DynamicMark> dynamicMark(std::string_view name) {
  static const std::map<std::string_view, DynamicMark> kMarks = {
      {"pppppp", {5, false, {}}},  {"ppppp", {8, false, {}}},    {"pppp", {11, false, {}}},
      {"ppp", {16, false, {}}},    {"pp", {33, false, {}}},      {"p", {49, false, {}}},
      {"mp", {64, false, {}}},     {"mf", {80, false, {}}},      {"f", {96, false, {}}},
      {"ff", {112, false, {}}},    {"fff", {120, false, {}}},    {"ffff", {124, false, {}}},
      {"fffff", {126, false, {}}}, {"ffffff", {127, false, {}}}, {"n", {1, false, {}}},
      {"fp", {96, true, 49}},      {"pf", {49, true, 96}},       {"sf", {112, true, {}}},
      {"sfz", {112, true, {}}},    {"sffz", {124, true, {}}},    {"sfzp", {112, true, 49}},
      {"sfp", {112, true, 49}},    {"sfpp", {112, true, 33}},    {"rf", {100, true, {}}},
      {"rfz", {100, true, {}}},    {"fz", {112, true, {}}}};
  const auto found = kMarks.find(name);
  if (found == kMarks.end()) return std::nullopt;
  return found->second;
}

std::vector<std::vector<int>> velocitiesOf(const Document& document, const DocumentPart& part) {
  const Loudness loudness(document, part);
  std::vector<std::vector<int>> velocities(part.bars.size());
  Units start = 0;
  for (std::size_t i = 0; i < part.bars.size(); ++i) {
    for (const DocumentNote& note : part.bars[i].notes) {
      velocities[i].push_back(note.dynamics ? velocityOfPercent(*note.dynamics)
                                            : loudness.at(start + note.at, note.staff));
    }
    start += document.bars[i].length;
  }
  return velocities;
}

}  // namespace partimento::musicxml
