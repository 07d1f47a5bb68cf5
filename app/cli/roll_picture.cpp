#include "app/cli/roll_picture.h"

#include <algorithm>
#include <array>

#include "core/formats/svg.h"

namespace partimento::cli {

namespace {

using formats::SvgPicture;
using namespace formats::paper;

constexpr double kPictureWidth = 960;
constexpr double kLeft = 36;
constexpr double kTop = 22;
constexpr double kRow = 5;
constexpr int kOctave = 12;
constexpr std::array<const char*, 2> kSeed = {"#B26A00", "#CC8B33"};
constexpr std::array<const char*, 2> kModel = {"#00796B", "#3D9F92"};
constexpr const char* kEdge = "#8FD3C8";

struct Frame {
  Pitch lowest = kHighestPitch;
  Pitch highest = kLowestPitch;
  double ticks = 1;

  double x(Tick tick) const {
    return kLeft + static_cast<double>(tick.value) / ticks * (kPictureWidth - kLeft - 6);
  }
  double y(Pitch pitch) const { return kTop + (highest - pitch) * kRow; }
  double height() const { return kTop + (highest - lowest + 1) * kRow + 6; }
};

Frame frameOf(const Score& score, Tick to) {
  Frame frame;
  for (const TrackPtr& track : score.tracks()) {
    for (const Note& note : track->notes) {
      frame.lowest = std::min(frame.lowest, note.pitch);
      frame.highest = std::max(frame.highest, note.pitch);
    }
  }
  if (frame.lowest > frame.highest) frame = {60, 72, 1};
  frame.lowest = std::max(frame.lowest - 2, kLowestPitch);
  frame.highest = std::min(frame.highest + 2, kHighestPitch);
  frame.ticks = static_cast<double>(std::max(to.value, std::int64_t{1}));
  return frame;
}

void drawGrid(const Score& score, Tick to, const Frame& frame, SvgPicture& picture) {
  for (Pitch pitch = frame.lowest; pitch <= frame.highest; ++pitch) {
    if (pitch % kOctave != 0) continue;
    const double y = frame.y(pitch) + kRow;
    picture.line(kLeft, y, kPictureWidth - 6, y, kLine);
    picture.text(kLeft - 6, y, "C" + std::to_string(pitch / kOctave - 1), kText, SvgPicture::Anchor::End, 10);
  }
  const MeterMap& meter = score.meter();
  for (std::int64_t bar = 0; meter.barStart(bar) < to; ++bar) {
    const double x = frame.x(meter.barStart(bar));
    picture.line(x, kTop, x, frame.height() - 6, kLine);
    if (bar % 4 == 0) picture.text(x + 2, kTop - 6, std::to_string(bar + 1), kText, {}, 10);
  }
}

}  // namespace

std::string rollPicture(const Score& score, Tick from, Tick to) {
  const Frame frame = frameOf(score, to);
  SvgPicture picture(kPictureWidth, frame.height(), kGround);
  drawGrid(score, to, frame, picture);
  for (std::size_t t = 0; t < score.tracks().size(); ++t) {
    const std::size_t shade = std::min<std::size_t>(t, 1);
    for (const Note& note : score.tracks()[t]->notes) {
      if (note.onset >= to) continue;
      const double x = frame.x(note.onset);
      const double width = std::max(frame.x(std::min(note.end(), to)) - x - 1, 1.0);
      const bool model = note.onset >= from;
      picture.rectangle(x, frame.y(note.pitch), width, kRow - 0.5, model ? kModel[shade] : kSeed[shade]);
      if (model) picture.rectangle(x, frame.y(note.pitch), width, 1, kEdge);
    }
  }
  return picture.finished();
}

}  // namespace partimento::cli
