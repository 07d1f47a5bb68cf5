#include "training/jobs/curve_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/formats/svg.h"

namespace partimento::training {

namespace {

using formats::SvgPicture;
using namespace formats::paper;

constexpr double kWidth = 720;
constexpr double kHeight = 260;
constexpr double kLeft = 52;
constexpr double kRight = 16;
constexpr double kTop = 24;
constexpr double kBottom = 34;
constexpr const char* kTrainColour = "#7FA9E8";
constexpr const char* kValidationColour = "#B26A00";
constexpr std::size_t kMostPoints = 400;
/// The first steps are far above all that follow and would flatten it.
constexpr double kShownAbove = 1.5;

struct Axes {
  double steps = 1;
  double low = 0;
  double high = 1;

  double x(std::int64_t step) const {
    return kLeft + static_cast<double>(step) / steps * (kWidth - kLeft - kRight);
  }
  double y(double nats) const {
    return kTop + (high - std::min(nats, high)) / (high - low) * (kHeight - kTop - kBottom);
  }
};

/// 1, 2 or 5 of some power of ten, so that five steps or fewer fill the range.
double stepFor(double range) {
  double step = std::pow(10, std::floor(std::log10(range / 5)));
  for (const double factor : {2.0, 2.5, 2.0}) {
    if (range / step <= 5) break;
    step *= factor;
  }
  return step;
}

Axes axesOf(const RunCurves& curves) {
  Axes axes;
  axes.low = axes.high = curves.validation.front().nats;
  for (const ValidationPoint& point : curves.validation) {
    axes.low = std::min(axes.low, point.nats);
    axes.high = std::max(axes.high, point.nats);
    axes.steps = std::max(axes.steps, static_cast<double>(point.step));
  }
  for (const TrainPoint& point : curves.train) {
    axes.low = std::min(axes.low, point.nats);
    axes.steps = std::max(axes.steps, static_cast<double>(point.step));
  }
  axes.high = std::max(axes.high, axes.low * kShownAbove);
  const double step = stepFor(axes.high - axes.low);
  axes.low = std::floor(axes.low / step) * step;
  axes.high = std::ceil(axes.high / step) * step;
  return axes;
}

std::string label(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

void drawAxes(const Axes& axes, SvgPicture& picture) {
  const double step = stepFor(axes.high - axes.low);
  for (double nats = axes.low; nats < axes.high + step / 2; nats += step) {
    picture.line(kLeft, axes.y(nats), kWidth - kRight, axes.y(nats), kLine);
    picture.text(kLeft - 6, axes.y(nats) + 4, label(nats), kText, SvgPicture::Anchor::End, 11);
  }
  const double wide = stepFor(axes.steps);
  for (double at = 0; at < axes.steps + 1; at += wide) {
    const auto whole = static_cast<std::int64_t>(at);
    picture.text(axes.x(whole), kHeight - kBottom + 16, std::to_string(whole), kText,
                 SvgPicture::Anchor::Middle, 11);
  }
  picture.text(kWidth - kRight, kHeight - 4, "steps", kText, SvgPicture::Anchor::End, 11);
  picture.text(6, 14, "nats a note", kText, SvgPicture::Anchor::Start, 11);
}

/// Means of stretches of equal length.
std::vector<std::pair<double, double>> smoothed(const RunCurves& curves, const Axes& axes) {
  std::vector<std::pair<double, double>> points;
  const std::size_t each = curves.train.size() / kMostPoints + 1;
  for (std::size_t i = 0; i + each <= curves.train.size(); i += each) {
    double sum = 0;
    for (std::size_t k = i; k < i + each; ++k) sum += curves.train[k].nats;
    const double nats = sum / static_cast<double>(each);
    if (nats <= axes.high) points.emplace_back(axes.x(curves.train[i + each / 2].step), axes.y(nats));
  }
  return points;
}

}  // namespace

std::string curvePicture(const RunCurves& curves) {
  if (curves.validation.empty()) return {};
  const Axes axes = axesOf(curves);
  SvgPicture picture(kWidth, kHeight, kGround);
  drawAxes(axes, picture);
  picture.polyline(smoothed(curves, axes), kTrainColour, 1);
  std::vector<std::pair<double, double>> held;
  const ValidationPoint* best = &curves.validation.front();
  for (const ValidationPoint& point : curves.validation) {
    if (point.nats <= axes.high) held.emplace_back(axes.x(point.step), axes.y(point.nats));
    if (point.nats < best->nats) best = &point;
  }
  picture.polyline(held, kValidationColour, 2.5);
  picture.rectangle(axes.x(best->step) - 4, axes.y(best->nats) - 4, 8, 8, kValidationColour);
  char words[64];
  std::snprintf(words, sizeof words, "held out, best %.3f", best->nats);
  picture.text(kWidth - kRight, 14, words, kValidationColour, SvgPicture::Anchor::End, 11);
  picture.text(kWidth - kRight - 150, 14, "training", "#2F6FC4", SvgPicture::Anchor::End, 11);
  return picture.finished();
}

}  // namespace partimento::training
