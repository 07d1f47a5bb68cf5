#include "app/cli/generate_options.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "app/cli/error_text.h"
#include "core/base/error.h"
#include "core/formats/note_text.h"
#include "core/music/pitch_name.h"

namespace partimento::cli {

namespace {

using decode::SearchMethod;
using decode::TabuKey;

/// Wrong usage, said without the full stop that main adds.
[[noreturn]] void refuse(std::string sentence) {
  while (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
  throw CLI::ValidationError(std::move(sentence), CLI::ExitCodes::ValidationError);
}

constexpr const char* kPresetOptions[] = {"--search", "--beam",        "--temperature", "--top-k",
                                          "--top-p",  "--groups",      "--diversity",   "--max-repeat",
                                          "--tabu",   "--no-parallels"};

template <typename Read>
auto orRefuse(Read&& read) {
  try {
    return read();
  } catch (const Error& error) {
    refuse(sentenceFor(error));
  }
}

template <typename Value>
CLI::Option* addChoice(CLI::App& command, const char* name, Value& value,
                       const std::map<std::string, Value>& choices, const char* help) {
  std::vector<std::string> names;
  for (const auto& choice : choices) names.push_back(choice.first);
  return command
      .add_option_function<std::string>(
          name, [&value, choices](const std::string& text) { value = choices.at(text); }, help)
      ->check(CLI::IsMember(std::move(names)));
}

std::optional<Pitch> readPitch(std::string_view text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size()) {
    if (number < kLowestPitch || number > kHighestPitch) return std::nullopt;
    return number;
  }
  const auto named = parsePitch(text);
  if (!named || named->length != text.size()) return std::nullopt;
  return named->pitch;
}

std::pair<Pitch, Pitch> readRange(const std::string& text) {
  // the hyphen after the first character: "-1" is an octave, not a range
  const std::size_t hyphen = text.find('-', 1);
  if (hyphen != std::string::npos) {
    const auto lowest = readPitch(std::string_view(text).substr(0, hyphen));
    const auto highest = readPitch(std::string_view(text).substr(hyphen + 1));
    if (lowest && highest && *lowest <= *highest) return {*lowest, *highest};
  }
  refuse(sentenceFor(Error(ErrorCode::RangeInvalid, {text})));
}

TimeSignature readMeter(const std::string& text) {
  const std::size_t slash = text.find('/');
  TimeSignature meter;
  const auto read = [](std::string_view part, int& value) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    return error == std::errc() && end == part.data() + part.size();
  };
  const std::string_view all = text;
  const bool numbers = slash != std::string::npos && read(all.substr(0, slash), meter.numerator) &&
                       read(all.substr(slash + 1), meter.denominator);
  const bool known = numbers && meter.numerator >= 1 && meter.numerator <= 64 && meter.denominator >= 1 &&
                     meter.denominator <= 64 && (meter.denominator & (meter.denominator - 1)) == 0;
  if (!known) refuse("'" + text + "' is no metre: write 4/4, 3/4 or 6/8");
  return meter;
}

OpeningKey readKey(const std::string& text) {
  const Scale scale = orRefuse([&] { return parseScale(text); });
  if (scale.mode != "major" && scale.mode != "minor")
    refuse("'" + text + "' is no key: write \"D minor\" or \"Eb major\"");
  return {scale.tonic, scale.mode == "minor"};
}

void readTrack(const std::string& text, GenerateOptions& options) {
  if (text == "all") {
    options.tracks = SeedTracks::All;
    return;
  }
  std::size_t track = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), track);
  const bool isNumber = error == std::errc() && end == text.data() + text.size();
  if (!isNumber || track < 1 || track > 65535) refuse("'" + text + "' is no track: write 1, 2 ... or all");
  options.track = track;
}

void addSeed(CLI::App& command, GenerateOptions& options) {
  command.add_option("--style", options.style, "Style; `partimento-cli styles` lists them");
  command.add_option("--seed", options.seedFile,
                     "Music file to continue; without it and --notes the style begins itself");
  command.add_option_function<std::string>(
      "--track", [&options](const std::string& text) { readTrack(text, options); },
      "Track of the seed file, from 1, or all: every track with its chords is continued, by a style of "
      "several voices or tracks");
  command
      .add_option_function<std::string>(
          "--voice",
          [&options](const std::string& text) {
            options.voice = text == "top" ? VoiceLine::Top : VoiceLine::Bottom;
          },
          "Line of a seed with several notes at once")
      ->check(CLI::IsMember({"top", "bottom"}));
  command.add_option("--notes", options.notes, "The melody to continue, as note names: \"C4 D4/8 R/8 Sol4\"");
  command.add_option_function<std::string>(
      "--meter", [&options](const std::string& text) { options.meter = readMeter(text); },
      "Metre, where no file says it [4/4]");
  command.add_option_function<std::string>(
      "--key", [&options](const std::string& text) { options.key = readKey(text); },
      "Key to begin in without a seed: \"D minor\"");
  command.add_option("--tempo", options.tempo, "Tempo, where no file says it: quarter notes a minute")
      ->check(CLI::Range(5.0, 1000.0))
      ->capture_default_str();
  command.add_option("--replay", options.replay,
                     "Make a take again: a recipe (.json), or a .mid or .musicxml that holds one");
}

void addLength(CLI::App& command, decode::LengthSettings& length) {
  command.add_option("--length", length.notes, "Notes to add")->check(CLI::Range(1, decode::kMaxLengthNotes));
  command.add_option("--bars", length.bars, "Bars to add, after the seed's last bar")
      ->check(CLI::Range(1, decode::kMaxLengthBars));
  command
      .add_option("--min-notes", length.minNotes,
                  "Let the style end by itself at a bar line, after so many notes; 0: never")
      ->check(CLI::Range(0, decode::kMaxLengthNotes));
  command.add_flag("--close,!--open", length.closes,
                   "Come to an end with the last of --bars, where the style knows ends");
}

void addSearch(CLI::App& command, decode::SearchSettings& search) {
  addChoice<SearchMethod>(command, "--search", search.method,
                          {{"beam", SearchMethod::Beam},
                           {"sample", SearchMethod::Sample},
                           {"diverse-beam", SearchMethod::DiverseBeam},
                           {"stochastic-beam", SearchMethod::StochasticBeam}},
                          "How melodies are searched [as the style proposes; with --beam: beam]");
  command.add_option("--beam", search.beamWidth, "Beam width; 1 is greedy")
      ->check(CLI::Range(1, decode::kMaxBeamWidth))
      ->capture_default_str();
  command
      .add_option("--temperature", search.temperature,
                  "Above 1 bolder, below 1 safer; for sample and stochastic-beam")
      ->check(CLI::Range(decode::kMinTemperature, decode::kMaxTemperature))
      ->capture_default_str();
  command
      .add_option("--top-k", search.topK,
                  "Draw among the K likeliest only; 0: off. For sample and stochastic-beam")
      ->check(CLI::Range(0, 1 << 20))
      ->capture_default_str();
  command
      .add_option("--top-p", search.topP,
                  "Draw among the likeliest that make up this share; 1: off. For sample and stochastic-beam")
      ->check(CLI::Range(1e-6, 1.0))
      ->capture_default_str();
  command.add_option("--groups", search.diverseGroups, "Groups of a diverse beam")
      ->check(CLI::Range(1, decode::kMaxBeamWidth))
      ->capture_default_str();
  command
      .add_option("--diversity", search.diversityStrength, "What agreeing with another group costs, in nats")
      ->check(CLI::Range(0.0, 100.0))
      ->capture_default_str();
}

void addRepetition(CLI::App& command, decode::RuleSettings& rules) {
  command.add_option("--max-repeat", rules.maxRepeat, "The same note at most R times in a row; 0: off")
      ->check(CLI::Range(0, decode::kMaxLengthNotes))
      ->capture_default_str();
  command.add_option("--tabu", rules.tabu, "None of the last J notes again; 0: off")
      ->check(CLI::Range(0, decode::kMaxTabu))
      ->capture_default_str();
  command.add_flag("--no-parallels,!--parallels", rules.noParallels,
                   "Four voices: no parallel fifths, octaves or unisons");
}

void addOtherRules(CLI::App& command, decode::RuleSettings& rules) {
  addChoice<TabuKey>(command, "--tabu-key", rules.tabuKey,
                     {{"pitch", TabuKey::Pitch},
                      {"pitch-class", TabuKey::PitchClass},
                      {"interval", TabuKey::Interval},
                      {"pitch-duration", TabuKey::PitchDuration}},
                     "What makes two notes the same [pitch]");
  command.add_flag("--rest-resets-run", rules.restResetsRun, "After a rest, --max-repeat counts anew");
  command.add_option_function<std::string>(
      "--range",
      [&rules](const std::string& text) { std::tie(rules.lowest, rules.highest) = readRange(text); },
      "Lowest and highest note: 55-84, or G3-C6");
  command.add_option_function<std::string>(
      "--scale",
      [&rules](const std::string& text) { rules.scale = orRefuse([&] { return parseScale(text); }); },
      "Scale to stay in: \"D dorian\"");
}

}  // namespace

void addPresetOptions(CLI::App& command, decode::Settings& settings) {
  addSearch(command, settings.search);
  addRepetition(command, settings.rules);
}

bool hasPresetOptions(const CLI::App& command) {
  return std::any_of(std::begin(kPresetOptions), std::end(kPresetOptions),
                     [&](const char* name) { return command.get_option(name)->count() > 0; });
}

void addDecodingOptions(CLI::App& command, decode::Settings& settings) {
  addPresetOptions(command, settings);
  addOtherRules(command, settings.rules);
}

void takeProposal(const CLI::App& command, const std::optional<decode::DecodingPreset>& proposal,
                  decode::Settings& settings) {
  if (!proposal) return;
  const auto take = [&command](const char* name, auto& value, const auto& proposed) {
    if (command.get_option(name)->count() == 0) value = proposed;
  };
  // Who asks for a width asks for a beam.
  if (command.get_option("--beam")->count() == 0)
    take("--search", settings.search.method, proposal->search.method);
  take("--beam", settings.search.beamWidth, proposal->search.beamWidth);
  take("--temperature", settings.search.temperature, proposal->search.temperature);
  take("--top-k", settings.search.topK, proposal->search.topK);
  take("--top-p", settings.search.topP, proposal->search.topP);
  take("--groups", settings.search.diverseGroups, proposal->search.diverseGroups);
  take("--diversity", settings.search.diversityStrength, proposal->search.diversityStrength);
  take("--max-repeat", settings.rules.maxRepeat, proposal->maxRepeat);
  take("--tabu", settings.rules.tabu, proposal->tabu);
  take("--no-parallels", settings.rules.noParallels, proposal->noParallels);
}

void addGenerateOptions(CLI::App& command, GenerateOptions& options) {
  addSeed(command, options);
  addLength(command, options.settings.length);
  addDecodingOptions(command, options.settings);
  command.add_option("--takes", options.takes, "Takes to make")
      ->check(CLI::Range(1, decode::kMaxTakes))
      ->capture_default_str();
  command.add_option("--random-seed", options.randomSeed, "The same seed gives the same takes")
      ->check([](const std::string& text) {
        return text.starts_with('-') ? "must not be negative" : std::string();
      })
      ->capture_default_str();
  command
      .add_option("--out", options.out,
                  ".mid, .musicxml or .mxl to write; several takes: OUT-1.mid, OUT-2.mid ...")
      ->required();
  command.add_option("--trace", options.trace, "Write why each note was chosen, as JSON");
  command.add_flag("--json", options.json, "Print what was made as JSON");
}

void checkGenerateOptions(const CLI::App& command, const GenerateOptions& options) {
  const auto given = [&command](const char* name) { return command.get_option(name)->count() > 0; };
  if (given("--replay")) {
    for (const CLI::Option* option : command.get_options()) {
      const std::string name = option->get_single_name();
      const bool goesWith = name == "replay" || name == "out" || name == "trace" || name == "json";
      if (option->count() > 0 && !goesWith) refuse("--replay and --" + name + " exclude each other");
    }
    return;
  }
  if (!given("--style")) refuse("--style is required");
  if (given("--seed") && given("--notes"))
    refuse("Give either --seed FILE or --notes \"C4 D4 ...\", not both");
  if (given("--length") == given("--bars")) refuse("Give either --length NOTES or --bars N");
  const bool fileOnly = given("--track") || given("--voice");
  if (fileOnly && !given("--seed")) refuse("--track and --voice go with --seed FILE");
  if (options.tracks == SeedTracks::All && given("--voice"))
    refuse("--voice chooses one line; with --track all every line is continued");
  const bool ofNoFile = given("--meter") || given("--tempo");
  if (ofNoFile && given("--seed")) refuse("--meter and --tempo do not go with --seed; a file has its own");
  const bool hasSeed = given("--seed") || given("--notes");
  if (given("--key") && hasSeed) refuse("--key is for music without a seed; a seed has its own");
  if (given("--notes")) orRefuse([&] { return formats::parseNoteText(options.notes); });
}

}  // namespace partimento::cli
