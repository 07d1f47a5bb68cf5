#include "core/engraving/lyrics.h"

namespace partimento::engraving {
namespace {

constexpr double kFarBelow = 1000;

}  // namespace

void addLyricBoxes(const std::vector<notation::Lyric>& lyrics, Column& column) {
  for (const notation::Lyric& lyric : lyrics) {
    const double half = textWidth(lyric.text, kLyricSize) / 2;
    const bool goesOn =
        lyric.place == notation::Lyric::Place::Begin || lyric.place == notation::Lyric::Place::Middle;
    const double y = kFarBelow + 10.0 * lyric.verse;
    column.boxes.push_back(
        {kLyricCentre - half, y, kLyricCentre + half + (goesOn ? kHyphenRoom : 0.2), y + 1});
  }
}

bool isLyricBox(const Box& box) {
  return box.top >= kFarBelow;
}

}  // namespace partimento::engraving
