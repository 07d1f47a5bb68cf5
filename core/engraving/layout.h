#pragma once

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/engraving/line_breaker.h"
#include "core/engraving/system.h"

namespace partimento::engraving {

/// Paper, in staff spaces. The default is A4 with staves 7 mm high.
struct PageFormat {
  double width = 120;
  double height = 169.7;
  double left = 9;
  double right = 8.5;
  double top = 9;
  double bottom = 9.5;

  bool operator==(const PageFormat&) const = default;
};

struct LayoutSettings {
  enum class Form : std::uint8_t {
    Pages,
    Line  ///< one endless line on one page as wide as it needs
  };
  Form form = Form::Pages;
  PageFormat page;
  /// Notes to the line: 1 is usual, 1.2 tighter.
  double density = 1;

  bool operator==(const LayoutSettings&) const = default;
};

/// A line of music on its page.
struct PlacedSystem {
  SystemPtr system;
  std::size_t firstBar = 0;
  std::size_t page = 0;
  Point at;  ///< of the system's origin on the page
};

struct Page {
  std::size_t firstSystem = 0;
  std::size_t systemCount = 0;
  Drawing text{};  ///< title, composer, page number
};

/// A place in time on paper: a vertical line through a system.
struct PaperSpot {
  std::size_t page = 0;
  std::size_t system = 0;
  double x = 0;
  double top = 0;
  double bottom = 0;
};

/// A place on paper in time.
struct MusicSpot {
  std::size_t system = 0;
  std::size_t part = 0;
  std::size_t staff = 0;  ///< in its part: the nearest
  std::size_t bar = 0;
  notation::Fraction at;  ///< in the bar: between columns by proportion
  int step = 0;           ///< above the staff's middle line
};

/// A whole piece on paper. Immutable; safe to read from any thread.
class Layout {
 public:
  /// About 5 ms a page. What reads as in `before` (which may be null) is taken over from it. `notation` is
  /// not null.
  static std::shared_ptr<const Layout> make(notation::NotationPtr notation, const LayoutSettings& settings,
                                            const Layout* before = nullptr);

  const notation::NotationPtr& notation() const { return m_notation; }
  const LayoutSettings& settings() const { return m_settings; }
  const std::vector<Page>& pages() const { return m_pages; }
  const std::vector<PlacedSystem>& systems() const { return m_systems; }
  /// Of every page alike.
  double pageWidth() const { return m_width; }
  double pageHeight() const { return m_height; }
  /// How many systems were taken over by make().
  std::size_t systemsKept() const { return m_systemsKept; }

  /// The system that shows a bar.
  std::size_t systemOf(std::size_t bar) const;
  PaperSpot spotAt(Tick tick) const;
  PaperSpot spotAt(std::size_t bar, notation::Fraction at) const;
  /// What lies under a point of a page; none where no system is near.
  std::optional<MusicSpot> musicAt(std::size_t page, Point point) const;
  /// The place on its page of an event's heads or rest; empty when it is not drawn.
  Box boxOf(const notation::NotePlace& place) const;

 private:
  Layout() = default;
  friend class LayoutBuilder;

  notation::NotationPtr m_notation;
  LayoutSettings m_settings;
  std::vector<Page> m_pages;
  std::vector<PlacedSystem> m_systems;
  double m_width = 0;
  double m_height = 0;
  std::size_t m_systemsKept = 0;
  // What a later layout may take over.
  std::vector<std::vector<StaffBarShapePtr>> m_shapes;  // by bar, then staff
  std::vector<BarSpacingPtr> m_spacing;
  std::unordered_map<const notation::StaffBar*, StaffBarShapePtr> m_shapeOf;
};
using LayoutPtr = std::shared_ptr<const Layout>;

}  // namespace partimento::engraving
