#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partimento::formats {

/// What drawings for reports are drawn with, as on the studio's light paper.
namespace paper {
inline constexpr const char* kGround = "#FAFAF8";
inline constexpr const char* kLine = "#D3D7DE";
inline constexpr const char* kText = "#545C6A";
}  // namespace paper

/// A drawing as the text of an SVG file, from what is put down in order. Lengths in pixels, y downwards.
class SvgPicture {
 public:
  SvgPicture(double width, double height, std::string_view ground);

  void rectangle(double x, double y, double width, double height, std::string_view fill);
  void line(double x1, double y1, double x2, double y2, std::string_view stroke, double width = 1);
  void polyline(const std::vector<std::pair<double, double>>& points, std::string_view stroke, double width);
  enum class Anchor { Start, Middle, End };
  /// On one line, its base at y; any text is fit.
  void text(double x, double y, std::string_view words, std::string_view fill, Anchor anchor = Anchor::Start,
            double size = 12);

  std::string finished() const { return m_text + "</svg>\n"; }

 private:
  std::string m_text;
};

}  // namespace partimento::formats
