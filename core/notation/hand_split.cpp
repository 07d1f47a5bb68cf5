#include "core/notation/hand_split.h"

#include <functional>
#include <memory>

#include "core/base/error.h"
#include "core/notation/notate.h"

namespace partimento::notation {

namespace {

ScorePtr split(const ScorePtr& score, std::size_t index, const HandNames& names,
               const std::function<bool(const Note&)>& isLeft) {
  if (index >= score->tracks().size()) {
    throw Error(ErrorCode::SettingInvalid,
                {"track", std::to_string(index), "below " + std::to_string(score->tracks().size())});
  }
  Track right = score->track(index);
  Track left = right;
  left.controls.clear();
  left.raw.clear();
  std::erase_if(right.notes, isLeft);
  std::erase_if(left.notes, [&](const Note& note) { return !isLeft(note); });
  right.name = names.right;
  left.name = names.left;
  ScoreParts parts = score->parts();
  parts.tracks[index] = std::make_shared<const Track>(std::move(right));
  parts.tracks.insert(parts.tracks.begin() + static_cast<std::ptrdiff_t>(index) + 1,
                      std::make_shared<const Track>(std::move(left)));
  return Score::make(std::move(parts));
}

}  // namespace

ScorePtr splitByHand(const ScorePtr& score, std::size_t track, const HandNames& names) {
  NotateOptions options;
  options.parts = {{{{track}}, StaffSplit::Hands}};
  const NotationPtr written = notate(score, options);
  return split(score, track, names, [&](const Note& note) {
    const auto places = written->find(note.id);
    return places.empty() ? note.pitch < 60 : places.front().staff == 1;
  });
}

ScorePtr splitAt(const ScorePtr& score, std::size_t track, Pitch lowestOfRight, const HandNames& names) {
  return split(score, track, names, [lowestOfRight](const Note& note) { return note.pitch < lowestOfRight; });
}

}  // namespace partimento::notation
