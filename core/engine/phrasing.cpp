#include "core/engine/phrasing.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <string>

#include "core/analysis/key.h"
#include "core/base/error.h"
#include "core/engine/seed_prompt.h"
#include "core/tokens/bar_place.h"
#include "core/tokens/chorale_tokenizer.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento {

namespace {

constexpr std::uint8_t kPlainVelocity = 80;
constexpr int kMostTicksPerQuarter = 1 << 20;
/// Of several lines, up to where they go on: a hundred thousand bars and more.
constexpr std::int64_t kMostSteps = 1 << 24;

void requireLine(std::span<const Note> notes) {
  Tick before;
  for (const Note& note : notes) {
    if (note.onset < Tick(0) || note.duration < Tick(0))
      throw Error(ErrorCode::SeedUnusable, {"negative time"});
    if (note.pitch < kLowestPitch || note.pitch > kHighestPitch) {
      throw Error(ErrorCode::SeedUnusable, {"pitch " + std::to_string(note.pitch)});
    }
    if (note.onset < before) throw Error(ErrorCode::SeedUnusable, {"notes out of order"});
    before = note.onset;
  }
}

/// In the steps that representations say, which may be longer than ticks.
void requireOneAtATime(const SeedMelody& seed) {
  if (!seed.others.empty()) throw Error(ErrorCode::SeedPolyphonic, {std::to_string(seed.lineCount())});
  std::optional<std::int64_t> before;
  for (const Note& note : seed.notes) {
    const std::int64_t step = tokens::stepOfTick(note.onset, seed.ticksPerQuarter);
    if (before && step == *before && note.duration > Tick(0)) throw Error(ErrorCode::SeedPolyphonic, {"2"});
    before = step;
  }
}

void requireLines(const SeedMelody& seed) {
  if (seed.lineCount() > static_cast<std::size_t>(kMostLines)) {
    throw Error(ErrorCode::SeedUnusable, {"more than " + std::to_string(kMostLines) + " tracks"});
  }
  for (std::size_t i = 0; i < seed.lineCount(); ++i) {
    if (seed.line(i).empty()) throw Error(ErrorCode::SeedUnusable, {"an empty line"});
    const bool goesOn = seed.line(i).back().onset >= seed.continuesAt();
    if (goesOn) throw Error(ErrorCode::SeedUnusable, {"notes after the cut"});
  }
  if (tokens::stepOfTick(seed.continuesAt(), seed.ticksPerQuarter) > kMostSteps)
    throw Error(ErrorCode::SeedUnusable, {"too long"});
}

void requireUsable(const SeedMelody& seed) {
  const TimeSignature meter = seed.meter;
  if (meter.numerator < 1 || meter.numerator > 64 || meter.denominator < 1 || meter.denominator > 64 ||
      !std::has_single_bit(static_cast<unsigned>(meter.denominator))) {
    throw Error(ErrorCode::SeedUnusable,
                {"metre " + std::to_string(meter.numerator) + "/" + std::to_string(meter.denominator)});
  }
  if (seed.ticksPerQuarter < 1 || seed.ticksPerQuarter > kMostTicksPerQuarter) {
    throw Error(ErrorCode::SeedUnusable, {"ticks per quarter " + std::to_string(seed.ticksPerQuarter)});
  }
  for (std::size_t i = 0; i < seed.lineCount(); ++i) requireLine(seed.line(i));
}

int offsetOf(const SeedMelody& seed, double center) {
  std::optional<OpeningKey> key;
  if (seed.notes.empty()) {
    key = seed.key;
  } else if (const auto heard = analysis::estimateKey(seed.notes)) {
    key = OpeningKey{heard->tonic, heard->minor};
  }
  return tokens::octaveNearest(seed.notes, key ? tokens::offsetToNormalKey(key->tonic, key->minor) : 0,
                               center);
}

/// How loud the seed is on the whole: the continuation is played alike.
std::uint8_t usualVelocity(const SeedMelody& seed) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < seed.lineCount(); ++i) {
    for (const Note& note : seed.line(i)) sum += note.velocity;
  }
  const auto count = static_cast<std::int64_t>(seed.noteCount());
  return static_cast<std::uint8_t>(
      std::clamp<std::int64_t>(count == 0 ? kPlainVelocity : sum / count, 1, 127));
}

}  // namespace

Phrasing::Phrasing(const tokens::Tokenizer& tokenizer, const ComposeRequest& request, double center)
    : m_tokenizer(tokenizer), m_request(request) {
  requireUsable(request.seed);
  const bool isMelody = tokenizer.name() == tokens::MelodyTokenizer::kName;
  m_isChorale = tokenizer.name() == tokens::ChoraleTokenizer::kName;
  m_isSeveral = !isMelody && !request.seed.isOneLine();
  if (m_isSeveral) {
    requireLines(request.seed);
    phraseLines();
  } else {
    requireOneAtATime(request.seed);
    if (isMelody) {
      phraseMelody(center);
    } else {
      phraseScore();
    }
  }
  tellLastBar();
}

void Phrasing::phraseMelody(double center) {
  const SeedMelody& seed = m_request.seed;
  const auto& tokenizer = dynamic_cast<const tokens::MelodyTokenizer&>(m_tokenizer);
  const int offset = offsetOf(seed, center);
  const tokens::EncodedMelody encoded = tokenizer.encode(seed.notes, {seed.ticksPerQuarter, offset});
  m_folded = encoded.foldedNotes;
  m_prompt = {tokens::MelodyTokenizer::kBegin};
  m_prompt.insert(m_prompt.end(), encoded.tokens.begin(), encoded.tokens.end());
  m_setting = {seed.meter, offset, encoded.startStep};
  m_grammar = tokenizer.grammar(m_setting);
  m_timeline.stepsPerBar = static_cast<int>(tokens::barSteps(seed.meter));
  m_timeline.promptEnd = tokens::follow(*m_grammar, m_prompt).end.time;
  m_ruler.emplace(tokens::TimeBase::Steps, frameOf(seed));
}

void Phrasing::phraseScore() {
  const SeedMelody& seed = m_request.seed;
  const ScorePtr score = scoreOf(seed);
  const tokens::EncodedScore encoded =
      seed.notes.empty() ? m_tokenizer.opening(*score) : m_tokenizer.encode(*score);
  m_folded = static_cast<int>(encoded.folded);
  m_prompt = encoded.tokens;
  m_setting = encoded.setting(0);
  m_setting.noParallels = m_request.settings.rules.noParallels;
  m_grammar = m_tokenizer.grammar(m_setting);
  tokens::DecodeFrame frame = frameOf(seed);
  frame.origin = encoded.origin;
  frame.originTime = encoded.originTime;
  m_ruler.emplace(m_tokenizer.timeBase(), frame);
  countBars();
  m_timeline.promptEnd = m_ruler->timeAt(seed.end());
  if (m_isChorale && !seed.notes.empty()) harmonise(encoded);
}

void Phrasing::phraseLines() {
  SeedPrompt prompt = promptOf(m_tokenizer, m_request.seed, m_request.settings.rules.noParallels);
  m_prompt = std::move(prompt.tokens);
  m_setting = prompt.setting;
  m_grammar = std::move(prompt.grammar);
  m_ruler = std::move(prompt.ruler);
  m_folded = prompt.folded;
  m_lines = std::move(prompt.lines);
  countBars();
  m_timeline.promptEnd = prompt.end;
}

void Phrasing::countBars() {
  const SeedMelody& seed = m_request.seed;
  const Tick bar = MeterMap(seed.ticksPerQuarter, {{Tick(0), seed.meter}}).barLength(seed.meter);
  m_timeline.firstBar = m_ruler->timeAt(Tick(0));
  m_timeline.stepsPerBar = static_cast<int>(std::clamp<std::int64_t>(
      m_ruler->timeAt(bar) - m_timeline.firstBar, 1, std::numeric_limits<int>::max()));
}

void Phrasing::tellLastBar() {
  const bool countsBeats = m_tokenizer.timeBase() == tokens::TimeBase::Steps;
  const decode::LengthSettings& length = m_request.settings.length;
  const std::optional<std::int64_t> end = decode::endOf(length, m_timeline);
  if (!length.closes || !end || !countsBeats) return;
  const std::int64_t bar = m_timeline.stepsPerBar;
  const std::int64_t begin = m_setting.startTime - m_timeline.firstBar;
  const std::int64_t barsBefore = (begin - (begin % bar + bar) % bar) / bar;
  m_setting.lastBar = static_cast<std::int32_t>((*end - m_timeline.firstBar) / bar - barsBefore - 1);
}

void Phrasing::harmonise(const tokens::EncodedScore& encoded) {
  const auto& tokenizer = dynamic_cast<const tokens::ChoraleTokenizer&>(m_tokenizer);
  std::vector<tokens::PlayedNote> soprano = m_grammar->read(encoded.tokens).notes;
  m_timeline.promptEnd = soprano.back().onset + soprano.back().duration;
  m_grammar = tokenizer.harmonise(m_setting, std::move(soprano));
  const auto meter = std::ranges::find_if(
      m_prompt, [](Token token) { return tokens::ChoraleTokenizer::kMeterRun.contains(token); });
  m_prompt.erase(meter + 1, m_prompt.end());
  m_harmonises = true;
}

decode::SearchProblem Phrasing::problem(decode::Scorer& scorer, int receptiveFieldTokens) const {
  const SeedMelody& seed = m_request.seed;
  std::optional<int> openingClass;
  if (seed.notes.empty() && seed.key) openingClass = seed.key->tonic;
  return {scorer, m_prompt, {}, m_timeline, receptiveFieldTokens, m_grammar.get(), openingClass};
}

decode::SearchOptions Phrasing::options() const {
  decode::SearchOptions options;
  options.settings = m_request.settings;
  options.takes = m_request.takes;
  options.randomSeed = m_request.randomSeed;
  options.trace = m_request.trace;
  // painted areas are in steps from the seed's first bar
  const auto timeOf = [this](std::int64_t step) {
    return m_ruler->timeAt(tokens::tickOfStep(step, m_request.seed.ticksPerQuarter));
  };
  const bool sameTime = m_tokenizer.name() == tokens::MelodyTokenizer::kName;
  for (decode::Exclusion& area : options.settings.rules.exclusions) {
    if (sameTime) break;
    area.fromStep = timeOf(area.fromStep);
    area.toStep = timeOf(area.toStep);
  }
  // a length in notes counts the soprano's that follow the seed; the others sing about as many, of a seed
  // that is harmonised as well
  decode::LengthSettings& length = options.settings.length;
  if (m_isChorale && length.bars == 0) {
    const auto seeds = m_harmonises ? static_cast<std::int64_t>(m_request.seed.notes.size()) : 0;
    const std::int64_t all = m_grammar->lines() * (length.notes + seeds);
    length.notes = static_cast<int>(std::min<std::int64_t>(all, decode::kMaxLengthNotes));
  }
  return options;
}

bool Phrasing::isSeeds(const decode::SearchNote& note) const {
  return m_harmonises && note.line == 0 && note.onset < m_timeline.promptEnd;
}

std::uint8_t Phrasing::lineOf(const decode::SearchNote& note) const {
  return note.line < m_lines.size() ? m_lines[note.line] : note.line;
}

bool Phrasing::saysVelocity() const {
  for (int field = 0; field < m_grammar->fields(); ++field) {
    const auto isVelocity = [](const Symbol& symbol) { return symbol.kind == Symbol::Kind::Velocity; };
    if (std::ranges::any_of(m_grammar->symbols(field), isVelocity)) return true;
  }
  return false;
}

Take Phrasing::takeOf(const decode::SearchTake& found) const {
  Take take;
  const std::uint8_t velocity = usualVelocity(m_request.seed);
  const bool ownVelocity = saysVelocity();
  const bool placed =
      m_isSeveral || m_grammar->lines() > 1 || m_tokenizer.timeBase() != tokens::TimeBase::Steps;
  std::vector<int> indexes;  // in the take, of the search's notes
  for (const decode::SearchNote& from : found.notes) {
    indexes.push_back(isSeeds(from) ? -1 : static_cast<int>(take.notes.size()));
    if (indexes.back() < 0) continue;
    Note note;
    note.onset = m_ruler->tickAt(from.onset);
    // Where ticks are coarser than the vocabulary's steps, a short note still is one.
    note.duration = std::max(Tick(1), m_ruler->tickAt(from.onset + from.duration) - note.onset);
    note.pitch = from.pitch;
    note.velocity = ownVelocity ? from.velocity : velocity;
    note.origin = Origin::Model;
    note.relaxed = from.relaxed;
    take.notes.push_back(note);
    take.noteLogProbabilities.push_back(from.logProbability);
    if (placed) take.places.push_back({lineOf(from), from.token});
  }
  for (const decode::SearchRelaxation& relaxation : found.relaxations) {
    const int index = indexes.at(static_cast<std::size_t>(relaxation.note));
    if (index >= 0) take.relaxations.push_back({index, relaxation.rule, relaxation.detail});
  }
  take.logProbability = found.logProbability;
  take.partial = found.partial;
  take.trace = found.trace;
  take.recipe.request = m_request;
  take.recipe.takeIndex = found.index;
  take.recipe.tokenizer = m_tokenizer.name();
  return take;
}

}  // namespace partimento
