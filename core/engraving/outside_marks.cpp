// What stands above or below a staff and keeps clear of everything on it: tuplets, octave lines, syllables.

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "core/engraving/lyrics.h"
#include "core/engraving/rules.h"
#include "core/engraving/staff_draft.h"

namespace partimento::engraving {
namespace {

constexpr double kFigureGap = 0.08;
constexpr double kSlice = 0.75;
constexpr double kExtenderGap = 0.25;  // between a syllable and its line
constexpr double kLeastExtender = 1.2;

double figuresWidth(const std::string& text) {
  double width = -kFigureGap;
  for (const char c : text)
    width += glyphWidth(c == ':' ? Glyph::TupletColon : tupletDigit(c - '0')) + kFigureGap;
  return width;
}

void putFigures(const std::string& text, Point centre, std::size_t bar, StaffDraft& draft) {
  double x = centre.x - figuresWidth(text) / 2;
  for (const char c : text) {
    const Glyph glyph = c == ':' ? Glyph::TupletColon : tupletDigit(c - '0');
    draft.put(bar, GlyphMark{.glyph = glyph, .role = Role::Tuplet, .at = {x, centre.y}});
    x += glyphWidth(glyph) + kFigureGap;
  }
}

/// A plain "3" where that is what one expects; else both numbers.
std::string tupletText(const notation::Ratio& ratio) {
  const std::string actual = std::to_string(ratio.actual);
  const bool usual = ratio.normal < ratio.actual && 2 * ratio.normal > ratio.actual;
  const bool compound = (ratio.actual == 2 && ratio.normal == 3) || (ratio.actual == 4 && ratio.normal == 3);
  return usual || compound ? actual : actual + ":" + std::to_string(ratio.normal);
}

/// A slanted line over or under a stretch of the staff.
struct Slant {
  double left;
  double right;
  double slope;
  int side;  // 1 above
  double gap;

  /// The y at `left` of the nearest line that keeps clear.
  double clear(const Skyline& skyline) const {
    double y = side > 0 ? -rules::kStaffHalf - 0.4 : rules::kStaffHalf + 0.4;
    for (double x = left; x < right; x += kSlice) {
      const double to = std::min(x + kSlice, right);
      const double rise = slope * (x - left);
      const double edge = side > 0 ? skyline.top(x, to, 0) - gap : skyline.bottom(x, to, 0) + gap;
      y = side > 0 ? std::min(y, edge - rise) : std::max(y, edge - rise);
    }
    return y;
  }
};

class TupletDrawer {
 public:
  TupletDrawer(std::size_t bar, const PlacedVoice& voice, int voiceNumber, StaffDraft& draft)
      : m_bar(bar), m_voice(voice), m_number(voiceNumber), m_draft(draft) {}

  void draw(const notation::Tuplet& tuplet) {
    if (tuplet.last >= m_voice.size() || tuplet.first > tuplet.last) return;
    const PlacedEvent* first = shown(tuplet.first, tuplet.last, 1);
    const PlacedEvent* last = shown(tuplet.last, tuplet.first, -1);
    if (!first || !last) return;
    const int side = sideOf(tuplet);
    const std::string text = tupletText(tuplet.ratio);
    if (tuplet.bracket) {
      drawBracket(*first, *last, side, text);
      return;
    }
    const double middle = (first->stemX + last->stemX) / 2;
    const double half = figuresWidth(text) / 2 + 0.1;
    const double y = Slant{middle - half, middle + half, 0, side, 0.3}.clear(m_draft.skyline);
    putFigures(text, {middle, y - side * 0.65}, m_bar, m_draft);
  }

 private:
  const PlacedEvent* shown(std::size_t from, std::size_t to, int step) const {
    for (std::size_t i = from;; i = step > 0 ? i + 1 : i - 1) {
      if (m_voice[i].shape) return &m_voice[i];
      if (i == to) return nullptr;
    }
  }

  int sideOf(const notation::Tuplet& tuplet) const {
    int sum = 0;
    for (std::size_t i = tuplet.first; i <= tuplet.last; ++i) {
      if (m_voice[i].isChord()) sum += m_voice[i].direction;
      if (m_voice[i].severalVoices) return m_number % 2 == 0 ? 1 : -1;
    }
    return sum >= 0 ? 1 : -1;
  }

  void drawBracket(const PlacedEvent& first, const PlacedEvent& last, int side, const std::string& text) {
    const double left = first.x + first.shape->body.left - 0.15;
    const double right = last.x + last.shape->body.right + 0.15;
    const double way = std::max(right - left, 1.0);
    const double slope = std::clamp((last.tip - first.tip) / way, -0.18, 0.18);
    const Slant line{left, right, slope, side, 0.55};
    const double y = line.clear(m_draft.skyline) - side * 0.15;
    const auto at = [&](double x) { return Point{x, y + slope * (x - left)}; };
    const double middle = (left + right) / 2;
    const double gap = figuresWidth(text) / 2 + 0.35;
    const double hook = side * 0.75;
    const auto stroke = [&](Point from, Point to) {
      m_draft.put(m_bar, LineMark{from, to, rules::kBracketLine, Role::Tuplet});
    };
    if (way > 2 * gap + 0.6) {
      stroke(at(left), at(middle - gap));
      stroke(at(middle + gap), at(right));
    }
    stroke(at(left), at(left) + Point{0, hook});
    stroke(at(right), at(right) + Point{0, hook});
    putFigures(text, at(middle), m_bar, m_draft);
  }

  std::size_t m_bar;
  const PlacedVoice& m_voice;
  int m_number;
  StaffDraft& m_draft;
};

/// An octave line along several bars.
struct OttavaRun {
  std::size_t bar = 0;
  double left = 0;
  double right = 0;
  int octaves = 1;
  bool starts = true;
  bool ends = true;
};

void drawOttava(const OttavaRun& run, StaffDraft& draft) {
  const int side = run.octaves > 0 ? 1 : -1;
  const bool two = std::abs(run.octaves) > 1;
  const Glyph glyph = side > 0 ? (two ? Glyph::QuindicesimaAlta : Glyph::OttavaAlta)
                               : (two ? Glyph::QuindicesimaBassa : Glyph::OttavaBassa);
  const double room = side > 0 ? 1.6 : 0.5;
  const double edge = Slant{run.left, run.right, 0, side, room}.clear(draft.skyline);
  const double y = side > 0 ? edge : edge + 1.2;
  draft.put(run.bar, GlyphMark{.glyph = glyph, .role = Role::Ottava, .at = {run.left - 0.2, y + 0.1}});
  const double lineY = side > 0 ? y - 1.2 : y;
  const double from = run.left + glyphWidth(glyph) + 0.2;
  if (run.right < from) return;
  LineMark line{{from, lineY}, {run.right, lineY}, rules::kBracketLine, Role::Ottava};
  line.dash = 0.55;
  draft.put(run.bar, line);
  if (run.ends)
    draft.put(
        run.bar,
        LineMark{{run.right, lineY}, {run.right, lineY + side * 0.9}, rules::kBracketLine, Role::Ottava});
}

double lastEdge(const BarFrame& frame, const StaffBarShape& shape, notation::Fraction before) {
  double right = frame.music;
  for (const Column& column : shape.columns) {
    if (column.at < before) right = frame.xOf(column.at) + std::min(column.right, 2.0);
  }
  return right;
}

}  // namespace

void placeTuplets(const StaffDraftInput& input, StaffDraft& draft) {
  for (std::size_t b = 0; b < input.frames.size(); ++b) {
    const notation::StaffBar& bar = *input.system.shapes[b][input.index]->source;
    for (std::size_t v = 0; v < bar.voices.size(); ++v) {
      TupletDrawer drawer(b, draft.voices[b][v], bar.voices[v].number, draft);
      // Inner tuplets lie nearer to the notes.
      for (auto tuplet = bar.voices[v].tuplets.rbegin(); tuplet != bar.voices[v].tuplets.rend(); ++tuplet)
        drawer.draw(*tuplet);
    }
  }
}

void placeOttavas(const StaffDraftInput& input, StaffDraft& draft) {
  std::optional<OttavaRun> open;
  for (std::size_t b = 0; b < input.frames.size(); ++b) {
    const StaffBarShape& shape = *input.system.shapes[b][input.index];
    for (const notation::OttavaSpan& span : shape.source->ottavas) {
      if (!open || span.starts)
        open = OttavaRun{
            .bar = b, .left = input.frames[b].xOf(span.from), .octaves = span.octaves, .starts = span.starts};
      open->right = lastEdge(input.frames[b], shape, span.to);
      open->ends = span.ends;
      if (!span.ends) continue;
      drawOttava(*open, draft);
      open.reset();
    }
  }
  if (open) drawOttava(*open, draft);
}

namespace {

/// A syllable on the line.
struct Syllable {
  std::size_t bar = 0;
  double x = 0;
  const notation::Lyric* lyric = nullptr;
  double until = 0;  ///< right end of the last further note that is sung on it; 0: none

  bool goesOn() const {
    return lyric->place == notation::Lyric::Place::Begin || lyric->place == notation::Lyric::Place::Middle;
  }
  double half() const { return textWidth(lyric->text, kLyricSize) / 2; }
};

/// The syllables of a staff, and how long each is held.
class SyllableFinder {
 public:
  SyllableFinder(const StaffDraftInput& input, const StaffDraft& draft) : m_input(input), m_draft(draft) {}

  std::map<int, std::vector<Syllable>> byVerse() {
    for (std::size_t b = 0; b < m_input.frames.size(); ++b) {
      const auto& voices = m_input.system.shapes[b][m_input.index]->source->voices;
      for (std::size_t v = 0; v < voices.size(); ++v) {
        for (const PlacedEvent& placed : m_draft.voices[b][v]) take(b, voices[v].number, placed);
      }
    }
    for (auto& [verse, syllables] : m_verses)
      std::stable_sort(syllables.begin(), syllables.end(),
                       [](const Syllable& a, const Syllable& b) { return a.x < b.x; });
    return std::move(m_verses);
  }

 private:
  void take(std::size_t bar, int voice, const PlacedEvent& placed) {
    auto& sung = m_sung[voice];
    if (!placed.isChord()) {
      if (placed.event->kind == notation::EventKind::Rest) sung.clear();
      return;
    }
    for (const auto& [verse, index] : sung)
      m_verses[verse][index].until = placed.x + placed.shape->body.right;
    for (const notation::Lyric& lyric : placed.event->lyrics) {
      auto& syllables = m_verses[lyric.verse];
      const auto before = sung.find(lyric.verse);
      if (before != sung.end()) syllables[before->second].until = m_lastNote[voice];
      sung[lyric.verse] = syllables.size();
      syllables.push_back({bar, placed.x + kLyricCentre, &lyric, 0});
    }
    m_lastNote[voice] = placed.x + placed.shape->body.right;
  }

  const StaffDraftInput& m_input;
  const StaffDraft& m_draft;
  std::map<int, std::vector<Syllable>> m_verses;
  std::map<int, std::map<int, std::size_t>> m_sung;  // by voice and verse: index of what is being sung
  std::map<int, double> m_lastNote;                  // by voice: where it ends
};

TextMark lyricMark(std::string text, Point at) {
  return TextMark{.text = std::move(text),
                  .at = at,
                  .size = kLyricSize,
                  .style = TextStyle::Lyric,
                  .align = TextAlign::Centre};
}

/// On the base line, to the last note of the syllable; one hardly longer than the word says nothing.
void drawExtender(const Syllable& syllable, double y, StaffDraft& draft) {
  const double from = syllable.x + syllable.half() + kExtenderGap;
  if (syllable.until - from < kLeastExtender) return;
  draft.put(syllable.bar, LineMark{{from, y}, {syllable.until, y}, rules::kBracketLine, Role::Text});
}

}  // namespace

void placeLyrics(const StaffDraftInput& input, StaffDraft& draft) {
  const double base = draft.skyline.bottom() + 1.9;
  for (const auto& [verse, syllables] : SyllableFinder(input, draft).byVerse()) {
    const double y = base + kLyricLine * (verse - 1);
    for (std::size_t i = 0; i < syllables.size(); ++i) {
      const Syllable& here = syllables[i];
      draft.put(here.bar, lyricMark(here.lyric->text, {here.x, y}));
      if (!here.goesOn()) {
        drawExtender(here, y, draft);
        continue;
      }
      // Half way to the next syllable; at the end of a line close behind.
      const double from = here.x + here.half();
      const bool last = i + 1 == syllables.size();
      const double to = last ? from + 2 * kHyphenRoom : syllables[i + 1].x - syllables[i + 1].half();
      draft.put(here.bar, lyricMark("-", {std::max(from + 0.4, (from + to) / 2), y}));
    }
  }
}

}  // namespace partimento::engraving
