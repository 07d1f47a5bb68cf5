#include "core/formats/svg.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partimento::formats {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Svg, SaysNumbersShortAndTextSafely) {
  SvgPicture picture(100, 50.5, "#FFFFFF");
  picture.rectangle(1, -0.004, 2.129, 3, "red");
  picture.line(0, 0, std::numeric_limits<double>::quiet_NaN(), -2.5, "blue");
  picture.polyline({{1, 2}, {3.5, 4}}, "green", 2);
  picture.text(5, 6, "a < b & \"c\"\x01", "black", SvgPicture::Anchor::End);
  const std::string text = picture.finished();
  EXPECT_THAT(text, HasSubstr("viewBox=\"0 0 100 50.5\""));
  EXPECT_THAT(text, HasSubstr("<rect x=\"1\" y=\"0\" width=\"2.13\" height=\"3\" fill=\"red\"/>"));
  EXPECT_THAT(text, HasSubstr("x2=\"0\" y2=\"-2.5\"")) << "no number that no reader knows";
  EXPECT_THAT(text, HasSubstr("points=\"1,2 3.5,4\""));
  EXPECT_THAT(text, HasSubstr("text-anchor=\"end\">a &lt; b &amp; \"c\"</text>"));
  EXPECT_TRUE(text.ends_with("</svg>\n"));
}

}  // namespace
}  // namespace partimento::formats
