#include <cmath>

#include "core/engraving/rules.h"
#include "core/engraving/staff_draft.h"
#include "core/engraving/start_block.h"
#include "core/engraving/system.h"
#include "core/engraving/system_text.h"

namespace partimento::engraving {

using notation::Notation;

namespace {

constexpr double kNameSize = 2.0;
constexpr double kMostName = 23.0;     // width of a part's name; longer ones are set smaller
constexpr double kPartPadding = 1.6;   // white between the marks of two staves of a part
constexpr double kGroupPadding = 2.2;  // of two parts
constexpr double kLeastInPart = 9.0;   // between middle lines
constexpr double kLeastBetweenParts = 10.5;

class SystemBuilder {
 public:
  explicit SystemBuilder(const SystemInput& input) : m_input(input), m_count(input.spacing.size()) {}

  SystemPtr build() {
    placeBars();
    std::vector<StaffDraft> drafts;
    std::size_t index = 0;
    const auto& parts = m_input.notation.parts();
    for (std::size_t p = 0; p < parts.size(); ++p) {
      for (std::size_t s = 0; s < parts[p].staves.size(); ++s)
        drafts.push_back(draftStaff({m_input, m_frames, p, s, index++, m_system.width}));
    }
    addBlocksToSkylines(drafts);
    placeSystemText({m_input, m_frames, m_system.width}, drafts);
    stackStaves(drafts);
    for (std::size_t b = 0; b < m_count; ++b) collectBar(b, drafts);
    drawFrame();
    measure();
    return std::make_shared<const System>(std::move(m_system));
  }

 private:
  void placeBars() {
    const Notation& notation = m_input.notation;
    m_blocks.push_back(startBlock(notation, m_input.firstBar, BlockPlace::LineStart));
    double fixed = m_blocks.front().width;
    std::vector<const BarSpacing*> bars{m_input.spacing.front().get()};
    for (std::size_t b = 1; b < m_count; ++b) {
      m_blocks.push_back(startBlock(notation, m_input.firstBar + b, BlockPlace::Between));
      fixed += m_blocks.back().width;
      bars.push_back(m_input.spacing[b].get());
    }
    m_end = startBlock(notation, m_input.firstBar + m_count, BlockPlace::LineEnd);
    fixed += m_end.width;
    const double force =
        m_input.width > 0 ? forceToFill(bars, m_input.width - fixed, 0.4, m_input.mostForce) : 1.0;
    double x = 0;
    for (std::size_t b = 0; b < m_count; ++b) {
      const std::vector<double> places = bars[b]->places(force);
      BarFrame frame;
      m_blockX.push_back(x);
      frame.left = x + (b == 0 ? 0 : m_blocks[b].barline);
      frame.music = x + m_blocks[b].width;
      frame.right = frame.music + places.back();
      frame.times = bars[b]->times();
      for (std::size_t i = 1; i + 1 < places.size(); ++i) frame.columns.push_back(frame.music + places[i]);
      x = frame.right;
      m_frames.push_back(std::move(frame));
    }
    m_blockX.push_back(x);
    m_system.width = x + m_end.width;
    for (std::size_t b = 0; b + 1 < m_count; ++b) m_frames[b].right += m_blocks[b + 1].barline;
    m_frames.back().right += m_end.barline;
  }

  void addBlocksToSkylines(std::vector<StaffDraft>& drafts) const {
    for (std::size_t s = 0; s < drafts.size(); ++s) {
      for (std::size_t b = 0; b <= m_count; ++b) {
        for (const GlyphMark& mark : block(b).staves[s].glyphs)
          drafts[s].skyline.add(mark.box().moved({m_blockX[b], 0}));
      }
    }
  }

  const StartBlock& block(std::size_t b) const { return b < m_count ? m_blocks[b] : m_end; }

  void stackStaves(const std::vector<StaffDraft>& drafts) {
    const auto& parts = m_input.notation.parts();
    double y = 0;
    std::size_t index = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      for (std::size_t s = 0; s < parts[p].staves.size(); ++s, ++index) {
        if (index > 0) {
          const double least = s > 0 ? kLeastInPart : kLeastBetweenParts;
          const double padding = s > 0 ? kPartPadding : kGroupPadding;
          // Whole spaces: on a screen with whole pixels to a space every line falls on the pixel grid.
          y += std::ceil(
              std::max(least, Skyline::distance(drafts[index - 1].skyline, drafts[index].skyline, padding)));
        }
        m_system.staves.push_back({p, s, y});
      }
    }
  }

  void collectBar(std::size_t b, const std::vector<StaffDraft>& drafts) {
    SystemBar bar;
    const BarFrame& frame = m_frames[b];
    bar.left = frame.left;
    bar.music = frame.music;
    bar.right = frame.right;
    for (std::size_t i = 0; i < frame.times.size(); ++i)
      bar.times.push_back({frame.times[i], frame.columns[i]});
    for (std::size_t s = 0; s < drafts.size(); ++s) {
      const Point down{0, m_system.staves[s].y};
      bar.marks.add(drafts[s].bars[b], down);
      if (b > 0) bar.marks.add(m_blocks[b].staves[s], {m_blockX[b], down.y});
      for (std::size_t v = 0; v < drafts[s].voices[b].size(); ++v) {
        const PlacedVoice& voice = drafts[s].voices[b][v];
        for (std::size_t e = 0; e < voice.size(); ++e) {
          if (!voice[e].shape) continue;
          bar.events.push_back({m_system.staves[s].part, m_system.staves[s].staff, v, e,
                                voice[e].shape->body.moved({voice[e].x, down.y})});
        }
      }
      addBarRests(b, s, bar);
    }
    if (b > 0)
      drawBarlines(barlineStyle(m_input.notation, m_input.firstBar + b, BlockPlace::Between),
                   m_blockX[b] + m_blocks[b].barline, bar.marks);
    bar.bounds = bar.marks.bounds();
    m_system.bars.push_back(std::move(bar));
  }

  void addBarRests(std::size_t b, std::size_t s, SystemBar& bar) const {
    const double middle = (m_frames[b].music + m_frames[b].right) / 2;
    for (const BarRest& rest : m_input.shapes[b][s]->barRests) {
      bar.events.push_back(
          {m_system.staves[s].part, m_system.staves[s].staff, rest.voice, rest.event,
           glyphBox(rest.glyph).moved({middle + rest.at.x, m_system.staves[s].y + rest.at.y})});
    }
  }

  /// Through the staves of a part, not between parts.
  void drawBarlines(BarlineStyle style, double x, Drawing& drawing) const {
    for (std::size_t s = 0; s < m_system.staves.size();) {
      std::size_t last = s;
      while (last + 1 < m_system.staves.size() && m_system.staves[last + 1].part == m_system.staves[s].part)
        ++last;
      drawBarline(style, x, staffTop(s), staffBottom(last), drawing);
      s = last + 1;
    }
  }

  static constexpr double kEdge = rules::kStaffLine / 2;
  double staffTop(std::size_t s) const { return m_system.staves[s].y - rules::kStaffHalf - kEdge; }
  double staffBottom(std::size_t s) const { return m_system.staves[s].y + rules::kStaffHalf + kEdge; }

  void drawFrame() {
    Drawing& frame = m_system.frame;
    for (std::size_t s = 0; s < m_system.staves.size(); ++s) {
      const StaffSpot& spot = m_system.staves[s];
      const int lines = m_input.notation.parts()[spot.part].staves[spot.staff].lines;
      for (int i = 0; i < lines; ++i) {
        const double y = spot.y + i - (lines - 1) / 2.0;
        frame.lines.push_back({{0, y}, {m_system.width, y}, rules::kStaffLine, Role::StaffLine});
      }
      frame.add(m_blocks.front().staves[s], {0, spot.y});
      frame.add(m_end.staves[s], {m_blockX.back(), spot.y});
    }
    drawBarlines(barlineStyle(m_input.notation, m_input.firstBar, BlockPlace::LineStart),
                 m_blocks.front().barline, frame);
    drawBarlines(barlineStyle(m_input.notation, m_input.firstBar + m_count, BlockPlace::LineEnd),
                 m_blockX.back() + m_end.barline, frame);
    if (m_system.staves.size() > 1)
      frame.lines.push_back({{rules::kBarline / 2, staffTop(0)},
                             {rules::kBarline / 2, staffBottom(m_system.staves.size() - 1)},
                             rules::kBarline,
                             Role::Barline});
    drawBraces();
    if (m_input.names == SystemInput::Names::Full) drawNames();
  }

  void drawBraces() {
    const auto& parts = m_input.notation.parts();
    for (std::size_t s = 0; s < m_system.staves.size(); ++s) {
      const std::size_t staves = parts[m_system.staves[s].part].staves.size();
      if (m_system.staves[s].staff == 0 && staves > 1) drawBrace(staffTop(s), staffBottom(s + staves - 1));
    }
    if (parts.size() > 1) drawBracket(staffTop(0), staffBottom(m_system.staves.size() - 1));
  }

  void drawBrace(double top, double bottom) {
    const double middle = (top + bottom) / 2;
    const double half = middle - top;
    const double x = -rules::kBraceGap;
    const double tip = x - 1.35;
    for (const double side : {-1.0, 1.0}) {
      const double end = middle + side * half;
      m_system.frame.curves.push_back({{{{x, end},
                                         {x - 1.55, end - side * half * 0.3},
                                         {x + 0.35, end - side * half * 0.72},
                                         {tip, middle}}},
                                       0.42,
                                       Role::Brace});
    }
  }

  void drawBracket(double top, double bottom) {
    const double x =
        -rules::kBraceGap - 0.25 - (m_input.notation.parts().front().staves.size() > 1 ? 1.6 : 0);
    m_system.frame.lines.push_back({{x, top - 0.25}, {x, bottom + 0.25}, 0.45, Role::Brace});
    for (const double side : {-1.0, 1.0}) {
      const double y = side < 0 ? top - 0.25 : bottom + 0.25;
      m_system.frame.curves.push_back({{{{x - 0.2, y - side * 0.1},
                                         {x + 0.4, y},
                                         {x + 0.8, y + side * 0.25},
                                         {x + 1.1, y + side * 0.75}}},
                                       0.3,
                                       Role::Brace});
    }
  }

  void drawNames() {
    const auto& parts = m_input.notation.parts();
    const bool braces = std::ranges::any_of(parts, [](const auto& part) { return part.staves.size() > 1; });
    const double right = braces ? 2.6 : 1.8;
    for (std::size_t s = 0; s < m_system.staves.size(); ++s) {
      const auto& part = parts[m_system.staves[s].part];
      if (m_system.staves[s].staff != 0 || part.name.empty()) continue;
      const double middle = (m_system.staves[s].y + m_system.staves[s + part.staves.size() - 1].y) / 2;
      const double size = std::min(kNameSize, kNameSize * kMostName / textWidth(part.name, kNameSize));
      m_system.frame.texts.push_back({.text = part.name,
                                      .at = {-right, middle + 0.25 * size},
                                      .size = size,
                                      .style = TextStyle::PartName,
                                      .align = TextAlign::Right});
    }
  }

  void measure() {
    Box box = m_system.frame.bounds();
    for (const SystemBar& bar : m_system.bars) box.extend(bar.bounds);
    m_system.top = box.top;
    m_system.bottom = box.bottom;
  }

  const SystemInput& m_input;
  std::size_t m_count;
  System m_system;
  std::vector<StartBlock> m_blocks;
  StartBlock m_end;
  std::vector<double> m_blockX;  // left ends of the blocks, the end block's last
  std::vector<BarFrame> m_frames;
};

}  // namespace

double System::xAt(std::size_t bar, notation::Fraction at, notation::Fraction length) const {
  const SystemBar& here = bars[bar];
  if (here.times.empty()) {
    const double share = length > notation::Fraction(0) ? std::clamp((at / length).value(), 0.0, 1.0) : 0;
    return here.music + (here.right - here.music) * share;
  }
  notation::Fraction fromAt = 0;
  double fromX = here.times.front().at > notation::Fraction(0) ? here.music : here.times.front().x;
  for (const TimeSpot& spot : here.times) {
    if (spot.at > at) {
      const notation::Fraction gap = spot.at - fromAt;
      return gap > notation::Fraction(0) ? fromX + (spot.x - fromX) * ((at - fromAt) / gap).value() : spot.x;
    }
    fromAt = spot.at;
    fromX = spot.x;
  }
  const notation::Fraction gap = length - fromAt;
  const double share = gap > notation::Fraction(0) ? std::clamp(((at - fromAt) / gap).value(), 0.0, 1.0) : 0;
  return fromX + (here.right - fromX) * share;
}

SystemPtr buildSystem(const SystemInput& input) {
  return SystemBuilder(input).build();
}

double lineStartWidth(const Notation& notation, std::size_t firstBar) {
  return startBlock(notation, firstBar, BlockPlace::LineStart).width;
}

double lineEndWidth(const Notation& notation, std::size_t afterBar) {
  return startBlock(notation, afterBar + 1, BlockPlace::LineEnd).width;
}

double nameIndent(const Notation& notation) {
  if (notation.parts().size() < 2) return 0;
  double widest = 0;
  for (const auto& part : notation.parts()) widest = std::max(widest, textWidth(part.name, kNameSize));
  return std::min(widest, kMostName) + 0.8;
}

}  // namespace partimento::engraving
