#include "training/evaluate/opening.h"

#include <algorithm>
#include <cmath>

#include "core/tokens/bar_place.h"
#include "core/tokens/melody_tokenizer.h"
#include "core/tokens/ruler.h"

namespace partimento::training {

namespace {

constexpr int kTicksPerQuarter = 480;
constexpr std::size_t kFewestOpeningNotes = 4;
constexpr std::size_t kFewestRealNotes = 8;

std::uint32_t microsAtStart(const Score& score) {
  return static_cast<std::uint32_t>(std::llround(60e6 / score.tempo().bpmAt(Tick(0)).value));
}

tokens::DecodeFrame frameOf(const Piece& piece, const Stream& stream, const tokens::Tokenizer& tokenizer) {
  tokens::DecodeFrame frame;
  frame.offset = stream.setting.offset;
  frame.startTime = stream.setting.startTime;
  if (tokenizer.timeBase() == tokens::TimeBase::Milliseconds) {
    frame.ticksPerQuarter = piece.score->ticksPerQuarter();
    frame.tempo = piece.score->tempo().changes();
    frame.meter = piece.score->meter().changes();
    frame.originTime = tokenizer.encode(*piece.score).originTime;
    return frame;
  }
  frame.ticksPerQuarter = kTicksPerQuarter;
  frame.tempo = {{Tick(0), microsAtStart(*piece.score)}};
  frame.meter = {{Tick(0), stream.setting.meter}};
  // An upbeat that the file hid stands before the first bar line, and must not fall before tick 0.
  if (frame.startTime < 0)
    frame.origin = tokens::tickOfStep(tokens::barSteps(stream.setting.meter), kTicksPerQuarter);
  return frame;
}

/// So many bars after the beginning; what begins in the second half of a bar is an upbeat to the next. A
/// piece with an upbeat is cut as long before the bar line, where its phrases end.
std::optional<Tick> cutOf(const Score& real, int bars) {
  std::optional<Tick> first;
  for (const TrackPtr& track : real.tracks()) {
    if (!track->notes.empty()) first = std::min(first.value_or(track->notes[0].onset), track->notes[0].onset);
  }
  if (!first) return std::nullopt;
  const MeterMap& meter = real.meter();
  const BarPosition place = meter.at(*first);
  if (place.inBar * 2 < meter.barLength(place.signature)) return meter.barStart(place.bar + bars);
  const Tick upbeat = meter.barStart(place.bar + 1) - *first;
  return meter.barStart(place.bar + 1 + bars) - upbeat;
}

int barsOf(Tick length, Tick bar) {
  const std::int64_t whole = length.value / bar.value;
  const bool most = (length.value % bar.value) * 2 >= bar.value;
  return static_cast<int>(std::min<std::int64_t>(whole + (most ? 1 : 0), 1 << 20));
}

/// Moves the prompt to the key that the opening alone shows.
void normaliseByOpening(const Representation& representation, const std::vector<Note>& notes,
                        Opening& opening) {
  const int offset = offsetOf(notes, representation.center);
  const int by = offset - opening.setting.offset;
  if (by == 0 || !representation.tokenizer->transpose(opening.prompt, by)) return;
  opening.setting.offset = offset;
  opening.frame.offset = offset;
}

}  // namespace

std::optional<Opening> openingOf(const Piece& piece, const Representation& representation,
                                 const QualitySettings& settings) {
  const tokens::Tokenizer& tokenizer = *representation.tokenizer;
  const std::vector<Stream> streams = streamsOf(piece, representation);
  if (streams.empty()) return std::nullopt;
  const Stream& stream = streams.front();
  Opening opening;
  opening.setting = stream.setting;
  opening.frame = frameOf(piece, stream, tokenizer);
  opening.real = tokenizer.decode(stream.tokens, opening.frame);
  const std::optional<Tick> cut = cutOf(*opening.real, settings.openingBars);
  if (!cut || *cut >= opening.real->end()) return std::nullopt;
  const MeterMap& meter = opening.real->meter();
  const Tick bar = meter.barLength(meter.at(*cut).signature);
  opening.bars = std::min(settings.mostBars, barsOf(opening.real->end() - *cut, bar));
  if (opening.bars < settings.fewestBars) return std::nullopt;

  const tokens::Ruler ruler(tokenizer.timeBase(), opening.frame);
  opening.cutTime = ruler.timeAt(*cut);
  opening.barTime = std::max<std::int64_t>(ruler.timeAt(*cut + bar) - opening.cutTime, 1);
  opening.cut = {*cut, ruler.tickAt(opening.cutTime + opening.bars * opening.barTime)};
  const analysis::Passage before = analysis::passageOf(*opening.real, Tick(0), opening.cut.from);
  const analysis::Passage after = analysis::passageOf(*opening.real, opening.cut.from, opening.cut.to);
  if (before.notes.size() < kFewestOpeningNotes || after.notes.size() < kFewestRealNotes) return std::nullopt;

  const std::unique_ptr<tokens::Grammar> grammar = tokenizer.grammar(opening.setting);
  const std::size_t length = tokens::lengthUpTo(*grammar, stream.tokens, opening.cutTime);
  opening.prompt.assign(stream.tokens.begin(), stream.tokens.begin() + static_cast<std::ptrdiff_t>(length));
  // of a melody that changes its metre the first part alone is here
  if (streams.size() == 1) opening.setting.lastBar = models::lastBarOf(*grammar, stream.tokens);
  if (representation.normalisesKey) normaliseByOpening(representation, before.notes, opening);
  const std::int64_t said = tokens::follow(*grammar, opening.prompt).end.time;
  opening.promptEnd = std::max(opening.cutTime, said);
  return opening;
}

}  // namespace partimento::training
