#include "core/decode/feasibility.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

#include "core/base/error.h"

namespace partimento::decode {

namespace {

void require(bool holds, const char* name, const std::string& value, const std::string& allowed) {
  if (!holds) throw Error(ErrorCode::SettingInvalid, {name, value, allowed});
}

void requireInteger(const char* name, int value, int lowest, int highest) {
  require(value >= lowest && value <= highest, name, std::to_string(value),
          std::to_string(lowest) + " to " + std::to_string(highest));
}

PitchSet playable(const RuleSettings& rules, const Supply& supply) {
  PitchSet pitches = supply.pitches & pitchRange(rules.lowest, rules.highest);
  if (!rules.scale) return pitches;
  for (Pitch p = kLowestPitch; p <= kHighestPitch; ++p) {
    if (!rules.scale->contains(p)) pitches.reset(static_cast<std::size_t>(p));
  }
  return pitches;
}

int keyCount(const PitchSet& pitches, TabuKey key, const Supply& supply) {
  const auto count = static_cast<int>(pitches.count());
  if (key == TabuKey::PitchDuration) return count * supply.lengths;
  if (key != TabuKey::PitchClass) return count;
  std::array<bool, 12> classes{};
  for (std::size_t p = 0; p < pitches.size(); ++p) {
    if (pitches[p]) classes[p % 12] = true;
  }
  return static_cast<int>(std::ranges::count(classes, true));
}

/// Exclusions only change where one begins or ends: it is enough to look there.
bool exclusionsLeaveNothing(const RuleSettings& rules, const PitchSet& pitches) {
  return std::ranges::any_of(rules.exclusions, [&](const Exclusion& start) {
    if (start.fromStep >= start.toStep) return false;
    PitchSet left = pitches;
    for (const Exclusion& other : rules.exclusions) {
      const bool active = other.fromStep <= start.fromStep && start.fromStep < other.toStep;
      if (active) left &= ~pitchRange(other.lowest, other.highest);
    }
    return left.none();
  });
}

/// The obstacle alone, with the numbers behind it.
Feasibility obstacleOf(const Settings& settings, const Supply& supply) {
  const RuleSettings& rules = settings.rules;
  const PitchSet pitches = playable(rules, supply);
  Feasibility result;
  result.keysLeft = keyCount(pitches, rules.tabuKey, supply);
  result.keysNeeded = 1;
  if ((supply.pitches & pitchRange(rules.lowest, rules.highest)).none()) {
    result.obstacle = Obstacle::Range;
  } else if (pitches.none()) {
    result.obstacle = Obstacle::Scale;
  } else if (rules.tabu > 0) {
    result.keysNeeded = rules.tabu + 1;
    if (result.keysLeft < result.keysNeeded) result.obstacle = Obstacle::Tabu;
  } else if (rules.maxRepeat > 0) {
    const bool canRest = rules.restResetsRun && supply.saysRests;
    const bool outlasts = rules.tabuKey == TabuKey::Interval || settings.length.bars > 0 ||
                          settings.length.notes > rules.maxRepeat;
    result.keysNeeded = outlasts && !canRest ? 2 : 1;
    if (result.keysLeft < result.keysNeeded) result.obstacle = Obstacle::Repetition;
  }
  const bool silenced = result.feasible() && !supply.rests && exclusionsLeaveNothing(rules, pitches);
  if (silenced) result.obstacle = Obstacle::Exclusion;
  return result;
}

/// The range that needs the fewest semitones more, both ends together; the lower end is kept where it can be.
std::optional<RuleSettings> widerRange(const Settings& settings, const Supply& supply) {
  Settings wider = settings;
  for (int more = 1; more <= 2 * kHighestPitch; ++more) {
    for (int below = 0; below <= more; ++below) {
      wider.rules.lowest = settings.rules.lowest - below;
      wider.rules.highest = settings.rules.highest + (more - below);
      if (wider.rules.lowest < kLowestPitch || wider.rules.highest > kHighestPitch) continue;
      if (obstacleOf(wider, supply).feasible()) return wider.rules;
    }
  }
  return std::nullopt;
}

void addRemedy(Feasibility& result, Remedy::Kind kind, const Settings& changed, const Supply& supply) {
  if (obstacleOf(changed, supply).feasible()) result.remedies.push_back({kind, changed.rules});
}

/// Loosens rule after rule, the narrowest change first, until the wish can be met.
void loosenSeveral(Feasibility& result, Settings settings, const Supply& supply) {
  const auto feasible = [&] { return obstacleOf(settings, supply).feasible(); };
  const auto shortenTabu = [&] {
    settings.rules.tabu = std::clamp(obstacleOf(settings, supply).keysLeft - 1, 0, settings.rules.tabu);
  };
  shortenTabu();
  if (!feasible() && settings.rules.tabu == 0) settings.rules.maxRepeat = 0;
  if (!feasible()) settings.rules.exclusions.clear();
  if (!feasible()) settings.rules.scale.reset();
  if (!feasible()) {
    settings.rules.lowest = kLowestPitch;
    settings.rules.highest = kHighestPitch;
  }
  if (feasible()) result.remedies.push_back({Remedy::Kind::LoosenSeveral, settings.rules});
}

}  // namespace

void validateSettings(const Settings& settings) {
  const auto& [search, rules, length] = settings;
  requireInteger("beam", search.beamWidth, 1, kMaxBeamWidth);
  require(search.temperature >= kMinTemperature && search.temperature <= kMaxTemperature, "temperature",
          std::to_string(search.temperature), "0.01 to 100");
  requireInteger("top-k", search.topK, 0, 1 << 20);
  require(search.topP > 0 && search.topP <= 1, "top-p", std::to_string(search.topP), "above 0, at most 1");
  requireInteger("diverse-groups", search.diverseGroups, 1, kMaxBeamWidth);
  require(search.diversityStrength >= 0 && std::isfinite(search.diversityStrength), "diversity",
          std::to_string(search.diversityStrength), "0 or more");
  requireInteger("max-repeat", rules.maxRepeat, 0, kMaxLengthNotes);
  requireInteger("tabu", rules.tabu, 0, kMaxTabu);
  requireInteger("range", rules.lowest, kLowestPitch, kHighestPitch);
  requireInteger("range", rules.highest, rules.lowest, kHighestPitch);
  requireInteger("length", length.notes, length.bars > 0 ? 0 : 1, kMaxLengthNotes);
  requireInteger("bars", length.bars, 0, kMaxLengthBars);
  requireInteger("min-notes", length.minNotes, 0, kMaxLengthNotes);
}

PitchSet pitchRange(Pitch lowest, Pitch highest) {
  PitchSet set;
  for (Pitch p = std::max(lowest, kLowestPitch); p <= std::min(highest, kHighestPitch); ++p) {
    set.set(static_cast<std::size_t>(p));
  }
  return set;
}

PitchSet pitchesOf(std::span<const Symbol> vocabulary) {
  PitchSet set;
  for (const Symbol& symbol : vocabulary) {
    const bool valid = symbol.value >= kLowestPitch && symbol.value <= kHighestPitch;
    if (symbol.kind == Symbol::Kind::Pitch && valid) set.set(static_cast<std::size_t>(symbol.value));
  }
  return set;
}

Supply supplyOf(std::span<const Symbol> vocabulary) {
  const auto isRest = [](const Symbol& symbol) { return symbol.kind == Symbol::Kind::Rest; };
  Supply supply;
  supply.pitches = pitchesOf(vocabulary);
  supply.rests = supply.saysRests = std::ranges::any_of(vocabulary, isRest);
  std::set<int> lengths;
  for (const Symbol& symbol : vocabulary) {
    const bool isLength = symbol.kind == Symbol::Kind::Duration || symbol.kind == Symbol::Kind::Length;
    if (isLength) lengths.insert(symbol.value);
  }
  supply.lengths = std::max(1, static_cast<int>(lengths.size()));
  return supply;
}

Supply supplyOf(const tokens::Grammar& grammar) {
  const auto isHold = [](const Symbol& symbol) { return symbol.kind == Symbol::Kind::Hold; };
  Supply supply;
  supply.saysRests = false;
  for (int field = 0; field < grammar.fields(); ++field) {
    const Supply part = supplyOf(grammar.symbols(field));
    supply.pitches |= part.pitches;
    supply.saysRests = supply.saysRests || part.saysRests;
    // where notes are held on, what is said is how long all voices stay as they are
    const bool ofNotes = std::ranges::none_of(grammar.symbols(field), isHold);
    if (ofNotes) supply.lengths = std::max(supply.lengths, part.lengths);
  }
  supply.rests = true;  // notes are placed in time, and time can pass without them
  return supply;
}

Feasibility checkFeasibility(const Settings& settings, const Supply& supply) {
  Feasibility result = obstacleOf(settings, supply);
  if (result.feasible()) return result;
  Settings changed = settings;
  if (result.obstacle == Obstacle::Tabu) {
    changed.rules.tabu = result.keysLeft - 1;
    addRemedy(result, Remedy::Kind::ShortenTabu, changed, supply);
  }
  if (result.obstacle == Obstacle::Repetition) {
    changed.rules.maxRepeat = 0;
    addRemedy(result, Remedy::Kind::DropRepetition, changed, supply);
  }
  if (result.obstacle == Obstacle::Exclusion) {
    changed.rules.exclusions.clear();
    addRemedy(result, Remedy::Kind::DropExclusions, changed, supply);
  }
  if (const auto wider = widerRange(settings, supply)) {
    result.remedies.push_back({Remedy::Kind::WidenRange, *wider});
  }
  if (settings.rules.scale) {
    changed = settings;
    changed.rules.scale.reset();
    addRemedy(result, Remedy::Kind::DropScale, changed, supply);
  }
  if (result.remedies.empty()) loosenSeveral(result, settings, supply);
  return result;
}

const char* obstacleName(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::None:
      return "none";
    case Obstacle::Range:
      return "range";
    case Obstacle::Scale:
      return "scale";
    case Obstacle::Tabu:
      return "tabu";
    case Obstacle::Repetition:
      return "max-repeat";
    case Obstacle::Exclusion:
      return "exclusions";
  }
  return "none";
}

}  // namespace partimento::decode
