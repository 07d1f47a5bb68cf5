#include <algorithm>
#include <cmath>

#include "core/engraving/layout.h"
#include "core/engraving/start_block.h"
#include "core/engraving/system_text.h"
#include "core/engraving/text_lines.h"

namespace partimento::engraving {

using notation::Bar;
using notation::Notation;

namespace {

constexpr double kPressed = 0.7;    // of the springs, for lines that nearly fit
constexpr double kLastLine = 1.25;  // most stretch of a line that need not be full
constexpr double kMostStretch = 12;
constexpr double kSystemGap = 4.0;  // least white between two systems
constexpr double kSystemStretch = 5.0;
constexpr double kTitleSize = 4.4;
constexpr double kTitleLine = 1.25;  // from one line of a title to the next, in its size
constexpr double kBelowTitle = 1.4;
constexpr double kSmallText = 1.9;

/// Whether two bars print alike, wherever they stand in time.
bool looksAlike(const Bar& a, const Bar& b) {
  return a.length == b.length && a.signature == b.signature && a.showSignature == b.showSignature &&
         a.key == b.key && a.showKey == b.showKey && a.implicit == b.implicit && a.number == b.number &&
         a.barlines == b.barlines && a.tempo == b.tempo && a.marks == b.marks;
}

/// Whether two bars with the same notes need the same room.
bool spacesAlike(const Bar& a, const Bar& b) {
  return a.length == b.length && a.marks == b.marks;
}

bool alikeAt(const Notation& a, std::size_t i, const Notation& b, std::size_t j) {
  const bool aHas = i < a.bars().size();
  const bool bHas = j < b.bars().size();
  return aHas == bHas && (!aHas || looksAlike(a.bars()[i], b.bars()[j]));
}

double leftReach(const Notation& notation) {
  const bool brace = std::any_of(notation.parts().begin(), notation.parts().end(),
                                 [](const auto& part) { return part.staves.size() > 1; });
  return (brace ? 1.8 : 0) + (notation.parts().size() > 1 ? 1.0 : 0);
}

}  // namespace

class LayoutBuilder {
 public:
  LayoutBuilder(notation::NotationPtr notation, const LayoutSettings& settings, const Layout* before)
      : m_layout(new Layout), m_before(before) {
    m_layout->m_notation = std::move(notation);
    m_layout->m_settings = settings;
    if (m_before && m_before->m_settings.density != settings.density) m_before = nullptr;
    if (m_before && staffCount(*m_before->m_notation) != staffCount(this->notation())) m_before = nullptr;
  }

  LayoutPtr build() {
    shapeBars();
    spaceBars();
    if (m_before) {
      for (std::size_t b = 0; b < m_before->m_shapes.size(); ++b)
        m_oldBarOf.emplace(m_before->m_shapes[b].front().get(), b);
    }
    if (m_layout->m_settings.form == LayoutSettings::Form::Line) {
      makeLine();
    } else {
      makeSystems();
      makePages();
    }
    return LayoutPtr(m_layout.release());
  }

 private:
  const Notation& notation() const { return *m_layout->m_notation; }

  void shapeBars() {
    const std::size_t bars = notation().bars().size();
    m_layout->m_shapes.resize(bars);
    for (std::size_t p = 0; p < notation().parts().size(); ++p) {
      const notation::Part& part = notation().parts()[p];
      for (const notation::Staff& staff : part.staves) {
        for (std::size_t b = 0; b < bars; ++b)
          m_layout->m_shapes[b].push_back(shapeOf(staff.bars[b], part.percussion, b));
      }
    }
  }

  StaffBarShapePtr shapeOf(const notation::StaffBarPtr& bar, bool percussion, std::size_t index) {
    StaffBarShapePtr& known = m_layout->m_shapeOf[bar.get()];
    if (known && known->percussion == percussion) return known;
    if (m_before) {
      const auto old = m_before->m_shapeOf.find(bar.get());
      if (old != m_before->m_shapeOf.end() && old->second->percussion == percussion)
        return known = old->second;
      const std::size_t staff = m_layout->m_shapes[index].size();
      if (index < m_before->m_shapes.size() && staff < m_before->m_shapes[index].size()) {
        const StaffBarShapePtr& same = m_before->m_shapes[index][staff];
        if (same->percussion == percussion && *same->source == *bar) return known = same;
      }
    }
    return known = shapeStaffBar(bar, percussion);
  }

  void spaceBars() {
    const auto& shapes = m_layout->m_shapes;
    std::unordered_map<const StaffBarShape*, std::size_t> old;
    if (m_before) {
      for (std::size_t b = 0; b < m_before->m_shapes.size(); ++b)
        old.emplace(m_before->m_shapes[b].front().get(), b);
    }
    for (std::size_t b = 0; b < shapes.size(); ++b) {
      const auto found = old.find(shapes[b].front().get());
      const bool same = found != old.end() && m_before->m_shapes[found->second] == shapes[b] &&
                        spacesAlike(m_before->m_notation->bars()[found->second], notation().bars()[b]);
      m_layout->m_spacing.push_back(same ? m_before->m_spacing[found->second] : spacingOf(b));
    }
  }

  BarSpacingPtr spacingOf(std::size_t b) const {
    const Bar& bar = notation().bars()[b];
    return std::make_shared<const BarSpacing>(m_layout->m_shapes[b], bar.length, m_layout->m_settings.density,
                                              chordSymbolRoom(bar));
  }

  SystemInput inputFor(std::size_t first, std::size_t count) const {
    SystemInput input{.notation = notation(), .firstBar = first};
    for (std::size_t b = first; b < first + count; ++b) {
      input.shapes.push_back(m_layout->m_shapes[b]);
      input.spacing.push_back(m_layout->m_spacing[b]);
    }
    return input;
  }

  void makeLine() {
    const std::size_t count = notation().bars().size();
    SystemInput input = inputFor(0, count);
    input.barNumbers = SystemInput::BarNumbers::EveryTenth;
    input.names = notation().parts().size() > 1 ? SystemInput::Names::Full : SystemInput::Names::None;
    const SystemPtr system = buildSystem(input);
    const double indent = 3 + leftReach(notation()) + nameIndent(notation());
    m_layout->m_width = system->width + indent + 6;
    m_layout->m_height = system->bottom - system->top + 8;
    m_layout->m_systems.push_back({system, 0, 0, {indent, std::ceil(4 - system->top)}});
    m_layout->m_pages.push_back({.firstSystem = 0, .systemCount = 1});
  }

  void makeSystems() {
    const PageFormat& page = m_layout->m_settings.page;
    const double reach = leftReach(notation());
    const double full = page.width - page.left - page.right - reach;
    const double indent = nameIndent(notation());
    std::vector<BarWidth> widths;
    for (std::size_t b = 0; b < notation().bars().size(); ++b) {
      const BarSpacing& spacing = *m_layout->m_spacing[b];
      widths.push_back({spacing.width(1), spacing.width(kPressed),
                        b == 0 ? 0 : startBlock(notation(), b, BlockPlace::Between).width,
                        lineStartWidth(notation(), b), lineEndWidth(notation(), b)});
    }
    std::size_t first = 0;
    for (const std::size_t count : breakLines(widths, full, indent)) {
      const bool last = first + count == widths.size();
      const double width = full - (first == 0 ? indent : 0);
      const double x = page.left + reach + (first == 0 ? indent : 0);
      m_layout->m_systems.push_back({systemFor(first, count, width, last), first, 0, {x, 0}});
      first += count;
    }
  }

  SystemPtr systemFor(std::size_t first, std::size_t count, double width, bool last) {
    if (SystemPtr kept = keptSystem(first, count)) {
      ++m_layout->m_systemsKept;
      return kept;
    }
    SystemInput input = inputFor(first, count);
    input.width = width;
    input.mostForce = last ? kLastLine : kMostStretch;
    if (first == 0 && notation().parts().size() > 1) input.names = SystemInput::Names::Full;
    return buildSystem(input);
  }

  SystemPtr keptSystem(std::size_t first, std::size_t count) const {
    if (!m_before || !(m_before->m_settings == m_layout->m_settings)) return nullptr;
    const auto found = m_oldBarOf.find(m_layout->m_shapes[first].front().get());
    if (found == m_oldBarOf.end()) return nullptr;
    const std::size_t old = found->second;
    const PlacedSystem& placed = m_before->m_systems[m_before->systemOf(old)];
    const Notation& before = *m_before->m_notation;
    const bool atEnds = (first == 0) == (old == 0) &&
                        (first + count == notation().bars().size()) == (old + count == before.bars().size());
    if (placed.firstBar != old || placed.system->barCount() != count || !atEnds) return nullptr;
    if (old + count > m_before->m_shapes.size()) return nullptr;
    for (std::size_t b = 0; b < count; ++b) {
      if (m_before->m_shapes[old + b] != m_layout->m_shapes[first + b]) return nullptr;
    }
    for (std::size_t b = 0; b <= count; ++b) {
      if (!alikeAt(notation(), first + b, before, old + b)) return nullptr;
    }
    // The warning of the next line's clefs stands at the end of this one.
    if (first + count < notation().bars().size()) {
      for (std::size_t s = 0; s < m_layout->m_shapes[first].size(); ++s) {
        const auto& here = *m_layout->m_shapes[first + count][s]->source;
        const auto& there = *m_before->m_shapes[old + count][s]->source;
        if (!(here.clef == there.clef) || here.clefs != there.clefs) return nullptr;
      }
    }
    if (first > 0 && !looksAlike(notation().bars()[first - 1], before.bars()[old - 1])) return nullptr;
    return placed.system;
  }

  /// Title and composer: smaller, then on several lines, where they would not fit between the margins.
  double titleHeight() {
    Drawing& text = m_layout->m_pages.front().text;
    const PageFormat& format = m_layout->m_settings.page;
    const double width = format.width - format.left - format.right;
    double height = 0;
    for (const TextLine& line : fitText(notation().title(), kTitleSize, width)) {
      text.texts.push_back({.text = line.text,
                            .at = {format.width / 2, format.top + height + line.size * 0.8},
                            .size = line.size,
                            .style = TextStyle::Title,
                            .align = TextAlign::Centre});
      height += line.size * kTitleLine;
    }
    if (height > 0) height += kBelowTitle;
    for (const TextLine& line : fitText(notation().composer(), kSmallText, width)) {
      text.texts.push_back({.text = line.text,
                            .at = {format.width - format.right, format.top + height + 1},
                            .size = line.size,
                            .style = TextStyle::Composer,
                            .align = TextAlign::Right});
      height += 3;
    }
    return height;
  }

  void makePages() {
    const PageFormat& format = m_layout->m_settings.page;
    m_layout->m_width = format.width;
    m_layout->m_height = format.height;
    m_layout->m_pages.push_back({});
    double y = format.top + titleHeight();
    double previousBottom = y;
    for (std::size_t s = 0; s < m_layout->m_systems.size(); ++s) {
      PlacedSystem& placed = m_layout->m_systems[s];
      const bool first = m_layout->m_pages.back().systemCount == 0;
      double origin = previousBottom + (first ? 0 : kSystemGap) - placed.system->top;
      if (!first && origin + placed.system->bottom > format.height - format.bottom) {
        spreadPage(SpreadTo::Bottom);
        m_layout->m_pages.push_back({.firstSystem = s});
        origin = format.top - placed.system->top;
      }
      placed.at.y = std::ceil(origin);
      placed.page = m_layout->m_pages.size() - 1;
      ++m_layout->m_pages.back().systemCount;
      previousBottom = placed.at.y + placed.system->bottom;
    }
    spreadPage(SpreadTo::Comfort);
    numberPages();
  }

  enum class SpreadTo { Bottom, Comfort };

  /// Shares what is left of the page among its systems; the last page only as far as reads well.
  void spreadPage(SpreadTo goal) {
    const Page& page = m_layout->m_pages.back();
    if (page.systemCount < 2) return;
    const PlacedSystem& last = m_layout->m_systems[page.firstSystem + page.systemCount - 1];
    const PageFormat& format = m_layout->m_settings.page;
    const double left = format.height - format.bottom - (last.at.y + last.system->bottom);
    const auto gaps = static_cast<double>(page.systemCount - 1);
    const double most = goal == SpreadTo::Bottom ? 3 * kSystemStretch : kSystemStretch * 0.6;
    const double each = std::clamp(left / gaps, 0.0, most);
    for (std::size_t i = 1; i < page.systemCount; ++i)
      m_layout->m_systems[page.firstSystem + i].at.y += std::floor(each * static_cast<double>(i));
  }

  void numberPages() {
    if (m_layout->m_pages.size() < 2) return;
    const PageFormat& format = m_layout->m_settings.page;
    for (std::size_t p = 0; p < m_layout->m_pages.size(); ++p) {
      m_layout->m_pages[p].text.texts.push_back({.text = std::to_string(p + 1),
                                                 .at = {format.width / 2, format.height - 4},
                                                 .size = kSmallText,
                                                 .style = TextStyle::BarNumber,
                                                 .align = TextAlign::Centre});
    }
  }

  std::unique_ptr<Layout> m_layout;
  const Layout* m_before;
  std::unordered_map<const StaffBarShape*, std::size_t> m_oldBarOf;
};

LayoutPtr Layout::make(notation::NotationPtr notation, const LayoutSettings& settings, const Layout* before) {
  return LayoutBuilder(std::move(notation), settings, before).build();
}

}  // namespace partimento::engraving
