#include "core/formats/svg.h"

#include <cmath>
#include <cstdio>

namespace partimento::formats {

namespace {

/// With at most two decimals and always a point, whatever the locale.
std::string number(double value) {
  if (!std::isfinite(value)) return "0";
  const long long hundredths = std::llround(value * 100);
  const long long size = std::abs(hundredths);
  char text[40];
  std::snprintf(text, sizeof text, "%s%lld.%02lld", hundredths < 0 ? "-" : "", size / 100, size % 100);
  std::string result = text;
  while (result.back() == '0') result.pop_back();
  if (result.back() == '.') result.pop_back();
  return result;
}

std::string attribute(const char* name, double value) {
  return std::string(" ") + name + "=\"" + number(value) + '"';
}

std::string attribute(const char* name, std::string_view value) {
  return std::string(" ") + name + "=\"" + std::string(value) + '"';
}

/// As XML has text; control characters, which it cannot hold, are left out.
std::string escaped(std::string_view words) {
  std::string text;
  for (const char c : words) {
    switch (c) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) text += c;
    }
  }
  return text;
}

const char* nameOf(SvgPicture::Anchor anchor) {
  switch (anchor) {
    case SvgPicture::Anchor::Middle:
      return "middle";
    case SvgPicture::Anchor::End:
      return "end";
    case SvgPicture::Anchor::Start:
      break;
  }
  return "start";
}

}  // namespace

SvgPicture::SvgPicture(double width, double height, std::string_view ground) {
  m_text = "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", width) +
           attribute("height", height) + " viewBox=\"0 0 " + number(width) + ' ' + number(height) +
           "\" font-family=\"sans-serif\">\n";
  rectangle(0, 0, width, height, ground);
}

void SvgPicture::rectangle(double x, double y, double width, double height, std::string_view fill) {
  m_text += "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) +
            attribute("height", height) + attribute("fill", fill) + "/>\n";
}

void SvgPicture::line(double x1, double y1, double x2, double y2, std::string_view stroke, double width) {
  m_text += "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2) +
            attribute("stroke", stroke) + attribute("stroke-width", width) + "/>\n";
}

void SvgPicture::polyline(const std::vector<std::pair<double, double>>& points, std::string_view stroke,
                          double width) {
  m_text += "<polyline fill=\"none\"" + attribute("stroke", stroke) + attribute("stroke-width", width) +
            " stroke-linejoin=\"round\" points=\"";
  for (const auto& [x, y] : points) m_text += number(x) + ',' + number(y) + ' ';
  if (!points.empty()) m_text.pop_back();
  m_text += "\"/>\n";
}

void SvgPicture::text(double x, double y, std::string_view words, std::string_view fill, Anchor anchor,
                      double size) {
  m_text += "<text" + attribute("x", x) + attribute("y", y) + attribute("fill", fill) +
            attribute("font-size", size) + attribute("text-anchor", nameOf(anchor)) + '>' + escaped(words) +
            "</text>\n";
}

}  // namespace partimento::formats
