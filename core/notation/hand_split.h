#pragma once

#include <cstddef>
#include <string>

#include "core/music/score.h"

namespace partimento::notation {

struct HandNames {
  std::string right = "right hand";
  std::string left = "left hand";
};

/// A keyboard track as two, a hand each, in its place: every note goes to the hand that most likely plays it
/// (as notate() shares them among staves). Controls and texts stay with the right hand. Throws
/// Error(SettingInvalid) for a track that is not there.
ScorePtr splitByHand(const ScorePtr& score, std::size_t track, const HandNames& names = {});
/// The same with a fixed border: notes from `lowestOfRight` up are the right hand's.
ScorePtr splitAt(const ScorePtr& score, std::size_t track, Pitch lowestOfRight, const HandNames& names = {});

}  // namespace partimento::notation
