#include <cstdio>
#include <map>
#include <string_view>
#include <utility>

#include "app/cli/quality_text.h"

namespace partimento::cli {

namespace {

const std::map<std::string_view, const char*>& names() {
  static const std::map<std::string_view, const char*> kNames = {
      {"pitch-class-entropy-1", "pitch-class entropy of a bar (bits)"},
      {"pitch-class-entropy-4", "pitch-class entropy of four bars (bits)"},
      {"scale-consistency", "notes in the best-fitting scale"},
      {"in-opening-scale", "notes in the scale of the opening"},
      {"groove", "rhythms of all bars alike"},
      {"adjacent-groove", "rhythms of neighbouring bars alike"},
      {"notes-per-bar", "notes a bar"},
      {"notes-per-second", "notes a second"},
      {"polyphony", "notes sounding at once"},
      {"polyphony-rate", "time with two notes or more"},
      {"mean-length", "mean length of notes (quarters)"},
      {"pitch-range", "range (semitones)"},
      {"heard-before", "of a bar, heard in an earlier one"},
      {"on-grid", "onsets that notation can place"},
      {"bars-begun", "bars that a note begins"},
      {"final-length", "length of the last note (beats)"},
      {"longest-copied", "longest passage shared with the training pieces (notes)"},
      {"parallel-fifths", "parallel fifths in 100 chord changes"},
      {"parallel-octaves", "parallel octaves in 100 chord changes"},
      {"voice-crossings", "chords with crossed voices"},
      {"voices-in-range", "notes within their voice's range"},
      {"cadences", "phrases that end with a cadence"},
      {"keeps-metre", "keep the metre"},
      {"keeps-key", "are in the key of their opening"},
      {"ends-on-tonic", "end on the key note"},
      {"ends-on-line", "end at a bar line"},
      {"ends-on-long-note", "end with a note of a beat or longer"},
      {"quotes-training", "quote a training piece (16 notes or more)"},
  };
  return kNames;
}

std::string joined(std::string sentence, const std::string& part) {
  return std::move(sentence) + ", " + part;
}

std::string decimal(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

bool drawsAtRandom(decode::SearchMethod method) {
  return method == decode::SearchMethod::Sample || method == decode::SearchMethod::StochasticBeam;
}

std::string methodName(const decode::SearchSettings& search) {
  const std::string width = " of width " + std::to_string(search.beamWidth);
  switch (search.method) {
    case decode::SearchMethod::Beam:
      return "beam search" + width;
    case decode::SearchMethod::Sample:
      return "sampling";
    case decode::SearchMethod::DiverseBeam:
      return "diverse beam search" + width;
    case decode::SearchMethod::StochasticBeam:
      return "stochastic beam search" + width;
  }
  return {};
}

const char* keyName(decode::TabuKey key) {
  switch (key) {
    case decode::TabuKey::Pitch:
      return "pitch";
    case decode::TabuKey::PitchClass:
      return "pitch class";
    case decode::TabuKey::Interval:
      return "interval";
    case decode::TabuKey::PitchDuration:
      return "pitch and length";
  }
  return "";
}

}  // namespace

std::string qualityName(const std::string& id) {
  const auto found = names().find(id);
  return found == names().end() ? id : found->second;
}

std::string decodingSentence(const decode::Settings& settings) {
  const decode::SearchSettings& search = settings.search;
  const decode::RuleSettings& rules = settings.rules;
  std::string sentence = methodName(search);
  if (drawsAtRandom(search.method)) {
    sentence = joined(sentence, "temperature " + decimal(search.temperature));
    if (search.topK > 0) sentence = joined(sentence, "top-k " + std::to_string(search.topK));
    if (search.topP < 1) sentence = joined(sentence, "top-p " + decimal(search.topP));
  }
  if (search.method == decode::SearchMethod::DiverseBeam)
    sentence = joined(sentence, std::to_string(search.diverseGroups) + " groups, diversity " +
                                    decimal(search.diversityStrength));
  if (rules.maxRepeat > 0)
    sentence = joined(sentence, "a note at most " + std::to_string(rules.maxRepeat) + " times in a row");
  if (rules.tabu > 0)
    sentence =
        joined(sentence, "tabu list of " + std::to_string(rules.tabu) + " by " + keyName(rules.tabuKey));
  if (rules.lowest > kLowestPitch || rules.highest < kHighestPitch)
    sentence =
        joined(sentence, "range " + std::to_string(rules.lowest) + "-" + std::to_string(rules.highest));
  if (rules.scale) sentence = joined(sentence, "scale " + scaleName(*rules.scale));
  return sentence;
}

}  // namespace partimento::cli
