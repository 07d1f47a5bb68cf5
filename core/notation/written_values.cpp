#include "core/notation/written_values.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace partimento::notation {

namespace {

constexpr Units kLongest = 16 * kQuarter;
constexpr Units kShortest = kQuarter / 64;

std::optional<WrittenValue> shapeOf(Units length, int maxDots) {
  int index = 0;
  for (Units base = kLongest; base >= kShortest; base /= 2, ++index) {
    if (length < base) continue;
    if (length == base) return WrittenValue{static_cast<NoteBase>(index), 0, {}};
    if (maxDots > 0 && 2 * length == 3 * base) return WrittenValue{static_cast<NoteBase>(index), 1, {}};
    if (maxDots > 1 && 4 * length == 7 * base) return WrittenValue{static_cast<NoteBase>(index), 2, {}};
    return std::nullopt;
  }
  return std::nullopt;
}

/// Strength of places: of a bar, or of the plain time inside a tuplet.
class Plane {
 public:
  explicit Plane(const Metre& metre) : m_metre(&metre) {}
  explicit Plane(const TupletWindow& window) : m_unit(window.unit()), m_cells(window.cells) {}

  int level(Units at) const {
    if (m_metre) return m_metre->level(at);
    if (at == 0 || at == m_unit * m_cells) return 0;
    int level = 1;
    if (at % m_unit == 0) return m_cells == 4 && at != 2 * m_unit ? 2 : 1;
    for (Units part = m_unit / 2; part > 0; part /= 2) {
      ++level;
      if (at % part == 0) return level;
    }
    return Metre::kOffGrid;
  }
  int strictLevel() const { return m_metre ? m_metre->strictLevel() : 0; }
  int pulseLevel() const { return m_metre ? m_metre->pulseLevel() : 1; }
  bool threePulses() const { return m_metre && m_metre->pulses().size() == 3; }
  bool ternaryPulses() const { return m_metre && m_metre->compound(); }
  Units step() const {
    if (!m_metre) return m_unit;
    return ternaryPulses() ? m_metre->beat() / 3 : m_metre->beat();
  }

 private:
  const Metre* m_metre = nullptr;
  Units m_unit = kQuarter;
  int m_cells = 1;
};

/// What lies strictly inside a stretch of time.
struct Inside {
  int strongest = Metre::kOffGrid;
  int count = 0;  ///< places as strong as that
};

class ValueWriter {
 public:
  ValueWriter(const Plane& plane, PieceKind kind) : m_plane(plane), m_kind(kind) {}

  void write(Units from, Units to, std::vector<Piece>& out) const {
    if (from >= to) return;
    const auto value = shapeOf(to - from, m_kind == PieceKind::Rest ? 1 : 2);
    const Inside inside = look(from, to);
    if (value && fits(from, to, *value, inside)) {
      out.push_back({from, to - from, *value, -1});
      return;
    }
    if (inside.count == 0) {
      writeOffGrid(from, to, out);
      return;
    }
    std::vector<Piece> best;
    std::vector<Units> cuts = strongestPlaces(from, to, inside.strongest);
    // Of equally short ways the long value stands at the stronger end.
    if (m_plane.level(from) <= m_plane.level(to)) std::reverse(cuts.begin(), cuts.end());
    for (const Units cut : cuts) {
      std::vector<Piece> pieces;
      write(from, cut, pieces);
      write(cut, to, pieces);
      if (best.empty() || pieces.size() < best.size()) best = std::move(pieces);
    }
    out.insert(out.end(), best.begin(), best.end());
  }

 private:
  Units stepFor(Units from, Units to) const { return std::gcd(std::gcd(from, to), m_plane.step()); }

  Inside look(Units from, Units to) const {
    Inside inside;
    const Units step = stepFor(from, to);
    for (Units at = from + step; at < to; at += step) {
      const int level = m_plane.level(at);
      if (level < inside.strongest) inside = {level, 0};
      if (level == inside.strongest) ++inside.count;
    }
    return inside.strongest == Metre::kOffGrid ? Inside{} : inside;
  }

  std::vector<Units> strongestPlaces(Units from, Units to, int level) const {
    std::vector<Units> places;
    const Units step = stepFor(from, to);
    for (Units at = from + step; at < to; at += step) {
      if (m_plane.level(at) == level) places.push_back(at);
    }
    // More than a few equal places (a bar of 15/4): cutting at the ends finds the long values.
    if (places.size() > 3) places = {places.front(), places.back()};
    return places;
  }

  bool fits(Units from, Units to, const WrittenValue& value, const Inside& inside) const {
    const int start = m_plane.level(from);
    const int end = m_plane.level(to);
    return m_kind == PieceKind::Rest ? restFits(from, to, value, inside, start)
                                     : noteFits(value, inside, start, end);
  }

  bool noteFits(const WrittenValue& value, const Inside& inside, int start, int end) const {
    const int strict = m_plane.strictLevel();
    if (inside.strongest <= strict && (start > strict || end > strict)) return false;
    if (value.dots == 2 && (start > m_plane.pulseLevel() || inside.strongest < start)) return false;
    if (inside.strongest >= start) return true;
    return inside.strongest == start - 1 && inside.count == 1 && end <= start && value.dots < 2;
  }

  bool restFits(Units from, Units to, const WrittenValue& value, const Inside& inside, int start) const {
    if (inside.count > 0 && inside.strongest <= start) return false;
    const bool acrossPulses = inside.count > 0 && inside.strongest <= m_plane.pulseLevel();
    if (acrossPulses && (m_plane.threePulses() || m_plane.level(to) >= inside.strongest)) return false;
    if (value.dots == 0) return true;
    const bool wholePulse = m_plane.ternaryPulses() && m_plane.level(to) <= m_plane.pulseLevel();
    return start <= m_plane.pulseLevel() &&
           (wholePulse || (to - from < kQuarter && !m_plane.ternaryPulses()));
  }

  /// Time on no halving of the metre: the longest values that fit, one after the other.
  static void writeOffGrid(Units from, Units to, std::vector<Piece>& out) {
    Units at = from;
    int index = 0;
    for (Units base = kLongest; base >= kShortest; base /= 2, ++index) {
      while (to - at >= base) {
        out.push_back({at, base, {static_cast<NoteBase>(index), 0, {}}, -1});
        at += base;
      }
    }
    if (at < to && !out.empty()) out.back().length += to - at;
  }

  const Plane& m_plane;
  PieceKind m_kind;
};

void writeInTuplet(std::span<const TupletWindow> tuplets, std::size_t index, Units from, Units to,
                   PieceKind kind, std::vector<Piece>& out) {
  const TupletWindow& window = tuplets[index];
  const Plane plane(window);
  const auto plain = [&](Units at) { return (at - window.at) * window.cells / window.normal; };
  std::vector<Piece> pieces;
  ValueWriter(plane, kind).write(plain(from), plain(to), pieces);
  for (Piece piece : pieces) {
    const Units end = piece.at + piece.length;
    piece.at = window.at + piece.at * window.normal / window.cells;
    piece.length = window.at + end * window.normal / window.cells - piece.at;
    piece.value.ratio = {window.cells, window.normal};
    piece.tuplet = static_cast<int>(index);
    out.push_back(piece);
  }
}

}  // namespace

void writeValues(const Metre& metre, std::span<const TupletWindow> tuplets, Units from, Units to,
                 PieceKind kind, std::vector<Piece>& out) {
  const Plane plane(metre);
  const ValueWriter writer(plane, kind);
  Units at = from;
  for (std::size_t i = 0; i < tuplets.size() && at < to; ++i) {
    const TupletWindow& window = tuplets[i];
    if (window.until() <= at || window.at >= to) continue;
    writer.write(at, window.at, out);
    const Units inner = std::max(at, window.at);
    const Units end = std::min(to, window.until());
    writeInTuplet(tuplets, i, inner, end, kind, out);
    at = end;
  }
  writer.write(at, to, out);
}

}  // namespace partimento::notation
