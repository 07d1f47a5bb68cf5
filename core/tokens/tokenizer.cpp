#include "core/tokens/tokenizer.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/tokens/beat_tokenizer.h"
#include "core/tokens/chorale_tokenizer.h"
#include "core/tokens/grid_chorale_tokenizer.h"
#include "core/tokens/melody_tokenizer.h"
#include "core/tokens/performance_tokenizer.h"
#include "core/tokens/ruler.h"
#include "core/tokens/tmidi_tokenizer.h"
#include "core/tokens/token_ranges.h"

namespace partimento::tokens {

namespace {

/// What stood before the stream, then what the stream says.
template <typename Change>
std::vector<Change> joined(std::vector<Change> before, const std::vector<Change>& said) {
  if (said.empty()) return before;
  std::erase_if(before, [&](const Change& change) { return change.at >= said.front().at; });
  before.insert(before.end(), said.begin(), said.end());
  return before;
}

/// A bar that begins before the score is an upbeat: said once more at its end, the metre starts a new bar
/// there.
void addMeter(std::vector<MeterChange>& meter, const Played::Meter& change, const Ruler& ruler) {
  const Tick at = ruler.tickAt(change.at);
  meter.push_back({std::max(at, Tick(0)), change.signature});
  const Tick next = ruler.tickAt(change.at + barSteps(change.signature));
  if (at < Tick(0) && next > Tick(0)) meter.push_back({next, change.signature});
}

TrackPtr trackOf(const Played& played, int line, const Ruler& ruler) {
  auto track = std::make_shared<Track>();
  track->channel = line < kPercussionChannel ? line : (line + 1) % 16;
  for (const PlayedNote& said : played.notes) {
    if (said.line != line) continue;
    Note note;
    note.onset = ruler.tickAt(said.onset);
    note.duration = std::max(Tick(1), ruler.tickAt(said.onset + said.duration) - note.onset);
    note.pitch = said.pitch;
    note.velocity = said.velocity;
    note.origin = Origin::Model;
    track->notes.push_back(note);
  }
  return track;
}

}  // namespace

ScorePtr Tokenizer::decode(std::span<const Token> tokens, const DecodeFrame& frame) const {
  GrammarSetting setting;
  setting.offset = frame.offset;
  setting.startTime = frame.startTime;
  const std::unique_ptr<Grammar> said = grammar(setting);
  const Played played = said->read(tokens);
  const Ruler ruler(timeBase(), frame);

  ScoreParts parts;
  parts.ticksPerQuarter = frame.ticksPerQuarter;
  std::vector<TempoChange> tempo;
  for (const Played::Tempo& change : played.tempo) {
    tempo.push_back({std::max(ruler.tickAt(change.at), Tick(0)),
                     60000000U / static_cast<unsigned>(change.quartersPerMinute)});
  }
  std::vector<MeterChange> meter;
  for (const Played::Meter& change : played.meter) addMeter(meter, change, ruler);
  parts.tempo = joined(frame.tempo, tempo);
  parts.meter = joined(frame.meter, meter);
  int lines = 1;
  for (const PlayedNote& note : played.notes) lines = std::max(lines, note.line + 1);
  for (int line = 0; line < lines; ++line) parts.tracks.push_back(trackOf(played, line, ruler));
  return Score::make(std::move(parts));
}

EncodedScore Tokenizer::opening(const Score& score) const {
  Note first;
  first.duration = Tick(score.ticksPerQuarter());
  auto track = std::make_shared<Track>();
  track->notes = {first};
  ScoreParts parts = score.parts();
  parts.tracks = {std::move(track)};
  EncodedScore encoded = encode(*Score::make(std::move(parts)));
  const std::unique_ptr<Grammar> said = grammar(encoded.setting(0));
  GrammarState state = said->start();
  std::size_t whole = 0;
  for (std::size_t i = 0; i < encoded.tokens.size() && encoded.noteOf[i] < 0; ++i) {
    said->advance(state, encoded.tokens[i]);
    if (state.whole) whole = i + 1;
  }
  encoded.tokens.resize(whole);
  encoded.noteOf.resize(whole);
  encoded.notes = encoded.folded = encoded.dropped = 0;
  return encoded;
}

std::int64_t Tokenizer::countNotes(std::span<const Token> tokens) const {
  const std::unique_ptr<Grammar> said = grammar();
  GrammarState state = said->start();
  for (const Token token : tokens) said->advance(state, token);
  return state.notes;
}

std::string symbolName(const Symbol& symbol) {
  static constexpr std::array<std::string_view, 17> kNames = {
      "padding", "begin",    "end",   "pitch", "rest", "duration", "hold",  "note-off", "shift",
      "length",  "velocity", "tempo", "meter", "bar",  "position", "track", "separator"};
  static_assert(kNames.size() == static_cast<std::size_t>(Symbol::kLastKind) + 1);
  std::string name(kNames.at(static_cast<std::size_t>(symbol.kind)));
  switch (symbol.kind) {
    case Symbol::Kind::Padding:
    case Symbol::Kind::Begin:
    case Symbol::Kind::End:
    case Symbol::Kind::Rest:
    case Symbol::Kind::Hold:
    case Symbol::Kind::Bar:
    case Symbol::Kind::Separator:
      return name;
    case Symbol::Kind::Meter:
      return name + ":" + std::to_string(symbol.value / 256) + "/" + std::to_string(symbol.value % 256);
    default:
      return name + ":" + std::to_string(symbol.value);
  }
}

void requireOctave(PitchRange range) {
  if (range.lowest >= kLowestPitch && range.highest <= kHighestPitch && range.highest - range.lowest >= 11) {
    return;
  }
  throw Error(ErrorCode::RangeInvalid, {std::to_string(range.lowest) + "-" + std::to_string(range.highest)});
}

namespace {

using Make = std::unique_ptr<Tokenizer> (*)(PitchRange);

struct Known {
  std::string_view name;
  PitchRange range;
  Make make;
};

template <typename T>
std::unique_ptr<Tokenizer> over(PitchRange range) {
  return std::make_unique<T>(range);
}

template <TmidiTokenizer::Form form>
std::unique_ptr<Tokenizer> tmidi(PitchRange) {
  return std::make_unique<TmidiTokenizer>(form);
}

std::unique_ptr<Tokenizer> performance(PitchRange) {
  return std::make_unique<PerformanceTokenizer>();
}

constexpr std::array<Known, 7> kKinds = {{
    {MelodyTokenizer::kName, {48, 96}, over<MelodyTokenizer>},
    {ChoraleTokenizer::kName, {28, 96}, over<ChoraleTokenizer>},
    {GridChoraleTokenizer::kName, {28, 96}, over<GridChoraleTokenizer>},
    {BeatTokenizer::kName, {21, 108}, over<BeatTokenizer>},
    {PerformanceTokenizer::kName, {kLowestPitch, kHighestPitch}, performance},
    {TmidiTokenizer::kName, {1, TmidiTokenizer::kLargest}, tmidi<TmidiTokenizer::Form::Document>},
    {TmidiTokenizer::kThreeTokenName,
     {1, TmidiTokenizer::kLargest},
     tmidi<TmidiTokenizer::Form::ThreeTokens>},
}};

}  // namespace

std::unique_ptr<Tokenizer> makeTokenizer(std::string_view name, std::optional<PitchRange> range) {
  for (const Known& kind : kKinds) {
    if (kind.name == name) return kind.make(range.value_or(kind.range));
  }
  std::string known;
  for (const std::string_view each : tokenizerNames()) {
    known += known.empty() ? "" : ", ";
    known += each;
  }
  throw Error(ErrorCode::SettingInvalid, {"tokenizer", std::string(name), known});
}

std::span<const std::string_view> tokenizerNames() {
  static const std::vector<std::string_view> kNames = [] {
    std::vector<std::string_view> names;
    for (const Known& kind : kKinds) names.push_back(kind.name);
    return names;
  }();
  return kNames;
}

}  // namespace partimento::tokens
