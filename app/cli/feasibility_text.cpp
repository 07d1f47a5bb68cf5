#include "app/cli/feasibility_text.h"

namespace partimento::cli {

namespace {

using decode::Obstacle;
using decode::Remedy;

std::string keyName(decode::TabuKey key, int count) {
  if (key == decode::TabuKey::PitchClass) return count == 1 ? "pitch class" : "pitch classes";
  const std::string name = count == 1 ? "pitch" : "pitches";
  return key == decode::TabuKey::PitchDuration ? name + " of a length" : name;
}

std::string obstacleText(const decode::Feasibility& wish, const decode::RuleSettings& rules) {
  const std::string left = std::to_string(wish.keysLeft);
  const std::string needed = std::to_string(wish.keysNeeded);
  switch (wish.obstacle) {
    case Obstacle::None:
      return "";
    case Obstacle::Range:
      return "the style plays no note in the range";
    case Obstacle::Scale:
      return "no note of the scale lies in the range";
    case Obstacle::Tabu:
      return "--tabu " + std::to_string(rules.tabu) + " needs " + needed + " different " +
             keyName(rules.tabuKey, wish.keysNeeded) + ", and range and scale leave " + left;
    case Obstacle::Repetition:
      return "--max-repeat needs " + needed + " different notes, and there is " + left;
    case Obstacle::Exclusion:
      return "the painted exclusions leave nothing";
  }
  return "";
}

std::string remedyText(const Remedy& remedy) {
  switch (remedy.kind) {
    case Remedy::Kind::ShortenTabu:
      return "--tabu " + std::to_string(remedy.rules.tabu);
    case Remedy::Kind::WidenRange:
      return "--range " + std::to_string(remedy.rules.lowest) + "-" + std::to_string(remedy.rules.highest);
    case Remedy::Kind::DropScale:
      return "no --scale";
    case Remedy::Kind::DropRepetition:
      return "--max-repeat 0";
    case Remedy::Kind::DropExclusions:
      return "no exclusions";
    case Remedy::Kind::LoosenSeveral:
      return "a wider --range without --scale, --tabu and --max-repeat";
  }
  return "";
}

}  // namespace

std::string sentenceFor(const decode::Feasibility& wish, const decode::RuleSettings& rules) {
  std::string text = obstacleText(wish, rules);
  std::string remedies;
  for (const Remedy& remedy : wish.remedies) {
    remedies += (remedies.empty() ? "; possible: " : " or ") + remedyText(remedy);
  }
  return text + remedies;
}

}  // namespace partimento::cli
